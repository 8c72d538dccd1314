#pragma once

#include <string>
#include <string_view>

namespace nmf {

/// Foreign text as it may stand in an error message: valid UTF-8 in single quotes, control
/// characters and bytes that are not UTF-8 as `\xNN`, so that a hostile name can't steer a
/// terminal, no longer than 80 bytes (then `...`).
std::string quote(std::string_view text);

}  // namespace nmf
