#include "nmf/model/sealed_json.h"

#include <fmt/format.h>

#include <stdexcept>
#include <string_view>

#include "nmf/core/sha256.h"

namespace nmf {
namespace {

constexpr std::string_view kEnd = "\n}\n";  // of an object that is indented

std::string seal_of(std::string_view body) {
  return fmt::format(",\n  \"sha256\": \"{}\"{}", sha256_hex(body), kEnd);
}

}  // namespace

std::string seal_json(const std::string& text) {
  if (!text.ends_with(kEnd))
    throw std::invalid_argument("seal_json: no JSON object as we write it");
  const std::string body = text.substr(0, text.size() - kEnd.size());
  return body + seal_of(body);
}

bool is_sealed(const std::string& text) {
  const std::size_t length = seal_of({}).size();
  if (text.size() < length) return false;
  const std::string_view body = std::string_view(text).substr(0, text.size() - length);
  return text.ends_with(seal_of(body));
}

}  // namespace nmf
