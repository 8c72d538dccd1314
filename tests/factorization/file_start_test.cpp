#include "nmf/factorization/file_start.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <limits>

#include "nmf/core/error.h"
#include "nmf/core/safetensors.h"
#include "tests/factorization/solver_test.h"
#include "tests/support/cuda.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

using test::message_of;

class FileStart : public ::testing::Test {
 protected:
  FileStart() : path_((folder_ / "factors.safetensors").string()) {
    options_.n_components = 2;
    options_.init = Init::file;
    options_.init_file = path_;
  }

  static NamedTensor tensor(const char* name, const at::Tensor& values) {
    const at::Tensor rows = values.contiguous();
    return {name, rows.scalar_type() == at::kDouble ? TensorType::float64 : TensorType::float32,
            rows.sizes().vec(), [rows](const ByteSink& sink) {
              sink({static_cast<const std::byte*>(rows.const_data_ptr()), rows.nbytes()});
            }};
  }
  void write(const at::Tensor& W, const at::Tensor& H) const {
    write_safetensors(path_, {tensor("W", W), tensor("H", H)});
  }

  Factors start(std::int64_t documents = 3, std::int64_t terms = 4,
                const std::string& device = "cpu") const {
    return file_start(documents, terms, options_, device);
  }
  /// What is said of the file, without its path.
  std::string refusal(std::int64_t documents = 3, std::int64_t terms = 4) const {
    const std::string message = message_of<IoError>([&] { start(documents, terms); });
    return message.starts_with(path_ + ": ") ? message.substr(path_.size() + 2) : message;
  }

  const test::TemporaryDirectory folder_;
  const std::string path_;
  FactorizationOptions options_;
  const at::Tensor W_ = at::tensor({1.0F, 0.0F, 0.25F, 3.0F, 0.1F, 7.0F}).reshape({3, 2});
  const at::Tensor H_ =
      at::tensor({1.0F, 2.0F, 3.0F, 4.0F, 5.0F, 0.0F, 0.7F, 8.0F}).reshape({2, 4});
};

TEST_F(FileStart, GivesWhatTheFileHolds) {
  for (const auto stored : {at::kFloat, at::kDouble}) {
    write(W_.to(stored), H_.to(stored));
    for (const Dtype dtype : {Dtype::float32, Dtype::float64}) {
      options_.dtype = dtype;
      const Factors got = start();
      const auto type = dtype == Dtype::float64 ? at::kDouble : at::kFloat;
      EXPECT_TRUE(at::equal(got.W, W_.to(type)));
      EXPECT_TRUE(at::equal(got.H, H_.to(type)));
      EXPECT_EQ(got.H.strides(), (at::IntArrayRef{1, 2}));
    }
  }
}

TEST_F(FileStart, GivesWhatTheFileHolds_CUDA) {
  NMF_REQUIRE_CUDA();
  write(W_, H_);
  const Factors got = start(3, 4, "cuda:0");
  EXPECT_TRUE(got.W.is_cuda() && got.H.is_cuda());
  EXPECT_TRUE(at::equal(got.W.cpu(), W_));
  EXPECT_TRUE(at::equal(got.H.cpu(), H_));
  EXPECT_EQ(got.H.strides(), (at::IntArrayRef{1, 2}));
}

TEST_F(FileStart, ReadsMoreThanOneBlock) {
  at::manual_seed(1);
  const at::Tensor W = at::rand({40000, 2}), H = at::rand({2, 50001}, at::kDouble);
  write(W, H);
  const Factors got = start(40000, 50001);
  EXPECT_TRUE(at::equal(got.W, W));
  EXPECT_TRUE(at::equal(got.H, H.to(at::kFloat)));
}

TEST_F(FileStart, SaysBothShapesWhereTheyDoNotFit) {
  write(W_, H_);
  EXPECT_EQ(refusal(5, 4),
            "W is [3, 2] and H [2, 4], expected [5, 2] and [2, 4]: the corpus has 5 documents and "
            "4 terms, factorization.n_components is 2");
  EXPECT_EQ(refusal(3, 9),
            "W is [3, 2] and H [2, 4], expected [3, 2] and [2, 9]: the corpus has 3 documents and "
            "9 terms, factorization.n_components is 2");
  EXPECT_EQ(refusal(1, 1),
            "W is [3, 2] and H [2, 4], expected [1, 2] and [2, 1]: the corpus has 1 document and "
            "1 term, factorization.n_components is 2");
  options_.n_components = 3;
  EXPECT_EQ(refusal(),
            "W is [3, 2] and H [2, 4], expected [3, 3] and [3, 4]: the corpus has 3 documents and "
            "4 terms, factorization.n_components is 3");
  options_.n_components = 2;
  write(W_.reshape({6}), H_);
  EXPECT_EQ(refusal().substr(0, 24), "W is [6] and H [2, 4], e");
}

TEST_F(FileStart, RefusesEntriesThatTheSolverCannotStartFrom) {
  at::Tensor H = H_.clone();
  H[1][2] = -0.5;
  write(W_, H);
  EXPECT_EQ(
      refusal(),
      "H[1, 2] is -0.5, expected a number >= 0 (for a non-negative solver) that fits float32");
  options_.solver = Solver::adam;
  EXPECT_TRUE(at::equal(start().H, H));
  options_.projection = true;
  EXPECT_NE(refusal(), "");
  options_.projection = false;
  at::Tensor W = W_.to(at::kDouble).clone();
  for (const double value : {std::numeric_limits<double>::infinity(), 1e39}) {
    W[2][0] = value;
    write(W, H_);
    EXPECT_NE(refusal().find("W[2, 0] is "), std::string::npos);
    EXPECT_NE(refusal().find("expected a number (of any sign) that fits float32"),
              std::string::npos);
  }
  options_.dtype = Dtype::float64;
  EXPECT_EQ(refusal(), "");  // 1e39
  W[2][0] = std::numeric_limits<double>::quiet_NaN();
  write(W, H_);
  EXPECT_EQ(refusal(), "W[2, 0] is nan, expected a number (of any sign) that fits float64");
}

TEST_F(FileStart, RefusesFilesWithoutFactors) {
  EXPECT_EQ(refusal(), "no such file or folder");
  write_safetensors(path_, {tensor("W", W_)});
  EXPECT_EQ(refusal(), "has no tensor 'H', has 'W'");
  const std::array<std::int64_t, 6> whole{};
  write_safetensors(path_, {{"W",
                             TensorType::int64,
                             {3, 2},
                             [&](const ByteSink& sink) { sink(std::as_bytes(std::span(whole))); }},
                            tensor("H", H_)});
  EXPECT_EQ(refusal(), "W is I64, expected F32 or F64");
}

/// Going on from where a fit ended: the first loss is the last one.
TEST_F(FileStart, EverySolverStartsFromAnothersFactors) {
  const CsrMatrix<double> X = test::random_matrix(60, 300, 0.05, 12);
  const Factorization before = factorize(X, test::solver_options(Solver::hals, 5, 30));
  write(before.W, before.H);
  for (const Solver solver : {Solver::hals, Solver::mu, Solver::scd, Solver::adam}) {
    FactorizationOptions options = test::solver_options(
        solver, 5, 20, solver == Solver::scd ? BetaLoss::kullback_leibler : BetaLoss::frobenius);
    options.init = Init::file;
    options.init_file = path_;
    const Factorization f = factorize(X, options);
    EXPECT_NEAR(f.history.front().residual / before.final.residual, 1, 1e-6);
    EXPECT_LT(f.final.loss, f.history.front().loss);
    EXPECT_EQ(f.init, Init::file);
    EXPECT_EQ(f.init_file, path_);
  }
}

TEST_F(FileStart, TheResultNamesTheAbsolutePath) {
  write(W_, H_);
  FactorizationOptions options = options_;
  options.max_iter = 1;
  options.init_file = std::filesystem::relative(path_).string();
  const Factorization f = factorize(test::random_matrix(3, 4, 0.5, 1), options);
  EXPECT_EQ(f.init_file, path_);
}

TEST_F(FileStart, AFinishedFitIsDoneAtOnce) {
  const CsrMatrix<double> X = test::random_matrix(60, 45, 0.2, 21);
  FactorizationOptions options = test::solver_options(Solver::hals, 2, 5000);
  options.kkt_tol = 5e-6;
  const Factorization done = factorize(X, options);
  ASSERT_EQ(done.stop_reason, StopReason::kkt_tol);
  write(done.W, done.H);
  options.kkt_tol = 0;
  options.tol = 1e-4;
  options.init = Init::file;
  options.init_file = path_;
  const Factorization again = factorize(X, options);
  EXPECT_EQ(again.stop_reason, StopReason::tol);
  EXPECT_EQ(again.n_iter, 1);
}

}  // namespace
}  // namespace nmf
