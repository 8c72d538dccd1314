#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "nmf/text/vectorizer.h"

namespace nmf::test {

/// A corpus whose number of topics is known.
struct PlantedOptions {
  std::int64_t topics = 10;
  std::int64_t documents = 1000;
  std::int64_t terms_a_topic = 40;  ///< with Zipf's weights 1 / rank
  std::int64_t vocabulary = 0;      ///< of which topics take theirs at random; 0: each its own
  std::int64_t common_terms = 100;  ///< of all topics, likewise
  double common_share = 0.2;        ///< of all words
  std::int64_t shortest = 60, longest = 140;  ///< words a document
  std::uint32_t seed = 0;
};

/// One draw from Zipf's law over ranks 0 .. size - 1.
class Zipf {
 public:
  explicit Zipf(std::int64_t size) {
    double sum = 0;
    for (std::int64_t rank = 1; rank <= size; ++rank)
      cumulated_.push_back(sum += 1 / static_cast<double>(rank));
  }
  template <typename Generator>
  std::int32_t operator()(Generator& generator) const {
    const double at = uniform(generator) * cumulated_.back();
    const auto rank = std::upper_bound(cumulated_.begin(), cumulated_.end() - 1, at);
    return static_cast<std::int32_t>(rank - cumulated_.begin());
  }
  /// In [0, 1), the same on every machine.
  template <typename Generator>
  static double uniform(Generator& generator) {
    return static_cast<double>(generator() >> 11U) * 0x1p-53;
  }

 private:
  std::vector<double> cumulated_;
};

inline std::int64_t topic_vocabulary(const PlantedOptions& o) {
  return o.vocabulary > 0 ? o.vocabulary : o.topics * o.terms_a_topic;
}

/// The words of each document by number: those of topics, then the common ones. Half of the
/// documents have one topic, the others two in even or uneven shares.
inline std::vector<std::vector<std::int32_t>> planted_words(const PlantedOptions& o) {
  std::mt19937_64 random(o.seed);
  const Zipf topic_law(o.terms_a_topic), common_law(o.common_terms);
  const auto below = [&](std::int64_t size) {
    return static_cast<std::int64_t>(Zipf::uniform(random) * static_cast<double>(size));
  };
  const std::int64_t size = topic_vocabulary(o);
  std::vector<std::int32_t> term_of;  // [topics, terms_a_topic]
  for (std::int64_t i = 0; i < o.topics * o.terms_a_topic; ++i)
    term_of.push_back(static_cast<std::int32_t>(o.vocabulary > 0 ? below(size) : i));
  std::vector<std::vector<std::int32_t>> documents;
  for (std::int64_t d = 0; d < o.documents; ++d) {
    const std::int64_t first = d < o.topics ? d : below(o.topics);  // none is without a document
    const bool two = Zipf::uniform(random) < 0.5;
    const std::int64_t second = two ? below(o.topics) : first;
    const double share = 0.3 + 0.4 * Zipf::uniform(random);
    std::vector<std::int32_t> words;
    const std::int64_t length = o.shortest + below(o.longest - o.shortest + 1);
    for (std::int64_t i = 0; i < length; ++i) {
      if (Zipf::uniform(random) < o.common_share) {
        words.push_back(static_cast<std::int32_t>(size + common_law(random)));
        continue;
      }
      const std::int64_t topic = Zipf::uniform(random) < share ? first : second;
      words.push_back(
          term_of[static_cast<std::size_t>(topic * o.terms_a_topic + topic_law(random))]);
    }
    documents.push_back(std::move(words));
  }
  return documents;
}

/// Its TF-IDF matrix, by the vectorizer's defaults.
inline CsrMatrix<double> planted_matrix(const PlantedOptions& options) {
  MatrixCorpus corpus;
  corpus.X.columns = topic_vocabulary(options) + options.common_terms;
  for (const auto& words : planted_words(options)) {
    std::map<std::int32_t, double> counts;
    for (const std::int32_t word : words) ++counts[word];
    for (const auto& [word, count] : counts) {
      corpus.X.column.push_back(word);
      corpus.X.value.push_back(count);
    }
    ++corpus.X.rows;
    corpus.X.row_start.push_back(corpus.X.stored());
    corpus.documents.push_back({std::to_string(corpus.X.rows), ""});
  }
  for (std::int64_t v = 0; v < corpus.X.columns; ++v)
    corpus.vocabulary.push_back(std::to_string(v));
  return vectorize(std::move(corpus)).X;
}

/// A corpus drawn at random, and numbers of components to try on it, six or more with the planted.
struct PlantedDraw {
  PlantedOptions corpus;
  std::vector<std::int64_t> k;
};

/// 5 topics and more in 500 documents and more; numbers close to the planted one, or a range, or
/// multiples. The planted one may be the first or the last.
inline PlantedDraw planted_draw(std::uint32_t seed, std::int64_t most_topics = 40,
                                std::int64_t most_documents = 2000) {
  std::mt19937_64 random(seed + 1000);
  const auto between = [&](std::int64_t low, std::int64_t high) {
    return low +
           static_cast<std::int64_t>(Zipf::uniform(random) * static_cast<double>(high - low + 1));
  };
  PlantedDraw draw;
  PlantedOptions& o = draw.corpus;
  o.seed = seed;
  o.topics = between(5, most_topics);
  o.documents = between(500, most_documents);
  o.shortest = between(15, 100);
  o.longest = o.shortest * between(2, 3);
  o.common_terms = between(30, 300);
  if (between(0, 2) == 0) o.vocabulary = between(15, 30) * o.topics;
  const std::int64_t law = between(0, 2), below = between(0, 5);
  for (std::int64_t i = 0; i < 6; ++i) {
    const std::int64_t from = i - below;  // 0 is the planted one
    const std::int64_t step = law == 0 ? 1 : std::max<std::int64_t>(1, o.topics / 6);
    const std::int64_t k = law < 2 ? o.topics + from * step
                                   : std::llround(static_cast<double>(o.topics) *
                                                  std::pow(1.25, static_cast<double>(from)));
    if (k >= 1 && (draw.k.empty() || k > draw.k.back())) draw.k.push_back(k);
  }
  while (draw.k.size() < 6) draw.k.push_back(draw.k.back() + 2);
  return draw;
}

}  // namespace nmf::test
