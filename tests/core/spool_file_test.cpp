#include "nmf/core/spool_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "nmf/core/error.h"
#include "nmf/core/spooled_stream.h"
#include "tests/support/archive_writer.h"
#include "tests/support/memory_stream.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

using testing::HasSubstr;

/// Sets TMPDIR for as long as it lives.
class TmpDir {
 public:
  explicit TmpDir(const std::string& path) {
    if (const char* was = std::getenv("TMPDIR")) before_ = was;
    ::setenv("TMPDIR", path.c_str(), 1);
  }
  ~TmpDir() { before_.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", before_.c_str(), 1); }
  TmpDir(const TmpDir&) = delete;
  TmpDir& operator=(const TmpDir&) = delete;

 private:
  std::string before_;
};

TEST(SpoolFile, GivesBackWhatWasPutAsideInAnyOrder) {
  using namespace std::string_literals;
  const std::vector<std::string> texts = {"one", "", "a\0b"s, std::string(3'000'000, 'x'), "last"};
  SpoolFile spool;
  std::vector<SpoolFile::Place> places;
  std::string text = "what was there";
  for (const std::string& put : texts) {
    places.push_back(spool.write(put));
    spool.read(places.front(), text);  // between two writes
    EXPECT_EQ(text, texts.front());
  }
  for (std::size_t i = texts.size(); i-- > 0;) {
    spool.read(places[i], text);
    EXPECT_EQ(text, texts[i]);
  }
}

TEST(SpoolFile, CopiesStreamsThatAreReadAgain) {
  const std::string large(2'500'000, 'y');
  test::MemoryStream first("first"), second(large), empty("");
  SpoolFile spool;
  const SpoolFile::Place places[] = {spool.copy(first), spool.copy(empty), spool.copy(second)};
  SpooledStream stream(spool);
  stream.start(places[2]);
  EXPECT_EQ(test::read_all(stream), large);
  stream.start(places[1]);
  EXPECT_EQ(test::read_all(stream), "");
  stream.start(places[0]);
  EXPECT_EQ(test::read_all(stream), "first");
}

TEST(SpoolFile, LeavesNothingBehind) {
  const test::TemporaryDirectory folder;
  const TmpDir tmp(folder.path().string());
  SpoolFile spool;
  spool.write("text");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(SpoolFile, SaysWhereItCouldNotBeMade) {
  const TmpDir tmp("/nowhere/at/all");
  EXPECT_THAT(
      test::message_of<IoError>([] { SpoolFile spool; }),
      HasSubstr("/nowhere/at/all: a temporary file, to put data aside in, can't be used: No such"));
}

}  // namespace
}  // namespace nmf
