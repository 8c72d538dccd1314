#include "nmf/core/replace_directory.h"

#include <gtest/gtest.h>

#include <system_error>

#include "nmf/core/output_file.h"
#include "tests/support/temporary_directory.h"

namespace {

namespace fs = std::filesystem;
using nmf::test::read_file;
using nmf::test::TemporaryDirectory;

using Replace = void (*)(const fs::path&, const fs::path&);

class ReplaceDirectory : public testing::TestWithParam<Replace> {
 protected:
  ReplaceDirectory() {
    fs::create_directory(folder_ / "new");
    nmf::write_file(folder_ / "new/file", "new");
  }
  void make_old() const {
    fs::create_directory(folder_ / "old");
    nmf::write_file(folder_ / "old/file", "old");
    nmf::write_file(folder_ / "old/other", "old");
  }
  [[nodiscard]] std::ptrdiff_t entries() const {
    return std::distance(fs::directory_iterator(folder_.path()), {});
  }
  TemporaryDirectory folder_;
};

TEST_P(ReplaceDirectory, PutsTheNewInPlaceOfTheOld) {
  make_old();
  GetParam()(folder_ / "new", folder_ / "old");
  EXPECT_EQ(read_file(folder_ / "old/file"), "new");
  EXPECT_FALSE(fs::exists(folder_ / "old/other"));
  EXPECT_EQ(entries(), 1);
}

TEST_P(ReplaceDirectory, ChangesNothingWhereItFails) {
  make_old();
  EXPECT_THROW(GetParam()(folder_ / "missing", folder_ / "old"), std::system_error);
  EXPECT_EQ(read_file(folder_ / "old/file"), "old");
  EXPECT_EQ(entries(), 2);
}

INSTANTIATE_TEST_SUITE_P(BothWays, ReplaceDirectory,
                         testing::Values(nmf::replace_directory,
                                         nmf::replace_directory_by_renames));

TEST_F(ReplaceDirectory, TakesTheNameOfNothingAndOfAnEmptyDirectory) {
  nmf::replace_directory(folder_ / "new", folder_ / "first");
  fs::create_directory(folder_ / "second");
  nmf::replace_directory(folder_ / "first", folder_ / "second");
  EXPECT_EQ(read_file(folder_ / "second/file"), "new");
  EXPECT_EQ(entries(), 1);
}

}  // namespace
