#pragma once

#include <string_view>

namespace nmf {

/// The files of page/ as they are built in; the scripts one after the other, in a function of their
/// own.
extern const std::string_view kPageMarkup, kPageStyle, kPageScript;

}  // namespace nmf
