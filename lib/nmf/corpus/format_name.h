#pragma once

#include <string_view>

#include "nmf/corpus/options.h"

namespace nmf::detail {

/// As corpus.format spells it.
std::string_view format_name(CorpusFormat format);

}  // namespace nmf::detail
