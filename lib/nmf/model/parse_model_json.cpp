#include "nmf/model/parse_model_json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <type_traits>

#include "nmf/core/error.h"
#include "nmf/core/version.h"
#include "nmf/model/json_text.h"
#include "nmf/model/model_file.h"

namespace nmf {
namespace {

using Json = nlohmann::ordered_json;
using Path = std::filesystem::path;

// config is nested three deep; the bound keeps every recursion over the tree shallow.
constexpr int kGreatestDepth = 16;

[[noreturn]] void fail(const Path& path, const std::string& what) {
  throw ModelError(damaged(path, what));
}

Json parse(const std::string& text, const Path& path) {
  const auto check_depth = [&](int depth, Json::parse_event_t /*event*/, Json& /*parsed*/) {
    if (depth > kGreatestDepth) fail(path, fmt::format("nested more than {} deep", kGreatestDepth));
    return true;
  };
  try {
    Json json = Json::parse(text, check_depth);
    if (!json.is_object()) fail(path, "is no JSON object");
    return json;
  } catch (const Json::exception&) {
    fail(path, "is no valid JSON: changed or cut short since it was written");
  }
}

/// Said before all else, since a newer version may have changed anything else.
void check_version(const Json& json, const Path& path) {
  const auto version = json.find("format_version");
  if (version == json.end() || !version->is_number_integer() || *version < 1)
    fail(path,
         "has no format_version, expected an integer >= 1: no model of nmf, or a damaged one");
  if (*version > kModelFormatVersion) {
    throw ModelError(
        fmt::format("{}: format_version: got {}, expected at most {}, the newest that nmf {} "
                    "reads; use the nmf "
                    "that wrote the model, or a newer one",
                    path.string(), version->dump(), kModelFormatVersion, kVersion));
  }
}

/// A member by its type, with checks: what is in front of a value that came from outside.
class Members {
 public:
  Members(const Json& json, const Path& path, std::string prefix = {})
      : json_(json), path_(path), prefix_(std::move(prefix)) {}

  [[nodiscard]] const Json& at(const char* name) const {
    const auto found = json_.find(name);
    if (found == json_.end()) fail(path_, fmt::format("{}{} is missing", prefix_, name));
    return *found;
  }
  [[nodiscard]] bool has(const char* name) const { return json_.contains(name); }
  [[nodiscard]] std::string text(const char* name) const {
    const Json& value = at(name);
    if (!value.is_string()) refuse(name, "text");
    return value.get<std::string>();
  }
  [[nodiscard]] double number(const char* name) const {
    const Json& value = at(name);
    if (!value.is_number()) refuse(name, "a number");
    return value.get<double>();
  }
  [[nodiscard]] std::optional<double> number_or_null(const char* name) const {
    return at(name).is_null() ? std::nullopt : std::optional(number(name));
  }
  /// Of a member that files of earlier versions do not have.
  [[nodiscard]] std::optional<double> number_if_there(const char* name) const {
    return json_.contains(name) ? std::optional(number(name)) : std::nullopt;
  }
  /// An integer from 0.
  [[nodiscard]] std::uint64_t count(const char* name) const {
    const Json& value = at(name);
    if (!value.is_number_unsigned()) refuse(name, "an integer >= 0");
    return value.get<std::uint64_t>();
  }
  [[nodiscard]] std::int64_t integer(const char* name) const {
    const std::uint64_t value = count(name);
    if (value > INT64_MAX) refuse(name, "an integer below 2^63");
    return static_cast<std::int64_t>(value);
  }
  [[nodiscard]] std::vector<std::string> texts(const char* name) const {
    std::vector<std::string> out;
    const Json& list = at(name);
    if (!list.is_array()) refuse(name, "a list of texts");
    for (const Json& item : list) {
      if (!item.is_string()) refuse(name, "a list of texts");
      out.push_back(item.get<std::string>());
    }
    return out;
  }
  [[nodiscard]] std::array<std::int64_t, 2> shape(const char* name) const {
    const Json& list = at(name);
    std::array<std::int64_t, 2> out{};
    if (!list.is_array() || list.size() != out.size()) refuse(name, "two integers");
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (!list[i].is_number_unsigned() || list[i].get<std::uint64_t>() > INT64_MAX)
        refuse(name, "two integers");
      out[i] = list[i].get<std::int64_t>();
    }
    return out;
  }
  [[nodiscard]] Members object(const char* name) const {
    if (!at(name).is_object()) refuse(name, "an object");
    return {at(name), path_, fmt::format("{}{}.", prefix_, name)};
  }

 private:
  [[noreturn]] void refuse(const char* name, const char* expected) const {
    fail(path_, fmt::format("{}{}: expected {}", prefix_, name, expected));
  }

  const Json& json_;
  const Path& path_;
  std::string prefix_;
};

FitSummary read_fit(const Members& in) {
  FitSummary fit;
  fit.n_iter = in.integer("n_iter");
  fit.seed = in.count("seed");
  fit.engine = in.text("engine");
  fit.init = in.text("init");
  fit.stop_reason = in.text("stop_reason");
  fit.loss = in.number("loss");
  fit.residual = in.number("residual");
  fit.X_norm = in.number_if_there("X_norm");
  fit.penalty = in.number("penalty");
  fit.kkt_residual = in.number_or_null("kkt_residual");
  if (in.has("residual_p99")) fit.residual_p99 = in.number_or_null("residual_p99");
  return fit;
}

}  // namespace

ModelJson parse_model_json(const std::string& text, const Path& path) {
  const Json json = parse(text, path);
  check_version(json, path);

  const Members in(json, path);
  ModelJson model;
  (void)in.object("config");
  model.config = json_text(in.at("config"));
  model.device = in.text("device");
  model.corpus_path = in.text("corpus_path");
  model.corpus_sha256 = in.text("corpus_sha256");
  model.stop_words = in.texts("stop_words");
  const Members shapes = in.object("shapes");
  model.X = shapes.shape("X");
  model.W = shapes.shape("W");
  model.H = shapes.shape("H");
  model.fit = read_fit(in);
  const Members files = in.object("files");
  for (const std::string& name : model_files()) {
    if (name != "model.json" && name != kModelSeal) model.files[name] = files.text(name.c_str());
  }
  return model;
}

}  // namespace nmf
