#include "nmf/text/stemmer.h"

#include <fmt/format.h>
#include <libstemmer.h>

#include <algorithm>
#include <limits>
#include <new>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"

namespace nmf {

Stemmer::Stemmer(const std::string& language) {
  // A name that holds a NUL would be taken for the part before it.
  const bool plain = language.find('\0') == std::string::npos;
  stemmer_.reset(plain ? sb_stemmer_new(language.c_str(), "UTF_8") : nullptr);
  if (stemmer_) return;
  throw ConfigError(fmt::format("vectorizer.stemmer: got {}, expected one of {}, or null",
                                quote(language), fmt::join(languages(), ", ")));
}

std::string_view Stemmer::operator()(std::string_view token) {
  if (token.empty() || token.size() > std::numeric_limits<int>::max()) return token;
  const auto* const bytes = reinterpret_cast<const sb_symbol*>(token.data());
  const sb_symbol* const stem =
      sb_stemmer_stem(stemmer_.get(), bytes, static_cast<int>(token.size()));
  if (stem == nullptr) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(stem),
          static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
}

std::vector<std::string> Stemmer::languages() {
  std::vector<std::string> names;
  for (const char** name = sb_stemmer_list(); *name != nullptr; ++name) names.emplace_back(*name);
  std::sort(names.begin(), names.end());
  return names;
}

void Stemmer::Delete::operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }

}  // namespace nmf
