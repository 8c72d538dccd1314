#include "command_line.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <utility>

#include "console.h"
#include "nmf/core/error.h"
#include "option_value.h"
#include "usage_error.h"

namespace nmf::app {
namespace {

cxxopts::Options describe(const CommandOptions& command) {
  cxxopts::Options options(fmt::format("nmf {}", command.name), command.summary);
  options.positional_help("[CONFIG]");
  auto add = options.add_options();
  add("input", "The corpus; short for --set corpus.path=PATH", cxxopts::value<std::string>(),
      "PATH");
  if (command.sweeps) {
    add("k", "Numbers of components to try (or --k): 5,10,20 or START:STOP:STEP, STOP included",
        cxxopts::value<std::string>(), "LIST");
    add("seeds", "Random starts of each number of components (default: 5)",
        cxxopts::value<std::string>(), "N");
  } else if (command.fits)
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
  if (command.resumes)
    add("resume",
        "Go on with the fit into DIR that was stopped, from its checkpoint "
        "(output.checkpoint_every); "
        "beside it only --threads and --quiet",
        cxxopts::value<std::string>(), "DIR");
  add("h,help", "This help");
  add("config", "YAML file; without one every key has its default",
      cxxopts::value<std::vector<std::string>>());
  options.parse_positional({"config"});
  return options;
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

/// Takes `--k LIST` and `--k=LIST`, which cxxopts has no words for (a long name has two letters at
/// least), out of the arguments.
std::optional<std::string> take_k_list(std::vector<const char*>& arguments) {
  std::optional<std::string> list;
  std::vector<const char*> others;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--") {
      others.insert(others.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i),
                    arguments.end());
      break;
    }
    if (argument != "--k" && !argument.starts_with("--k=")) {
      others.push_back(arguments[i]);
      continue;
    }
    if (list) throw UsageError("--k given twice; give one list: --k 5,10,20");
    if (argument == "--k" && ++i == arguments.size())
      throw UsageError("--k: expected a list such as 5,10,20 or 5:50:5");
    list = argument == "--k" ? std::string(arguments[i]) : std::string(argument.substr(4));
  }
  arguments = std::move(others);
  return list;
}

void check_used(const Override& set, const CommandOptions& command) {
  for (const auto& [keys, advice] : command.unused) {
    if (set.key != keys && !(keys.ends_with('.') && set.key.starts_with(keys))) continue;
    throw ConfigError(fmt::format("--set {}={}: has no meaning with nmf {}; {}", set.key, set.value,
                                  command.name, advice));
  }
}

/// Everything but threads is that of the fit that goes on.
void check_alone(const cxxopts::ParseResult& given) {
  for (const char* name : {"config", "input", "k", "set", "device", "output"})
    if (given.count(name) != 0)
      throw UsageError(fmt::format(
          "--resume goes on with what the fit was begun with: leave out {}; only --threads and "
          "--quiet may be given beside it",
          std::strcmp(name, "config") == 0 ? "CONFIG" : as_typed(name)));
}

/// The file's name without its folder, compression and suffix: "data/posts.v2.csv.gz" gives
/// "posts.v2"; "stdin" for -.
std::string stem(const std::string& path) {
  if (path == "-") return "stdin";
  std::filesystem::path file(path);
  if (!file.has_filename()) file = file.parent_path();
  file = file.filename();
  for (const char* compression : {".gz", ".xz", ".zst", ".bz2"})
    if (file.extension() == compression) file = file.stem();
  const std::string name = file.stem().string();
  return name.empty() ? "model" : name;
}

}  // namespace

Override split_set(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    throw UsageError(
        fmt::format("--set {}: expected KEY=VALUE, e.g. --set corpus.format=lines", text));
  return {text.substr(0, equals), text.substr(equals + 1)};
}

CommandLine parse_command_line(const CommandOptions& command, int argc, const char* const* argv) {
  cxxopts::Options options = describe(command);
  CommandLine line;
  try {
    std::vector<const char*> arguments(argv, argv + argc);
    if (command.sweeps) line.k_list = take_k_list(arguments);
    if (line.k_list) check_not_empty("--k", *line.k_list, command.name);
    const cxxopts::ParseResult given =
        options.parse(static_cast<int>(arguments.size()), arguments.data());
    if (given.count("help") != 0) {
      print(options.help());
      line.help = true;
      return line;
    }
    const auto value = [&](const char* name) { return option_value(given, name, command.name); };
    if (command.resumes) line.resume = value("resume");
    if (line.resume) check_alone(given);
    if (given.count("set") != 0)
      for (const auto& text : given["set"].as<std::vector<std::string>>()) {
        line.overrides.push_back(split_set(text));
        check_used(line.overrides.back(), command);
      }
    const auto option = [&](const char* name, const char* key, auto&& convert) {
      if (const auto text = value(name))
        line.overrides.push_back({key, convert(*text), as_typed(name)});
    };
    option("input", "corpus.path", yaml_string);
    if (command.sweeps) {
      if (const auto list = value("k")) {
        if (line.k_list) throw UsageError("--k given twice; give one list: --k 5,10,20");
        line.k_list = list;
      }
      if (const auto seeds = value("seeds")) line.seeds = integer("--seeds", *seeds);
    } else if (command.fits) {
      option("k", "factorization.n_components",
             [](const std::string& text) { return integer("-k", text); });
    }
    if (command.fits) option("device", "runtime.device", yaml_string);
    if (command.writes) {
      option("threads", "runtime.threads",
             [](const std::string& text) { return integer("--threads", text); });
      option("output", "output.directory", yaml_string);
      line.quiet = given.count("quiet") != 0;
    }
    const auto files = positional_values(given, "config", "CONFIG", command.name);
    if (files.size() > 1)
      throw UsageError(fmt::format("one CONFIG at most, got {} and {}", files[0], files[1]));
    if (!files.empty()) line.config = files[0];
    line.name = line.config            ? stem(*line.config)
                : given.count("input") ? stem(given["input"].as<std::string>())
                                       : "model";
  } catch (const cxxopts::exceptions::exception& error) {
    throw UsageError(fmt::format("{}; see nmf {} --help", error.what(), command.name));
  }
  return line;
}

}  // namespace nmf::app
