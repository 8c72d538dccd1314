#include "nmf/evaluation/evaluation_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "nmf/core/printable.h"

namespace nmf {
namespace {

using Json = nlohmann::ordered_json;

struct Column {
  const char* name;
  const Score* score;  // null: there is none
};

const Score* address(const std::optional<Score>& score) { return score ? &*score : nullptr; }

std::vector<Column> columns(const Evaluation& all) {
  return {{"u_mass", &all.coherence.u_mass},
          {"c_v", address(all.coherence.c_v)},
          {"c_uci", address(all.coherence.c_uci)},
          {"c_npmi", address(all.coherence.c_npmi)},
          {"diversity", &all.diversity},
          {"exclusivity", all.model ? &all.model->exclusivity : nullptr}};
}

std::string cell(const std::optional<double>& value) {
  return value ? fmt::format("{:.4f}", *value) : "-";
}

std::string term_list(const TopicTerms& topics, std::size_t topic) {
  std::string text;
  for (const std::int32_t term : topics.topics[topic]) {
    if (!text.empty()) text += ", ";
    text += printable(topics.terms[static_cast<std::size_t>(term)]);
  }
  return text;
}

Json json_of(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json json_of(const Score* score) {
  if (score == nullptr) return nullptr;
  Json topics = Json::array();
  for (const auto& value : score->topics) topics.push_back(json_of(value));
  return {{"mean", json_of(score->mean)}, {"topics", std::move(topics)}};
}

}  // namespace

std::string evaluation_text(const Evaluation& all) {
  const std::vector<Column> scores = columns(all);
  std::string text = "topic";
  for (const Column& column : scores)
    if (column.score != nullptr) text += fmt::format("  {:>8}", column.name);
  text += "  terms\n";
  const auto line = [&](const std::string& name, const std::string& terms, const auto& value_of) {
    text += fmt::format("{:>5}", name);
    for (const Column& column : scores) {
      if (column.score == nullptr) continue;
      const std::size_t width = std::max<std::size_t>(8, std::string_view(column.name).size());
      text += fmt::format("  {:>{}}", cell(value_of(*column.score)), width);
    }
    text += terms.empty() ? "\n" : "  " + terms + "\n";
  };
  for (const std::int64_t topic : all.listing) {
    const auto t = static_cast<std::size_t>(topic);
    line(std::to_string(topic), term_list(all.topics, t),
         [&](const Score& score) { return score.topics[t]; });
  }
  line("mean", "", [](const Score& score) { return score.mean; });
  if (all.model) {
    text += fmt::format("||X - W H|| = {:.6g}", all.model->residual);
    if (all.model->explained)
      text += fmt::format(", explained share {:.4f}", *all.model->explained);
    text += '\n';
  }
  return text;
}

nlohmann::ordered_json evaluation_json(const Evaluation& all) {
  Json json;
  for (const Column& column : columns(all)) json[column.name] = json_of(column.score);
  json["residual"] = all.model ? Json(all.model->residual) : Json(nullptr);
  json["explained"] = all.model ? json_of(all.model->explained) : Json(nullptr);
  json["top"] = all.most;
  json["corpus"] = {{"documents", all.documents}, {"tokens", all.tokens}};
  Json topics = Json::array();
  for (std::size_t t = 0; t < all.topics.topics.size(); ++t) {
    Json terms = Json::array();
    for (const std::int32_t term : all.topics.topics[t])
      terms.push_back(all.topics.terms[static_cast<std::size_t>(term)]);
    topics.push_back({{"topic", t}, {"terms", std::move(terms)}});
  }
  json["topics"] = std::move(topics);
  json["notes"] = all.notes;
  return json;
}

}  // namespace nmf
