#include "nmf/evaluation/sub_matrix.h"

#include "nmf/corpus/legacy_shuffle.h"

namespace nmf {

Parts random_parts(std::int64_t size, std::int32_t count, std::uint32_t seed) {
  Parts parts;
  parts.reserve(static_cast<std::size_t>(size));
  for (std::int64_t i = 0; i < size; ++i) parts.push_back(static_cast<std::int32_t>(i % count));
  detail::legacy_shuffle(parts, seed);
  return parts;
}

CsrMatrix<double> sub_matrix(const CsrMatrix<double>& X, const Choice& rows,
                             const Choice& columns) {
  constexpr std::int32_t kLeftOut = -1;
  CsrMatrix<double> block;
  std::vector<std::int32_t> place;  // of each column in the block
  place.reserve(static_cast<std::size_t>(X.columns));
  for (std::int64_t c = 0; c < X.columns; ++c)
    place.push_back(columns.takes(c) ? static_cast<std::int32_t>(block.columns++) : kLeftOut);

  for (std::int64_t r = 0; r < X.rows; ++r) {
    if (!rows.takes(r)) continue;
    const auto row = static_cast<std::size_t>(r);
    for (auto i = static_cast<std::size_t>(X.row_start[row]);
         i < static_cast<std::size_t>(X.row_start[row + 1]); ++i) {
      const std::int32_t c = place[static_cast<std::size_t>(X.column[i])];
      if (c == kLeftOut) continue;
      block.column.push_back(c);
      block.value.push_back(X.value[i]);
    }
    ++block.rows;
    block.row_start.push_back(block.stored());
  }
  return block;
}

}  // namespace nmf
