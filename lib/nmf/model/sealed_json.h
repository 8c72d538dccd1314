#pragma once

#include <string>

namespace nmf {

/// A JSON object as json_text writes it, with one more member at its end: `sha256`, the lower-case
/// hex SHA-256 of all bytes before that member. So the text vouches for itself, every byte of it.
std::string seal_json(const std::string& text);

/// Whether a text is, to the byte, what seal_json makes of all that precedes its last member.
bool is_sealed(const std::string& text);

}  // namespace nmf
