#include "nmf/report/document_mixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/small_model.h"

namespace {

using testing::ElementsAre;

TEST(DocumentMixture, CountsDocumentsByThePartOfTheirLargestTopic) {
  // Masses 4 and 2: the documents have 4 : 0, 4 : 6 and nothing.
  const nmf::DocumentMixture mixture = nmf::document_mixture(nmf::test::small_model());
  EXPECT_THAT(mixture.largest, ElementsAre(0, 0, 0, 0, 0, 0, 1, 0, 0, 1));
  EXPECT_THAT(mixture.dominated, ElementsAre(1, 1));
  EXPECT_EQ(mixture.without, 1);
}

TEST(DocumentMixture, TiesGoToTheLowerNumber) {
  const nmf::DocumentMixture mixture =
      nmf::document_mixture(nmf::test::model_of({{1, 1, 0}}, {{1}, {1}, {1}}));
  EXPECT_THAT(mixture.dominated, ElementsAre(1, 0, 0));
  EXPECT_EQ(mixture.largest[5], 1);
}

}  // namespace
