// Covers transform.cpp, training_residual.cpp.
#include "nmf/model/transform.h"

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "nmf/core/error.h"
#include "nmf/factorization/factorize.h"
#include "nmf/model/training_residual.h"
#include "nmf/text/vectorizer.h"
#include "tests/text/vector_reader.h"

namespace nmf {
namespace {

using testing::ElementsAre;

const std::vector<std::string> kTexts = {"rocket orbit moon rocket", "orbit moon launch",
                                         "bread butter warm bread",  "",
                                         "butter soft bread",        "moon rocket soft",
                                         "warm soft bread butter",   "launch rocket orbit"};

struct Fitted {
  VectorizerOptions vectorizer;
  FactorizationOptions factorization;
  Tfidf tfidf;
  Factorization result;
  Model model;
};

/// A model of kTexts as load_model would read it.
Fitted fitted(const FactorizationOptions& options) {
  Fitted all;
  all.factorization = options;
  test::VectorReader reader(kTexts);
  all.tfidf = vectorize(reader, all.vectorizer);
  all.result = factorize(all.tfidf.X, options);
  all.model.W = all.result.W.detach();
  all.model.H = all.result.H.detach();
  all.model.vocabulary = all.tfidf.vocabulary;
  all.model.idf = all.tfidf.idf;
  all.model.stop_words = all.tfidf.stop_words;
  all.model.fit.residual = all.result.final.residual;
  all.model.fit.residual_p99 = residual_p99(all.tfidf.X, all.result.W, all.result.H, 1);
  return all;
}

FactorizationOptions options(Solver solver, Dtype dtype = Dtype::float64) {
  FactorizationOptions options;
  options.solver = solver;
  options.dtype = dtype;
  options.n_components = 2;
  options.max_iter = 60;
  if (solver == Solver::scd) options.beta_loss = BetaLoss::kullback_leibler;
  return options;
}

/// All documents as one.
TransformedRows transformed(const Transformer& transformer, std::vector<std::string> texts) {
  test::VectorReader reader(std::move(texts));
  TransformedRows all;
  std::vector<at::Tensor> parts;
  transformer.transform(reader, [&](TransformedRows rows) {
    return [&, rows = std::move(rows)] {
      const auto append = [](auto& to, const auto& from) {
        to.insert(to.end(), from.begin(), from.end());
      };
      parts.push_back(rows.W);
      append(all.documents, rows.documents);
      append(all.unknown_share, rows.unknown_share);
      append(all.residual, rows.residual);
      append(all.flag, rows.flag);
    };
  });
  all.W = at::cat(parts);
  return all;
}

TEST(Transformer, GivesTheTrainingDocumentsTheFitsOwnW) {
  for (const Solver solver : {Solver::hals, Solver::mu, Solver::scd}) {
    for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
      const Fitted fit = fitted(options(solver, dtype));
      const Transformer transformer(fit.model, fit.vectorizer, fit.factorization, 2);
      const TransformedRows rows = transformed(transformer, kTexts);
      EXPECT_TRUE(at::equal(rows.W, fit.result.W));
      EXPECT_EQ(rows.documents, fit.tfidf.documents);
      EXPECT_EQ(rows.unknown_share, std::vector<double>(kTexts.size(), 0.0));
    }
  }
}

TEST(Transformer, FlagsDocuments) {
  Fitted fit = fitted(options(Solver::hals));
  fit.model.fit.residual_p99 = 0.9;
  const Transformer transformer(fit.model, fit.vectorizer, fit.factorization);
  const TransformedRows rows = transformed(
      transformer,
      {"bread butter bread", "", "zebra giraffe zebra", "rocket zebra orbit zebra", "a"});
  EXPECT_THAT(rows.flag, ElementsAre(DocumentFlag::ok, DocumentFlag::empty, DocumentFlag::unknown,
                                     DocumentFlag::ok, DocumentFlag::empty));
  EXPECT_THAT(rows.unknown_share, ElementsAre(0, 0, 1, 0.5, 0));
  EXPECT_EQ(rows.residual[1], 0);
  EXPECT_EQ(rows.residual[2], 0);
  EXPECT_GT(rows.residual[0], 0);
  EXPECT_EQ(rows.W[2].abs().sum().item<double>(), 0);

  fit.model.fit.residual_p99 = rows.residual[0] * 0.999;
  const Transformer strict(fit.model, fit.vectorizer, fit.factorization);
  EXPECT_EQ(transformed(strict, {"bread butter bread"}).flag[0], DocumentFlag::poor);
  // A model of before it was recorded calls nothing poor.
  fit.model.fit.residual_p99 = std::nullopt;
  const Transformer old(fit.model, fit.vectorizer, fit.factorization);
  EXPECT_EQ(transformed(old, {"bread butter bread"}).flag[0], DocumentFlag::ok);
}

TEST(Transformer, ManyDocumentsInAnyNumberOfThreadsGiveTheSameBits) {
  const Fitted fit = fitted(options(Solver::hals, Dtype::float32));
  std::vector<std::string> many;
  for (int i = 0; i < 9000; ++i) many.push_back(kTexts[static_cast<std::size_t>(i * 7 % 8)]);
  const TransformedRows one =
      transformed(Transformer(fit.model, fit.vectorizer, fit.factorization, 1), many);
  const TransformedRows four =
      transformed(Transformer(fit.model, fit.vectorizer, fit.factorization, 4), many);
  EXPECT_TRUE(at::equal(one.W, four.W));
  EXPECT_EQ(one.residual, four.residual);
  ASSERT_EQ(four.documents.size(), many.size());
  for (std::size_t i = 0; i < many.size(); ++i) {
    EXPECT_EQ(four.documents[i].id, std::to_string(i));
    EXPECT_EQ(four.residual[i], four.residual[i % 8]);
  }
}

TEST(Transformer, CountsGiveWhatTheirTextsGive) {
  const Fitted fit = fitted(options(Solver::hals));
  const Transformer transformer(fit.model, fit.vectorizer, fit.factorization);
  MatrixCorpus corpus;
  corpus.X = {2, 3, {0, 3, 4}, {0, 1, 2, 1}, {2, 1, 1, 4}};
  corpus.vocabulary = {"rocket", "zebra", "bread"};
  corpus.documents = {{"0", ""}, {"1", ""}};
  const TransformedRows counts = transformer.transform(corpus);
  const TransformedRows texts =
      transformed(transformer, {"rocket rocket zebra bread", "zebra zebra zebra zebra"});
  EXPECT_TRUE(at::equal(counts.W, texts.W));
  EXPECT_EQ(counts.residual, texts.residual);
  EXPECT_EQ(counts.unknown_share, texts.unknown_share);
  EXPECT_EQ(counts.flag, texts.flag);
}

TEST(Transformer, OfAdamEveryRowIsWhereTheFitsLossIsStationary) {
  FactorizationOptions adam = options(Solver::adam);
  adam.init = Init::normal;
  adam.penalty = 0.5;
  adam.max_iter = 300;
  const Fitted fit = fitted(adam);
  const Transformer transformer(fit.model, fit.vectorizer, fit.factorization);
  const TransformedRows rows = transformed(transformer, kTexts);
  const double R = fit.model.fit.residual, size = static_cast<double>(rows.W.numel());
  const at::Tensor H = fit.model.H, X = [&] {
    at::Tensor dense = at::zeros({fit.tfidf.X.rows, fit.tfidf.X.columns}, at::kDouble);
    for (std::int64_t r = 0; r < fit.tfidf.X.rows; ++r)
      for (auto i = static_cast<std::size_t>(fit.tfidf.X.row_start[static_cast<std::size_t>(r)]);
           i < static_cast<std::size_t>(fit.tfidf.X.row_start[static_cast<std::size_t>(r) + 1]);
           ++i)
        dense[r][fit.tfidf.X.column[i]] = fit.tfidf.X.value[i];
    return dense;
  }();
  // Of ||X - W H|| + penalty * mean(max(-W, 0)), its norm as the fit ended with it.
  const at::Tensor g = at::matmul(at::matmul(rows.W, H) - X, H.t()) / R;
  const double price = adam.penalty / size;
  const at::Tensor wrong = at::where(at::gt(rows.W, 0), g.abs(),
                                     at::where(at::lt(rows.W, 0), (g - price).abs(),
                                               at::clamp_min(-g, 0) + at::clamp_min(g - price, 0)));
  EXPECT_LT(wrong.max().item<double>(), 1e-12);
}

TEST(Transformer, RefusesWhatIsTooLargeForFloat32) {
  const Fitted fit = fitted(options(Solver::hals, Dtype::float32));
  const Transformer transformer(fit.model, fit.vectorizer, fit.factorization);
  MatrixCorpus corpus;
  corpus.X = {1, 1, {0, 1}, {0}, {1e300}};
  corpus.weights = true;
  corpus.vocabulary = {"rocket"};
  corpus.documents = {{"huge", ""}};
  try {
    (void)transformer.transform(corpus);
    FAIL() << "took 1e300 as a float32";
  } catch (const IoError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("document 'huge'"));
  }
}

TEST(ResidualP99, IsNumPysPercentileOfTheRowsThatAreNotEmpty) {
  // Residuals 0 of rows that H has, 1 of those that it has not; one row is empty.
  CsrMatrix<double> X;
  X.columns = 2;
  for (int r = 0; r < 101; ++r) {
    if (r < 100) {
      X.column.push_back(r < 98 ? 0 : 1);
      X.value.push_back(1);
    }
    ++X.rows;
    X.row_start.push_back(X.stored());
  }
  const at::Tensor H = at::tensor({1.0, 0.0}, at::kDouble).reshape({1, 2});
  at::Tensor W = at::ones({101, 1}, at::kDouble);
  W.narrow(0, 98, 3).zero_();
  // np.percentile([0] * 98 + [1] * 2, 99) = 1
  EXPECT_EQ(residual_p99(X, W, H, 2), 1.0);
  X.column[98] = 0;  // x of row 98 is (1, 0) with w = 0: still 1
  W.narrow(0, 98, 1).fill_(1);
  // np.percentile([0] * 99 + [1], 99) = 0.01
  EXPECT_NEAR(*residual_p99(X, W, H, 1), 0.01, 1e-12);
  const CsrMatrix<double> nothing = {3, 2, {0, 0, 0, 0}, {}, {}};
  EXPECT_EQ(residual_p99(nothing, at::zeros({3, 1}, at::kDouble), H, 1), std::nullopt);
}

}  // namespace
}  // namespace nmf
