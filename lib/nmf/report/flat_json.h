#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nmf {

/// Names and values for people, in order.
using Rows = std::vector<std::pair<std::string, std::string>>;

/// The members of a JSON object as rows: those of objects in it as `outer.inner`; strings as they
/// are, everything else as JSON.
/// \param where  names the text in errors
/// Throws IoError: no JSON, no object.
Rows flat_json(std::string_view json, std::string_view where);

}  // namespace nmf
