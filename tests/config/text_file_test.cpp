#include "nmf/config/text_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "tests/config/support.h"

namespace nmf::config {
namespace {

using test::message_of;
using Words = std::vector<std::string>;

class TextFile : public testing::Test {
 protected:
  std::string file(std::string_view bytes) const {
    test::write_file(folder_ / "file", bytes);
    return (folder_ / "file").string();
  }
  test::TemporaryDirectory folder_;
};

TEST_F(TextFile, AllBytes) {
  const std::string bytes("a\0b\r\n\xff", 6);
  EXPECT_EQ(read_text_file(file(bytes), 6), bytes);
  EXPECT_EQ(read_text_file(file(""), 0), "");
}

TEST_F(TextFile, NoMoreThanAllowed) {
  EXPECT_EQ(message_of<FileFault>([&] { read_text_file(file("1234567"), 6); }),
            "got more than 6 bytes, expected at most that");
  EXPECT_EQ(message_of<FileFault>([&] { read_text_file("/dev/zero", 100); }),
            "got more than 100 bytes, expected at most that");
}

TEST_F(TextFile, WhatIsNoFile) {
  const auto fault = [](const std::string& path) {
    return message_of<FileFault>([&] { read_text_file(path, 10); });
  };
  EXPECT_EQ(fault((folder_ / "missing").string()), "no such file");
  EXPECT_EQ(fault(file("x") + "/y"), "no such file");
  EXPECT_EQ(fault(""), "no such file");
  EXPECT_EQ(fault(folder_.path().string()), "is a folder, expected a file");
  EXPECT_EQ(fault(std::string(5000, 'x')), "File name too long");
}

TEST_F(TextFile, WithoutPermission) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const std::string path = file("x");
  ASSERT_EQ(::chmod(path.c_str(), 0), 0);
  EXPECT_EQ(message_of<FileFault>([&] { read_text_file(path, 10); }), "Permission denied");
}

TEST_F(TextFile, APipe) {
  const std::string pipe = (folder_ / "pipe").string();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::thread writer([&] { test::write_file(pipe, "a: b\n"); });
  EXPECT_EQ(read_text_file(pipe, 100), "a: b\n");
  writer.join();
}

TEST_F(TextFile, WordsOneALine) {
  EXPECT_EQ(read_word_list(file("the\nof\n")), (Words{"the", "of"}));
  EXPECT_EQ(read_word_list(file("the\nof")), (Words{"the", "of"}));
  EXPECT_EQ(read_word_list(file("\ufeffthe\r\n\r\n \t\n  of \r\n\u00e4\n")),
            (Words{"the", "of", "\u00e4"}));
  EXPECT_EQ(read_word_list(file("")), Words{});
}

TEST_F(TextFile, WordsAreUtf8) {
  EXPECT_EQ(message_of<FileFault>([&] { read_word_list(file("a\nb\n\xe4\n")); }),
            "line 3 is not UTF-8");
}

}  // namespace
}  // namespace nmf::config
