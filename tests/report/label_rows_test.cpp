#include "nmf/report/label_rows.h"

#include <gtest/gtest.h>

#include "tests/report/small_model.h"

namespace {

nmf::Model labelled() {
  nmf::Model model = nmf::test::model_of({{1}, {1}, {1}, {1}, {1}, {1}}, {{1}});
  const char* labels[] = {"b", "c", "a", "c", "b", ""};
  for (std::size_t d = 0; d < 6; ++d) model.documents[d].label = labels[d];
  return model;
}

TEST(LabelRows, AreAllOfThemWhereTheyAreFew) {
  const nmf::LabelRows table = nmf::label_rows(labelled(), 3);
  ASSERT_EQ(table.rows.size(), 3);
  EXPECT_EQ(table.rows[0].label, "a");
  EXPECT_EQ(table.rows[2].documents, 2);
  EXPECT_EQ(table.left_out, 0);
}

TEST(LabelRows, AreThoseWithMostDocumentsWhereTheyAreMany) {
  const nmf::LabelRows table = nmf::label_rows(labelled(), 2);
  ASSERT_EQ(table.rows.size(), 2);
  EXPECT_EQ(table.rows[0].label, "b");
  EXPECT_EQ(table.rows[1].label, "c");
  EXPECT_EQ(table.left_out, 1);
}

}  // namespace
