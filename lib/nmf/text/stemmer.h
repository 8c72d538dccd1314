#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sb_stemmer;

namespace nmf {

/// Cuts the endings of a language's words off, by libstemmer (Snowball). Not for two threads at
/// once.
class Stemmer {
 public:
  /// \param language  a name out of `languages`, or a code that libstemmer knows, such as `de`
  /// Throws ConfigError for any other.
  explicit Stemmer(const std::string& language);

  /// \param token  valid UTF-8, lower-cased for most languages
  /// \return the stem, valid until the next call
  std::string_view operator()(std::string_view token);

  /// Every language there is, in alphabetical order.
  static std::vector<std::string> languages();

 private:
  struct Delete {
    void operator()(sb_stemmer* stemmer) const;
  };
  std::unique_ptr<sb_stemmer, Delete> stemmer_;
};

}  // namespace nmf
