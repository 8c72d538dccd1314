#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "tests/app/program.h"

namespace nmf::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(CommandLine, HelpAndVersionGoToStandardOutput) {
  const TemporaryDirectory directory;
  const Finished help = run(directory.path(), {"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, HasSubstr("Usage: nmf COMMAND"));
  EXPECT_EQ(help.err, "");
  const Finished version = run(directory.path(), {"--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_THAT(version.out, testing::MatchesRegex("nmf [0-9.]+ \\(LibTorch [0-9.]+\\)\n"));
  for (const char* command : {"fit", "vectorize", "select", "config"}) {
    const Finished got = run(directory.path(), {command, "--help"});
    EXPECT_EQ(got.code, 0) << command;
    EXPECT_THAT(got.out, HasSubstr("--set"));
  }
}

TEST(CommandLine, WhatCanNotBeUnderstoodIsUsage) {
  const TemporaryDirectory directory;
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{}, "nmf: no command given; see nmf --help\n"},
      {{"fti"}, "nmf: unknown command 'fti'; see nmf --help\n"},
      {{"fit", "--bogus"}, "bogus"},
      {{"fit", "a.yaml", "b.yaml"}, "nmf: one CONFIG at most, got a.yaml and b.yaml\n"},
      {{"fit", "--set", "seed"}, "nmf: --set seed: expected KEY=VALUE"},
      {{"fit", "--set", "=1"}, "nmf: --set =1: expected KEY=VALUE"},
      {{"fit", "-k", "many"}, "nmf: -k many: expected an integer\n"},
      {{"fit", "--threads", "2.5"}, "nmf: --threads 2.5: expected an integer\n"},
      {{"vectorize", "--input", "x"}, "nmf: nmf vectorize needs --output DIR\n"},
      {{"vectorize", "-k", "3"}, "k"}};
  for (const auto& [arguments, message] : cases) {
    const Finished got = run(directory.path(), arguments);
    EXPECT_EQ(got.code, 2) << got.err;
    EXPECT_THAT(got.err, StartsWith("nmf: "));
    EXPECT_THAT(got.err, HasSubstr(message));
    EXPECT_EQ(got.out, "");
  }
}

TEST(CommandLine, ACommandRefusesKeysOfSetThatItDoesNotUse) {
  const TemporaryDirectory directory;
  const std::vector<std::array<std::string, 3>> cases = {
      {"select", "factorization.n_components=5", "give the numbers to try by --k, e.g. --k 5:50:5"},
      {"select", "output.show=w", "leave it out: the table is always printed"},
      {"select", "output.checkpoint_every=1", "leave it out: every finished fit is kept"},
      {"select", "output.log_every=1", "leave it out: progress is shown on a terminal"},
      {"vectorize", "factorization.n_components=5", "leave it out: nothing is fitted"},
      {"vectorize", "factorization.solver=adam", "leave it out: nothing is fitted"},
      {"vectorize", "runtime.device=cpu", "leave it out: the matrix is made on the CPU"},
      {"vectorize", "output.show=none", "leave it out: nothing is fitted"},
      {"vectorize", "output.log_every=1", "leave it out: nothing is fitted"},
      {"vectorize", "output.checkpoint_every=1", "leave it out: nothing is fitted"}};
  for (const auto& [command, set, advice] : cases) {
    const Finished got = run(directory.path(), {command, "--set", set});
    EXPECT_EQ(got.code, 3);
    EXPECT_EQ(got.err,
              fmt::format("nmf: --set {}: has no meaning with nmf {}; {}\n", set, command, advice));
  }
}

TEST(CommandLine, AFileMayHoldWhatOneCommandDoesNotUse) {
  const TemporaryDirectory directory;
  tiny_fit(directory, {});
  std::ofstream(directory / "all.yaml") << "corpus: {path: counts.ldac, vocabulary: terms.txt}\n"
                                           "factorization: {n_components: 2}\n"
                                           "runtime: {device: cpu}\n"
                                           "output: {show: none, log_every: 5}\n";
  const Finished got = run(directory.path(), {"vectorize", "all.yaml", "--output", "tfidf"});
  EXPECT_EQ(got.code, 0) << got.err;
}

TEST(CommandLine, AnEmptyValueIsRefusedByTheNameOfItsOption) {
  const TemporaryDirectory directory;
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{"fit", ""}, "CONFIG"},
      {{"fit", "--input", ""}, "--input"},
      {{"fit", "--input="}, "--input"},
      {{"fit", "-k", ""}, "-k"},
      {{"fit", "--device", ""}, "--device"},
      {{"fit", "--output", ""}, "--output"},
      {{"fit", "--resume", ""}, "--resume"},
      {{"vectorize", "--threads="}, "--threads"},
      {{"select", "--seeds", ""}, "--seeds"},
      {{"topics", ""}, "MODEL"},
      {{"topics", "m", "--corpus="}, "--corpus"},
      {{"topics", "m", "--top", ""}, "--top"},
      {{"transform", "m", "x", "--output="}, "--output"},
      {{"transform", "m", "", "--output=w.csv"}, "MODEL INPUT"},
      {{"evaluate", "--topics="}, "--topics"},
      {{"report", "m", "--output", ""}, "--output"},
      {{"export", "m", "--output", "", "--format", "gensim"}, "--output"}};
  for (const auto& [arguments, where] : cases) {
    const Finished got = run(directory.path(), arguments);
    EXPECT_EQ(got.code, 2);
    EXPECT_EQ(got.err, "nmf: " + where + ": got '', expected a value; see nmf " + arguments[0] +
                           " --help\n");
  }
}

TEST(CommandLine, ErrorsNameTheOptionThatWasTyped) {
  const TemporaryDirectory directory;
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{"-k", "0"}, "-k 0: got 0, expected an integer >= 1"},
      {{"--device", "tpu"},
       "--device tpu: got tpu, expected auto, cpu, cuda or cuda:N (N up to 127)"},
      {{"--threads", "5000"}, "--threads 5000: got 5000, expected an integer from 0 to 4096"},
      {{"--input", "\xff"}, R"(--input ''\xff'': got the byte 0xff, expected UTF-8)"},
      {{"--output", "\xff"}, R"(--output ''\xff'': got the byte 0xff, expected UTF-8)"}};
  for (const auto& [more, message] : cases) {
    std::vector<std::string> arguments = {"config"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Finished got = run(directory.path(), arguments);
    EXPECT_EQ(got.code, 3);
    EXPECT_EQ(got.err, "nmf: " + message + "\n");
  }
}

TEST(CommandLine, NoConfigIsNeeded) {
  const TemporaryDirectory directory;
  const Finished got = run(directory.path(), tiny_fit(directory, {"-k", "2", "--output", "model"}));
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(got.out, StartsWith("Epoch: 0, Loss: "));
  EXPECT_THAT(got.out, HasSubstr("\nEpoch: 10, Loss: "));
  EXPECT_THAT(got.out, HasSubstr("apple"));  // show: topics is the default
  EXPECT_TRUE(std::filesystem::exists(directory / "model/model.json"));
}

TEST(CommandLine, TheDefaultDirectoryIsNamedAfterTheInput) {
  const TemporaryDirectory directory;
  const Finished got = run(directory.path(), tiny_fit(directory, {"-k", "2"}));
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_TRUE(std::filesystem::exists(directory / "runs/counts/model.json"));
}

TEST(CommandLine, TheDefaultDirectoryOfStandardInputIsStdin) {
  const TemporaryDirectory directory;
  std::vector<std::string> arguments = tiny_fit(directory, {"--set", "corpus.format=ldac"});
  std::replace(arguments.begin(), arguments.end(), std::string("counts.ldac"), std::string("-"));
  const pid_t child = start(directory.path(), arguments, "stdout.txt", "counts.ldac");
  const Finished got = finish(child, directory.path());
  ASSERT_EQ(got.code, 0) << got.err;
  EXPECT_TRUE(std::filesystem::exists(directory / "runs/stdin/model.json"));
}

TEST(CommandLine, ACommaBelongsToTheValueOfSet) {
  const TemporaryDirectory directory;
  const Finished got =
      run(directory.path(),
          tiny_fit(directory, {"-k", "2", "--set", "factorization.betas=[0.5, 0.75]"}));
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_THAT(read_file(directory / "runs/counts/model.json"), HasSubstr("0.75"));
}

TEST(CommandLine, QuietSaysNothingOnStandardError) {
  const TemporaryDirectory directory;
  const Finished got = run(directory.path(), tiny_fit(directory, {"-k", "2", "--quiet"}));
  EXPECT_EQ(got.code, 0);
  EXPECT_EQ(got.err, "");
}

TEST(CommandLine, ConfigPrintsWhatConfigReads) {
  const TemporaryDirectory directory;
  const Finished first = run(directory.path(), {"config", "--set", "factorization.seed=7"});
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("seed: 7"));
  std::ofstream(directory / "again.yaml") << first.out;
  const Finished second = run(directory.path(), {"config", "again.yaml"});
  EXPECT_EQ(second.code, 0) << second.err;
  EXPECT_THAT(second.out, HasSubstr("seed: 7"));
}

TEST(CommandLine, ASecondFitReplacesTheFirst) {
  const TemporaryDirectory directory;
  ASSERT_EQ(run(directory.path(), tiny_fit(directory, {"-k", "2"})).code, 0);
  const std::string first = read_file(directory / "runs/counts/factors.safetensors");
  ASSERT_EQ(run(directory.path(), tiny_fit(directory, {"-k", "1"})).code, 0);
  EXPECT_NE(read_file(directory / "runs/counts/factors.safetensors"), first);
  std::size_t entries = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(directory / "runs"))
    ++entries;
  EXPECT_EQ(entries, 1U);
}

}  // namespace
}  // namespace nmf::test
