// What a fit says of its own result: topics that are empty, made of stop words, or not finished.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/app/program.h"

namespace nmf::test {
namespace {

using nlohmann::json;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

class Notes : public testing::Test {
 protected:
  /// Runs a command over docs.txt; `settings` are key=value of the section factorization.
  Finished nmf(const std::string& command, const std::vector<std::string>& more,
               const std::vector<std::string>& settings) const {
    std::vector<std::string> all = {
        command, "--input", "docs.txt", "--set", "corpus.format=lines", "--device", "cpu"};
    all.insert(all.end(), more.begin(), more.end());
    for (const std::string& setting : settings)
      all.insert(all.end(), {"--set", "factorization." + setting});
    return run(directory_.path(), all);
  }
  Finished fit(const std::string& k, const std::vector<std::string>& settings) const {
    Finished got = nmf("fit", {"-k", k, "--output", "m"}, settings);
    EXPECT_EQ(got.code, 0) << got.err;
    return got;
  }
  void documents(const std::string& text) const { std::ofstream(directory_ / "docs.txt") << text; }
  json file(const std::string& name) const {
    return json::parse(read_file(directory_ / "m" / name));
  }

  TemporaryDirectory directory_;
};

const std::string kThreeTopics =
    "apple pear plum\napple pear\npear plum plum\norbit moon rocket\nmoon rocket\norbit moon\n"
    "judge law jury\nlaw law jury\njudge jury\n";
const std::vector<std::string> kHarsh = {"alpha_W=10", "l1_ratio=1"};

/// Large enough for nmf select.
std::string many_topics() {
  std::string text;
  for (int i = 0; i < 24; ++i)
    text += "pear" + std::to_string(i % 12) + " moon" + std::to_string(i % 11) + "\n";
  return text;
}

TEST_F(Notes, PenaltiesThatEmptyTheTopics) {
  documents(kThreeTopics);
  const std::string note =
      "3 of 3 topics are empty: the penalties (factorization.alpha_W, alpha_H) are too large; "
      "lower them\n";
  const Finished got = fit("3", kHarsh);
  EXPECT_THAT(got.err, HasSubstr("\nnote: " + note));
  EXPECT_THAT(got.out, HasSubstr("\n0   0.00 %\n1   0.00 %\n2   0.00 %\n"));
  for (const json& topic : file("topics.json")["topics"]) EXPECT_TRUE(topic["terms"].empty());
  EXPECT_EQ(read_file(directory_ / "m/topics.txt"), "0   0.00 %\n1   0.00 %\n2   0.00 %\n");
  const Finished scored = run(directory_.path(), {"evaluate", "m"});
  EXPECT_EQ(scored.code, 4);
  EXPECT_THAT(scored.err, HasSubstr("nmf: m: there is nothing to score: " + note));
  EXPECT_THAT(fit("3", {}).err, Not(HasSubstr("empty")));
}

TEST_F(Notes, PenaltiesThatNeedNotHaveEmptiedThem) {
  documents("alpha beta\nalpha beta\nalpha beta\ngamma delta\n");
  EXPECT_THAT(fit("4", {"alpha_W=1e-9"}).err,
              HasSubstr("note: 2 of 4 topics are empty: the penalties (factorization.alpha_W, "
                        "alpha_H) are too large, or X has fewer independent documents or terms"));
}

TEST_F(Notes, SelectTellsOfEmptyTopicsToo) {
  documents(many_topics());
  const Finished swept = nmf("select", {"--k", "2,3", "--seeds", "2", "--output", "s"}, kHarsh);
  EXPECT_EQ(swept.code, 0) << swept.err;
  EXPECT_THAT(swept.err, HasSubstr("note: K = 2: 2 of 2 topics are empty: the penalties"));
  const Finished sound = nmf("select", {"--k", "2,3", "--seeds", "2", "--output", "s"}, {});
  EXPECT_THAT(sound.err, Not(HasSubstr("empty")));
}

TEST_F(Notes, TopicsThatNoPenaltyEmptied) {
  // From a start that is all 0 no update leads away.
  const std::vector<std::string> nothing = {"init=m/factors.safetensors"};
  documents("apple pear\nmoon rocket\n");
  fit("3", kHarsh);
  const std::string few =
      "note: 3 of 3 topics are empty: X has but 2 documents; lower factorization.n_components\n";
  EXPECT_THAT(fit("3", nothing).err, HasSubstr(few));
  documents(kThreeTopics);
  fit("1", kHarsh);
  EXPECT_THAT(fit("1", nothing).err,
              HasSubstr("note: 1 of 1 topic is empty: X has fewer independent documents or terms "
                        "than that, or the start had nothing of them; lower "));
}

TEST_F(Notes, TermsOfWeightZeroAreNoneOfATopic) {
  documents("apple the\nberry and\ncherry of\napple the\nberry and\ncherry of\n");
  const Finished got = fit("3", {});
  for (const json& topic : file("topics.json")["topics"]) {
    EXPECT_EQ(topic["terms"].size(), 2U);
    for (const json& term : topic["terms"]) EXPECT_GT(term["weight"], 0);
  }
  EXPECT_THAT(got.out, ContainsRegex("33.33 %  [a-z]+, [a-z]+\n"));
  EXPECT_THAT(got.err, Not(HasSubstr("stop words"))) << "two of a topic's terms are none";
  documents("the and of\nthe and\nof the\n");
  EXPECT_THAT(fit("1", {}).err, HasSubstr("some topics are made of English stop words"));
}

TEST_F(Notes, NotConvergedNamesTheRulesInUse) {
  documents(kThreeTopics);
  const std::string note = "note: not converged after 1 iteration (factorization.max_iter):";
  EXPECT_THAT(fit("3", {"max_iter=1", "tol=1e-9"}).err,
              HasSubstr(note + " raise it, or tol (got 1e-09)\n"));
  EXPECT_THAT(fit("3", {"max_iter=1", "tol=0", "kkt_tol=1e-9"}).err,
              HasSubstr(note + " raise it, or kkt_tol (got 1e-09)\n"));
  EXPECT_THAT(fit("3", {"max_iter=1", "tol=0"}).err, Not(HasSubstr("not converged")));
  documents(many_topics());
  const Finished swept = nmf("select", {"--k", "2,3", "--seeds", "2", "--output", "s"},
                             {"max_iter=1", "tol=1e-9", "kkt_tol=1e-8"});
  EXPECT_THAT(swept.err, HasSubstr(note + " 4 of 4 fits; raise it, or tol (got 1e-09) or kkt_tol "
                                          "(got 1e-08)\n"))
      << swept.err;
}

TEST_F(Notes, NothingIsLeftToConvergeAtAnExactOptimum) {
  documents(kThreeTopics);
  const std::vector<std::string> one = {"alpha_W=10", "l1_ratio=1", "max_iter=1"};
  const Finished got = fit("3", one);
  EXPECT_EQ(file("model.json")["kkt_residual"], 0.0);
  EXPECT_EQ(file("model.json")["stop_reason"], "max_iter");
  EXPECT_THAT(got.err, Not(HasSubstr("not converged")));
  documents(many_topics());
  const Finished swept = nmf("select", {"--k", "2,3", "--seeds", "1", "--output", "s"}, one);
  EXPECT_EQ(swept.code, 0) << swept.err;
  EXPECT_THAT(swept.err, Not(HasSubstr("not converged")));
}

TEST_F(Notes, AGradientOfPenaltiesAloneHasAFiniteResidual) {
  documents(kThreeTopics);
  // One update of mu leaves nothing of W, and H as it was, which a penalty would have go.
  fit("3", {"solver=mu", "alpha_W=1", "alpha_H=0.05", "l1_ratio=1", "max_iter=1"});
  EXPECT_EQ(file("model.json")["kkt_residual"], 1.0);
}

}  // namespace
}  // namespace nmf::test
