// nmf report as a process; what its page does in a browser is tests/report/browser_test.py's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/app/program.h"

namespace nmf::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const fs::path kRoot = NMF_SOURCE_DIR;

class Report : public testing::Test {
 protected:
  void SetUp() override {
    fs::copy(kRoot / "tests/data/posts.csv", directory_ / "posts.csv");
    std::ofstream(directory_ / "posts.yaml")
        << "corpus: {path: posts.csv, text_field: body, id_field: id, label_field: subject}\n"
           "vectorizer: {stop_words: english}\n"
           "factorization: {n_components: 3}\n";
    ASSERT_EQ(fit().code, 0);
  }

  Finished nmf(std::vector<std::string> arguments) { return run(directory_.path(), arguments); }
  Finished fit() { return nmf({"fit", "posts.yaml", "--device", "cpu", "--output", "runs/posts"}); }
  [[nodiscard]] std::string page(const std::string& name = "runs/posts.html") const {
    return read_file(directory_ / name);
  }

  const TemporaryDirectory directory_;
};

TEST_F(Report, LiesBesideTheModelWhichAFitCanStillReplace) {
  const Finished got = nmf({"report", "runs/posts/"});
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_EQ(got.out, "");
  EXPECT_THAT(got.err, HasSubstr("report: runs/posts.html\n"));
  EXPECT_THAT(page(), StartsWith("<!DOCTYPE html><!-- nmf report -->\n"));
  EXPECT_THAT(page(), HasSubstr("<title>Topics of posts.csv</title>"));
  EXPECT_THAT(page(), HasSubstr(R"("label":"garden","documents":6)"));
  EXPECT_EQ(fit().code, 0);
}

TEST_F(Report, ReplacesAnEarlierOneByTheSameBytes) {
  ASSERT_EQ(nmf({"report", "runs/posts", "--output", "a.html", "--threads", "1"}).code, 0);
  const std::string first = page("a.html");
  ASSERT_EQ(nmf({"report", "runs/posts", "--output", "a.html", "--threads", "3"}).code, 0);
  EXPECT_FALSE(first.empty());
  EXPECT_EQ(page("a.html"), first);
}

TEST_F(Report, RefusesAFileThatIsNoReport) {
  std::ofstream(directory_ / "mine.html") << "<!DOCTYPE html>\nmine\n";
  const Finished got = nmf({"report", "runs/posts", "--output", "mine.html"});
  EXPECT_EQ(got.code, 4);
  EXPECT_THAT(got.err, HasSubstr("mine.html"));
  EXPECT_EQ(page("mine.html"), "<!DOCTYPE html>\nmine\n");
}

TEST_F(Report, HasExcerptsWhereTheCorpusIsAsItWas) {
  ASSERT_EQ(nmf({"report", "runs/posts"}).code, 0);
  EXPECT_THAT(page(), HasSubstr(R"("excerpt":")"));
  fs::rename(directory_ / "posts.csv", directory_ / "moved.csv");
  const Finished gone = nmf({"report", "runs/posts"});
  EXPECT_EQ(gone.code, 0);
  EXPECT_THAT(gone.err, HasSubstr("note: no excerpts: "));
  EXPECT_THAT(gone.err, HasSubstr("posts.csv"));
  EXPECT_THAT(page(), Not(HasSubstr(R"("excerpt":")")));

  std::ofstream(directory_ / "moved.yaml")
      << "corpus: {path: moved.csv, text_field: body, id_field: id, label_field: subject}\n";
  const Finished moved = nmf({"report", "runs/posts", "--corpus", "moved.yaml"});
  EXPECT_EQ(moved.code, 0) << moved.err;
  EXPECT_THAT(page(), HasSubstr(R"("excerpt":")"));

  std::ofstream(directory_ / "other.yaml") << "corpus: {path: moved.csv, text_field: subject}\n";
  EXPECT_EQ(nmf({"report", "runs/posts", "--corpus", "other.yaml"}).code, 4);
}

TEST_F(Report, ADamagedInputReportCostsItsSectionAlone) {
  ASSERT_EQ(nmf({"report", "runs/posts"}).code, 0);
  EXPECT_THAT(page(), HasSubstr(R"(["documents.read","18"])"));
  std::ofstream(directory_ / "runs/posts/input.json") << "{";
  const Finished got = nmf({"report", "runs/posts"});
  EXPECT_EQ(got.code, 0);
  EXPECT_THAT(got.err, HasSubstr("note: no input report: "));
  EXPECT_THAT(page(), HasSubstr(R"("input":[])"));
}

TEST_F(Report, ShowsWhatSelectFound) {
  ASSERT_EQ(nmf({"select", "posts.yaml", "--k", "2,3", "--seeds", "2", "--device", "cpu",
                 "--output", "choice"})
                .code,
            0);
  const Finished got = nmf({"report", "runs/posts", "--select", "choice"});
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(page(), HasSubstr(R"("tried":[{"k":2,)"));
  std::string other = read_file(directory_ / "choice/select.json");
  const std::string key = "\"corpus_sha256\": \"";
  char& digit = other[other.find(key) + key.size()];
  digit = digit == '0' ? '1' : '0';
  std::ofstream(directory_ / "choice/select.json") << other;
  const Finished foreign = nmf({"report", "runs/posts", "--select", "choice"});
  EXPECT_EQ(foreign.code, 4);
  EXPECT_THAT(foreign.err, HasSubstr("--select choice: nmf select tried another corpus"));
  const Finished missing = nmf({"report", "runs/posts", "--select", "runs/posts"});
  EXPECT_EQ(missing.code, 4);
  EXPECT_THAT(missing.err, HasSubstr("runs/posts/select.json"));
}

TEST_F(Report, SaysWhatIsWrong) {
  EXPECT_EQ(nmf({"report"}).code, 2);
  EXPECT_EQ(nmf({"report", "runs/posts", "--theme", "dark"}).code, 2);
  EXPECT_EQ(nmf({"report", "runs"}).code, 5);
  std::ofstream(directory_ / "runs/posts/history.csv") << "iteration\n";
  EXPECT_EQ(nmf({"report", "runs/posts"}).code, 5);
  EXPECT_FALSE(fs::exists(directory_ / "runs/posts.html"));
}

}  // namespace
}  // namespace nmf::test
