#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nmf::detail {

/// How often a document has one term.
struct TermCount {
  std::int32_t term;   ///< index into the vocabulary
  std::int32_t count;  ///< >= 1

  friend bool operator==(const TermCount&, const TermCount&) = default;
};

/// Parses one document of Blei's lda-c, `N term:count term:count ...`, by rising term.
///
/// \param here        what errors begin with, `PATH:LINE`
/// \param vocabulary  number of terms there are
/// \param row         replaced
/// Throws IoError: malformed number or pair, N that is not the number of pairs, a term outside of
/// the vocabulary or twice in the line, a count that is not in 1 .. 2147483647.
void parse_ldac_line(std::string_view line, const std::string& here, std::int64_t vocabulary,
                     std::vector<TermCount>& row);

/// Whether a line has the form of an lda-c document, whatever its numbers mean.
bool looks_like_ldac(std::string_view line);

}  // namespace nmf::detail
