// Topics against the labels of the documents.

const heatMap = (data) => {
  const [cell, left, top] = [20, 172, 24];
  const numbers = data.topics.map((topic, i) => label(left + (i + 0.5) * cell, 16, topic.topic, 'small middle'));
  const parts = [...numbers];
  data.labels.forEach((row, r) => {
    const y = top + r * cell;
    parts.push(label(left - 8, y + 14, shortened(row.label, 24), 'end'));
    data.topics.forEach((topic, i) => {
      const share = row.shares[i];
      const rectangle = svg('rect', {x: left + i * cell + 1, y: y + 1, width: cell - 2, height: cell - 2, rx: 2, class: 'cell',
        'fill-opacity': Math.sqrt(share).toFixed(3)}, tooltip(`${row.label}, ${titleOf(topic)}: ${percent(share)}`));
      rectangle.addEventListener('click', () => choice.set({at: i}));
      parts.push(rectangle);
    });
  });
  const [width, height] = [left + cell * data.topics.length + 4, top + cell * data.labels.length + 4];
  const chart = picture(width, height, 'Labels by topics; the strongest topics of each label are in the table below', ...parts);
  chart.setAttribute('width', width);
  choice.listeners.push(() => numbers.forEach((number, i) => number.classList.toggle('chosen', i === choice.at)));
  return chart;
};

const drawLabels = (data) => {
  if (data.labels.length === 0) return;
  byId('heat').append(heatMap(data));
  const strongest = (row) => row.shares.map((share, i) => ({share, topic: data.topics[i]}))
    .sort((a, b) => b.share - a.share).slice(0, 3).filter(({share}) => share > 0)
    .map(({share, topic}) => `${topic.topic}\u00a0(${percent(share)})`).join(', ');
  byId('label-table').append(table(['label', 'documents', 'strongest topics'],
    data.labels.map((row) => [text(row.label), whole(row.documents), strongest(row)]), [1]));
  if (data.labels_left_out > 0) {
    byId('labels-note').textContent = `${plural(data.labels_left_out, 'label')} with fewer documents ` +
      `${data.labels_left_out === 1 ? 'is' : 'are'} left out.`;
  }
  show('labels');
};
