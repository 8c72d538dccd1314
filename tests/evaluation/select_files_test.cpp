// Covers scores_json.cpp.
#include "nmf/evaluation/select_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "nmf/evaluation/scores_json.h"
#include "tests/evaluation/candidates.h"

namespace nmf {
namespace {

using nlohmann::ordered_json;
using test::candidate;

const Recommendation kChoice = {10, Confidence::medium, {"because", "and so on"}};

TEST(SelectCsv, HasALinePerK) {
  Candidate without = candidate(20, 0.25, -1, 0);
  for (FitScores& fit : without.fits) fit.u_mass = fit.diversity = std::nullopt;
  EXPECT_EQ(select_csv({candidate(10, 0.5, 0.75, 0), without}),
            "k,residual,held_out_error,held_out_standard_error,stability,silhouette,u_mass,"
            "diversity,seconds\n"
            "10,4,0.5,0,0.75,0.375,-1.5,0.75,2.25\n"
            "20,4,0.25,0,,,,,2.25\n");
}

TEST(SelectText, HasATableAndTheReasons) {
  EXPECT_EQ(
      select_text({candidate(5, 0.75, -1, 0), candidate(10, 0.5, 0.75, 0)}, kChoice),
      "      K    residual  held-out       +- stability silhouette   u_mass diversity  seconds\n"
      "      5           4   0.75000  0.00000         -          -   -1.500     0.750      2.2\n"
      "*    10           4   0.50000  0.00000     0.750      0.375   -1.500     0.750      2.2\n"
      "\n"
      "Recommended: K = 10 (medium confidence)\n"
      "- because\n"
      "- and so on\n");
}

TEST(SelectJson, HasEverything) {
  SelectOptions options;
  options.k = {10};
  options.seeds = 2;
  const ordered_json json = select_json({candidate(10, 0.5, 0.75, 0)}, kChoice, options);
  EXPECT_EQ(json["format_version"], 1);
  EXPECT_EQ(json["n_components"], ordered_json({10}));
  EXPECT_EQ(json["seeds"], 2);
  EXPECT_EQ(json["held_out"]["parts"], HeldOutPlan().parts);
  EXPECT_EQ(json["recommendation"]["n_components"], 10);
  EXPECT_EQ(json["recommendation"]["confidence"], "medium");
  EXPECT_EQ(json["recommendation"]["reasons"], ordered_json({"because", "and so on"}));
  ASSERT_EQ(json["candidates"].size(), 1U);
  const ordered_json& row = json["candidates"][0];
  EXPECT_EQ(row["held_out_error"], 0.5);
  EXPECT_EQ(row["stability"], 0.75);
  EXPECT_EQ(row["silhouette"], 0.375);
  EXPECT_EQ(row["best_seed"], 0);
  EXPECT_EQ(row["fits"].size(), 2U);
  EXPECT_EQ(row["fits"][0]["converged"], true);
  EXPECT_EQ(row["folds"].size(), 5U);
  EXPECT_EQ(row["folds"][3]["fold"], 3);
}

TEST(ScoresJson, AreReadBackToTheSameBits) {
  const FitScores fit = {7,   18446744073709551615U, 3,       false, 1.0 / 3,
                         0.1, std::nullopt,          2.0 / 7, 1e-9};
  const FitScores again = fit_of(ordered_json::parse(fit_json(fit).dump()));
  EXPECT_EQ(fit_json(again), fit_json(fit));
  EXPECT_EQ(again.loss, fit.loss);
  EXPECT_EQ(again.u_mass, std::nullopt);
  EXPECT_EQ(again.diversity, fit.diversity);

  const FoldScores fold = {7, 4, {1.0 / 7, 2.0 / 3}, 0.3};
  const FoldScores fold_again = fold_of(ordered_json::parse(fold_json(fold).dump()));
  EXPECT_EQ(fold_again.fold, 4);
  EXPECT_EQ(fold_again.error.squared_error, 1.0 / 7);
  EXPECT_EQ(fold_again.error.squared_norm, 2.0 / 3);

  const Stability stability = {0.1, std::nullopt};
  EXPECT_EQ(stability_of(stability_json(stability)).matched_cosine, 0.1);
  EXPECT_THROW(fit_of(ordered_json::parse("{}")), nlohmann::json::exception);
  EXPECT_THROW(fold_of(ordered_json::parse("[1]")), nlohmann::json::exception);
}

}  // namespace
}  // namespace nmf
