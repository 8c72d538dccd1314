#include <gtest/gtest.h>

#include <random>

#include "nmf/config/loader.h"
#include "tests/config/support.h"

namespace nmf {
namespace {

constexpr std::string_view kSeedText = R"(# A bit of everything.
corpus: &c
  path: "data/\u00e4 b"
  format: newsgroups
  categories: [alt.atheism, 'sci.space']
  remove:
    - headers
    - quotes
vectorizer: {stop_words: [a, &w the, *w], min_df: 2, max_df: 0.5, norm: null}
factorization:
  n_components: 100
  solver: adam
  betas: [0.9, 1.0e-1]
  tol: 0
output:
  show: w
  directory: |
    runs/x
)";

/// One to four changes: a byte flipped, put in, taken out, or a piece of the text repeated.
std::string mutated(std::string text, std::mt19937& random) {
  constexpr std::string_view kTelling = "\"'[]{}:,&*!|>#%@-? \t\n\r\0\xff~<x0";
  const auto below = [&](std::size_t n) { return random() % n; };
  for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
    const std::size_t at = below(text.size());
    const char byte =
        below(2) == 0 ? static_cast<char>(below(256)) : kTelling[below(kTelling.size())];
    switch (below(4)) {
      case 0:
        text[at] = byte;
        break;
      case 1:
        text.insert(at, 1, byte);
        break;
      case 2:
        text.erase(at, 1 + below(3));
        break;
      default:
        text.insert(below(text.size()), text.substr(at, below(40)));
        break;
    }
  }
  return text;
}

TEST(LoaderMutation, AnyTextLoadsOrIsAConfigError) {
  std::mt19937 random(20240607);
  int loaded = 0;
  int refused = 0;
  for (int i = 0; i < 4000; ++i) {
    const std::string text = mutated(std::string(kSeedText), random);
    try {
      config::Loader loader;
      loader.read_text("a.yaml", text);
      const Config config = loader.finish(Purpose::show);
      ++loaded;
      EXPECT_FALSE(to_yaml(config).empty());
    } catch (const ConfigError& error) {
      ++refused;
      EXPECT_TRUE(std::string_view(error.what()).starts_with("a.yaml:")) << error.what();
    }
  }
  EXPECT_GT(loaded, 100);
  EXPECT_GT(refused, 1000);
}

TEST(LoaderMutation, AnyOverrideLoadsOrIsAConfigError) {
  std::mt19937 random(20240608);
  int loaded = 0;
  int refused = 0;
  for (int i = 0; i < 4000; ++i) {
    const std::string value = mutated("[a, 'b', &c 0.5, \"d\", *c]", random);
    try {
      load_config({}, {{"vectorizer.extra_stop_words", value}}, Purpose::show);
      ++loaded;
    } catch (const ConfigError& error) {
      ++refused;
      EXPECT_TRUE(std::string_view(error.what()).starts_with("--set vectorizer.extra_stop_words="));
    }
  }
  EXPECT_GT(loaded, 10);
  EXPECT_GT(refused, 1000);
}

}  // namespace
}  // namespace nmf
