#include "nmf/core/output_target.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "nmf/core/output_file.h"
#include "tests/support/temporary_directory.h"

namespace {

namespace fs = std::filesystem;
using nmf::test::message_of;
using nmf::test::TemporaryDirectory;

const std::vector<std::string> kFiles = {"model.json", "topics.txt"};

std::string refusal(const fs::path& target) {
  return message_of<nmf::IoError>([&] { nmf::check_replaceable(target, kFiles, "model.json"); });
}

TEST(OutputTarget, IsAbsoluteWithoutSlashesAtTheEnd) {
  EXPECT_EQ(nmf::output_target("/a/b//"), "/a/b");
  EXPECT_EQ(nmf::output_target("runs/first/"), fs::current_path() / "runs/first");
}

TEST(OutputTarget, WhatNamesNoDirectoryIsRefused) {
  for (const std::string path : {"", "/", "//", ".", "..", "./", "a/..", "a/."}) {
    EXPECT_EQ(message_of<nmf::IoError>([&] { nmf::output_target(path); }),
              "output directory: got '" + path +
                  "', expected the path of a directory to create or replace; name one, such as "
                  "runs/first");
  }
}

TEST(OutputTarget, MissingEmptyAndOursMayBeReplaced) {
  const TemporaryDirectory folder;
  EXPECT_EQ(refusal(folder / "missing"), "");
  fs::create_directory(folder / "out");
  EXPECT_EQ(refusal(folder / "out"), "");
  nmf::write_file(folder / "out/model.json", "{}");
  nmf::write_file(folder / "out/topics.txt", "");
  EXPECT_EQ(refusal(folder / "out"), "");
}

TEST(OutputTarget, AForeignFileIsNamed) {
  const TemporaryDirectory folder;
  const std::string where = folder.path().string();
  nmf::write_file(folder / "model.json", "{}");
  nmf::write_file(folder / "zebra", "");
  nmf::write_file(folder / "notes.txt", "");
  EXPECT_EQ(refusal(folder.path()),
            where +
                ": holds 'notes.txt', which is not from this command, so the directory is not "
                "replaced; name another directory or move that file away");
}

TEST(OutputTarget, AFolderUnderOneOfOurNamesIsForeign) {
  const TemporaryDirectory folder;
  fs::create_directory(folder / "model.json");
  EXPECT_THAT(refusal(folder.path()), testing::HasSubstr("holds 'model.json', which is not from"));
}

TEST(OutputTarget, WithoutTheMarkerItIsNotOurs) {
  const TemporaryDirectory folder;
  nmf::write_file(folder / "topics.txt", "");
  EXPECT_EQ(refusal(folder.path()),
            folder.path().string() +
                ": is neither empty nor an earlier output of this command (it has no model.json), "
                "so it is not replaced; name another directory or empty it");
}

TEST(OutputTarget, AFileOfTheMarkersNameAloneIsSomebodyElses) {
  const TemporaryDirectory folder;
  nmf::write_file(folder / "model.json", "precious");
  EXPECT_THAT(refusal(folder.path()), testing::HasSubstr("(it has no topics.txt)"));
}

TEST(OutputTarget, AFileIsRefused) {
  const TemporaryDirectory folder;
  nmf::write_file(folder / "out", "precious");
  EXPECT_EQ(refusal(folder / "out"),
            (folder / "out").string() +
                ": is a file, expected a directory or nothing; name another place or remove it");
}

TEST(OutputTarget, ASymbolicLinkIsRefused) {
  const TemporaryDirectory folder;
  fs::create_directory(folder / "real");
  fs::create_directory_symlink("real", folder / "link");
  EXPECT_EQ(refusal(folder / "link"),
            (folder / "link").string() + ": is a symbolic link to real; name the directory itself");
  fs::create_directory_symlink("nowhere", folder / "dangling");
  EXPECT_THAT(refusal(folder / "dangling"), testing::HasSubstr("is a symbolic link to nowhere"));
}

TEST(OutputTarget, AMountPointIsRefused) {
  EXPECT_EQ(refusal("/proc"),
            "/proc: is a mount point, which can't be replaced whole; name a directory in it");
}

}  // namespace
