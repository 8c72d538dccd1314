#include "nmf/corpus/source_path.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "nmf/core/error.h"
#include "tests/support/archive_writer.h"

namespace nmf::detail {
namespace {

std::string refusal(const std::string& path) {
  return test::message_of<Error>([&] { check_source(path); });
}

TEST(SourcePath, SaysWhatIsWrongWithIt) {
  const test::TemporaryDirectory folder;
  const auto in_folder = [&](const char* name) { return (folder / name).string(); };
  EXPECT_EQ(refusal(""), "corpus.path: not given, expected a file, folder or archive");
  EXPECT_THROW(check_source(""), ConfigError);
  EXPECT_EQ(refusal(in_folder("none")), in_folder("none") + ": no such file or folder");
  EXPECT_THROW(check_source(in_folder("none")), IoError);
  EXPECT_EQ(refusal(in_folder("20news-bydate.tar.gz")),
            in_folder("20news-bydate.tar.gz") +
                ": no such file or folder; run scripts/get_newsgroups.sh");
  EXPECT_EQ(refusal(folder.path().string()),
            folder.path().string() + ": is empty; give one that has documents");
  test::write_file(folder / "file", "");
  EXPECT_EQ(refusal(in_folder("file")),
            in_folder("file") + ": is empty; give one that has documents");
  test::write_file(folder / "file", "x");
  EXPECT_EQ(refusal(in_folder("file")), "");
  EXPECT_EQ(refusal(in_folder("file") + "/below"),
            in_folder("file") + "/below: no such file or folder");
  EXPECT_EQ(refusal(folder.path().string()), "");
  ASSERT_EQ(::mkfifo(in_folder("pipe").c_str(), 0600), 0);
  EXPECT_EQ(refusal(in_folder("pipe")),
            in_folder("pipe") +
                ": is neither a regular file nor a folder; refused (a pipe is read as -, "
                "standard input)");
  EXPECT_EQ(refusal("-"), "") << "standard input";
}

TEST(SourceName, NamesStandardInput) {
  EXPECT_EQ(source_name("-"), "standard input");
  EXPECT_EQ(source_name("./-"), "./-");
}

}  // namespace
}  // namespace nmf::detail
