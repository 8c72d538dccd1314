#include "evaluate_line.h"

#include <fmt/format.h>

#include <charconv>
#include <cxxopts.hpp>
#include <vector>

#include "console.h"
#include "usage_error.h"

namespace nmf::app {
namespace {

cxxopts::Options describe() {
  cxxopts::Options options(
      "nmf evaluate",
      "Scores topics: coherence as gensim counts it, diversity; of a model also exclusivity,\n"
      "residual and explained share. Topics are a MODEL's or those of --topics FILE, documents "
      "the\n"
      "model's own or those of --corpus CONFIG.");
  options.positional_help("[MODEL]");
  auto add = options.add_options();
  add("topics", "Topics made elsewhere: one a line, terms separated by spaces or tabs",
      cxxopts::value<std::string>(), "FILE");
  add("corpus",
      "Count in the corpus of this YAML file; without MODEL its vectorizer makes the terms",
      cxxopts::value<std::string>(), "CONFIG");
  add("top", "Terms of a topic that are scored (default: 10)", cxxopts::value<std::string>(), "N");
  add("format", "text or json (default: text)", cxxopts::value<std::string>(), "FORMAT");
  add("threads", "CPU threads, 0 for all; never shows in a result", cxxopts::value<std::string>(),
      "N");
  add("quiet", "No progress and no notes on standard error");
  add("h,help", "This help");
  add("model", "Directory that nmf fit wrote", cxxopts::value<std::vector<std::string>>());
  options.parse_positional({"model"});
  return options;
}

std::int64_t whole_number(const std::string& option, const std::string& text, std::int64_t least) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value);
  if (parsed.ec != std::errc() || parsed.ptr != end || value < least)
    throw UsageError(fmt::format("{} {}: expected an integer >= {}", option, text, least));
  return value;
}

EvaluationFormat format_of(const std::string& text) {
  if (text == "text") return EvaluationFormat::text;
  if (text == "json") return EvaluationFormat::json;
  throw UsageError(fmt::format("--format {}: expected text or json", text));
}

void check(const EvaluateLine& line) {
  if (line.model || (line.topics && line.corpus)) return;
  if (line.topics)
    throw UsageError("--topics FILE without a MODEL needs --corpus CONFIG, whose documents count");
  throw UsageError("no topics given: name a MODEL, or --topics FILE with --corpus CONFIG");
}

EvaluateLine read(const cxxopts::ParseResult& given) {
  EvaluateLine line;
  const auto value = [&](const char* name) -> std::optional<std::string> {
    if (given.count(name) == 0) return std::nullopt;
    if (given.count(name) > 1)
      throw UsageError(fmt::format("--{} given twice; see nmf evaluate --help", name));
    return given[name].as<std::string>();
  };
  line.topics = value("topics");
  line.corpus = value("corpus");
  if (const auto top = value("top")) line.top = whole_number("--top", *top, 2);
  if (const auto format = value("format")) line.format = format_of(*format);
  if (const auto threads = value("threads")) {
    whole_number("--threads", *threads, 0);
    line.threads = threads;
  }
  line.quiet = given.count("quiet") != 0;
  if (given.count("model") != 0) {
    const auto models = given["model"].as<std::vector<std::string>>();
    if (models.size() > 1)
      throw UsageError(fmt::format("one MODEL at most, got {} and {}", models[0], models[1]));
    line.model = models[0];
  }
  return line;
}

}  // namespace

EvaluateLine parse_evaluate_line(int argc, const char* const* argv) {
  cxxopts::Options options = describe();
  try {
    const cxxopts::ParseResult given = options.parse(argc, argv);
    EvaluateLine line;
    if (given.count("help") != 0) {
      print(options.help());
      line.help = true;
      return line;
    }
    line = read(given);
    check(line);
    return line;
  } catch (const cxxopts::exceptions::exception& error) {
    throw UsageError(fmt::format("{}; see nmf evaluate --help", error.what()));
  }
}

}  // namespace nmf::app
