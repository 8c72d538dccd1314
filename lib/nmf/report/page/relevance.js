// Relevance of a term to a topic: λ log p(w|t) + (1 − λ) log(p(w|t) / p(w)).
// Source: Sievert & Shirley, LDAvis (Proc. of the Workshop on Interactive Language Learning,
// Visualization, and Interfaces, 2014).

const shownTerms = 20;

/**
 * Terms of a topic in the order of their relevance.
 * candidates: [term number, p(w|t), p(t|w)] each. frequency: p(w) by term number.
 */
const byRelevance = (candidates, frequency, lambda) => candidates
  .map(([term, probability, part]) => ({
    term, probability, part,
    // Numbers of the payload are rounded: what they can't tell apart goes by probability.
    relevance: Math.round(1e4 * (Math.log(probability) - (1 - lambda) * Math.log(frequency[term]))),
  }))
  .sort((a, b) => b.relevance - a.relevance || b.probability - a.probability || a.term - b.term)
  .slice(0, shownTerms);
