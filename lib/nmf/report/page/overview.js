// V ≈ W H with the sizes of this model, and its figures.

const matrix = ({x, y, width, height}, style, symbol, size) => [
  svg('rect', {x, y, width, height, class: style}),
  svg('rect', {x, y, width, height, class: 'frame'}),
  label(x + width / 2, y + height / 2 + 9, symbol, 'symbol'),
  label(x + width / 2, y + height + 18, size, 'small middle')];

/** Stripes for the first topics: the columns of W, the rows of H; the more share, the darker. */
const stripes = (shares, horizontal, {x, y, width, height}) => shares.map((share, i) => {
  const step = (horizontal ? height : width) / shares.length;
  const place = horizontal ? {x, width, y: y + i * step, height: step} : {y, height, x: x + i * step, width: step};
  return svg('rect', {...place, fill: 'currentColor', 'fill-opacity': (0.28 * share / shares[0]).toFixed(3)});
});

const scattered = (count, {x, y, width, height}) => Array.from({length: count}, (unused, i) => svg('circle', {
  cx: (x + 8 + (i * 0.6180339887 % 1) * (width - 16)).toFixed(1), cy: (y + 8 + ((i + 0.5) / count) * (height - 16)).toFixed(1),
  r: 2, class: 'dot'}));

const drawFormula = ({documents, terms, topics}, list) => {
  const [d, v, k] = [documents, terms, topics].map(whole);
  const shares = list.slice(0, 12).map((topic) => topic.share).filter((share) => share > 0);
  const [V, W, H] = [{x: 26, y: 30, width: 190, height: 146}, {x: 286, y: 30, width: 66, height: 146}, {x: 412, y: 30, width: 190, height: 58}];
  const above = ({x, width}, name) => label(x + width / 2, 20, name, 'small middle');
  const beside = ({x, y, height}, name) => svg('text', {
    transform: `translate(${x - 8} ${y + height / 2}) rotate(-90)`, class: 'small middle'}, name);
  byId('formula').append(picture(612, 206, `V, ${d} documents by ${v} terms, is approximately W, ${d} ` +
    `documents by ${k} topics, times H, ${k} topics by ${v} terms`,
    above(V, 'terms'), above(W, 'topics'), above(H, 'terms'),
    beside(V, 'documents'), beside(W, 'documents'), beside(H, 'topics'),
    ...matrix(V, 'v', 'V', `${d} × ${v}`), svg('g', {'fill-opacity': .6}, ...scattered(34, V)),
    label(242, 112, '≈', 'sum'),
    ...matrix(W, 'w', 'W', `${d} × ${k}`), ...stripes(shares, false, W),
    label(376, 112, '·', 'sum'),
    ...matrix(H, 'h', 'H', `${k} × ${v}`), ...stripes(shares, true, H),
    label(H.x, 132, 'a row of H: the terms of a topic', 'small'),
    label(H.x, 150, 'a row of W: a document’s topics', 'small')));
};

const drawOverview = ({shapes, fit, topics}) => {
  drawFormula(shapes, topics);
  const figure = (name, value) => html('div', {}, html('dt', {}, name), html('dd', {}, value));
  const stored = shapes.stored / (shapes.documents * shapes.terms);
  byId('figures').append(
    figure('Documents', whole(shapes.documents)), figure('Terms', whole(shapes.terms)),
    figure('Topics', whole(shapes.topics)),
    figure('Stored values of V', `${whole(shapes.stored)} (${percent(stored)})`),
    figure('‖V − W H‖', significant(fit.residual, 6)),
    ...(fit.norm ? [figure('Explained', percent(Math.max(0, 1 - (fit.residual / fit.norm) ** 2)))] : []),
    figure('Solver', fit.solver), figure('Iterations', whole(fit.n_iter)), figure('Stopped by', fit.stop_reason));
  if (fit.kkt_residual !== null) byId('figures').append(figure('KKT residual', significant(fit.kkt_residual, 3)));
  show('overview');
};
