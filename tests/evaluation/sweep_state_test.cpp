#include "nmf/evaluation/sweep_state.h"

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "nmf/core/error.h"
#include "tests/support/random_matrix.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

namespace fs = std::filesystem;
using test::message_of;
using test::TemporaryDirectory;
using testing::HasSubstr;

const FitScores kFit = {4, 7, 20, true, 1.0 / 3, 2.0 / 3, -1.25, 0.5, 0.125};
const FoldScores kFold = {4, 2, {1.0 / 7, 0.75}, 0.25};

at::Tensor topics() { return at::arange(12, at::kFloat).div(7).reshape({3, 4}).contiguous(); }

TEST(SweepState, FindsWhatWasKept) {
  const TemporaryDirectory directory;
  {
    SweepState state(directory / "out", "key");
    EXPECT_EQ(state.directory(), directory / ".out.unfinished");
    EXPECT_EQ(state.found(), 0);
    EXPECT_FALSE(state.fit(4, 7));
    state.keep(kFit, topics());
    state.keep(kFold);
    EXPECT_EQ(state.kept(), 2);
  }
  SweepState state(directory / "out", "key");
  EXPECT_EQ(state.found(), 2);
  ASSERT_TRUE(state.fit(4, 7));
  EXPECT_TRUE(state.fit(4, 7)->converged);
  EXPECT_EQ(state.fit(4, 7)->loss, kFit.loss);
  EXPECT_EQ(state.fit(4, 7)->u_mass, kFit.u_mass);
  EXPECT_TRUE(state.topics(4, 7).value().equal(topics()));
  EXPECT_EQ(state.fold(4, 2)->error.squared_error, kFold.error.squared_error);
  EXPECT_FALSE(state.fit(4, 8) || state.topics(4, 8) || state.fold(4, 1) || state.stability(4, 2));
  state.remove();
  EXPECT_FALSE(fs::exists(directory / ".out.unfinished"));
}

TEST(SweepState, TopicsGoWhereTheStabilityIsKnown) {
  const TemporaryDirectory directory;
  SweepState state(directory / "out", "key");
  FitScores other = kFit;
  other.k = 40;
  state.keep(kFit, topics().to(at::kDouble));
  state.keep(other, topics());
  EXPECT_EQ(state.topics(4, 7)->scalar_type(), at::kDouble);
  state.keep(4, 2, {0.75, 0.5});
  EXPECT_EQ(state.stability(4, 2)->matched_cosine, 0.75);
  EXPECT_EQ(state.stability(4, 2)->silhouette, 0.5);
  EXPECT_FALSE(state.stability(4, 3));
  EXPECT_TRUE(state.fit(4, 7));
  EXPECT_FALSE(state.topics(4, 7));
  EXPECT_TRUE(state.topics(40, 7)) << "of another K";
}

TEST(SweepState, AnotherKeyStartsAnew) {
  const TemporaryDirectory directory;
  { SweepState(directory / "out", "key").keep(kFold); }
  SweepState state(directory / "out", "another");
  EXPECT_EQ(state.found(), 0);
  EXPECT_FALSE(state.fold(4, 2));
}

TEST(SweepState, LeavesNothingWhereNothingWasKept) {
  const TemporaryDirectory directory;
  { const SweepState state(directory / "out", "key"); }
  EXPECT_TRUE(fs::is_empty(directory.path()));
}

TEST(SweepState, WhatIsCutShortOrChangedCountsAsMissing) {
  const TemporaryDirectory directory;
  SweepState state(directory / "out", "key");
  state.keep(kFit, topics());
  const fs::path fit = state.directory() / "k4-seed7.json";
  const fs::path factor = state.directory() / "k4-seed7.npy";
  const std::string whole = test::read_file(fit), numbers = test::read_file(factor);
  for (std::size_t size = 0; size + 2 < whole.size(); ++size) {
    std::ofstream(fit) << whole.substr(0, size);
    EXPECT_FALSE(state.fit(4, 7)) << size;
    EXPECT_FALSE(state.topics(4, 7)) << size;
  }
  std::ofstream(fit) << whole;
  for (std::size_t at = 0; at < numbers.size(); ++at) {
    std::string changed = numbers;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    std::ofstream(factor, std::ios::binary) << changed;
    EXPECT_FALSE(state.topics(4, 7)) << at;
  }
  std::ofstream(factor, std::ios::binary) << numbers;
  EXPECT_TRUE(state.topics(4, 7));
  fs::remove(factor);
  EXPECT_FALSE(state.topics(4, 7));
}

TEST(SweepState, PartsThatWereBeingWrittenAreOurs) {
  const TemporaryDirectory directory;
  { SweepState(directory / "out", "key").keep(kFold); }
  std::ofstream(directory / ".out.unfinished/k9-seed1.npy.part") << "half";
  EXPECT_EQ(SweepState(directory / "out", "key").found(), 1);
  // Killed before the key was written.
  fs::remove(directory / ".out.unfinished/sweep.json");
  EXPECT_EQ(SweepState(directory / "out", "key").found(), 0);
}

TEST(SweepState, RefusesWhatIsNotOurs) {
  const TemporaryDirectory directory;
  const auto refusal = [&] {
    return message_of<IoError>([&] { SweepState(directory / "out", "key"); });
  };
  const fs::path place = directory / ".out.unfinished";
  std::ofstream(place) << "a file";
  EXPECT_THAT(refusal(), HasSubstr("is no directory that can be read"));
  fs::remove(place);
  fs::create_directories(place);
  std::ofstream(place / "thesis.txt") << "dear";
  EXPECT_THAT(refusal(), HasSubstr("holds 'thesis.txt', which is not ours"));
  EXPECT_EQ(test::read_file(place / "thesis.txt"), "dear");
  fs::remove_all(place);
  fs::create_directories(place / "k4-seed1.json");
  EXPECT_THAT(refusal(), HasSubstr("which is not ours"));
  fs::remove_all(place);
  fs::create_directory_symlink(directory.path(), place);
  EXPECT_THAT(refusal(), HasSubstr("is no directory that can be read"));
  EXPECT_TRUE(fs::exists(directory.path()));
}

TEST(SweepState, OneProcessAtATime) {
  const TemporaryDirectory directory;
  const SweepState state(directory / "out", "key");
  EXPECT_THAT(message_of<IoError>([&] { SweepState(directory / "out", "key"); }),
              HasSubstr("another nmf select is at work"));
  EXPECT_NO_THROW(SweepState(directory / "other", "key"));
}

TEST(SweepKey, ChangesWithAllThatAFitDependsOn) {
  const CsrMatrix<double> X = test::random_matrix(12, 9, 0.3, 1);
  const std::string key = sweep_key(X, {}, "settings", "cpu");
  EXPECT_EQ(sweep_key(X, {}, "settings", "cpu"), key);
  EXPECT_NE(sweep_key(X, {}, "other", "cpu"), key);
  EXPECT_NE(sweep_key(X, {}, "settings", "cuda:0"), key);
  EXPECT_NE(sweep_key(X, {.parts = 4}, "settings", "cpu"), key);
  EXPECT_NE(sweep_key(X, {.seed = 4}, "settings", "cpu"), key);
  CsrMatrix<double> changed = X;
  changed.value.back() *= 1 + 1e-15;
  EXPECT_NE(sweep_key(changed, {}, "settings", "cpu"), key);
  changed = X;
  ++changed.columns;
  EXPECT_NE(sweep_key(changed, {}, "settings", "cpu"), key);
}

}  // namespace
}  // namespace nmf
