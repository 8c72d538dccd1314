#include "nmf/model/checkpoint_json.h"

#include <fmt/format.h>
#include <torch/version.h>

#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/core/version.h"
#include "nmf/model/json_text.h"
#include "nmf/model/sealed_json.h"

namespace nmf {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormatVersion = 1;

std::string this_program() {
  return fmt::format("nmf {} with LibTorch {}", kVersion, TORCH_VERSION);
}

/// Calls visit(name, value) for all that a report holds: one list for both ways.
template <typename Report, typename Visit>
void visit_report(Report& report, const Visit& visit) {
  auto& d = report.documents;
  visit("documents", d.documents);
  visit("has_text", d.has_text);
  visit("bytes", d.bytes);
  visit("longest", d.longest);
  visit("tokens", d.tokens);
  visit("stop_tokens", d.stop_tokens);
  visit("empty", d.empty);
  visit("only_stop_words", d.only_stop_words);
  visit("duplicates", d.duplicates);
  visit("damaged", d.damaged);
  visit("damaged_at", d.damaged_at);
  auto& v = report.vocabulary;
  visit("found", v.found);
  visit("below_min_df", v.below_min_df);
  visit("above_max_df", v.above_max_df);
  visit("beyond_max_features", v.beyond_max_features);
  visit("kept", v.kept);
  visit("warnings", report.warnings);
}

/// The input but for its report.
template <typename Input, typename Visit>
void visit_input(Input& input, const Visit& visit) {
  visit("device", input.device);
  visit("corpus_path", input.source.path);
  visit("corpus_format", input.source.format);
  visit("corpus_seconds", input.source.seconds);
  visit("corpus_sha256", input.tfidf.corpus_sha256);
  visit("stop_words", input.tfidf.stop_words);
  visit("config", input.config);
}

}  // namespace

std::string checkpoint_json(const FitInput& input, const FitState& state, const FileHashes& files) {
  Json json;
  json["format_version"] = kFormatVersion;
  json["program"] = this_program();
  json["run"] = state.run;
  json["iterations"] = state.history.size();
  visit_input(input, [&](const char* name, const auto& value) { json[name] = value; });
  Json& report = json["input"];
  visit_report(input.tfidf.report,
               [&](const char* name, const auto& value) { report[name] = value; });
  json["files"] = files;
  return seal_json(json_text(json));
}

CheckpointRecord parse_checkpoint_json(const std::string& text, const std::filesystem::path& path) {
  const auto fail = [&](const std::string& what) {
    throw ModelError(fmt::format("{}: {}", path.string(), what));
  };
  if (!is_sealed(text)) fail("is not as it was written");
  CheckpointRecord record;
  try {
    const Json json = Json::parse(text);
    if (json.at("format_version") != kFormatVersion)
      fail(fmt::format("has format version {}, expected {}", json.at("format_version").dump(),
                       kFormatVersion));
    if (const auto program = json.at("program").get<std::string>(); program != this_program())
      fail(fmt::format("was written by {}, this is {}: only the same gives the same bits",
                       quote(program), this_program()));
    visit_input(record.input, [&](const char* name, auto& value) { json.at(name).get_to(value); });
    visit_report(record.input.tfidf.report,
                 [&, &report = json.at("input")](const char* name, auto& value) {
                   report.at(name).get_to(value);
                 });
    json.at("files").get_to(record.files);
  } catch (const Json::exception& error) {
    fail(error.what());
  }
  return record;
}

}  // namespace nmf
