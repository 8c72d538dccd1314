#include "nmf/text/input_json.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "nmf/core/plural.h"

namespace nmf {
namespace {

using Json = nlohmann::ordered_json;

/// For a corpus that came as a matrix: there was no text to measure.
Json or_null(bool known, const Json& value) { return known ? value : Json(nullptr); }

Json documents_json(const DocumentReport& report) {
  return {
      {"read", report.documents},
      {"bytes", or_null(report.has_text, report.bytes)},
      {"longest_bytes", or_null(report.has_text, report.longest)},
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
  return fmt::format("{} {}", plural(count, "document"), count == 1 ? one : many);
}

/// What pruning left out and why; empty if it left out nothing.
std::string pruned_terms(const VocabularyReport& terms) {
  std::vector<std::string> parts;
  const auto add = [&](std::int64_t count, std::string_view why) {
    if (count > 0) parts.push_back(fmt::format("{} {}", count, why));
  };
  add(terms.below_min_df, "below min_df");
  add(terms.above_max_df, "above max_df");
  add(terms.beyond_max_features, "beyond max_features");
  if (parts.empty()) return {};
  return fmt::format("note: {} found, {} kept; left out: {}", plural(terms.found, "term"),
                     terms.kept, fmt::join(parts, ", "));
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
      {"megabytes_per_second",
       or_null(report.documents.has_text && source.seconds > 0, bytes / 1e6 / source.seconds)},
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
  if (const std::string pruned = pruned_terms(report.vocabulary); !pruned.empty())
    notes.push_back(pruned);
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
