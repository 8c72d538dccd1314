// Where a fit starts, as a user meets it: several starts, one from a file; adam with projection.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/app/program.h"

namespace nmf::test {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class Starts : public testing::Test {
 protected:
  /// Runs a fit of the tiny corpus into DIRECTORY/`name`; `settings` are key=value.
  Finished fit(const std::vector<std::string>& settings, const std::string& name = "model") const {
    std::vector<std::string> more = {"--output", name};
    for (const std::string& setting : settings)
      more.insert(more.end(), {"--set", "factorization." + setting});
    return run(directory_.path(), tiny_fit(directory_, more));
  }
  nlohmann::json model(const std::string& name = "model") const {
    return nlohmann::json::parse(read_file(directory_ / name / "model.json"));
  }

  TemporaryDirectory directory_;
};

const std::vector<std::string> kRandom = {"solver=hals", "n_components=2", "init=random"};

std::vector<std::string> with(std::vector<std::string> settings,
                              const std::vector<std::string>& more) {
  settings.insert(settings.end(), more.begin(), more.end());
  return settings;
}

TEST_F(Starts, EachSaysHowItEnded) {
  const Finished got = fit(with(kRandom, {"n_init=3", "seed=7", "max_iter=20"}));
  ASSERT_EQ(got.code, 0) << got.err;
  for (const std::string start :
       {"start 1 of 3 \\(seed 7\\)", "start 2 of 3 \\(seed 8\\)", "start 3 of 3 \\(seed 9\\)"})
    EXPECT_THAT(got.err, ContainsRegex(start + ": residual [0-9.e-]+ at iteration [0-9]+\n"));
  EXPECT_THAT(got.err, ContainsRegex("kept start [123] of 3 \\(seed [789]\\)\n"));
  EXPECT_THAT(got.err, Not(HasSubstr("not begun")));
  EXPECT_THAT(got.out, testing::StartsWith("Epoch: 0, Loss: "));
  EXPECT_THAT(got.out, Not(HasSubstr("start")));
}

TEST_F(Starts, OneSaysNothing) { EXPECT_THAT(fit(kRandom).err, Not(HasSubstr("start"))); }

TEST_F(Starts, OneIterationIsOne) {
  const Finished got = fit(with(kRandom, {"max_iter=1"}));
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.err, HasSubstr("note: not converged after 1 iteration (factorization.max_iter)"));
  EXPECT_THAT(got.err, ContainsRegex("\n1 iteration on (cpu|cuda:[0-9]+) in "));
}

TEST_F(Starts, ThoseLeftOutAreTold) {
  const Finished got =
      fit(with(kRandom, {"n_init=5", "max_iter=1000000000", "tol=0", "max_seconds=0.2"}));
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.err, HasSubstr("note: 4 of 5 starts were not begun, factorization.max_seconds "
                                 "(0.2) had passed\n"));
  EXPECT_THAT(got.err, HasSubstr("kept start 1 of 5 (seed 0)\n"));
}

TEST_F(Starts, AModelIsOne) {
  ASSERT_EQ(fit(kRandom).code, 0);
  const Finished got = fit({"solver=mu", "init=model/factors.safetensors", "max_iter=5"}, "second");
  ASSERT_EQ(got.code, 0) << got.err;
  const nlohmann::json second = model("second");
  EXPECT_EQ(second["init"],
            std::filesystem::canonical(directory_ / "model/factors.safetensors").string());
  EXPECT_EQ(second["shapes"]["H"], (std::vector<int>{2, 3}));
  EXPECT_LE(second["residual"].get<double>(), model()["residual"].get<double>() + 1e-6);
}

TEST_F(Starts, AFileThatDoesNotFitIsRefused) {
  ASSERT_EQ(fit(kRandom).code, 0);
  const std::string init = "init=model/factors.safetensors";
  Finished got = fit({"n_components=3", init}, "second");
  EXPECT_EQ(got.code, 3);
  EXPECT_THAT(got.err, HasSubstr("factorization.n_components=3: got 3, model/factors.safetensors "
                                 "(factorization.init) has 2; leave it out"));
  got = fit({"init=nndsvdb"}, "second");
  EXPECT_EQ(got.code, 3);
  EXPECT_THAT(got.err, HasSubstr("nndsvdb: no such file or folder"));
  std::ofstream(directory_ / "other.ldac") << "1 0:1\n1 1:1\n";
  got = run(directory_.path(),
            {"fit", "--input", "other.ldac", "--set", "corpus.vocabulary=terms.txt", "--set",
             "factorization." + init, "--device", "cpu", "--output", "second"});
  EXPECT_EQ(got.code, 4);
  EXPECT_THAT(got.err, HasSubstr("W is [4, 2] and H [2, 3], expected [2, 2] and [2, 2]"));
  EXPECT_FALSE(std::filesystem::exists(directory_ / "second"));
}

TEST_F(Starts, AdamWithProjectionHasNoNegativeEntries) {
  const std::vector<std::string> adam = {"n_components=2", "lr=0.1", "max_iter=200"};
  EXPECT_THAT(fit(adam).err, HasSubstr("are below zero"));
  const Finished got = fit(with(adam, {"projection=true"}));
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.err, Not(HasSubstr("below zero")));
  EXPECT_EQ(model()["negative_share"]["H"], 0.0);
  EXPECT_TRUE(model()["kkt_residual"].is_number());
}

}  // namespace
}  // namespace nmf::test
