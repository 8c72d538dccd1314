#include "nmf/report/report_payload.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <span>

#include "nmf/core/parallel.h"
#include "nmf/model/positive_factors.h"
#include "nmf/model/term_scores.h"
#include "nmf/model/typical_documents.h"
#include "nmf/report/classical_scaling.h"
#include "nmf/report/document_mixture.h"
#include "nmf/report/label_rows.h"
#include "nmf/report/relevant_terms.h"
#include "nmf/report/topic_distances.h"

namespace nmf {
namespace {

using nlohmann::ordered_json;
using Order = std::vector<std::size_t>;

constexpr std::size_t kTerms = 20;   // shown of a topic; shownTerms of page/relevance.js
constexpr std::size_t kNearest = 3;  // topics listed beside one

/// A number as short as it is seen.
double rounded(double number, int digits = 6) {
  const std::string text = fmt::format("{:.{}g}", number, digits);
  double result = 0;
  std::from_chars(text.data(), text.data() + text.size(), result);
  return result;
}

/// Topics by falling share, ties by number.
Order by_share(const std::vector<double>& shares) {
  Order order(shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return shares[a] > shares[b]; });
  return order;
}

/// Numbers the terms that the page needs, in the order in which they are met.
class TermList {
 public:
  std::size_t number_of(std::int64_t term) {
    const auto [found, added] = number_.try_emplace(term, terms_.size());
    if (added) terms_.push_back(static_cast<std::size_t>(term));
    return found->second;
  }
  [[nodiscard]] const std::vector<std::size_t>& terms() const { return terms_; }

 private:
  std::map<std::int64_t, std::size_t> number_;
  std::vector<std::size_t> terms_;
};

/// Per term the sum over the topics of share times P(term | topic). [V]
std::vector<double> marginal_of(std::span<const double> probabilities,
                                std::span<const double> shares) {
  const std::size_t V = probabilities.size() / shares.size();
  std::vector<double> marginal(V, 0.0);
  for (std::size_t k = 0; k < shares.size(); ++k)
    for (std::size_t v = 0; v < V; ++v) marginal[v] += shares[k] * probabilities[k * V + v];
  return marginal;
}

/// [topic, distance] of those nearest to topic k.
ordered_json nearest_json(std::span<const double> distances, std::size_t k, std::size_t K) {
  Order others;
  for (std::size_t j = 0; j < K; ++j)
    if (j != k) others.push_back(j);
  std::stable_sort(others.begin(), others.end(), [&](std::size_t a, std::size_t b) {
    return distances[k * K + a] < distances[k * K + b];
  });
  ordered_json list = ordered_json::array();
  for (std::size_t i = 0; i < std::min(kNearest, others.size()); ++i)
    list.push_back({others[i], rounded(distances[k * K + others[i]], 3)});
  return list;
}

ordered_json typical_json(const std::vector<TypicalDocument>& documents, const Model& model,
                          const ReportExtras& extras) {
  ordered_json list = ordered_json::array();
  for (const TypicalDocument& document : documents) {
    const DocumentName& name = model.documents[static_cast<std::size_t>(document.row)];
    const auto excerpt = extras.excerpts.find(document.row);
    list.push_back({{"id", name.id},
                    {"label", name.label},
                    {"share", rounded(document.share, 4)},
                    {"excerpt", nullptr}});
    if (excerpt != extras.excerpts.end()) list.back()["excerpt"] = excerpt->second;
  }
  return list;
}

void add_topics(const Model& model, const ReportExtras& extras, int threads, const Order& order,
                const std::vector<double>& shares, ordered_json& json) {
  const Threads team(threads);
  const std::size_t K = shares.size(), V = model.vocabulary.size();
  const std::vector<double> probabilities = topic_term_probabilities(model);  // [K, V]
  const std::vector<double> in_corpus = term_probabilities(model.term_frequency);
  const std::vector<double> marginal = marginal_of(probabilities, shares);
  const auto terms = relevant_terms(probabilities, in_corpus, kTerms, team);
  const std::vector<double> distances =
      topic_distances(probabilities, static_cast<std::int64_t>(K), team);
  const PlanarMap map = classical_scaling(distances, static_cast<std::int64_t>(K));
  const auto typical = typical_documents(model, kTypicalDocuments);
  const DocumentMixture mixture = document_mixture(model);

  TermList list;
  ordered_json topics = ordered_json::array();
  for (const std::size_t k : order) {
    ordered_json topic_terms = ordered_json::array();
    for (const std::int64_t term : terms[k]) {
      const auto v = static_cast<std::size_t>(term);
      const double probability = probabilities[k * V + v];
      const double part = marginal[v] > 0 ? shares[k] * probability / marginal[v] : 0;
      topic_terms.push_back({list.number_of(term), rounded(probability), rounded(part, 3)});
    }
    const bool named = !extras.names.empty() && !extras.names[k].empty();
    topics.push_back({{"topic", k},
                      {"name", named ? ordered_json(extras.names[k]) : ordered_json(nullptr)},
                      {"share", rounded(shares[k])},
                      {"documents", mixture.dominated[k]},
                      {"x", rounded(map.points[k].x, 4)},
                      {"y", rounded(map.points[k].y, 4)},
                      {"nearest", nearest_json(distances, k, K)},
                      {"terms", std::move(topic_terms)},
                      {"typical", typical_json(typical[k], model, extras)}});
  }
  ordered_json words = ordered_json::array(), frequency = ordered_json::array();
  for (const std::size_t v : list.terms()) {
    words.push_back(model.vocabulary[v]);
    frequency.push_back(rounded(in_corpus[v]));
  }
  json["terms"] = std::move(words);
  json["frequency"] = std::move(frequency);
  json["topics"] = std::move(topics);
  json["map"] = {{"kept", rounded(map.kept, 3)}};
  json["mixture"] = {{"largest", mixture.largest}, {"without", mixture.without}};
}

void add_labels(const Model& model, const Order& order, ordered_json& json) {
  const LabelRows table = label_rows(model);
  ordered_json rows = ordered_json::array();
  for (const LabelRow& row : table.rows) {
    ordered_json shares = ordered_json::array();
    for (const std::size_t k : order) shares.push_back(rounded(row.shares[k], 3));
    rows.push_back({{"label", row.label}, {"documents", row.documents}, {"shares", shares}});
  }
  json["labels"] = std::move(rows);
  json["labels_left_out"] = table.left_out;
}

ordered_json curve_json(const std::vector<CurvePoint>& curve) {
  ordered_json list = ordered_json::array();
  for (const CurvePoint& point : curve) list.push_back({point.iteration, rounded(point.value, 12)});
  return list;
}

ordered_json number_or_null(const std::optional<double>& number) {
  return number ? ordered_json(*number) : ordered_json(nullptr);
}

ordered_json select_json(const SelectCurves& select) {
  ordered_json tried = ordered_json::array();
  for (const TriedComponents& one : select.tried) {
    tried.push_back({{"k", one.n_components},
                     {"residual", number_or_null(one.residual)},
                     {"held_out_error", number_or_null(one.held_out_error)},
                     {"held_out_standard_error", number_or_null(one.held_out_standard_error)},
                     {"stability", number_or_null(one.stability)},
                     {"silhouette", number_or_null(one.silhouette)},
                     {"u_mass", number_or_null(one.u_mass)},
                     {"diversity", number_or_null(one.diversity)},
                     {"seconds", number_or_null(one.seconds)}});
  }
  return {{"recommended", select.recommended},
          {"confidence", select.confidence},
          {"reasons", select.reasons},
          {"tried", std::move(tried)}};
}

/// What model.json says beside the figures of the overview.
Rows settings_rows(const Model& model) {
  Rows rows = flat_json(model.config, (model.directory / "model.json").string() + ": config");
  rows.emplace_back("fit.device", model.record.device);
  rows.emplace_back("fit.engine", model.fit.engine);
  rows.emplace_back("fit.init", model.fit.init);
  rows.emplace_back("fit.seed", fmt::format("{}", model.fit.seed));
  rows.emplace_back("fit.penalty", fmt::format("{}", model.fit.penalty));
  rows.emplace_back("fit.stop_words", fmt::format("{}", model.stop_words.size()));
  rows.emplace_back("fit.corpus_sha256", model.corpus_sha256);
  return rows;
}

std::string setting(const Rows& rows, std::string_view key) {
  for (const auto& [name, value] : rows)
    if (name == key) return value;
  return "";
}

}  // namespace

ordered_json report_payload(const Model& model, const ReportExtras& extras, int threads) {
  const std::vector<double> shares = topic_shares(model);
  const Order order = by_share(shares);
  const Rows settings = settings_rows(model);
  const auto& frequency = model.document_frequency;
  ordered_json json;
  json["shapes"] = {
      {"documents", model.W.size(0)},
      {"terms", model.H.size(1)},
      {"topics", model.H.size(0)},
      {"stored", std::accumulate(frequency.begin(), frequency.end(), std::int64_t{0})}};
  json["fit"] = {{"solver", setting(settings, "factorization.solver")},
                 {"n_iter", model.fit.n_iter},
                 {"stop_reason", model.fit.stop_reason},
                 {"loss", model.fit.loss},
                 {"residual", model.fit.residual},
                 {"norm", number_or_null(model.fit.X_norm)},
                 {"kkt_residual", number_or_null(model.fit.kkt_residual)}};
  add_topics(model, extras, threads, order, shares, json);
  add_labels(model, order, json);
  json["history"] = {{"loss", curve_json(extras.history.loss)},
                     {"residual", curve_json(extras.history.residual)},
                     {"kkt_residual", curve_json(extras.history.kkt_residual)}};
  json["select"] = extras.select ? select_json(*extras.select) : ordered_json(nullptr);
  json["input"] = extras.input;
  json["settings"] = settings;
  return json;
}

}  // namespace nmf
