// Topics in two dimensions: near each other where they use the same terms.

const mapSize = 420;

/** Where each topic goes: the same scale for both axes, all circles inside. */
const placed = (topics) => {
  const radius = (topic) => Math.max(7, 62 * Math.sqrt(topic.share));  // the area is the share
  const margin = Math.max(...topics.map(radius)) + 6;
  const middle = (axis) => (Math.min(...topics.map((t) => t[axis])) + Math.max(...topics.map((t) => t[axis]))) / 2;
  const extent = (axis) => Math.max(...topics.map((t) => t[axis])) - Math.min(...topics.map((t) => t[axis]));
  const scale = (mapSize - 2 * margin) / (Math.max(extent('x'), extent('y')) || 1);
  return topics.map((topic) => ({
    x: mapSize / 2 + scale * (topic.x - middle('x')), y: mapSize / 2 - scale * (topic.y - middle('y')), r: radius(topic)}));
};

const drawMap = (data) => {
  const places = placed(data.topics);
  const groups = data.topics.map((topic, i) => {
    const {x, y, r} = places[i];
    const group = svg('g', {}, svg('circle', {cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(1)}),
      label(x.toFixed(1), (y + 4).toFixed(1), topic.topic),
      tooltip(`${titleOf(topic)} (${percent(topic.share)}): ${wordsOf(data, topic, 8).join(', ')}`));
    group.addEventListener('click', () => choice.set({at: i}));
    return group;
  });
  const layer = svg('g', {}, ...groups);  // large circles first, so that small ones stay in reach
  byId('map').append(picture(mapSize, mapSize, `Map of ${plural(groups.length, 'topic')}; the nearest topics of the chosen ` +
    'one are listed below it', layer));
  byId('map-note').textContent = `Size: share of the corpus. Distance: Jensen–Shannon, of which these two ` +
    `dimensions keep ${percent(data.map.kept)}.`;
  choice.listeners.push(() => {
    groups.forEach((group, i) => group.classList.toggle('chosen', i === choice.at));
    const indexOf = (number) => data.topics.findIndex((topic) => topic.topic === number);
    byId('nearest').replaceChildren(...data.topics[choice.at].nearest.map(([number, distance]) => {
      const i = indexOf(number);
      const button = html('button', {class: 'link', type: 'button'},
        `${number}: `, text(shortened(summaryOf(data, data.topics[i]), 60)), html('span', {class: 'soft'}, ` (${distance.toFixed(2)})`));
      button.addEventListener('click', () => choice.set({at: i}));
      return html('li', {}, button);
    }));
  });
};
