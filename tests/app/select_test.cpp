// nmf select: the whole program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "tests/app/program.h"
#include "tests/evaluation/planted_corpus.h"

namespace nmf::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Arguments = std::vector<std::string>;

/// Writes docs.txt, a corpus of 5 topics, and returns the arguments of a sweep over it.
Arguments planted_select(const TemporaryDirectory& directory, const Arguments& more) {
  PlantedOptions options;
  options.topics = 5;
  options.documents = 400;
  options.seed = 3;
  std::ofstream text(directory / "docs.txt");
  for (const auto& words : planted_words(options)) {
    for (const std::int32_t word : words) text << "word" << word << ' ';
    text << '\n';
  }
  Arguments all = {"select",   "--input", "docs.txt", "--set",    "corpus.format=lines",
                   "--device", "cpu",     "--output", "out/sweep"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::set<std::string> names_in(const fs::path& directory) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(directory))
    names.insert(entry.path().filename().string());
  return names;
}

/// What a run found, without how long it took.
json without_seconds(json value) {
  if (value.is_object()) value.erase("seconds");
  if (value.is_structured())
    for (auto& item : value) item = without_seconds(item);
  return value;
}

json result_of(const TemporaryDirectory& directory) {
  return json::parse(read_file(directory / "out/sweep/select.json"));
}

TEST(Select, RecommendsThePlantedK) {
  const TemporaryDirectory directory;
  const Arguments arguments =
      planted_select(directory, {"--k", "2:8:1", "--seeds", "3", "--threads", "1"});
  const Finished got = run(directory.path(), arguments);
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.out, HasSubstr("\n*     5 "));
  EXPECT_THAT(got.out, HasSubstr("\nRecommended: K = 5 (high confidence)\n- the held-out error "));
  EXPECT_EQ(names_in(directory / "out/sweep"),
            (std::set<std::string>{"input.json", "select.csv", "select.json"}));
  EXPECT_EQ(names_in(directory / "out"), std::set<std::string>{"sweep"});
  const json found = result_of(directory);
  EXPECT_EQ(found["n_components"], json({2, 3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(found["candidates"].size(), 7U);
  EXPECT_EQ(found["recommendation"]["n_components"], 5);
  EXPECT_EQ(found["config"]["corpus"]["format"], "lines");
  EXPECT_EQ(found["shapes"]["X"][0], 400);
  const std::string csv = read_file(directory / "out/sweep/select.csv");
  EXPECT_THAT(csv, StartsWith("k,residual,held_out_error,"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 8);

  // Another number of threads, over the output that is there.
  Arguments again = arguments;
  again.back() = "2";
  ASSERT_EQ(run(directory.path(), again).code, 0);
  EXPECT_EQ(without_seconds(result_of(directory)), without_seconds(found));
}

/// Starts a sweep of a few seconds and sends `signal` when some of its parts are done.
Finished stopped(const TemporaryDirectory& directory, const Arguments& arguments, int signal) {
  const pid_t child = start(directory.path(), arguments);
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + std::chrono::seconds(120);
  const fs::path last = directory / "out/.sweep.unfinished/k3-seed1.json";
  while (!fs::exists(last) && Clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  kill(child, signal);
  return finish(child, directory.path());
}

void expect_it_goes_on(int signal) {
  const TemporaryDirectory directory;
  const Arguments arguments = planted_select(
      directory,
      {"--k", "3,5,7", "--set", "factorization.max_iter=400", "--set", "factorization.tol=0"});
  const Finished cut = stopped(directory, arguments, signal);
  ASSERT_EQ(cut.code, 128 + signal) << cut.err;
  EXPECT_FALSE(fs::exists(directory / "out/sweep"));
  EXPECT_TRUE(fs::exists(directory / "out/.sweep.unfinished/k3-seed1.json"));
  if (signal == SIGINT) {
    EXPECT_THAT(cut.err, HasSubstr(".sweep.unfinished: the same command goes on from there\n"));
  }

  const Finished rest = run(directory.path(), arguments);
  ASSERT_EQ(rest.code, 0) << rest.err;
  EXPECT_THAT(rest.err, HasSubstr("going on where an earlier run stopped: "));
  EXPECT_EQ(names_in(directory / "out"), std::set<std::string>{"sweep"});
  const json found = without_seconds(result_of(directory));
  const Finished whole = run(directory.path(), arguments);
  ASSERT_EQ(whole.code, 0) << whole.err;
  EXPECT_THAT(whole.err, Not(HasSubstr("going on")));
  EXPECT_EQ(without_seconds(result_of(directory)), found);
}

TEST(Select, GoesOnAfterCtrlC) { expect_it_goes_on(SIGINT); }
TEST(Select, GoesOnAfterKill) { expect_it_goes_on(SIGKILL); }

TEST(Select, BadInput) {
  const TemporaryDirectory directory;
  std::ofstream(directory / "precious.txt") << "mine";
  fs::create_directory(directory / "foreign");
  std::ofstream(directory / "foreign/thesis.txt") << "mine";
  std::ofstream(directory / "three.txt") << "one two\ntwo three\nthree one\n";
  struct Case {
    Arguments more;
    int code;
    std::string message;
  };
  const std::vector<Case> cases = {
      {{}, 2, "nmf select needs --k"},
      {{"--k"}, 2, "--k: expected a list such as 5,10,20"},
      {{"--k", ""}, 2, "--k: got '', expected a value; see nmf select --help"},
      {{"--k="}, 2, "--k: got '', expected a value; see nmf select --help"},
      {{"--k", "5,,6"}, 2, "--k 5,,6: expected numbers"},
      {{"--k", "five"}, 2, "--k five: expected numbers"},
      {{"--k", "5:6:7:8"}, 2, "expected numbers such as 5,10,20, or START:STOP:STEP"},
      {{"--k", "5", "-k", "6"}, 2, "--k given twice"},
      {{"--k", "5", "--k=6"}, 2, "--k given twice"},
      {{"--k=-5,10"}, 3, "--k -5,10: got -5, expected integers from 1"},
      {{"--k", "0:10:5"}, 3, "--k 0:10:5: got 0, expected integers from 1"},
      {{"--k", "5:50:0"}, 3, "--k 5:50:0: got 0"},
      {{"--k", "50:5:5"}, 3, "50:5 holds no number, expected START <= STOP"},
      {{"--k", "1:100000"}, 3, "more than 1000 numbers; raise the step"},
      {{"--k", "99999999999999999999"}, 3, "got 99999999999999999999, expected integers"},
      {{"--k", "5", "--seeds", "0"}, 3, "--seeds 0: expected an integer from 1 to 1000"},
      {{"--k", "5", "--seeds", "1e3"}, 2, "--seeds 1e3: expected an integer"},
      {{"--k", "5", "--set", "factorization.solver=adam"}, 3, "solver: nmf select compares"},
      {{"--k", "5", "--set", "factorization.init=nndsvd"}, 3, "init: nmf select compares"},
      {{"--k", "500", "--set", "factorization.init=nndsvdar"}, 3, "--k: got 500, expected"}};
  for (const auto& [more, code, message] : cases) {
    const Finished got = run(directory.path(), planted_select(directory, more));
    EXPECT_EQ(got.code, code) << got.err;
    EXPECT_THAT(got.err, HasSubstr(message));
    EXPECT_EQ(got.out, "");
    EXPECT_FALSE(fs::exists(directory / "out"));
  }
  const auto refusal = [&](const std::string& input, const std::string& output) {
    const Finished got = run(
        directory.path(), {"select", "--input", input, "--k", "2", "--quiet", "--output", output});
    EXPECT_EQ(got.code, 4);
    return got.err;
  };
  EXPECT_THAT(refusal("docs.txt", "foreign"), HasSubstr("thesis.txt"));
  EXPECT_THAT(refusal("docs.txt", "precious.txt"), HasSubstr("is a file"));
  EXPECT_THAT(refusal("three.txt", "new"), HasSubstr("X is 3 documents x 3 terms"));
  EXPECT_EQ(read_file(directory / "precious.txt"), "mine");
  EXPECT_FALSE(fs::exists(directory / "new"));
  EXPECT_EQ(run(directory.path(), {"select", "--input", "docs.txt", "--k", "2"}).code, 2);
}

}  // namespace
}  // namespace nmf::test
