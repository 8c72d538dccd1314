#include "nmf/config/unknown_key.h"

#include <gtest/gtest.h>

namespace nmf::config {
namespace {

TEST(UnknownKey, TheNearestOfItsSection) {
  EXPECT_EQ(unknown_key("factorization", "n_componets"),
            "unknown key, did you mean factorization.n_components?");
  EXPECT_EQ(unknown_key("factorization", "n_inits"),
            "unknown key, did you mean factorization.n_init?");
}

TEST(UnknownKey, TheSameNameElsewhere) {
  EXPECT_EQ(unknown_key("corpus", "seed"), "unknown key, did you mean factorization.seed?");
}

TEST(UnknownKey, ElseAllOfItsSection) {
  EXPECT_EQ(unknown_key("output", "momentum"),
            "unknown key, expected one of directory, log_every, show, checkpoint_every");
}

TEST(UnknownKey, Sections) {
  EXPECT_EQ(unknown_section("corups"), "unknown section, did you mean corpus?");
  EXPECT_EQ(unknown_section("n_components"),
            "unknown section, did you mean the key n_components in section factorization?");
  EXPECT_EQ(unknown_section("corpus.path"),
            "unknown section, did you mean the key path in section corpus?");
  EXPECT_EQ(unknown_section("text"),
            "unknown section, expected one of corpus, vectorizer, factorization, runtime, output");
}

}  // namespace
}  // namespace nmf::config
