#include "nmf/text/input_json.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

namespace nmf {
namespace {

using Json = nlohmann::ordered_json;

Json documents_json(const DocumentReport& report) {
  return {
      {"read", report.documents},
      {"bytes", report.bytes},
      {"longest_bytes", report.longest},
      {"tokens", report.tokens},
      {"stop_tokens", report.stop_tokens},
      {"empty", {{"count", report.empty}, {"treatment", "kept as rows of zeros"}}},
      {"only_stop_words",
       {{"count", report.only_stop_words}, {"treatment", "kept as rows of zeros"}}},
      {"duplicates", {{"count", report.duplicates}, {"treatment", "kept"}}},
      {"undecodable",
       {{"count", report.damaged},
        {"treatment", "bytes replaced or left out, as corpus.decode_error says"},
        {"first", report.damaged_at}}},
      {"over_long", {{"count", 0}, {"treatment", "refused, beyond corpus.max_document_bytes"}}},
  };
}

/// "1 document is", "3 documents are".
std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return count == 1 ? fmt::format("1 document {}", one)
                    : fmt::format("{} documents {}", count, many);
}

}  // namespace

std::string input_json(const InputReport& report, const InputSource& source) {
  const VocabularyReport& terms = report.vocabulary;
  const double bytes = static_cast<double>(report.documents.bytes);
  const Json json = {
      {"path", source.path},
      {"format", source.format},
      {"documents", documents_json(report.documents)},
      {"vocabulary",
       {{"found", terms.found},
        {"below_min_df", terms.below_min_df},
        {"above_max_df", terms.above_max_df},
        {"beyond_max_features", terms.beyond_max_features},
        {"kept", terms.kept}}},
      {"warnings", report.warnings},
      {"seconds", source.seconds},
      {"megabytes_per_second", source.seconds > 0 ? bytes / 1e6 / source.seconds : 0.0},
  };
  // Paths are bytes; what is no UTF-8 becomes U+FFFD.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::vector<std::string> input_notes(const InputReport& report) {
  const DocumentReport& documents = report.documents;
  std::vector<std::string> parts;
  if (documents.empty > 0)
    parts.push_back(counted(documents.empty, "has no token", "have no token"));
  if (documents.only_stop_words > 0)
    parts.push_back(
        counted(documents.only_stop_words, "has only stop words", "have only stop words"));
  if (documents.duplicates > 0)
    parts.push_back(
        counted(documents.duplicates, "repeats an earlier one", "repeat an earlier one"));
  std::vector<std::string> notes;
  if (!parts.empty())
    notes.push_back(fmt::format("note: {}; all are kept", fmt::join(parts, ", ")));
  if (documents.damaged > 0)
    notes.push_back(fmt::format(
        "note: {} bytes that were not text, replaced or left out as corpus.decode_error says: {}{}",
        counted(documents.damaged, "had", "had"), fmt::join(documents.damaged_at, ", "),
        documents.damaged > std::ssize(documents.damaged_at) ? ", ..." : ""));
  for (const std::string& warning : report.warnings) notes.push_back("warning: " + warning);
  return notes;
}

}  // namespace nmf
