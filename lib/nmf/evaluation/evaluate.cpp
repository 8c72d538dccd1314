#include "nmf/evaluation/evaluate.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "nmf/core/quote.h"
#include "nmf/evaluation/exclusivity.h"

namespace nmf {
namespace {

void note_absent(const std::vector<std::string>& absent, std::vector<std::string>& notes) {
  constexpr std::size_t kMostNamed = 10;
  if (absent.empty()) return;
  std::vector<std::string> named;
  for (std::size_t i = 0; i < std::min(absent.size(), kMostNamed); ++i)
    named.push_back(quote(absent[i]));
  notes.push_back(fmt::format(
      "{} of the topics' terms {} nowhere in the corpus and {} left out: {}{}", absent.size(),
      absent.size() == 1 ? "occurs" : "occur", absent.size() == 1 ? "is" : "are",
      fmt::join(named, ", "), absent.size() > kMostNamed ? ", ..." : ""));
}

void note_unscored(const Score& u_mass, std::vector<std::string>& notes) {
  constexpr std::size_t kMostNamed = 10;
  std::vector<std::size_t> topics;
  for (std::size_t t = 0; t < u_mass.topics.size(); ++t)
    if (!u_mass.topics[t]) topics.push_back(t);
  if (topics.empty()) return;
  const std::size_t named = std::min(topics.size(), kMostNamed), rest = topics.size() - named;
  notes.push_back(fmt::format(
      "no coherence for topic{} {}{}: fewer than two terms that occur in the corpus; the means "
      "leave {} out",
      topics.size() == 1 ? "" : "s",
      fmt::join(topics.begin(), topics.begin() + static_cast<std::ptrdiff_t>(named), ", "),
      rest > 0 ? fmt::format(" and {} more", rest) : "", topics.size() == 1 ? "it" : "them"));
}

}  // namespace

ModelScores model_scores(const at::Tensor& H, const std::vector<std::string>& vocabulary,
                         const TopicTerms& topics, double residual, std::optional<double> X_norm) {
  ModelScores scores{exclusivity(H, vocabulary, topics), residual, std::nullopt};
  if (X_norm && *X_norm > 0) {
    const double unexplained = residual / *X_norm;
    scores.explained = 1 - unexplained * unexplained;
  }
  return scores;
}

Evaluation evaluate(TopicTerms topics, std::int64_t most, const Occurrences& counts, bool weights) {
  Evaluation all;
  all.coherence = coherence(topics, counts);
  all.diversity = diversity(topics.topics);
  all.most = most;
  all.documents = counts.documents.windows;
  all.tokens = counts.tokens;
  all.listing.resize(topics.topics.size());
  std::iota(all.listing.begin(), all.listing.end(), std::int64_t{0});
  all.topics = std::move(topics);
  if (!counts.of_10) {
    all.notes.push_back(fmt::format(
        "a corpus of {} has no order of words: no c_v, c_uci, c_npmi, which count within windows",
        weights ? "weights" : "counts"));
  }
  if (weights)
    all.notes.emplace_back(
        "a document has the terms of which it has a weight: u_mass rests on that");
  note_absent(all.coherence.absent, all.notes);
  note_unscored(all.coherence.u_mass, all.notes);
  return all;
}

}  // namespace nmf
