#include "nmf/core/input_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "nmf/core/error.h"
#include "tests/support/archive_writer.h"

namespace nmf {
namespace {

using test::message_of;
using test::TemporaryDirectory;

std::string refusal(const std::filesystem::path& path) {
  return message_of<IoError>([&] { const InputFile file(path.string()); });
}

TEST(InputFile, ReadsSeeksAndCounts) {
  const TemporaryDirectory folder;
  test::write_file(folder / "f", "0123456789");
  InputFile file((folder / "f").string());
  EXPECT_EQ(file.size(), 10);
  std::string buffer(4, '\0');
  EXPECT_EQ(file.read(buffer), 4U);
  EXPECT_EQ(buffer, "0123");
  EXPECT_EQ(file.position(), 4);
  file.seek(8);
  EXPECT_EQ(file.read(buffer), 2U);
  EXPECT_EQ(buffer.substr(0, 2), "89");
  EXPECT_EQ(file.position(), 10);
  EXPECT_EQ(file.read(buffer), 0U);
}

TEST(InputFile, OpensRegularFilesOnly) {
  const TemporaryDirectory folder;
  EXPECT_EQ(refusal(folder / "none"), (folder / "none").string() + ": no such file or folder");
  EXPECT_EQ(refusal(folder.path()), folder.path().string() + ": is a folder, expected a file");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(refusal(folder / "pipe"), testing::HasSubstr("is not a regular file"));
}

TEST(InputFile, SaysWhyItCannotBeRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "the superuser may read everything";
  const TemporaryDirectory folder;
  test::write_file(folder / "secret", "x");
  ASSERT_EQ(::chmod((folder / "secret").c_str(), 0), 0);
  EXPECT_EQ(refusal(folder / "secret"),
            (folder / "secret").string() + ": can't be read: Permission denied");
}

}  // namespace
}  // namespace nmf
