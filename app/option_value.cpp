#include "option_value.h"

#include <fmt/format.h>

#include "usage_error.h"

namespace nmf::app {

std::string as_typed(std::string_view option) {
  return fmt::format("{}{}", option.size() == 1 ? "-" : "--", option);
}

void check_not_empty(std::string_view where, const std::string& value, std::string_view command) {
  if (value.empty())
    throw UsageError(
        fmt::format("{}: got '', expected a value; see nmf {} --help", where, command));
}

std::optional<std::string> option_value(const cxxopts::ParseResult& given,
                                        const std::string& option, std::string_view command) {
  const std::size_t count = given.count(option);
  if (count == 0) return std::nullopt;
  if (count > 1)
    throw UsageError(fmt::format("{} given twice; see nmf {} --help", as_typed(option), command));
  auto value = given[option].as<std::string>();
  check_not_empty(as_typed(option), value, command);
  return value;
}

std::vector<std::string> positional_values(const cxxopts::ParseResult& given,
                                           const std::string& name, std::string_view what,
                                           std::string_view command) {
  if (given.count(name) == 0) return {};
  auto values = given[name].as<std::vector<std::string>>();
  for (const std::string& value : values) check_not_empty(what, value, command);
  return values;
}

}  // namespace nmf::app
