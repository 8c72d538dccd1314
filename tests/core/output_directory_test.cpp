#include "nmf/core/output_directory.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

#include "nmf/core/error.h"
#include "nmf/core/output_file.h"
#include "tests/support/temporary_directory.h"

namespace {

namespace fs = std::filesystem;
using nmf::OutputDirectory;
using nmf::test::message_of;
using nmf::test::read_file;
using nmf::test::TemporaryDirectory;

const std::vector<std::string> kFiles = {"model.json"};

std::vector<std::string> names_in(const fs::path& directory) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(directory)) {
    names.push_back(entry.path().filename().string());
  }
  return names;
}

/// Writes a whole output whose marker holds `text`.
void write_output(const fs::path& target, const std::string& text) {
  OutputDirectory output(target, kFiles, "model.json");
  nmf::write_file(output.file("model.json"), text);
  output.commit();
}

std::string refusal(const fs::path& target) {
  return message_of<nmf::IoError>([&] { OutputDirectory(target, kFiles, "model.json"); });
}

TEST(OutputDirectory, AppearsOnlyWithCommit) {
  const TemporaryDirectory folder;
  OutputDirectory output(folder / "out/", kFiles, "model.json");
  nmf::write_file(output.file("model.json"), "{}");
  EXPECT_EQ(output.target(), folder / "out");
  EXPECT_EQ(output.directory() / "model.json", output.file("model.json"));
  EXPECT_FALSE(fs::exists(folder / "out"));
  output.commit();
  EXPECT_EQ(read_file(folder / "out/model.json"), "{}");
  EXPECT_THAT(names_in(folder.path()), testing::ElementsAre("out"));
}

TEST(OutputDirectory, ErrorsOfItsFilesNameTheTarget) {
  const TemporaryDirectory folder;
  OutputDirectory output(folder / "out", kFiles, "model.json");
  EXPECT_EQ(message_of<nmf::IoError>([&] {
              output.fill([](const fs::path& directory) {
                nmf::write_file(directory / "no" / "such", "text");
              });
            }),
            (folder / "out/no/such").string() + ": can't create: No such file or directory");
  output.fill([](const fs::path& directory) { nmf::write_file(directory / "model.json", "{}"); });
  output.commit();
  EXPECT_EQ(read_file(folder / "out/model.json"), "{}");
}

TEST(OutputDirectory, ReplacesItsEarlierOutputWhole) {
  const TemporaryDirectory folder;
  write_output(folder / "out", "first");
  write_output(folder / "out", "second");
  EXPECT_EQ(read_file(folder / "out/model.json"), "second");
  EXPECT_THAT(names_in(folder / "out"), testing::ElementsAre("model.json"));
  EXPECT_THAT(names_in(folder.path()), testing::ElementsAre("out"));
}

TEST(OutputDirectory, WithoutCommitEverythingIsAsBefore) {
  const TemporaryDirectory folder;
  write_output(folder / "out", "first");
  {
    OutputDirectory output(folder / "out", kFiles, "model.json");
    nmf::write_file(output.file("model.json"), "second");
  }
  EXPECT_EQ(read_file(folder / "out/model.json"), "first");
  EXPECT_THAT(names_in(folder.path()), testing::ElementsAre("out"));
}

TEST(OutputDirectory, MissingParentsAreMadeAndGoAgainWithoutCommit) {
  const TemporaryDirectory folder;
  { OutputDirectory output(folder / "a/b/out", kFiles, "model.json"); }
  EXPECT_THAT(names_in(folder.path()), testing::IsEmpty());
  write_output(folder / "a/b/out", "{}");
  EXPECT_EQ(read_file(folder / "a/b/out/model.json"), "{}");
}

TEST(OutputDirectory, KeepsTheModeOfAnEmptyTarget) {
  const TemporaryDirectory folder;
  fs::create_directory(folder / "out");
  fs::permissions(folder / "out", fs::perms::owner_all);
  write_output(folder / "out", "{}");
  EXPECT_EQ(fs::status(folder / "out").permissions(), fs::perms::owner_all);
}

TEST(OutputDirectory, FollowsTheUserMaskElse) {
  const TemporaryDirectory folder;
  const mode_t mask = ::umask(027);
  write_output(folder / "out", "{}");
  ::umask(mask);
  EXPECT_EQ(fs::status(folder / "out").permissions(), static_cast<fs::perms>(0750));
}

TEST(OutputDirectory, KnowsOnlyItsFiles) {
  const TemporaryDirectory folder;
  const OutputDirectory output(folder / "out", kFiles, "model.json");
  EXPECT_THROW((void)output.file("../model.json"), std::invalid_argument);
}

TEST(OutputDirectory, RefusesEarly) {
  const TemporaryDirectory folder;
  nmf::write_file(folder / "notes.txt", "precious");
  EXPECT_THAT(refusal(folder.path()), testing::HasSubstr("holds 'notes.txt'"));
  EXPECT_THAT(refusal(folder / "notes.txt"), testing::HasSubstr("is a file"));
  EXPECT_THAT(refusal("/"), testing::HasSubstr("got '/'"));
  EXPECT_EQ(read_file(folder / "notes.txt"), "precious");
}

TEST(OutputDirectory, AParentThatIsAFileIsNamed) {
  const TemporaryDirectory folder;
  const std::string file = (folder / "file").string();
  nmf::write_file(file, "");
  EXPECT_EQ(refusal(folder / "file/out"), file + ": is not a directory, so " + file +
                                              " can't be made in it; choose another place");
  EXPECT_EQ(refusal(folder / "file/a/out"), file + ": is not a directory, so " + file +
                                                "/a can't be made in it; choose another place");
}

TEST(OutputDirectory, AParentThatTakesNothingIsNamed) {
  EXPECT_EQ(refusal("/proc/out"),
            "/proc/out: can't be created: No such file or directory; choose another place");
  EXPECT_EQ(refusal("/proc/a/out"),
            "/proc/a: can't make this directory: No such file or directory; choose another place");
}

TEST(OutputDirectory, ATooLongNameIsRefused) {
  const TemporaryDirectory folder;
  EXPECT_THAT(refusal(folder / std::string(250, 'x')), testing::HasSubstr("File name too long"));
}

TEST(OutputDirectory, AForeignFileThatComesMeanwhileIsKeptAndSoIsTheResult) {
  const TemporaryDirectory folder;
  write_output(folder / "out", "first");
  OutputDirectory output(folder / "out", kFiles, "model.json");
  nmf::write_file(output.file("model.json"), "second");
  nmf::write_file(folder / "out/notes.txt", "precious");
  const fs::path kept = folder / fmt::format("out.new-{}", ::getpid());
  const std::string message = message_of<nmf::IoError>([&] { output.commit(); });
  EXPECT_THAT(message, testing::HasSubstr("holds 'notes.txt'"));
  EXPECT_THAT(message, testing::HasSubstr("; the result is kept in " + kept.string()));
  EXPECT_EQ(read_file(folder / "out/notes.txt"), "precious");
  EXPECT_EQ(read_file(folder / "out/model.json"), "first");
  EXPECT_EQ(read_file(kept / "model.json"), "second");
}

TEST(OutputDirectory, WhatAKilledRunLeftIsRemovedByTheNext) {
  const TemporaryDirectory folder;
  const pid_t child = ::fork();
  if (child == 0) {
    const OutputDirectory output(folder / "out", kFiles, "model.json");
    nmf::write_file(output.file("model.json"), "half");
    ::raise(SIGKILL);
  }
  ::waitpid(child, nullptr, 0);
  ASSERT_EQ(names_in(folder.path()).size(), 1);
  write_output(folder / "out", "{}");
  EXPECT_THAT(names_in(folder.path()), testing::ElementsAre("out"));
}

TEST(OutputDirectory, TwoAtOnceDoNotMeet) {
  const TemporaryDirectory folder;
  OutputDirectory first(folder / "out", kFiles, "model.json");
  OutputDirectory second(folder / "out", kFiles, "model.json");
  nmf::write_file(first.file("model.json"), "first");
  nmf::write_file(second.file("model.json"), "second");
  second.commit();
  first.commit();
  EXPECT_EQ(read_file(folder / "out/model.json"), "first");
}

}  // namespace
