#pragma once

#include <optional>
#include <string_view>

#include "nmf/corpus/options.h"

namespace nmf::detail {

/// The format of a file that is no archive by what it begins with: mtx (`%%MatrixMarket`), jsonl (a
/// line that begins with `{`), ldac (a first line of lda-c), uci (three lines of one number, then
/// one of three), else lines. Nothing if it is no text, as there are NULs in it.
/// \param head   the first bytes, decompressed
/// \param whole  whether they are all there are
std::optional<CorpusFormat> format_by_content(std::string_view head, bool whole);

}  // namespace nmf::detail
