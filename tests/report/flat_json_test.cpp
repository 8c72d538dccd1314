#include "nmf/report/flat_json.h"

#include <gtest/gtest.h>

#include <string>

#include "nmf/core/error.h"

namespace {

TEST(FlatJson, NamesTheMembersOfObjectsByTheirPath) {
  EXPECT_EQ(nmf::flat_json(R"({"a": {"b": 1, "c": {"d": "x\ny"}}, "e": [1, "2"], "f": null})", "f"),
            (nmf::Rows{{"a.b", "1"}, {"a.c.d", "x\ny"}, {"e", "[1,\"2\"]"}, {"f", "null"}}));
  EXPECT_EQ(nmf::flat_json("{}", "f"), nmf::Rows{});
}

TEST(FlatJson, DoesNotFollowObjectsWithoutEnd) {
  std::string json = "1";
  for (int i = 0; i < 1000; ++i) json = R"({"a":)" + json + "}";
  const nmf::Rows rows = nmf::flat_json(json, "f");
  ASSERT_EQ(rows.size(), 1);
  EXPECT_LT(rows[0].first.size(), 100);
}

TEST(FlatJson, RefusesWhatIsNoObject) {
  for (const char* text : {"", "{", "[]", "3", "{} {}"}) {
    try {
      nmf::flat_json(text, "/m/input.json");
      ADD_FAILURE() << text;
    } catch (const nmf::IoError& error) {
      EXPECT_STREQ(error.what(), "/m/input.json: expected a JSON object");
    }
  }
}

}  // namespace
