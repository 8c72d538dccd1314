#include "arguments.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <system_error>

#include "console.h"
#include "nmf/core/plural.h"
#include "nmf/core/quote.h"
#include "option_value.h"
#include "usage_error.h"

namespace nmf::app {
namespace {

constexpr const char* kPositional = "positional";

/// The whole text as a number; none where it is something else.
template <typename T>
std::optional<T> parsed(const std::string& text) {
  T value{};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

}  // namespace

struct Arguments::State {
  cxxopts::Options options;
  cxxopts::ParseResult given;
};

Arguments::Arguments(std::string command, const std::string& summary, const std::string& positional)
    : command_(std::move(command)),
      positional_(positional),
      state_(new State{cxxopts::Options("nmf " + command_, summary), {}}) {
  state_->options.positional_help(positional);
  state_->options.add_options()("h,help", "This help")(kPositional, positional_,
                                                       cxxopts::value<std::vector<std::string>>());
  state_->options.parse_positional({kPositional});
}

Arguments::~Arguments() = default;

void Arguments::option(const std::string& name, const std::string& meaning,
                       const std::string& value) {
  state_->options.add_options()(name, meaning, cxxopts::value<std::string>(), value);
}

void Arguments::positional_is_optional() {
  state_->options.positional_help(fmt::format("[{}]", positional_));
}

void Arguments::repeated(const std::string& name, const std::string& meaning,
                         const std::string& value) {
  state_->options.add_options()(name, meaning, cxxopts::value<std::vector<std::string>>(), value);
}

void Arguments::flag(const std::string& name, const std::string& meaning) {
  state_->options.add_options()(name, meaning);
}

void Arguments::work_options() {
  option("threads", "CPU threads, 0 for all; never shows in a result", "N");
  flag("quiet", "No progress and no notes on standard error");
}

bool Arguments::parse(int argc, const char* const* argv) {
  try {
    state_->given = state_->options.parse(argc, argv);
  } catch (const cxxopts::exceptions::exception& error) {
    throw UsageError(fmt::format("{}; see nmf {} --help", error.what(), command_));
  }
  if (state_->given.count("help") == 0) return true;
  print(state_->options.help());
  return false;
}

std::optional<std::string> Arguments::text(const std::string& name) const {
  return option_value(state_->given, name, command_);
}

std::int64_t Arguments::integer(const std::string& name, std::int64_t low, std::int64_t high,
                                std::int64_t otherwise) const {
  const std::optional<std::string> given = text(name);
  if (!given) return otherwise;
  const auto value = parsed<std::int64_t>(*given);
  if (value && *value >= low && *value <= high) return *value;
  throw UsageError(fmt::format("--{}: got {}, expected an integer from {} to {}", name,
                               quote(*given), low, high));
}

double Arguments::number(const std::string& name, double low, double high, double otherwise) const {
  const std::optional<std::string> given = text(name);
  if (!given) return otherwise;
  const auto value = parsed<double>(*given);
  if (value && *value >= low && *value <= high) return *value;
  throw UsageError(
      fmt::format("--{}: got {}, expected a number from {} to {}", name, quote(*given), low, high));
}

std::size_t Arguments::choice(const std::string& name,
                              const std::vector<std::string>& choices) const {
  const std::optional<std::string> given = text(name);
  if (!given) return 0;
  const auto found = std::find(choices.begin(), choices.end(), *given);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  throw UsageError(fmt::format("--{}: got {}, expected one of {}", name, quote(*given),
                               fmt::join(choices, ", ")));
}

void Arguments::refuse(const std::vector<std::string>& names, const std::string& with) const {
  for (const std::string& name : names) {
    if (is_set(name))
      throw UsageError(fmt::format("--{} has no meaning with {}; leave it out", name, with));
  }
}

bool Arguments::is_set(const std::string& flag) const { return state_->given.count(flag) != 0; }

int Arguments::threads() const { return static_cast<int>(integer("threads", 0, 4096, 0)); }

std::optional<std::string> Arguments::positional_if_given() const {
  return is_set(kPositional) ? std::optional(positional()) : std::nullopt;
}

std::string Arguments::positional() const {
  const auto all = positional_values(state_->given, kPositional, positional_, command_);
  if (all.empty())
    throw UsageError(
        fmt::format("nmf {} needs {}; see nmf {} --help", command_, positional_, command_));
  if (all.size() > 1)
    throw UsageError(fmt::format("one {} at most, got {} and {}", positional_, all[0], all[1]));
  return all[0];
}

std::vector<std::string> Arguments::positionals(std::size_t count) const {
  auto all = positional_values(state_->given, kPositional, positional_, command_);
  if (all.size() != count) {
    throw UsageError(fmt::format("nmf {} needs {}, got {}; see nmf {} --help", command_,
                                 positional_, plural(std::ssize(all), "argument"), command_));
  }
  return all;
}

std::vector<std::string> Arguments::texts(const std::string& name) const {
  if (state_->given.count(name) == 0) return {};
  return state_->given[name].as<std::vector<std::string>>();
}

}  // namespace nmf::app
