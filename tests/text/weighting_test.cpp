#include "nmf/text/weighting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "nmf/core/error.h"

namespace nmf::detail {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::ThrowsMessage;

CsrMatrix<double> counts() { return {3, 2, {0, 2, 2, 3}, {0, 1, 1}, {3, 4, 2}}; }

std::vector<double> weights(const VectorizerOptions& options, const std::vector<double>& idf) {
  CsrMatrix<double> x = counts();
  weigh(x, idf, options, Threads(2));
  return x.value;
}

TEST(Weighting, IdfIsSmooth) {
  EXPECT_THAT(inverse_document_frequency({1, 2, 3}, 3, {}),
              ElementsAre(DoubleEq(1.6931471805599454), DoubleEq(1.2876820724517808), 1.0));
}

TEST(Weighting, IdfWithoutSmoothing) {
  VectorizerOptions options;
  options.smooth_idf = false;
  EXPECT_THAT(inverse_document_frequency({1, 2, 4}, 4, options),
              ElementsAre(DoubleEq(2.386294361119891), DoubleEq(1.6931471805599454), 1.0));
}

TEST(Weighting, WithoutIdfAllAreOne) {
  VectorizerOptions options;
  options.use_idf = false;
  options.smooth_idf = false;
  EXPECT_THAT(inverse_document_frequency({1, 0}, 4, options), ElementsAre(1.0, 1.0));
}

TEST(Weighting, InfiniteIdfIsRefused) {
  VectorizerOptions options;
  EXPECT_THAT(inverse_document_frequency({0}, 1, options),
              ElementsAre(DoubleEq(1.6931471805599454)));
  options.smooth_idf = false;
  EXPECT_THAT(
      [&] {
        inverse_document_frequency({1, 0}, 4, options);
      },
      ThrowsMessage<ConfigError>(
          "vectorizer.smooth_idf: got false, but the vocabulary has a term that occurs in "
          "no document, whose idf would be infinite; set smooth_idf to true or min_df to "
          "1"));
}

TEST(Weighting, IdfOfAFixedVocabularyMayBeInfinite) {
  VectorizerOptions options;
  options.smooth_idf = false;
  options.vocabulary = FixedVocabulary{"", {"here", "nowhere"}};
  EXPECT_THAT(inverse_document_frequency({4, 0}, 4, options),
              ElementsAre(1.0, std::numeric_limits<double>::infinity()));
}

TEST(Weighting, NormsEachRow) {
  VectorizerOptions options;
  EXPECT_THAT(weights(options, {1, 1}), ElementsAre(DoubleEq(0.6), DoubleEq(0.8), 1.0));
  options.norm = Norm::l1;
  EXPECT_THAT(weights(options, {1, 1}), ElementsAre(DoubleEq(3.0 / 7), DoubleEq(4.0 / 7), 1.0));
  options.norm = Norm::none;
  EXPECT_THAT(weights(options, {1, 1}), ElementsAre(3, 4, 2));
}

TEST(Weighting, MultipliesByIdf) {
  VectorizerOptions options;
  options.norm = Norm::none;
  EXPECT_THAT(weights(options, {2, 0.5}), ElementsAre(6, 2, 1));
}

TEST(Weighting, BinaryComesBeforeSublinearComesBeforeIdf) {
  VectorizerOptions options;
  options.norm = Norm::none;
  options.sublinear_tf = true;
  EXPECT_THAT(weights(options, {2, 1}),
              ElementsAre(DoubleEq(2 * (1 + std::log(3.0))), DoubleEq(1 + std::log(4.0)),
                          DoubleEq(1 + std::log(2.0))));
  options.binary = true;
  EXPECT_THAT(weights(options, {2, 1}), ElementsAre(2, 1, 1));
}

}  // namespace
}  // namespace nmf::detail
