#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "nmf/config/config.h"
#include "nmf/config/enum_names.h"
#include "nmf/config/places.h"
#include "nmf/config/schema.h"
#include "nmf/config/yaml_text.h"

namespace nmf {
namespace {

// A setting longer than this has its comment on a line of its own.
constexpr std::size_t kLongestBesideComment = 40;

/// A path that means the same from any folder; what can't be found out stays as it is.
std::string absolute(const std::string& path) {
  const bool standard_input = path == "-";
  if (path.empty() || standard_input || std::filesystem::path(path).is_absolute()) return path;
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::absolute(path, error);
  if (error) return path;
  const std::filesystem::path clean = std::filesystem::weakly_canonical(whole, error);
  return error ? whole.string() : clean.string();
}

/// The keys of one row as they are printed.
struct Line {
  std::string setting;
  std::string comment;
};

/// Whether a key is better left out. With `format: auto` and a corpus, a key that only some formats
/// know is left out while it has its default: written out it would count as given.
bool is_left_out(const config::Key& key, const Config& config) {
  if (key.meaningless == nullptr) return false;
  if (key.meaningless(config, config.corpus.format)) return true;
  if (config.corpus.format != CorpusFormat::automatic || config.corpus.path.empty() ||
      config::value_of(key, config) != config::default_of(key))
    return false;
  const auto& formats = config::kEnumNames<CorpusFormat>;
  return std::any_of(formats.begin(), formats.end(), [&](const auto& format) {
    return key.meaningless(config, format.value).has_value();
  });
}

Line line_of(const config::Key& key, const Config& config) {
  const bool out = is_left_out(key, config);
  return {fmt::format("{}{}: {}", out ? "# " : "", key.name,
                      config::to_yaml_text(config::value_of(key, config))),
          fmt::format("# default {}; {}; {}", config::to_yaml_text(config::default_of(key)),
                      key.meaning, key.expected)};
}

}  // namespace

nlohmann::ordered_json to_json(const Config& config) {
  nlohmann::ordered_json out;
  for (const config::Key& key : config::schema())
    out[std::string(key.section)][std::string(key.name)] = config::value_of(key, config);
  return out;
}

Config with_absolute_paths(const Config& config) {
  Config portable = config;
  portable.corpus.path = absolute(config.corpus.path);
  portable.corpus.vocabulary = absolute(config.corpus.vocabulary);
  portable.factorization.init_file = absolute(config.factorization.init_file);
  if (auto& terms = portable.vectorizer.vocabulary) terms->path = absolute(terms->path);
  return portable;
}

std::string to_yaml(const Config& config) {
  const Config portable = with_absolute_paths(config);
  std::vector<Line> lines;
  std::size_t width = 0;
  for (const config::Key& key : config::schema()) {
    lines.push_back(line_of(key, portable));
    const std::size_t length = config::count_characters(lines.back().setting);
    if (length <= kLongestBesideComment) width = std::max(width, length);
  }

  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view section = config::schema()[i].section;
    if (i == 0 || section != config::schema()[i - 1].section) out += fmt::format("{}:\n", section);
    const auto& [setting, comment] = lines[i];
    const std::size_t length = config::count_characters(setting);
    if (length > width) {
      out += fmt::format("  {}\n  {}\n", comment, setting);
    } else {
      out += fmt::format("  {}{}  {}\n", setting, std::string(width - length, ' '), comment);
    }
  }
  return out;
}

}  // namespace nmf
