#include "nmf/corpus/newsgroups_layout.h"

#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/support/temporary_directory.h"

namespace nmf::detail {
namespace {

TEST(NewsgroupsLayout, FindsAnArticlesPlace) {
  const auto top = parse_place("a.tar", "20news-bydate-train/sci.space/60191");
  ASSERT_TRUE(top);
  EXPECT_EQ(top->root, "");
  EXPECT_EQ(top->half, NewsgroupsHalf::train);
  EXPECT_EQ(top->group, "sci.space");
  EXPECT_EQ(top->number, "60191");
  EXPECT_EQ(top->id(), "sci.space/60191");
  const auto below = parse_place("a.tar", "data/20news-bydate-test/rec.autos/1");
  ASSERT_TRUE(below);
  EXPECT_EQ(below->root, "data");
  EXPECT_EQ(below->half, NewsgroupsHalf::test);
}

TEST(NewsgroupsLayout, PassesOverWhatLiesBesideTheArticles) {
  for (const char* member : {"README", "20news-bydate-train", "20news-bydate-train/README",
                             "20news-bydate-other/a/1", "a/b/20news-bydate-train/c/1", "x/a/b/c"}) {
    EXPECT_FALSE(parse_place("a.tar", member)) << member;
  }
}

TEST(NewsgroupsLayout, RefusesFilesBelowTheArticles) {
  EXPECT_EQ(test::message_of<IoError>(
                [] { parse_place("a.tar", "20news-bydate-train/sci.space/more/1"); }),
            "a.tar: member '20news-bydate-train/sci.space/more/1' lies deeper than the articles of "
            "20 Newsgroups, GROUP/NUMBER");
}

TEST(NewsgroupsLayout, ChoosesHalves) {
  EXPECT_TRUE(is_in(NewsgroupsHalf::train, NewsgroupsSubset::train));
  EXPECT_FALSE(is_in(NewsgroupsHalf::test, NewsgroupsSubset::train));
  EXPECT_FALSE(is_in(NewsgroupsHalf::train, NewsgroupsSubset::test));
  EXPECT_TRUE(is_in(NewsgroupsHalf::test, NewsgroupsSubset::test));
  EXPECT_TRUE(is_in(NewsgroupsHalf::train, NewsgroupsSubset::all));
  EXPECT_TRUE(is_in(NewsgroupsHalf::test, NewsgroupsSubset::all));
  EXPECT_EQ(folder_of(NewsgroupsHalf::test), "20news-bydate-test");
}

}  // namespace
}  // namespace nmf::detail
