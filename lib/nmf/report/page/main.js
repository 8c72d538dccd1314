// Everything from the one payload.

const drawContents = () => byId('contents').append(...[...document.querySelectorAll('main > section:not([hidden])')]
  .map((section) => html('a', {href: `#${section.id}`}, section.querySelector('h2').textContent)));

const data = JSON.parse(byId('payload').textContent);
byId('unscripted').remove();
drawOverview(data);
if (data.topics.length > 0) {
  drawList(data);
  drawBars(data);
  drawMap(data);
  drawTypical(data);
  show('topics');
}
drawLabels(data);
drawMixture(data);
drawConvergence(data);
drawChoice(data);
drawRows('input', data.input, (key) => key.replaceAll('.', ' · ').replaceAll('_', ' '));
drawRows('settings', data.settings);
drawContents();
if (data.topics.length > 0) choice.set({at: 0});
