#include "nmf/corpus/number_words.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>

namespace nmf::detail {
namespace {

constexpr std::string_view kBlanks = " \t";

/// What a number too large or too small for a double becomes: the sign of its exponent tells.
double out_of_range(std::string_view word) {
  const std::size_t exponent = word.find_first_of("eE");
  const bool small =
      exponent != std::string_view::npos && word.substr(exponent + 1).starts_with('-');
  if (small) return 0;
  const double infinity = std::numeric_limits<double>::infinity();
  return word.starts_with('-') ? -infinity : infinity;
}

}  // namespace

std::string_view next_word(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
  const std::string_view word = rest.substr(0, rest.find_first_of(kBlanks));
  rest.remove_prefix(word.size());
  return word;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(kBlanks) == std::string_view::npos;
}

std::optional<std::int64_t> parse_integer(std::string_view word) {
  std::int64_t number = 0;
  const char* end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, number);
  if (stop != end || error == std::errc::invalid_argument) return std::nullopt;
  if (error == std::errc::result_out_of_range) {
    return word.starts_with('-') ? std::numeric_limits<std::int64_t>::min()
                                 : std::numeric_limits<std::int64_t>::max();
  }
  return number;
}

std::optional<double> parse_number(std::string_view word) {
  const bool plus = word.starts_with('+') && !word.starts_with("+-");
  if (plus) word.remove_prefix(1);  // from_chars knows no plus
  double number = 0;
  const char* end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, number);
  if (stop != end || error == std::errc::invalid_argument) return std::nullopt;
  return error == std::errc::result_out_of_range ? out_of_range(word) : number;
}

}  // namespace nmf::detail
