#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <sstream>
#include <thread>

#include "tests/app/program.h"

namespace nmf::test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Arguments = std::vector<std::string>;
using testing::HasSubstr;

Arguments with_set(Arguments arguments, const std::vector<std::string>& settings) {
  for (const std::string& setting : settings) {
    arguments.emplace_back("--set");
    arguments.push_back(setting);
  }
  return arguments;
}

/// A fit of random counts into `output` that takes a second or less.
Arguments fit_into(const TemporaryDirectory& directory, const std::string& output,
                   const std::vector<std::string>& settings) {
  constexpr int kDocuments = 80, kTerms = 120, kWords = 30;
  if (!fs::exists(directory / "counts.ldac")) {
    std::mt19937 generator(7);
    std::ofstream counts(directory / "counts.ldac"), terms(directory / "terms.txt");
    for (int d = 0; d < kDocuments; ++d) {
      std::map<std::mt19937::result_type, int> document;
      for (int i = 0; i < kWords; ++i) ++document[generator() % kTerms];
      counts << document.size();
      for (const auto& [term, count] : document) counts << ' ' << term << ':' << count;
      counts << '\n';
    }
    for (int t = 0; t < kTerms; ++t) terms << "term" << t << '\n';
  }
  return with_set(
      {"fit", "--input", "counts.ldac", "-k", "6", "--output", output, "--device", "cpu"}, [&] {
        std::vector<std::string> all = {"corpus.vocabulary=terms.txt", "factorization.max_iter=60",
                                        "factorization.tol=0"};
        all.insert(all.end(), settings.begin(), settings.end());
        return all;
      }());
}

/// What a model directory says, but for what tells of time.
std::map<std::string, std::string> content_of(const fs::path& model) {
  std::map<std::string, std::string> content;
  for (const auto& entry : fs::directory_iterator(model))
    content[entry.path().filename().string()] = read_file(entry.path());
  std::istringstream history(content.at("history.csv"));
  content["history.csv"].clear();
  for (std::string line; std::getline(history, line);)
    content["history.csv"] += line.substr(0, line.rfind(',')) + "\n";
  auto json = nlohmann::ordered_json::parse(content.at("model.json"));
  json["files"].erase("history.csv");
  json["config"].erase("runtime");
  json["config"]["output"].erase("directory");
  content["model.json"] = json.dump(1);
  content.erase("model.sha256");
  auto input = nlohmann::ordered_json::parse(content.at("input.json"));
  for (const char* name : {"seconds", "megabytes_per_second"}) input.erase(name);
  content["input.json"] = input.dump(1);
  return content;
}

void expect_same_model(const TemporaryDirectory& directory, const std::string& got,
                       const std::string& expected) {
  const auto a = content_of(directory / got), b = content_of(directory / expected);
  ASSERT_EQ(a.size(), b.size());
  for (const auto& [name, bytes] : b) EXPECT_EQ(a.at(name) == bytes, true) << name << " differs";
}

std::int64_t number_from_environment(const char* name, std::int64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::stoll(text);
}

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// When a file was written last; nothing where it is not there (any more).
std::optional<fs::file_time_type> written_at(const fs::path& path) {
  std::error_code error;
  const auto time = fs::last_write_time(path, error);
  if (error) return std::nullopt;
  return time;
}

void wait(double seconds) { std::this_thread::sleep_for(std::chrono::duration<double>(seconds)); }

/// Kills fits at random moments and goes on with them until one is done.
class KillRounds {
 public:
  explicit KillRounds(std::uint64_t seed) : generator_(seed) {}

  /// One fit, killed up to some times.
  void round() {
    static const std::vector<std::vector<std::string>> kFits = {
        {},
        {"factorization.init=random", "factorization.n_init=3", "factorization.max_iter=15"},
        {"factorization.solver=mu", "factorization.tol=1e-3"},
        {"factorization.solver=mu", "factorization.beta_loss=kullback-leibler"},
        {"factorization.solver=scd", "factorization.beta_loss=kullback-leibler"},
        {"factorization.solver=adam", "factorization.penalty=10"},
        {"factorization.solver=adam", "factorization.engine=dense", "factorization.dtype=float64"}};
    const std::size_t number = generator_() % kFits.size();
    std::vector<std::string> settings = kFits[number];
    settings.push_back(fmt::format("output.checkpoint_every={}", 1 + generator_() % 9));
    const std::string expected = expected_of(number, settings);
    const Arguments fit = fit_into(directory_, "model", settings);
    SCOPED_TRACE(fmt::format("fit {}, {}", number, settings.back()));

    fs::remove_all(directory_ / "model");
    std::uint64_t kills = 1 + generator_() % 4;
    Arguments command = fit;
    for (int attempt = 0;; ++attempt) {
      ASSERT_LT(attempt, 30);
      const pid_t child = start(directory_.path(), command);
      if (kills > 0) {
        --kills;
        wait_for_a_moment();
        kill(child, SIGKILL);
        ++killed_;
      }
      const Finished got = finish(child, directory_.path());
      if (got.code == 0) break;
      if (got.code == 5) {
        // Killed before there was a checkpoint, or after all was done.
        ASSERT_THAT(got.err, HasSubstr("there is no checkpoint to go on from"));
        if (fs::exists(directory_ / "model")) break;
        command = fit;
        continue;
      }
      ASSERT_EQ(got.code, 128 + SIGKILL) << got.err;
      EXPECT_FALSE(fs::exists(directory_ / "model") &&
                   !fs::exists(directory_ / "model/model.json"));
      command = {"fit", "--resume", "model", "--threads", std::to_string(generator_() % 3)};
      resumed_ += fs::exists(directory_ / "model.checkpoint/checkpoint.json") ? 1 : 0;
    }
    expect_same_model(directory_, "model", expected);
    for (const auto& entry : fs::directory_iterator(directory_.path()))
      EXPECT_THAT(entry.path().filename().string(), testing::Not(HasSubstr("partial")));
  }

  std::int64_t killed() const { return killed_; }
  std::int64_t resumed() const { return resumed_; }

 private:
  /// The same fit without a kill, made once for each number of iterations between checkpoints.
  std::string expected_of(std::size_t number, const std::vector<std::string>& settings) {
    const std::string name =
        fmt::format("whole{}-{}", number, settings.back().substr(settings.back().find('=') + 1));
    if (fs::exists(directory_ / name)) return name;
    const auto start = Clock::now();
    const Finished got = run(directory_.path(), fit_into(directory_, name, settings));
    duration_ = seconds_since(start);
    EXPECT_EQ(got.code, 0) << got.err;
    return name;
  }

  /// Any moment of the run, or one while a checkpoint is first written, or replaced.
  void wait_for_a_moment() {
    const auto uniform = [&](double most) {
      return std::uniform_real_distribution<double>(0, most)(generator_);
    };
    const std::uint64_t kind = generator_() % 3;
    if (kind == 0) return wait(uniform(1.2 * duration_));
    wait_for_change(kind == 1 ? "model.checkpoint" : "model.checkpoint/checkpoint.json",
                    2 * duration_);
    wait(uniform(kind == 1 ? 0.01 : 0.05));
  }

  void wait_for_change(const char* name, double seconds) const {
    const auto before = written_at(directory_ / name);
    const auto start = Clock::now();
    while (written_at(directory_ / name) == before && seconds_since(start) < seconds) wait(0.0002);
  }

  TemporaryDirectory directory_;
  std::mt19937_64 generator_;
  double duration_ = 1;
  std::int64_t killed_ = 0, resumed_ = 0;
};

/// NMF_KILL_ROUNDS is their number, NMF_KILL_SEED repeats them.
TEST(Resume, EndsWithTheSameBitsHoweverOftenItIsKilled) {
  const std::int64_t rounds = number_from_environment("NMF_KILL_ROUNDS", 5);
  const auto seed = static_cast<std::uint64_t>(
      number_from_environment("NMF_KILL_SEED", static_cast<std::int64_t>(std::random_device()())));
  KillRounds kills(seed);
  for (std::int64_t round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE(fmt::format("NMF_KILL_SEED={} round {}", seed, round));
    kills.round();
  }
  std::cout << fmt::format("NMF_KILL_SEED={}: {} rounds, {} kills, {} times gone on with\n", seed,
                           rounds, kills.killed(), kills.resumed());
}

/// Starts a fit with checkpoints that does not end by itself, and waits for the first one.
pid_t start_endless(const TemporaryDirectory& directory, const Arguments& more = {}) {
  Arguments settings = {"factorization.max_iter=2000000000", "output.checkpoint_every=1",
                        "output.log_every=1000000000"};
  settings.insert(settings.end(), more.begin(), more.end());
  const pid_t child = start(directory.path(), fit_into(directory, "out/model", settings));
  const auto begin = Clock::now();
  while (!fs::exists(directory / "out/model.checkpoint/checkpoint.json") &&
         seconds_since(begin) < 60)
    wait(0.005);
  return child;
}

TEST(Resume, AnInterruptedFitSaysHowToGoOnAndDoes) {
  const TemporaryDirectory directory;
  // The same number of iterations in one go.
  const Arguments settings = {"factorization.max_iter=3000", "output.checkpoint_every=50"};
  const pid_t child = start(directory.path(), fit_into(directory, "it's/model", settings));
  const auto begin = Clock::now();
  while (!fs::exists(directory / "it's/model.checkpoint/checkpoint.json") &&
         seconds_since(begin) < 60)
    wait(0.002);
  kill(child, SIGINT);
  const Finished interrupted = finish(child, directory.path());
  ASSERT_EQ(interrupted.code, 130) << "done before the signal came: " << interrupted.err;
  EXPECT_THAT(interrupted.err,
              HasSubstr("nmf: interrupted; go on from the checkpoint by: nmf fit --resume "
                        "'it'\\''s/model'\n"));
  EXPECT_FALSE(fs::exists(directory / "it's/model"));

  // A shell completes the name of the checkpoint, which stands for that of the model.
  const Finished resumed = run(directory.path(), {"fit", "--resume", "it's/model.checkpoint/"});
  ASSERT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_THAT(resumed.out, testing::StartsWith("Epoch: "));
  EXPECT_THAT(resumed.out, testing::Not(HasSubstr("Epoch: 0, ")));
  EXPECT_FALSE(fs::exists(directory / "it's/model.checkpoint"));
  const Finished whole = run(directory.path(), fit_into(directory, "whole", settings));
  ASSERT_EQ(whole.code, 0);
  expect_same_model(directory, "it's/model", "whole");
  EXPECT_TRUE(whole.out.ends_with(resumed.out)) << "printed something else";
}

TEST(Resume, NeedsNothingButTheCheckpoint) {
  const TemporaryDirectory directory;
  const pid_t child = start_endless(directory);
  kill(child, SIGKILL);
  finish(child, directory.path());
  for (const char* name : {"counts.ldac", "terms.txt"}) fs::remove(directory / name);
  const fs::path record = directory / "out/model.checkpoint/checkpoint.json";
  const auto before = written_at(record);
  const pid_t other = start(directory.path(), {"fit", "--resume", "out/model", "--quiet"});
  const auto begin = Clock::now();
  while (written_at(record) == before && seconds_since(begin) < 60) wait(0.005);
  kill(other, SIGINT);
  const Finished got = finish(other, directory.path());
  EXPECT_EQ(got.code, 130);
  EXPECT_THAT(got.err, HasSubstr("--resume out/model\n"));
}

TEST(Resume, WithoutACheckpointIsAModelError) {
  const TemporaryDirectory directory;
  const Finished nothing = run(directory.path(), {"fit", "--resume", "nowhere"});
  EXPECT_EQ(nothing.code, 5);
  EXPECT_THAT(nothing.err, HasSubstr("nowhere.checkpoint: there is no checkpoint to go on from"));
  EXPECT_TRUE(fs::is_empty(directory.path()) || !fs::exists(directory / "nowhere"));

  const Arguments fit = fit_into(directory, "model", {"output.checkpoint_every=5"});
  ASSERT_EQ(run(directory.path(), fit).code, 0);
  EXPECT_FALSE(fs::exists(directory / "model.checkpoint"));
  EXPECT_EQ(run(directory.path(), {"fit", "--resume", "model"}).code, 5);
}

TEST(Resume, ADamagedCheckpointIsAModelErrorThatSaysWhatToDo) {
  const TemporaryDirectory directory;
  const pid_t child = start_endless(directory);
  kill(child, SIGKILL);
  finish(child, directory.path());
  const fs::path matrix = directory / "out/model.checkpoint/matrix.safetensors";
  fs::resize_file(matrix, fs::file_size(matrix) - 1);
  const Finished got = run(directory.path(), {"fit", "--resume", "out/model"});
  EXPECT_EQ(got.code, 5);
  EXPECT_THAT(got.err, HasSubstr("matrix.safetensors: is not as it was written"));
  EXPECT_THAT(got.err, HasSubstr("start the fit again without --resume"));
}

TEST(Resume, TakesNothingButThreadsAndQuiet) {
  const TemporaryDirectory directory;
  const std::vector<std::pair<Arguments, std::string>> cases = {
      {{"a.yaml"}, "leave out CONFIG"},
      {{"--input", "x"}, "leave out --input"},
      {{"-k", "5"}, "leave out -k"},
      {{"--set", "factorization.seed=1"}, "leave out --set"},
      {{"--device", "cpu"}, "leave out --device"},
      {{"--output", "x"}, "leave out --output"},
      {{"--resume", "x"}, "given twice"}};
  for (const auto& [more, message] : cases) {
    Arguments arguments = {"fit", "--resume", "model"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Finished got = run(directory.path(), arguments);
    EXPECT_EQ(got.code, 2) << got.err;
    EXPECT_THAT(got.err, HasSubstr(message));
  }
  EXPECT_EQ(run(directory.path(), {"vectorize", "--resume", "model"}).code, 2);
}

TEST(Resume, AnEarlierModelStaysUntilTheNewOneIsDone) {
  const TemporaryDirectory directory;
  ASSERT_EQ(run(directory.path(), fit_into(directory, "out/model", {})).code, 0);
  const auto before = content_of(directory / "out/model");
  const pid_t child = start_endless(directory, {"factorization.seed=3"});
  kill(child, SIGKILL);
  finish(child, directory.path());
  EXPECT_EQ(content_of(directory / "out/model"), before);

  // A fit that is begun anew says that it gives up the one that was stopped.
  const Finished anew = run(directory.path(), fit_into(directory, "out/model", {}));
  EXPECT_EQ(anew.code, 0);
  EXPECT_THAT(anew.err, HasSubstr("model.checkpoint is of a fit that was stopped"));
  EXPECT_FALSE(fs::exists(directory / "out/model.checkpoint"));
  EXPECT_EQ(content_of(directory / "out/model"), before);
}

TEST(Resume, TwoFitsDoNotShareACheckpoint) {
  const TemporaryDirectory directory;
  const pid_t child = start_endless(directory);
  Arguments second = fit_into(directory, "out/model", {});
  const TemporaryDirectory elsewhere;  // for its streams
  for (const char* name : {"counts.ldac", "terms.txt"})
    fs::copy_file(directory / name, elsewhere / name);
  for (std::string& argument : second)
    if (argument == "out/model") argument = (directory / "out/model").string();
  const Finished got = run(elsewhere.path(), second);
  EXPECT_EQ(got.code, 4);
  EXPECT_THAT(got.err, HasSubstr("another nmf fit is using it"));
  kill(child, SIGKILL);
  finish(child, directory.path());
}

TEST(Resume, SomethingForeignInThePlaceOfTheCheckpointIsRefusedBeforeTheWork) {
  const TemporaryDirectory directory;
  std::ofstream(directory / "model.checkpoint") << "mine";
  const Finished got =
      run(directory.path(), fit_into(directory, "model", {"output.checkpoint_every=5"}));
  EXPECT_EQ(got.code, 4);
  EXPECT_THAT(got.err,
              HasSubstr("model.checkpoint: is where the checkpoints of this fit would go"));
  EXPECT_EQ(got.out, "");
  EXPECT_EQ(read_file(directory / "model.checkpoint"), "mine");
  EXPECT_EQ(run(directory.path(), fit_into(directory, "model", {})).code, 0);
}

}  // namespace
}  // namespace nmf::test
