#include "nmf/corpus/categories.h"

#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/support/temporary_directory.h"

namespace nmf::detail {
namespace {

TEST(Categories, KeepWhatIsNamed) {
  EXPECT_TRUE(is_kept("a", {}));
  EXPECT_TRUE(is_kept("a", Categories({"b", "a"})));
  EXPECT_FALSE(is_kept("a", Categories({"b", "A"})));
  EXPECT_FALSE(is_kept("a", Categories(std::vector<std::string>())));
}

TEST(Categories, MustNotBeEmpty) {
  EXPECT_NO_THROW(check_not_empty({}));
  EXPECT_NO_THROW(check_not_empty(Categories({"a"})));
  EXPECT_EQ(test::message_of<ConfigError>(
                [] { check_not_empty(Categories(std::vector<std::string>())); }),
            "corpus.categories: got an empty list, expected names of groups, or null");
}

TEST(Categories, MustExist) {
  EXPECT_NO_THROW(check_categories("p", {"a", "b"}, Categories({"b"})));
  EXPECT_NO_THROW(check_categories("p", {}, {}));
  const auto refusal = [](const std::set<std::string>& existing) {
    return test::message_of<IoError>([&] {
      check_categories("p", existing, Categories({"a", "c\n"}));
    });
  };
  EXPECT_EQ(refusal({"a", "b"}),
            "p: corpus.categories: got 'c\\x0a', expected names among 'a', 'b'");
  EXPECT_EQ(refusal({}), "p: corpus.categories: got 'a', but its documents lie in no folders");
  std::set<std::string> many = {"a"};
  for (int i = 0; i < 100; ++i) many.insert(std::to_string(i));
  EXPECT_TRUE(refusal(many).ends_with(", '35', ...")) << refusal(many);
}

}  // namespace
}  // namespace nmf::detail
