#include "nmf/core/partial_directory.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "nmf/core/output_file.h"
#include "tests/support/temporary_directory.h"

namespace {

namespace fs = std::filesystem;
using nmf::test::TemporaryDirectory;

/// The id of a process that has ended.
pid_t dead_process() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ::waitpid(child, nullptr, 0);
  return child;
}

TEST(PartialDirectory, LiesHiddenBesideItsTarget) {
  EXPECT_EQ(nmf::partial_directory("/a/b", 3), fmt::format("/a/.b.partial-{}-3", ::getpid()));
}

TEST(PartialDirectory, OfADeadProcessIsRemoved) {
  const TemporaryDirectory folder;
  const fs::path stale = folder / fmt::format(".out.partial-{}-0", dead_process());
  fs::create_directory(stale);
  nmf::write_file(stale / "file", "half");
  nmf::remove_stale_partials(folder / "out");
  EXPECT_FALSE(fs::exists(stale));
}

TEST(PartialDirectory, InUseOrOfAnotherTargetStays) {
  const TemporaryDirectory folder;
  const pid_t dead = dead_process();
  const std::vector<fs::path> others = {
      folder / fmt::format(".out.partial-{}-0", ::getpid()),       // alive
      folder / fmt::format(".outer.partial-{}-0", dead),           // another target
      folder / fmt::format(".out.partial-{}", dead),               // none of our names
      folder / ".out.partial-abc-0", folder / ".out.partial--1-0"  // likewise
  };
  for (const fs::path& other : others) fs::create_directory(other);
  nmf::remove_stale_partials(folder / "out");
  for (const fs::path& other : others) EXPECT_TRUE(fs::exists(other)) << other;
}

TEST(PartialDirectory, LockedByAnybodyStays) {
  const TemporaryDirectory folder;
  const fs::path locked = folder / fmt::format(".out.partial-{}-0", dead_process());
  fs::create_directory(locked);
  const int lock = nmf::lock_directory(locked);
  ASSERT_GE(lock, 0);
  nmf::remove_stale_partials(folder / "out");
  EXPECT_TRUE(fs::exists(locked));
  ::close(lock);
  nmf::remove_stale_partials(folder / "out");
  EXPECT_FALSE(fs::exists(locked));
}

TEST(PartialDirectory, ALinkIsNotFollowed) {
  const TemporaryDirectory folder;
  fs::create_directory(folder / "precious");
  nmf::write_file(folder / "precious/file", "kept");
  fs::create_directory_symlink(folder / "precious",
                               folder / fmt::format(".out.partial-{}-0", dead_process()));
  nmf::remove_stale_partials(folder / "out");
  EXPECT_TRUE(fs::exists(folder / "precious/file"));
}

TEST(PartialDirectory, AMissingFolderIsNoError) {
  EXPECT_NO_THROW(nmf::remove_stale_partials("/no/such/folder/out"));
}

}  // namespace
