// Nodes. Text from the corpus reaches the page through `text` alone, never as markup.

const byId = (id) => document.getElementById(id);

/** What a reader can see of a text: control characters as their pictures (U+2400 and on). */
const visible = (text) => String(text).replace(/[\u0000-\u001f\u007f]/g, (character) => {
  const code = character.charCodeAt(0);
  return String.fromCharCode(code === 127 ? 0x2421 : 0x2400 + code);
});

const shortened = (foreign, most) => {
  const letters = [...visible(foreign)];
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
};

const fill = (node, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const html = (name, attributes = {}, ...children) =>
  fill(document.createElement(name), attributes, children);
const svg = (name, attributes = {}, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);

/** A foreign text on its own: marks of direction in it stay in it. */
const text = (foreign) => html('bdi', {}, visible(foreign));
const label = (x, y, content, style = '') => svg('text', {x, y, class: style}, visible(content));
const tooltip = (content) => svg('title', {}, visible(content));

const picture = (width, height, description, ...children) =>
  svg('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': description}, ...children);

const show = (id) => { byId(id).hidden = false; };

/** A table with a head; cells are texts or nodes, columns named in `figures` are numbers. */
const table = (head, rows, figures = [], style = '') => {
  const kind = (column) => (figures.includes(column) ? {class: 'figure'} : {});
  const cells = (row) => row.map((cell, i) => html('td', kind(i), cell));
  return html('table', {class: style},
    html('thead', {}, html('tr', {}, ...head.map((name, i) => html('th', {scope: 'col', ...kind(i)}, name)))),
    html('tbody', {}, ...rows.map((row) => html('tr', {}, ...cells(row)))));
};
const pairs = (rows) => html('table', {class: 'pairs'}, html('tbody', {}, ...rows.map(([name, value]) =>
  html('tr', {}, html('th', {scope: 'row'}, text(name)), html('td', {}, text(value))))));
