#include "nmf/report/topic_listing.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "nmf/core/csv_field.h"

namespace nmf {
namespace {

using Json = nlohmann::ordered_json;

Json name_or_null(const std::string& name) { return name.empty() ? Json(nullptr) : Json(name); }

Json terms_json(const std::vector<ScoredTerm>& terms) {
  Json list = Json::array();
  for (const ScoredTerm& term : terms) list.push_back({{"term", term.term}, {"score", term.score}});
  return list;
}

Json documents_json(const TopicListing& listing, const TopicSummary& topic) {
  Json list = Json::array();
  for (const TypicalDocument& document : topic.documents) {
    const DocumentName& name = listing.documents[static_cast<std::size_t>(document.row)];
    const auto text = listing.excerpts.find(document.row);
    list.push_back(
        {{"row", document.row},
         {"id", name.id},
         {"label", name_or_null(name.label)},
         {"weight", document.weight},
         {"share", document.share},
         {"excerpt", text == listing.excerpts.end() ? Json(nullptr) : Json(text->second)}});
  }
  return list;
}

Json topic_json(const TopicListing& listing, const TopicSummary& topic) {
  Json terms = Json::array();
  for (const TopicTerm& term : topic.terms)
    terms.push_back({{"term", term.term}, {"weight", term.weight}});
  return {{"topic", topic.topic},
          {"name", name_or_null(listing.names[static_cast<std::size_t>(topic.topic)])},
          {"share", topic.share},
          {"terms", std::move(terms)},
          {"frex", terms_json(topic.frex)},
          {"lift", terms_json(topic.lift)},
          {"relevance", terms_json(topic.relevance)},
          {"documents", documents_json(listing, topic)}};
}

template <typename Terms>
void add_records(std::string& csv, const std::string& topic, std::string_view order,
                 const Terms& terms) {
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto& [term, score] = terms[i];
    csv += fmt::format("{},{},{},{},{}\n", topic, order, i + 1, csv_field(term), score);
  }
}

}  // namespace

Json topics_json(const TopicListing& listing) {
  Json topics = Json::array(), labels = Json::array();
  for (const TopicSummary& topic : listing.topics) topics.push_back(topic_json(listing, topic));
  for (const LabelRow& row : listing.labels)
    labels.push_back({{"label", row.label}, {"documents", row.documents}, {"shares", row.shares}});
  return {{"lambda", listing.lambda}, {"topics", std::move(topics)}, {"labels", std::move(labels)}};
}

std::string topics_csv(const TopicListing& listing) {
  std::string csv = "topic,name,share,order,rank,term,score\n";
  for (const TopicSummary& topic : listing.topics) {
    const std::string& name = listing.names[static_cast<std::size_t>(topic.topic)];
    const std::string head = fmt::format("{},{},{}", topic.topic, csv_field(name), topic.share);
    add_records(csv, head, "weight", topic.terms);
    add_records(csv, head, "frex", topic.frex);
    add_records(csv, head, "lift", topic.lift);
    add_records(csv, head, "relevance", topic.relevance);
  }
  return csv;
}

}  // namespace nmf
