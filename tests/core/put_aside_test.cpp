#include "nmf/core/put_aside.h"

#include <gtest/gtest.h>

#include "nmf/core/archive.h"
#include "nmf/core/error.h"
#include "tests/support/archive_writer.h"
#include "tests/support/memory_stream.h"
#include "tests/support/standard_input_from.h"

namespace nmf {
namespace {

TEST(PutAside, GivesAFileThatCanBeJumpedAboutIn) {
  const std::string text = std::string(3'000'000, 'a') + "end";
  test::MemoryStream stream(text);
  std::int64_t told = 0;
  const auto file = put_aside("name", stream, [&](const Progress& p) {
    told = p.done;
    return true;
  });
  EXPECT_EQ(told, 3'000'003);
  EXPECT_EQ(file->where(), "name");
  EXPECT_EQ(file->size(), 3'000'003);
  file->file().seek(3'000'000);
  EXPECT_EQ(test::read_all(*file), "end");
  file->file().seek(0);
  EXPECT_EQ(test::read_all(*file), text);
}

TEST(PutAside, CanBeInterrupted) {
  test::MemoryStream stream("text");
  EXPECT_THROW(put_aside("name", stream, [](const Progress&) { return false; }), Interrupted);
}

// ArchiveReader uses it.
TEST(PutAside, LetsAPackedZipAndOneFromStandardInputBeRead) {
  const test::TemporaryDirectory folder;
  test::write_archive(folder / "a.zip", {{"a", "one"}, {"b", "two"}});
  const std::string zip = test::read_file(folder / "a.zip");
  const auto expect_members = [](const std::string& path) {
    ArchiveReader archive(path);
    ASSERT_TRUE(archive.next());
    EXPECT_EQ(archive.read(10), "one");
    ASSERT_TRUE(archive.next());
    EXPECT_EQ(archive.member(), "b");
    EXPECT_EQ(archive.read(10), "two");
    EXPECT_FALSE(archive.next());
  };
  test::write_compressed(folder / "a.zip.gz", zip);
  expect_members((folder / "a.zip.gz").string());
  const test::StandardInputFrom input(zip);
  expect_members("-");
}

// A zip that shrank a thousandfold in a gzip: each layer may pass, both together may not.
TEST(PutAside, CountsBothLayersOfABomb) {
  const test::TemporaryDirectory folder;
  test::write_archive(folder / "a.zip", {{"a", std::string(kExpansionGrace + 1, '\0')}});
  test::write_compressed(folder / "a.zip.gz", test::read_file(folder / "a.zip"));
  ASSERT_LT(std::filesystem::file_size(folder / "a.zip.gz"), kExpansionGrace / kMaxExpansion);
  ArchiveReader archive((folder / "a.zip.gz").string());
  ASSERT_TRUE(archive.next());
  EXPECT_NE(test::message_of<IoError>([&] {
              archive.read(2 * kExpansionGrace);
            }).find("refused as a decompression bomb"),
            std::string::npos);
}

}  // namespace
}  // namespace nmf
