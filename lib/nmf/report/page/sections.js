// Documents, convergence, choice of K, input and settings.

const drawMixture = ({mixture, shapes}) => {
  byId('mixture-chart').append(barChart({title: 'Documents', xTitle: 'part of the largest topic, per cent',
    bars: mixture.largest.map((count, i) => [String(10 * i), count]), end: '100'}));
  const without = mixture.without;
  byId('mixture-note').textContent = without === 0 ? 'Every document has a topic.' :
    `${plural(without, 'document')} of ${whole(shapes.documents)} ${without === 1 ? 'has' : 'have'} no topic at all ` +
    '(empty, or without a term that the topics use).';
  show('mixture');
};

const drawConvergence = ({history, fit}) => {
  const {residual, loss} = history;
  if (residual.length === 0) return;
  byId('curves').append(lineChart({title: '‖V − W H‖', xTitle: 'iteration', points: residual}));
  const above = loss.map(([at, value]) => [at, value - fit.loss]).filter((point) => point[1] > 1e-12 * Math.abs(fit.loss));
  if (above.length > 1) byId('curves').append(lineChart({title: 'loss above its end', xTitle: 'iteration', points: above, log: true}));
  const kkt = history.kkt_residual.filter((point) => point[1] > 0);
  if (kkt.length > 1) byId('curves').append(lineChart({title: 'KKT residual', xTitle: 'iteration', points: kkt, log: true, dots: kkt.length < 40}));
  byId('convergence-note').textContent = `Stopped after ${plural(fit.n_iter, 'iteration')} by ${fit.stop_reason}` +
    ` at a residual of ${significant(fit.residual, 6)}.`;
  show('convergence');
};

const drawChoice = ({select, shapes}) => {
  if (select === null) return;
  const {recommended, confidence, reasons, tried} = select;
  byId('choice-advice').textContent = `Recommended: K = ${recommended} (${confidence} confidence). ` +
    `This model has ${shapes.topics}.`;
  byId('choice-reasons').append(...reasons.map((reason) => html('li', {}, text(reason))));
  const chart = (title, key, error = null) => {
    const points = tried.filter((c) => c[key] !== null).map((c) => [c.k, c[key], error === null ? 0 : c[error]]);
    if (points.length === 0) return;
    const mark = points.some((point) => point[0] === recommended) ? recommended : null;
    byId('choice-charts').append(lineChart({title, xTitle: 'K', points, dots: true, mark}));
  };
  chart('held-out error (± one standard error)', 'held_out_error', 'held_out_standard_error');
  chart('stability over random starts', 'stability');
  chart('silhouette', 'silhouette');
  chart('coherence (u_mass)', 'u_mass');
  chart('diversity', 'diversity');
  chart('‖V − W H‖', 'residual');
  byId('choice-table').append(table(
    ['K', 'residual', 'held-out', '±', 'stability', 'silhouette', 'u_mass', 'diversity', 'seconds'],
    tried.map((c) => [whole(c.k), maybe(c.residual, 6), maybe(c.held_out_error, 5), maybe(c.held_out_standard_error, 2),
      maybe(c.stability, 3), maybe(c.silhouette, 3), maybe(c.u_mass, 3), maybe(c.diversity, 3), maybe(c.seconds, 3)]),
    [0, 1, 2, 3, 4, 5, 6, 7, 8]));
  show('choice');
};

/** Rows [key, value] as tables, one for each first part of a dotted key. */
const drawRows = (id, rows, nameOf = (key) => key) => {
  if (rows.length === 0) return;
  const groups = new Map();
  for (const [key, value] of rows) {
    const dot = key.indexOf('.');
    const group = dot < 0 ? '' : key.slice(0, dot);
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push([nameOf(key.slice(dot + 1)), value]);
  }
  byId(`${id}-table`).classList.add('columns');
  for (const [group, members] of groups) {
    const part = pairs(members);
    if (group !== '') part.prepend(html('caption', {}, group));
    byId(`${id}-table`).append(part);
  }
  show(id);
};
