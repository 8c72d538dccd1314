#include "nmf/core/byte_progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace nmf {
namespace {

TEST(ByteProgress, ReportsEveryMebibyteAndTheEndOnce) {
  constexpr std::int64_t kMiB = 1 << 20;
  std::vector<std::int64_t> done;
  ByteProgress progress(
      [&](const Progress& p) {
        EXPECT_STREQ(p.stage, "reading");
        EXPECT_STREQ(p.unit, "bytes");
        EXPECT_EQ(p.total, 2 * kMiB + 5);
        done.push_back(p.done);
        return true;
      },
      2 * kMiB + 5);
  for (const std::int64_t position :
       {std::int64_t{1}, kMiB - 1, kMiB, kMiB + 1, 2 * kMiB, 2 * kMiB + 5, 2 * kMiB + 5}) {
    progress.at(position);
  }
  EXPECT_THAT(done, testing::ElementsAre(kMiB, 2 * kMiB, 2 * kMiB + 5));
}

TEST(ByteProgress, StopsWhenTheCallbackSaysSo) {
  ByteProgress progress([](const Progress&) { return false; }, 10);
  EXPECT_NO_THROW(progress.at(9));
  EXPECT_THROW(progress.at(10), Interrupted);
}

}  // namespace
}  // namespace nmf
