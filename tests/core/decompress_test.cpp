// Covers standard_input.cpp.
#include "nmf/core/decompress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/support/archive_writer.h"
#include "tests/support/standard_input_from.h"

namespace nmf {
namespace {

using test::message_of;
using test::TemporaryDirectory;

std::string inside(const std::filesystem::path& path) {
  DecompressedFile file(path.string());
  return test::read_all(file);
}

std::string numbers() {
  std::string text;
  for (int i = 0; i < 30'000; ++i) text += std::to_string(i * 7919 % 10'007) + '\n';
  return text;
}

class Compressions : public testing::TestWithParam<const char*> {};

TEST_P(Compressions, GivesTheTextInside) {
  const TemporaryDirectory folder;
  for (const std::string& text : {std::string(), std::string("x"), numbers()}) {
    test::write_compressed(folder / GetParam(), text);
    EXPECT_EQ(inside(folder / GetParam()), text);
    // The content decides, not the name.
    std::filesystem::rename(folder / GetParam(), folder / "renamed");
    EXPECT_EQ(inside(folder / "renamed"), text);
  }
}

TEST_P(Compressions, EveryTruncationIsAnError) {
  const TemporaryDirectory folder;
  test::write_compressed(folder / GetParam(), "a text that is not so very short, is it? 31415926");
  const std::string whole = test::read_file(folder / GetParam());
  // Below ten bytes it is too short to be told from a plain file.
  for (std::size_t size = 10; size < whole.size(); ++size) {
    test::write_file(folder / "cut", std::string_view(whole).substr(0, size));
    EXPECT_THAT(message_of<IoError>([&] { inside(folder / "cut"); }),
                testing::HasSubstr("truncated"))
        << size;
  }
}

INSTANTIATE_TEST_SUITE_P(All, Compressions, testing::Values("t.gz", "t.xz", "t.zst", "t.bz2"));

// libarchive's own bzip2 takes it for the end.
TEST(DecompressedFile, WhatFollowsThePackedDataIsAnError) {
  const test::TemporaryDirectory folder;
  for (const char* name : {"t.gz", "t.xz", "t.zst", "t.bz2"}) {
    test::write_compressed(folder / name, "text\n");
    const std::string packed = test::read_file(folder / name);
    for (const std::string& end : {packed, packed + packed}) {  // streams in a row are one text
      test::write_file(folder / "whole", packed + end);
      DecompressedFile file((folder / "whole").string());
      EXPECT_EQ(test::read_all(file), end == packed ? "text\ntext\n" : "text\ntext\ntext\n");
    }
    for (const std::string& end : {std::string("junk"), packed.substr(0, 3)}) {
      test::write_file(folder / "cut", packed + end);
      const auto read = [&] {
        DecompressedFile file((folder / "cut").string());
        return test::read_all(file);
      };
      EXPECT_THROW(read(), IoError) << name;
    }
  }
}

TEST(DecompressedFile, LeavesAPlainFileAlone) {
  const TemporaryDirectory folder;
  for (const std::string& text :
       {std::string(), std::string("BZh9 is how bzip2 begins"), numbers()}) {
    test::write_file(folder / "plain", text);
    EXPECT_EQ(inside(folder / "plain"), text);
  }
}

TEST(DecompressedFile, RefusesABomb) {
  const TemporaryDirectory folder;
  test::write_compressed(folder / "bomb.zst", std::string(1 << 20, '\0'), 300);
  EXPECT_THAT(message_of<IoError>([&] {
                DecompressedFile file((folder / "bomb.zst").string());
                std::string buffer(1 << 20, '\0');
                while (file.read(buffer) > 0) {
                }
              }),
              testing::HasSubstr("over 1000 times as much; refused as a decompression bomb"));
}

TEST(DecompressedFile, PeeksWithoutReading) {
  const TemporaryDirectory folder;
  for (const char* name : {"t", "t.gz", "t.zst"}) {
    test::write_compressed(folder / name, numbers());
    DecompressedFile file((folder / name).string());
    EXPECT_EQ(file.peek(300), numbers().substr(0, 300)) << name;
    EXPECT_EQ(file.peek(20'000), numbers().substr(0, 20'000)) << name;
    EXPECT_EQ(test::read_all(file), numbers()) << name;
    EXPECT_EQ(file.position(), file.size()) << name;
    const test::StandardInputFrom input(test::read_file(folder / name));
    DecompressedFile piped("-");
    EXPECT_TRUE(piped.is_standard_input());
    EXPECT_EQ(piped.size(), 0);
    EXPECT_EQ(piped.peek(300), numbers().substr(0, 300)) << name;
    EXPECT_EQ(piped.peek(20'000), numbers().substr(0, 20'000)) << name;
    EXPECT_EQ(test::read_all(piped), numbers()) << name;
    EXPECT_EQ(piped.position(), file.size()) << name;
  }
  const test::StandardInputFrom input("short");
  DecompressedFile piped("-");
  EXPECT_EQ(piped.peek(300), "short");
  EXPECT_EQ(test::read_all(piped), "short");
}

TEST(DecompressedFile, RefusesABombFromStandardInput) {
  const TemporaryDirectory folder;
  test::write_compressed(folder / "bomb.zst", std::string(1 << 20, '\0'), 300);
  const test::StandardInputFrom input(test::read_file(folder / "bomb.zst"));
  EXPECT_THAT(message_of<IoError>([&] {
                DecompressedFile file("-");
                std::string buffer(1 << 20, '\0');
                while (file.read(buffer) > 0) {
                }
              }),
              testing::HasSubstr("over 1000 times as much; refused as a decompression bomb"));
}

TEST(CheckExpansion, AllowsAThousandTimesBeyondTheGrace) {
  constexpr std::int64_t kMiB = 1 << 20;
  EXPECT_NO_THROW(check_expansion("f", 256 * kMiB, 1));
  EXPECT_NO_THROW(check_expansion("f", 1'000'000'999, 1'000'000));
  EXPECT_EQ(
      message_of<IoError>([] { check_expansion("f", 1'000'001'000, 1'000'000); }),
      "f: 1000000 bytes hold more than 1000001000 bytes, over 1000 times as much; refused as a "
      "decompression bomb");
  EXPECT_THROW(check_expansion("f", 256 * kMiB + 1, 1), IoError);
}

}  // namespace
}  // namespace nmf
