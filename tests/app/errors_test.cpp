// Every kind of failure as a user meets it: exit code, message, and nothing lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.h"

namespace nmf::test {
namespace {

using testing::HasSubstr;

class Errors : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(directory_ / name, std::ios::binary) << text;
  }

  /// Runs a fit of the tiny corpus with more arguments.
  Finished fit(std::vector<std::string> more) const {
    more.insert(more.end(), {"--output", "model"});
    return run(directory_.path(), tiny_fit(directory_, more));
  }

  void expect(const Finished& got, int code, const std::string& message) const {
    EXPECT_EQ(got.code, code) << got.err;
    EXPECT_THAT(got.err, testing::HasSubstr("nmf: "));
    EXPECT_THAT(got.err, HasSubstr(message));
    EXPECT_FALSE(std::filesystem::exists(directory_ / "model"));
  }

  TemporaryDirectory directory_;
};

TEST_F(Errors, Configuration) {
  write("bad.yaml", "factorization:\n  n_components: 0\n");
  expect(run(directory_.path(), {"fit", "bad.yaml"}), 3,
         "bad.yaml:2:3: factorization.n_components: got 0, expected an integer >= 1");
  write("typo.yaml", "factorization:\n  n_component: 5\n");
  expect(run(directory_.path(), {"fit", "typo.yaml"}), 3, "n_components");
  write("twice.yaml", "output:\n  log_every: 5\n  log_every: 6\n");
  expect(run(directory_.path(), {"fit", "twice.yaml"}), 3, "twice");
  expect(run(directory_.path(), {"fit", "missing.yaml"}), 3, "missing.yaml");
  expect(fit({"-k", "0"}), 3, "got 0, expected an integer >= 1");
  expect(fit({"-k", "-3"}), 3, "got -3, expected an integer >= 1");
  expect(fit({"--set", "factorization.solver=lbfgs"}), 3, "hals, mu, scd or adam");
  expect(fit({"--set", "corpus.subset=train"}), 3, "corpus.subset");
  expect(fit({"--set", "nonsense.key=1"}), 3, "nonsense");
}

TEST_F(Errors, Corpus) {
  const auto with = [&](const std::string& path) {
    return run(directory_.path(),
               {"fit", "--input", path, "--set", "corpus.vocabulary=terms.txt", "--set",
                "factorization.solver=adam", "--device", "cpu", "--output", "model"});
  };
  write("terms.txt", "apple\nberry\ncherry\n");
  expect(with("nowhere.ldac"), 4, "nowhere.ldac");
  write("empty.ldac", "");
  expect(with("empty.ldac"), 4, "empty.ldac");
  write("bad.ldac", "1 0:1\n2 0:1\n");
  expect(with("bad.ldac"), 4, "bad.ldac:2");
  write("outside.ldac", "1 3:1\n");
  expect(with("outside.ldac"), 4, "outside.ldac:1");
  write("nothing.ldac", "0\n0\n");
  expect(with("nothing.ldac"), 4, "document");
  expect(fit({"--set", "vectorizer.min_df=3"}), 4, "vectorizer.min_df");
}

TEST_F(Errors, Output) {
  write("file", "not a directory");
  const auto to = [&](const std::string& path) {
    return run(directory_.path(), tiny_fit(directory_, {"--output", path}));
  };
  expect(to("file"), 4, "file");
  expect(to("/proc/nowhere"), 4, "/proc");
  std::filesystem::create_directory(directory_ / "mine");
  write("mine/notes.txt", "precious");
  expect(to("mine"), 4, "notes.txt");
  EXPECT_EQ(read_file(directory_ / "mine/notes.txt"), "precious");
}

TEST_F(Errors, AFullDiskUnderStandardOutput) {
  const pid_t child =
      start(directory_.path(), tiny_fit(directory_, {"--output", "model"}), "/dev/full");
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 4);
  EXPECT_THAT(read_file(directory_ / "stderr.txt"),
              HasSubstr("standard output: can't write: No space left on device"));
  EXPECT_FALSE(std::filesystem::exists(directory_ / "model"));
}

TEST_F(Errors, DeviceAndMemory) {
  expect(fit({"--set", "factorization.n_components=100000000000"}), 6, "GiB");
  // As typed, the last one counts.
  expect(fit({"--device", "cuda:99"}), 6, "nmf: --device 'cuda:99': ");
  const auto tiny = tiny_fit(directory_, {});
  const std::vector<std::string> words(tiny.begin(), tiny.begin() + 5);
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), words.begin(), words.end());
    return run(directory_.path(), more);
  };
  expect(with({"--set", "runtime.device=cuda:99"}), 6, "nmf: --set runtime.device=cuda:99: ");
  write("device.yaml", "runtime:\n  device: cuda:99\n");
  expect(with({"device.yaml"}), 6, "nmf: device.yaml:2:3: runtime.device cuda:99: ");
}

TEST_F(Errors, ALossThatIsNoNumber) {
  expect(fit({"--set", "factorization.lr=1e30"}), 3, "iteration 1 ");
}

TEST_F(Errors, AFailedFitLeavesTheEarlierModel) {
  ASSERT_EQ(fit({}).code, 0);
  const std::string before = read_file(directory_ / "model/model.json");
  EXPECT_EQ(fit({"--set", "factorization.lr=1e30"}).code, 3);
  EXPECT_EQ(read_file(directory_ / "model/model.json"), before);
}

}  // namespace
}  // namespace nmf::test
