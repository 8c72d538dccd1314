#include "nmf/corpus/coordinate_lines.h"

#include <fmt/format.h>

#include <cmath>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/corpus/matrix_values.h"
#include "nmf/corpus/number_words.h"

namespace nmf::detail {
namespace {

class EntryParser {
 public:
  EntryParser(const LineReader& lines, const CoordinateRules& rules, Triplets& entries)
      : lines_(&lines), rules_(&rules), entries_(&entries) {}

  void add(std::string_view line) const {
    std::string_view rest = line;
    const auto row = parse_integer(next_word(rest));
    const auto column = parse_integer(next_word(rest));
    const auto value = rules_->has_value ? parse_number(next_word(rest)) : 1.0;
    if (!row || !column || !value || !is_blank(rest)) {
      throw IoError(fmt::format("{}: got {}, expected {} {}{}", lines_->here(), quote(line),
                                rules_->row, rules_->column, rules_->has_value ? " VALUE" : ""));
    }
    check_index(*row, entries_->rows, rules_->row);
    check_index(*column, entries_->columns, rules_->column);
    check_value(*value);
    entries_->add(*row - 1, *column - 1, *value);
  }

 private:
  void check_index(std::int64_t index, std::int64_t size, std::string_view name) const {
    if (index >= 1 && index <= size) return;
    throw IoError(
        fmt::format("{}: got {} {}, expected 1 .. {}", lines_->here(), name, index, size));
  }

  void check_value(double value) const {
    if (rules_->least > 0 && value < rules_->least) {
      throw IoError(fmt::format("{}: got the value {}, expected at least {}", lines_->here(), value,
                                rules_->least));
    }
    if (rules_->whole && std::isfinite(value) && value != std::floor(value)) {
      throw IoError(fmt::format("{}: got {}, expected an integer, as the first line says",
                                lines_->here(), value));
    }
    if (const auto fault = fault_of(value, rules_->values)) {
      throw IoError(fmt::format("{}: {}", lines_->here(), *fault));
    }
  }

  const LineReader* lines_;
  const CoordinateRules* rules_;
  Triplets* entries_;
};

}  // namespace

void read_coordinates(LineReader& lines, const CoordinateRules& rules, std::int64_t announced,
                      const std::string& announced_at, Triplets& entries) {
  const EntryParser parser(lines, rules, entries);
  std::int64_t count = 0;
  for (std::string_view line; lines.next(line);) {
    if (is_blank(line)) continue;
    if (++count > announced) {
      throw IoError(fmt::format("{}: an entry more than the {} that {} announces", lines.here(),
                                announced, announced_at));
    }
    parser.add(line);
  }
  if (count < announced) {
    throw IoError(fmt::format("{}: announces {} entries, but {} follow; is the file whole?",
                              announced_at, announced, count));
  }
}

}  // namespace nmf::detail
