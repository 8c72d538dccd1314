// Where commands may leave what they write.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.h"

namespace nmf::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using Arguments = std::vector<std::string>;

TEST(OutputPlace, NoOutputLiesInAModelWhichAFitMustBeAbleToReplace) {
  const TemporaryDirectory directory;
  const Arguments fit = tiny_fit(directory, {"-k", "2", "--output", "m"});
  ASSERT_EQ(run(directory.path(), fit).code, 0);
  fs::create_directory_symlink("m", directory / "link");
  const Arguments corpus = {"--input", "counts.ldac", "--set", "corpus.vocabulary=terms.txt"};
  const auto with_corpus = [&](Arguments all) {
    all.insert(all.end(), corpus.begin(), corpus.end());
    return all;
  };
  const std::vector<std::pair<std::string, Arguments>> cases = {
      {"m/x.html", {"report", "m", "--output", "m/x.html"}},
      {"link/x.html", {"report", "m", "--output", "link/x.html"}},
      {"m/w.csv", {"topics", "m", "--documents", "m/w.csv"}},
      {"m/w.npy", {"transform", "m", "counts.ldac", "--output", "m/w.npy"}},
      {"m/x", {"export", "m", "--format", "gensim", "--output", "m/x"}},
      {"m/new/x", {"export", "m", "--format", "gensim", "--output", "m/new/x"}},
      {"m/x", tiny_fit(directory, {"--output", "m/x"})},
      {"m/x", with_corpus({"vectorize", "--output", "m/x/"})},
      {"m/x", with_corpus({"select", "--k", "1", "--device", "cpu", "--output", "m/x"})}};
  for (const auto& [place, arguments] : cases) {
    const Finished got = run(directory.path(), arguments);
    EXPECT_EQ(got.code, 4) << got.err;
    EXPECT_THAT(got.err, HasSubstr(place + ": would lie in the model directory '" +
                                   fs::canonical(directory / "m").string() +
                                   "', which nmf fit replaces only while it holds nothing else; "
                                   "name a place outside it\n"));
  }
  EXPECT_EQ(run(directory.path(), fit).code, 0);
}

}  // namespace
}  // namespace nmf::test
