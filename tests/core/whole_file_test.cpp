#include "nmf/core/whole_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "nmf/core/error.h"
#include "tests/support/temporary_directory.h"

namespace {

using namespace nmf::test;
using nmf::IoError;

bool starts_with_id(std::string_view line) { return line == "id,label"; }

std::size_t entries(const TemporaryDirectory& folder) {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator(folder.path()), {}));
}

std::string check_error(const std::filesystem::path& path) {
  return message_of<IoError>([&] { nmf::check_replaceable_file(path, starts_with_id); });
}

TEST(WholeFile, TakesThePlaceOfWhatWasThere) {
  const TemporaryDirectory folder;
  for (const char* text : {"first", "second"}) {
    nmf::write_whole_file(folder / "a.csv", [&](nmf::OutputFile& file) { file.write(text); });
    EXPECT_EQ(read_file(folder / "a.csv"), text);
    EXPECT_EQ(entries(folder), 1);
  }
}

TEST(WholeFile, IsNotThereBeforeItIsWhole) {
  const TemporaryDirectory folder;
  nmf::write_whole_file(folder / "a.csv", [&](nmf::OutputFile& file) {
    file.write("half");
    EXPECT_FALSE(std::filesystem::exists(folder / "a.csv"));
  });
  EXPECT_THROW(nmf::write_whole_file(folder / "a.csv",
                                     [&](nmf::OutputFile& file) {
                                       file.write("other");
                                       throw std::runtime_error("stopped");
                                     }),
               std::runtime_error);
  EXPECT_EQ(read_file(folder / "a.csv"), "half");
  EXPECT_EQ(entries(folder), 1);
}

TEST(WholeFile, ErrorsNameTheFileThatWasAskedFor) {
  EXPECT_EQ(
      message_of<IoError>([] { nmf::write_whole_file("/no/such/a.csv", [](nmf::OutputFile&) {}); }),
      "/no/such/a.csv: can't create: No such file or directory");
  const TemporaryDirectory folder;
  std::filesystem::create_directories(folder / "a.csv" / "full");
  EXPECT_THAT(message_of<IoError>(
                  [&] { nmf::write_whole_file(folder / "a.csv", [](nmf::OutputFile&) {}); }),
              testing::StartsWith((folder / "a.csv").string() + ": can't be replaced: "));
  EXPECT_EQ(entries(folder), 1);
}

TEST(WholeFile, OnlyNothingAnEmptyFileOrAnEarlierOutputIsReplaced) {
  const TemporaryDirectory folder;
  EXPECT_EQ(check_error(folder / "a.csv"), "");
  std::ofstream(folder / "a.csv") << "";
  EXPECT_EQ(check_error(folder / "a.csv"), "");
  std::ofstream(folder / "a.csv") << "id,label\r\n1,2\n";
  EXPECT_EQ(check_error(folder / "a.csv"), "");
  std::ofstream(folder / "a.csv") << "id,labels";
  EXPECT_EQ(check_error(folder / "a.csv"),
            (folder / "a.csv").string() +
                ": is not an earlier output of this command, so it is not replaced; name another "
                "file or move that one away");
}

TEST(WholeFile, WhatIsNoPlainFileIsRefused) {
  const TemporaryDirectory folder;
  EXPECT_THAT(check_error(folder.path()), testing::HasSubstr(": is no plain file"));
  std::filesystem::create_symlink("a.csv", folder / "link");
  EXPECT_THAT(check_error(folder / "link"), testing::HasSubstr(": is no plain file"));
  EXPECT_THAT(check_error(folder / "no" / "a.csv"),
              testing::HasSubstr("is not there; make it first"));
  EXPECT_THAT(check_error("a/.."), testing::HasSubstr("expected the path of a file"));
  EXPECT_THAT(check_error(""), testing::HasSubstr("expected the path of a file"));
}

}  // namespace
