#include "nmf/core/gzip_stream.h"

#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "nmf/core/input_file.h"
#include "tests/support/archive_writer.h"

namespace nmf::detail {
namespace {

using test::TemporaryDirectory;

std::string gzipped(std::string_view text) {
  const TemporaryDirectory folder;
  test::write_compressed(folder / "x.gz", text);
  return test::read_file(folder / "x.gz");
}

std::string inside(std::string_view bytes) {
  const TemporaryDirectory folder;
  test::write_file(folder / "x.gz", bytes);
  InputFile file((folder / "x.gz").string());
  GzipStream stream("x.gz", file);
  return test::read_all(stream);
}

std::string refusal(std::string_view bytes) {
  return test::message_of<IoError>([&] { inside(bytes); });
}

TEST(GzipStream, GivesTheTextOfAllMembers) {
  std::string text;
  for (int i = 0; i < 40'000; ++i) text += std::to_string(i * i) + ' ';
  EXPECT_EQ(inside(gzipped("")), "");
  EXPECT_EQ(inside(gzipped(text)), text);
  EXPECT_EQ(inside(gzipped("one ") + gzipped("") + gzipped("two")), "one two");
  EXPECT_EQ(inside(gzipped("padded") + std::string(1000, '\0')), "padded");
}

TEST(GzipStream, RefusesEveryTruncation) {
  const std::string whole = gzipped("a text of some length, a text of some length");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(refusal(whole.substr(0, size)),
              "x.gz: truncated gzip data; fetch or make the file again")
        << size;
  }
}

TEST(GzipStream, VerifiesChecksumAndLength) {
  const std::string whole = gzipped("text");
  std::string checksum = whole;
  checksum[whole.size() - 8] = static_cast<char>(checksum[whole.size() - 8] ^ 1);
  EXPECT_EQ(refusal(checksum),
            "x.gz: corrupt gzip data (incorrect data check); fetch or make the file again");
  std::string length = whole;
  length[whole.size() - 1] = 1;
  EXPECT_EQ(refusal(length),
            "x.gz: corrupt gzip data (incorrect length check); fetch or make the file again");
}

TEST(GzipStream, RefusesGarbageBehindTheData) {
  EXPECT_EQ(refusal(gzipped("text") + "garbage"),
            "x.gz: corrupt gzip data (incorrect header check); fetch or make the file again");
}

}  // namespace
}  // namespace nmf::detail
