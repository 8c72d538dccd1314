#include "nmf/corpus/newsgroups_order.h"

#include <gtest/gtest.h>

#include "tests/support/golden.h"

namespace nmf::detail {
namespace {

TEST(NewsgroupsOrder, EqualsScikitLearnWhateverTheOrderOfTheFiles) {
  const auto golden = test::read_golden("corpus.json")["newsgroups"];
  for (const auto& wanted : golden["expected"]) {
    const std::string subset = wanted["subset"];
    std::vector<NewsgroupsPlace> places;
    for (const auto& file : golden["files"]) {
      if (subset != "all" && file["half"] != subset) continue;
      const auto half = file["half"] == "train" ? NewsgroupsHalf::train : NewsgroupsHalf::test;
      places.push_back({"", half, file["group"], file["number"]});
    }
    Categories categories;
    if (!wanted["categories"].is_null()) categories = wanted["categories"];
    std::vector<std::string> ids;
    for (const std::size_t i : newsgroups_order(places, categories)) ids.push_back(places[i].id());
    EXPECT_EQ(ids, wanted["ids"].get<std::vector<std::string>>());
  }
}

TEST(NewsgroupsOrder, OfNothing) { EXPECT_TRUE(newsgroups_order({}, std::nullopt).empty()); }

}  // namespace
}  // namespace nmf::detail
