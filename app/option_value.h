#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A comma in a value, as in --set corpus.categories=[a, b], belongs to it.
#define CXXOPTS_VECTOR_DELIMITER '\0'
#include <cxxopts.hpp>

namespace nmf::app {

/// `-k`, `--device`.
std::string as_typed(std::string_view option);

/// Throws UsageError for an empty value, which none of our options has a meaning for.
/// \param where  what it was given for: `--device`, `MODEL`
void check_not_empty(std::string_view where, const std::string& value, std::string_view command);

/// The value of an option; none where it was not given. Throws UsageError where it was given twice
/// or is empty.
std::optional<std::string> option_value(const cxxopts::ParseResult& given,
                                        const std::string& option, std::string_view command);

/// What was given besides options. Throws UsageError for an empty one.
/// \param name  under which `given` has them \param what  as the help calls them
std::vector<std::string> positional_values(const cxxopts::ParseResult& given,
                                           const std::string& name, std::string_view what,
                                           std::string_view command);

}  // namespace nmf::app
