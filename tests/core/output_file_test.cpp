#include "nmf/core/output_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/support/temporary_directory.h"

namespace {

using nmf::test::message_of;
using nmf::test::read_file;
using nmf::test::TemporaryDirectory;

TEST(OutputFile, HoldsWhatWasWrittenInOrder) {
  const TemporaryDirectory folder;
  const std::string large(200'000, 'x');  // more than the buffer takes
  nmf::OutputFile file(folder / "a");
  file.write("begin ");
  file.write(large);
  file.write(" end");
  file.close();
  EXPECT_EQ(read_file(folder / "a"), "begin " + large + " end");
}

TEST(OutputFile, EmptiesWhatWasThere) {
  const TemporaryDirectory folder;
  nmf::write_file(folder / "a", "a long text");
  nmf::write_file(folder / "a", "short");
  EXPECT_EQ(read_file(folder / "a"), "short");
  nmf::write_file(folder / "a", "");
  EXPECT_EQ(read_file(folder / "a"), "");
}

TEST(OutputFile, SaysWhyItCannotBeCreated) {
  const TemporaryDirectory folder;
  const std::string missing = (folder / "no" / "a").string();
  EXPECT_EQ(message_of<nmf::IoError>([&] { nmf::write_file(missing, "x"); }),
            missing + ": can't create: No such file or directory");
  EXPECT_EQ(message_of<nmf::IoError>([&] { nmf::write_file(folder.path(), "x"); }),
            folder.path().string() + ": can't create: Is a directory");
}

TEST(OutputFile, AFullDiskIsAnErrorThatNamesTheFile) {
  EXPECT_EQ(message_of<nmf::IoError>([&] { nmf::write_file("/dev/full", "x"); }),
            "/dev/full: can't write: No space left on device after 0 bytes; free some space or "
            "choose a place on another disk");
}

TEST(OutputFile, AFullDiskShowsWhileWritingToo) {
  nmf::OutputFile file("/dev/full");
  EXPECT_THROW(file.write(std::string(100'000, 'x')), nmf::IoError);
}

}  // namespace
