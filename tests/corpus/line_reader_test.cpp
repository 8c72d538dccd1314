#include "nmf/corpus/line_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "nmf/core/error.h"
#include "nmf/corpus/limits.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

using testing::ElementsAre;

struct Text : ByteStream {
  explicit Text(std::string text) : rest(std::move(text)) {}
  std::size_t read(std::span<char> buffer) override {
    const std::size_t count = std::min(buffer.size(), rest.size() - at);
    std::copy_n(rest.data() + at, count, buffer.begin());
    at += count;
    return count;
  }
  std::string rest;
  std::size_t at = 0;
};

std::vector<std::string> lines_of(const std::string& text) {
  Text stream(text);
  LineReader reader("f", stream);
  std::vector<std::string> lines;
  for (std::string_view line; reader.next(line);) lines.emplace_back(line);
  EXPECT_EQ(reader.number(), static_cast<std::int64_t>(lines.size()));
  return lines;
}

TEST(LineReader, CutsAtLineEndsOfBothKinds) {
  EXPECT_THAT(lines_of(""), ElementsAre());
  EXPECT_THAT(lines_of("\n"), ElementsAre(""));
  EXPECT_THAT(lines_of("a"), ElementsAre("a"));
  EXPECT_THAT(lines_of("a\n"), ElementsAre("a"));
  EXPECT_THAT(lines_of("a\n\nb\n\n"), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(lines_of("a\r\nb\r\n\r\n"), ElementsAre("a", "b", ""));
  EXPECT_THAT(lines_of("a\rb\r"), ElementsAre("a\rb"));
  EXPECT_THAT(lines_of(std::string("a\0b\n", 4)), ElementsAre(std::string("a\0b", 3)));
}

TEST(LineReader, LeavesAByteOrderMarkOutAtTheStartOnly) {
  EXPECT_THAT(lines_of("\xEF\xBB\xBFtop\n\xEF\xBB\xBFnext"),
              ElementsAre("top", "\xEF\xBB\xBFnext"));
}

TEST(LineReader, JoinsWhatItsBufferCut) {
  std::string text;
  std::vector<std::string> wanted;
  for (std::size_t length = 65'530; length < 65'542; ++length) {
    wanted.emplace_back(length, static_cast<char>('a' + length % 26));
    text += wanted.back() + '\n';
  }
  wanted.emplace_back(200'000, 'z');
  EXPECT_EQ(lines_of(text + wanted.back()), wanted);
}

TEST(LineReader, RefusesALineWithoutEnd) {
  Text stream("short\n" + std::string(kMaxDocumentBytes + 100'000, 'x'));
  LineReader reader("f", stream);
  std::string_view line;
  ASSERT_TRUE(reader.next(line));
  EXPECT_EQ(reader.here(), "f:1");
  EXPECT_EQ(test::message_of<IoError>([&] { reader.next(line); }),
            "f:2: the line is longer than 67108864 bytes; refused");
}

}  // namespace
}  // namespace nmf
