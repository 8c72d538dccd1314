#pragma once

#include <string>
#include <string_view>

namespace nmf {

/// A foreign text as HTML, for an element's content or an attribute in quotes: `&`, `<`, `>`, `"`
/// and `'` as references, control characters as their pictures (U+2400 and on).
std::string html_text(std::string_view text);

/// JSON text as it may stand in a script element: no string of it can end the element or open a
/// comment, as `<`, `>` and `&` are written as escapes of JSON, and so are U+2028 and U+2029.
std::string json_in_html(std::string_view json);

}  // namespace nmf
