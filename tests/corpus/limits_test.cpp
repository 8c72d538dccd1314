#include "nmf/corpus/limits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "nmf/core/error.h"
#include "tests/support/temporary_directory.h"

namespace nmf::detail {
namespace {

/// So many bytes `x`; what nobody asked for is never made.
struct Xs : ByteStream {
  explicit Xs(std::size_t size) : left(size) {}
  std::size_t read(std::span<char> buffer) override {
    const std::size_t count = std::min(buffer.size(), left);
    std::fill_n(buffer.begin(), count, 'x');
    left -= count;
    return count;
  }
  std::size_t left;
};

std::string document(std::size_t size, std::int64_t limit) {
  Xs stream(size);
  std::string text = "of the last document";
  read_document(stream, "p", limit, text);
  return text;
}

TEST(ReadDocument, ReadsAllThereIs) {
  constexpr std::int64_t kAny = std::numeric_limits<std::int64_t>::max();
  for (const std::size_t size : {0, 1, 65'535, 65'536, 65'537, 131'072, 1'000'000}) {
    EXPECT_EQ(document(size, kAny), std::string(size, 'x'));
    EXPECT_EQ(document(size, static_cast<std::int64_t>(size)), std::string(size, 'x'));
  }
}

TEST(ReadDocument, StopsAtTheLimit) {
  EXPECT_EQ(test::message_of<IoError>([] { document(6, 5); }),
            "p: is larger than 5 bytes; refused; raise corpus.max_document_bytes to read it");
  Xs endless(std::numeric_limits<std::size_t>::max());
  std::string text;
  EXPECT_THROW(read_document(endless, "p", 1'000'000, text), IoError);
  EXPECT_LE(text.capacity(), 2'000'000U);
}

}  // namespace
}  // namespace nmf::detail
