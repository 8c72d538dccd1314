#include "resume.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <system_error>
#include <utility>

#include "nmf/core/output_directory.h"

namespace nmf::app {
namespace {

namespace fs = std::filesystem;

/// As a shell reads it back.
std::string shell_word(const std::string& text) {
  const auto is_plain = [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view("/._-+,:@%=").find(static_cast<char>(c)) != std::string_view::npos;
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), is_plain)) return text;
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

}  // namespace

StoppedFit::StoppedFit(const std::string& output)
    : message_(fmt::format("interrupted; go on from the checkpoint by: nmf fit --resume {}",
                           shell_word(output))) {}

fs::path output_to_resume(const std::string& directory) {
  constexpr std::string_view kSuffix = ".checkpoint";
  std::string text = directory;
  while (text.size() > 1 && text.back() == '/') text.pop_back();
  std::error_code ignored;
  const bool is_checkpoint = text.ends_with(kSuffix) &&
                             !fs::exists(text + std::string(kSuffix), ignored) &&
                             fs::exists(fs::path(text) / "checkpoint.json", ignored);
  if (is_checkpoint) text.resize(text.size() - kSuffix.size());
  return text;
}

Resumed resume(CheckpointDirectory& directory, const CommandLine& line) {
  if (!directory.exists())
    throw ModelError(fmt::format(
        "{}: there is no checkpoint to go on from: none was written yet (output.checkpoint_every), "
        "or the fit was done; start it without --resume",
        directory.path().string()));
  Resumed resumed{{}, directory.load()};
  auto& recorded = resumed.checkpoint.input.config;
  resumed.config = config_from_json(recorded.dump(), directory.path().string() + ": config");
  if (!line.overrides.empty()) {
    const Config given = load_config(std::nullopt, line.overrides, Purpose::show);
    resumed.config.runtime.threads = given.runtime.threads;
    recorded["runtime"]["threads"] = given.runtime.threads;
  }
  return resumed;
}

}  // namespace nmf::app
