#include "nmf/report/term_listing.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "nmf/core/csv_field.h"
#include "nmf/core/printable.h"
#include "nmf/text/display_width.h"

namespace nmf {
namespace {

using Json = nlohmann::ordered_json;

const std::string& name_of(const TermListing& listing, const TermTopic& topic) {
  return listing.names[static_cast<std::size_t>(topic.topic)];
}

}  // namespace

std::string term_for_eyes(const TermListing& listing, std::size_t width) {
  const std::string term = printable(listing.term);
  if (listing.topics.empty())
    return fmt::format("{}\n", cut_to_width(term + ": no topic has it", width));
  std::string text = fmt::format("{}\n{}\n", cut_to_width(term, width),
                                 cut_to_width("topic   share  in topic    rank  name", width));
  for (const TermTopic& topic : listing.topics) {
    std::string line =
        fmt::format("{:>5} {:5.1f} % {:7.3f} % {:>7}  {}", topic.topic, 100 * topic.share,
                    100 * topic.probability, topic.rank, printable(name_of(listing, topic)));
    while (line.ends_with(' ')) line.pop_back();
    text += fmt::format("{}\n", cut_to_width(line, width));
  }
  return text;
}

Json term_json(const TermListing& listing) {
  Json topics = Json::array();
  for (const TermTopic& topic : listing.topics) {
    const std::string& name = name_of(listing, topic);
    topics.push_back({{"topic", topic.topic},
                      {"name", name.empty() ? Json(nullptr) : Json(name)},
                      {"share", topic.share},
                      {"probability", topic.probability},
                      {"weight", topic.weight},
                      {"rank", topic.rank}});
  }
  return {{"term", listing.term}, {"topics", std::move(topics)}};
}

std::string term_csv(const TermListing& listing) {
  std::string csv = "topic,name,share,probability,weight,rank\n";
  for (const TermTopic& topic : listing.topics) {
    csv += fmt::format("{},{},{},{},{},{}\n", topic.topic, csv_field(name_of(listing, topic)),
                       topic.share, topic.probability, topic.weight, topic.rank);
  }
  return csv;
}

}  // namespace nmf
