#include "command_line.h"

// A comma inside --set corpus.categories=[a, b] belongs to the value.
#define CXXOPTS_VECTOR_DELIMITER '\0'
#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <cstring>
#include <cxxopts.hpp>
#include <filesystem>

#include "console.h"
#include "usage_error.h"

namespace nmf::app {
namespace {

cxxopts::Options describe(const CommandOptions& command) {
  cxxopts::Options options(fmt::format("nmf {}", command.name), command.summary);
  options.positional_help("[CONFIG]");
  auto add = options.add_options();
  add("input", "The corpus; short for --set corpus.path=PATH", cxxopts::value<std::string>(),
      "PATH");
  if (command.fits)
    add("k", "Components; short for --set factorization.n_components=N",
        cxxopts::value<std::string>(), "N");
  add("set", "One key of the configuration, its value in YAML; may be repeated",
      cxxopts::value<std::vector<std::string>>(), "KEY=VALUE");
  if (command.fits)
    add("device", "auto, cpu, cuda or cuda:N", cxxopts::value<std::string>(), "DEVICE");
  if (command.writes) {
    add("threads", "CPU threads, 0 for all; never shows in a result", cxxopts::value<std::string>(),
        "N");
    add("output", "Output directory; an earlier output of nmf there is replaced",
        cxxopts::value<std::string>(), "DIR");
    add("quiet", "No progress and no notes on standard error");
  }
  add("h,help", "This help");
  add("config", "YAML file; without one every key has its default",
      cxxopts::value<std::vector<std::string>>());
  options.parse_positional({"config"});
  return options;
}

Override split_set(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    throw UsageError(
        fmt::format("--set {}: expected KEY=VALUE, e.g. --set factorization.seed=1", text));
  return {text.substr(0, equals), text.substr(equals + 1)};
}

/// An integer option as it is written; ranges are the configuration's business.
std::string integer(const std::string& option, const std::string& text) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value);
  // One beyond 64 bits is for the configuration to refuse, which knows the range.
  const bool integer = parsed.ec != std::errc::invalid_argument && parsed.ptr == end;
  if (!integer) throw UsageError(fmt::format("{} {}: expected an integer", option, text));
  return text;
}

/// The file's name without its folder, compression and suffix: "data/posts.v2.csv.gz" gives
/// "posts.v2".
std::string stem(const std::string& path) {
  std::filesystem::path file(path);
  if (!file.has_filename()) file = file.parent_path();
  file = file.filename();
  for (const char* compression : {".gz", ".xz", ".zst", ".bz2"})
    if (file.extension() == compression) file = file.stem();
  const std::string name = file.stem().string();
  return name.empty() ? "model" : name;
}

}  // namespace

CommandLine parse_command_line(const CommandOptions& command, int argc, const char* const* argv) {
  cxxopts::Options options = describe(command);
  CommandLine line;
  try {
    const cxxopts::ParseResult given = options.parse(argc, argv);
    if (given.count("help") != 0) {
      print(options.help());
      line.help = true;
      return line;
    }
    if (given.count("set") != 0)
      for (const auto& text : given["set"].as<std::vector<std::string>>())
        line.overrides.push_back(split_set(text));
    const auto option = [&](const char* name, const char* key, auto&& convert) {
      if (given.count(name) == 0) return;
      if (given.count(name) > 1)
        throw UsageError(fmt::format("{}{} given twice; see nmf {} --help",
                                     std::strlen(name) == 1 ? "-" : "--", name, command.name));
      line.overrides.push_back({key, convert(given[name].as<std::string>())});
    };
    option("input", "corpus.path", yaml_string);
    if (command.fits) {
      option("k", "factorization.n_components",
             [](const std::string& text) { return integer("-k", text); });
      option("device", "runtime.device", yaml_string);
    }
    if (command.writes) {
      option("threads", "runtime.threads",
             [](const std::string& text) { return integer("--threads", text); });
      option("output", "output.directory", yaml_string);
      line.quiet = given.count("quiet") != 0;
    }
    if (given.count("config") != 0) {
      const auto files = given["config"].as<std::vector<std::string>>();
      if (files.size() > 1)
        throw UsageError(fmt::format("one CONFIG at most, got {} and {}", files[0], files[1]));
      line.config = files[0];
    }
    line.name = line.config            ? stem(*line.config)
                : given.count("input") ? stem(given["input"].as<std::string>())
                                       : "model";
  } catch (const cxxopts::exceptions::exception& error) {
    throw UsageError(fmt::format("{}; see nmf {} --help", error.what(), command.name));
  }
  return line;
}

}  // namespace nmf::app
