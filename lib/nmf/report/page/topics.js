// The list of topics, the bars of one of them and its typical documents.

const wordsOf = (data, topic, count) => byRelevance(topic.terms, data.frequency, 1).slice(0, count)
  .map(({term}) => data.terms[term]);
const titleOf = (topic) => (topic.name === null ? `Topic ${topic.topic}` : `Topic ${topic.topic}: ${topic.name}`);
const summaryOf = (data, topic) => topic.name ?? (wordsOf(data, topic, 5).join(', ') || '(no terms)');

/** What is chosen on the page. Whoever shows it listens. */
const choice = {
  at: 0, lambda: 1, listeners: [],
  set(change) { Object.assign(this, change); for (const listener of this.listeners) listener(); },
};

const drawList = (data) => {
  const list = byId('topic-list');
  const largest = data.topics[0].share || 1;
  data.topics.forEach((topic, i) => {
    const meter = html('span');
    meter.style.width = `${100 * topic.share / largest}%`;
    const item = html('li', {id: `topic-${topic.topic}`, role: 'option', 'aria-selected': 'false'},
      html('span', {class: 'number'}, String(topic.topic)),
      html('span', {class: 'words'}, text(summaryOf(data, topic))),
      html('span', {class: 'share soft'}, percent(topic.share)),
      html('span', {class: 'meter', 'aria-hidden': 'true'}, meter));
    item.addEventListener('click', () => choice.set({at: i}));
    list.append(item);
  });
  const last = data.topics.length - 1;
  const moves = {ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1, PageDown: 8, PageUp: -8, Home: -last, End: last};
  list.addEventListener('keydown', (event) => {
    if (!(event.key in moves) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choice.set({at: Math.min(last, Math.max(0, choice.at + moves[event.key]))});
  });
  choice.listeners.push(() => {
    const items = [...list.children];
    items.forEach((item, i) => item.setAttribute('aria-selected', String(i === choice.at)));
    const item = items[choice.at];
    list.setAttribute('aria-activedescendant', item.id);
    // Within the list only: the page itself must not jump.
    if (item.offsetTop < list.scrollTop) list.scrollTop = item.offsetTop - 2;
    const beyond = item.offsetTop + item.offsetHeight - list.clientHeight;
    if (beyond > list.scrollTop) list.scrollTop = beyond + 2;
  });
};

const drawBars = (data) => {
  const slider = byId('relevance');
  slider.addEventListener('input', () => choice.set({lambda: Number(slider.value)}));
  choice.listeners.push(() => {
    const topic = data.topics[choice.at];
    const terms = byRelevance(topic.terms, data.frequency, choice.lambda);
    const longest = Math.max(...terms.map((t) => t.probability));
    const meaning = choice.lambda === 1 ? 'weight' : choice.lambda === 0 ? 'lift' : 'between';
    byId('relevance-value').textContent = `${choice.lambda.toFixed(2)} (${meaning})`;
    slider.setAttribute('aria-valuetext', `${choice.lambda.toFixed(2)}, ${meaning}`);
    byId('topic-title').replaceChildren(text(titleOf(topic)));
    byId('bars-caption').textContent = `${percent(topic.share)} of the corpus; the largest topic of ` +
      `${plural(topic.documents, 'document')}`;
    byId('bars').tBodies[0].replaceChildren(...terms.map(({term, probability, part}) => {
      const bar = html('span', {'aria-hidden': 'true'});
      bar.style.width = `${60 * probability / longest}%`;
      return html('tr', {}, html('td', {title: visible(data.terms[term])}, text(data.terms[term])),
        html('td', {}, html('div', {class: 'measure'}, bar, html('span', {}, percent(probability)))),
        html('td', {}, percent(part)));
    }));
  });
};

const drawTypical = (data) => choice.listeners.push(() => {
  const topic = data.topics[choice.at];
  byId('typical-title').replaceChildren('Most typical documents of ', text(titleOf(topic)));
  byId('typical').replaceChildren(...topic.typical.map((document) => {
    const about = [`${percent(document.share)} of its weight`];
    const item = html('li', {}, text(document.id));
    if (document.label !== '' && !document.id.startsWith(`${document.label}/`)) item.append(' · ', text(document.label));
    item.append(html('span', {class: 'soft'}, ` · ${about.join(', ')}`));
    if (document.excerpt !== null) item.append(html('p', {class: 'soft'}, text(document.excerpt)));
    return item;
  }));
});
