#include "nmf/report/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "nmf/model/typical_documents.h"
#include "nmf/report/html_text.h"
#include "nmf/report/report_page.h"
#include "nmf/report/report_payload.h"

namespace nmf {
namespace {

std::string corpus_name(const std::string& path) {
  return path == "-" ? "standard input" : std::filesystem::path(path).filename().string();
}

/// 1234567 as 1,234,567.
std::string grouped(std::int64_t number) {
  if (number < 1000) return fmt::format("{}", number);
  return fmt::format("{},{:03}", grouped(number / 1000), number % 1000);
}

/// What a reader without scripts sees.
std::string topics_table(const Model& model, const std::vector<std::string>& names) {
  const bool named =
      std::any_of(names.begin(), names.end(), [](const auto& n) { return !n.empty(); });
  std::string html =
      "<table class=\"topic-table\"><thead><tr><th scope=\"col\" class=\"figure\">topic</th>"
      "<th scope=\"col\" class=\"figure\">share</th>";
  if (named) html += "<th scope=\"col\">name</th>";
  html += "<th scope=\"col\">terms</th></tr></thead><tbody>\n";
  for (const Topic& topic : top_topics(model.W, model.H, model.vocabulary)) {
    html += fmt::format("<tr><td class=\"figure\">{}</td><td class=\"figure\">{:.2f} %</td>",
                        topic.topic, 100 * topic.share);
    if (named)
      html += fmt::format("<td><bdi>{}</bdi></td>",
                          html_text(names[static_cast<std::size_t>(topic.topic)]));
    html += "<td>";
    const char* separator = "";
    for (const TopicTerm& term : topic.terms) {
      if (term.weight <= 0) break;  // by falling weight
      html += fmt::format("{}<bdi>{}</bdi>", separator, html_text(term.term));
      separator = ", ";
    }
    html += "</td></tr>\n";
  }
  return html + "</tbody></table>";
}

}  // namespace

std::vector<std::int64_t> report_documents(const Model& model) {
  std::set<std::int64_t> rows;
  for (const auto& documents : typical_documents(model, kTypicalDocuments))
    for (const TypicalDocument& document : documents) rows.insert(document.row);
  return {rows.begin(), rows.end()};
}

std::string report_html(const Model& model, const ReportExtras& extras, int threads) {
  using Json = nlohmann::ordered_json;
  const Json payload = report_payload(model, extras, threads);
  return report_page(
      {.title = corpus_name(model.record.corpus_path),
       .summary = fmt::format("Topics: {}, documents: {}, terms: {}", grouped(model.H.size(0)),
                              grouped(model.W.size(0)), grouped(model.H.size(1))),
       .topics = topics_table(model, extras.names),
       .payload = payload.dump(-1, ' ', false, Json::error_handler_t::replace)});
}

}  // namespace nmf
