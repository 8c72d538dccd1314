// Line and bar charts as SVG.

const linearTicks = (low, high, count = 4) => {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw * 0.999);
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; ++i) ticks.push(i * step + 0);  // no -0
  return ticks;
};
const logTicks = (low, high) => {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const stride = Math.max(1, Math.ceil((last - first) / 5));
  const ticks = [];
  for (let p = first; p <= last; p += stride) ticks.push(10 ** p);
  return ticks.length >= 2 ? ticks : [low, high];
};

/** The range of some numbers with a little room; never empty. */
const rangeOf = (numbers, log) => {
  let low = Math.min(...numbers);
  let high = Math.max(...numbers);
  if (log) return low < high ? [low / 1.1, high * 1.1] : [low / 2, high * 2];
  const room = high > low ? 0.06 * (high - low) : Math.abs(high) * 0.1 || 1;
  return [low - room, high + room];
};
const scaleOf = ([low, high], [from, to], log) => {
  const at = log ? Math.log : (number) => number;
  return (number) => from + ((at(number) - at(low)) / (at(high) - at(low))) * (to - from);
};

const box = {width: 420, height: 250, left: 62, right: 408, top: 34, bottom: 204};
const tickText = (number) => {
  const size = Math.abs(number);
  return size !== 0 && (size < 1e-3 || size >= 1e6)
    ? number.toExponential(1).replace('.0', '').replace('e+', 'e') : significant(Number(number.toPrecision(6)), 6);
};

const frame = (title, xTitle, description, parts) => picture(box.width, box.height, description,
  label(0, 16, title), ...parts,
  svg('line', {x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom, class: 'axis'}),
  label((box.left + box.right) / 2, box.height - 8, xTitle, 'small middle'));

/**
 * points: [x, y] or [x, y, error], by rising x. log: of the y axis. mark: an x to point out.
 */
const lineChart = ({title, xTitle, points, log = false, dots = false, mark = null}) => {
  const xs = points.map((p) => p[0]);
  const ys = points.flatMap((p) => (p[2] ? [p[1] - p[2], p[1] + p[2]] : [p[1]]));
  const yRange = rangeOf(ys, log);
  const xRange = xs[0] < xs[xs.length - 1] ? [xs[0], xs[xs.length - 1]] : rangeOf(xs, false);
  const x = scaleOf(xRange, [box.left + 8, box.right - 8], false);
  const y = scaleOf(yRange, [box.bottom, box.top], log);
  const parts = [];
  for (const tick of log ? logTicks(...yRange) : linearTicks(...yRange)) {
    parts.push(svg('line', {x1: box.left, x2: box.right, y1: y(tick), y2: y(tick), class: 'grid'}),
      label(box.left - 6, y(tick) + 4, tickText(tick), 'small end'));
  }
  for (const tick of linearTicks(...xRange, 5).filter(Number.isInteger)) {
    parts.push(label(x(tick), box.bottom + 16, whole(tick), 'small middle'));
  }
  if (mark !== null) parts.push(svg('line', {x1: x(mark), x2: x(mark), y1: box.top, y2: box.bottom, class: 'mark'}));
  for (const [at, value, error] of points) {
    if (error) parts.push(svg('line', {x1: x(at), x2: x(at), y1: y(value - error), y2: y(value + error), class: 'whisker'}));
  }
  const path = points.map(([a, b], i) => `${i ? 'L' : 'M'}${x(a).toFixed(1)} ${y(b).toFixed(1)}`).join('');
  if (points.length > 1) parts.push(svg('path', {d: path, class: 'line'}));
  if (dots || points.length === 1) {
    for (const [a, b] of points) {
      parts.push(svg('circle', {cx: x(a), cy: y(b), r: a === mark ? 5 : 3, class: 'dot'},
        tooltip(`${xTitle} ${whole(a)}: ${significant(b)}`)));
    }
  }
  const [first, last] = [points[0], points[points.length - 1]];
  return frame(title, xTitle, `${title}: from ${significant(first[1])} at ${xTitle} ${first[0]} to ` +
    `${significant(last[1])} at ${xTitle} ${last[0]}`, parts);
};

/** bars: [name, count] each; every name stands below the left edge of its bar, `end` below the last right edge. */
const barChart = ({title, xTitle, bars, end}) => {
  const most = Math.max(...bars.map((b) => b[1]), 1);
  const y = scaleOf([0, most], [box.bottom, box.top], false);
  const step = (box.right - box.left) / bars.length;
  const parts = linearTicks(0, most).flatMap((tick) => [
    svg('line', {x1: box.left, x2: box.right, y1: y(tick), y2: y(tick), class: 'grid'}),
    label(box.left - 6, y(tick) + 4, whole(tick), 'small end')]);
  bars.forEach(([name, count], i) => parts.push(
    svg('rect', {x: box.left + i * step + 1, width: step - 2, y: y(count), height: box.bottom - y(count), class: 'bar'},
      tooltip(`${name}: ${whole(count)}`)),
    label(box.left + i * step, box.bottom + 16, name, 'small middle')));
  parts.push(label(box.right, box.bottom + 16, end, 'small middle'));
  return frame(title, xTitle, `${title}: ${bars.map((b) => `${b[0]}: ${b[1]}`).join(', ')}`, parts);
};
