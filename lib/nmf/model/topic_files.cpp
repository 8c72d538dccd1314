#include "nmf/model/topic_files.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "nmf/core/printable.h"

namespace nmf {

std::string topics_text(const std::vector<Topic>& topics) {
  const std::size_t digits =
      std::to_string(topics.empty() ? 0 : std::ssize(topics) - 1).size();  // of the largest number
  std::string text;
  for (const Topic& topic : topics) {
    text += fmt::format("{:>{}}  {:5.2f} %", topic.topic, digits, 100 * topic.share);
    const char* separator = "  ";
    for (const TopicTerm& term : topic.terms) {
      text += separator + printable(term.term);
      separator = ", ";
    }
    text += '\n';
  }
  return text;
}

nlohmann::ordered_json topics_json(const std::vector<Topic>& topics) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Topic& topic : topics) {
    nlohmann::ordered_json terms = nlohmann::ordered_json::array();
    for (const TopicTerm& term : topic.terms) {
      terms.push_back({{"term", term.term}, {"weight", term.weight}});
    }
    list.push_back({{"topic", topic.topic}, {"share", topic.share}, {"terms", std::move(terms)}});
  }
  return {{"topics", std::move(list)}};
}

}  // namespace nmf
