// Covers format_by_content.cpp, format_by_name.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "nmf/corpus/reader.h"
#include "tests/support/archive_writer.h"

namespace nmf {
namespace {

namespace fs = std::filesystem;
using test::TemporaryDirectory;
using test::write_file;
using testing::HasSubstr;

CorpusFormat format_of(const fs::path& path) { return resolve_format({.path = path.string()}); }

std::string reason(const fs::path& path) { return choose_format({.path = path.string()}).reason; }

std::string refusal(const fs::path& path) {
  return test::message_of<IoError>([&] { format_of(path); });
}

TEST(ResolveFormat, ByName) {
  const std::vector<std::pair<CorpusFormat, std::vector<const char*>>> names = {
      {CorpusFormat::newsgroups,
       {"20news-bydate.tar.gz", "20NEWS.ZIP", "my20news.tar", "20news.tgz", "20news.tar.xz",
        "20news.tar.zst"}},
      {CorpusFormat::ldac, {"a.ldac", "a.lda-c", "a.dat", "a.ldac.gz", "A.DAT.XZ", "a.lda-c.zst"}},
      {CorpusFormat::lines, {"a.txt", "a.lines", "a.TEXT", "a.txt.gz", "a.b.txt.bz2"}},
      {CorpusFormat::csv, {"a.csv", "A.CSV", "a.csv.gz", "a.txt.csv"}},
      {CorpusFormat::tsv, {"a.tsv", "a.tab", "a.tsv.xz"}},
      {CorpusFormat::jsonl, {"a.jsonl", "a.ndjson", "a.jsonl.zst"}},
      {CorpusFormat::uci, {"docword.nips.txt", "docword.nips.txt.gz"}},
      {CorpusFormat::mtx, {"a.mtx", "a.mtx.gz"}},
      {CorpusFormat::npz, {"a.npz"}}};
  const TemporaryDirectory folder;
  for (const auto& [format, files] : names) {
    for (const char* name : files) {
      write_file(folder / name, "not looked at");
      EXPECT_EQ(format_of(folder / name), format) << name;
    }
  }
  EXPECT_EQ(reason(folder / "a.csv"), "format csv, by its name");
}

TEST(ResolveFormat, ByContent) {
  const std::vector<std::pair<CorpusFormat, std::vector<std::string>>> contents = {
      {CorpusFormat::ldac, {"2 0:1 5:2\n", "0\n1 3:1\n", "0\n0\n0\n"}},
      {CorpusFormat::jsonl, {"{\"text\": 1}\n", "\n \r\n {", "\xEF\xBB\xBF{}"}},
      {CorpusFormat::mtx, {"%%MatrixMarket matrix coordinate"}},
      {CorpusFormat::uci, {"2\n3\n4\n1 1 1\n", "2\r\n3\r\n4\r\n1 1 1\r\n", "2\n3\n4"}},
      {CorpusFormat::lines,
       {"some text", "2\n3\n4\nfive\n", "2\n3\n", "a,b\n1,2\n", "\n\n", "caf\xE9",
        std::string(100'000, 'x')}}};
  const TemporaryDirectory folder;
  for (const auto& [format, texts] : contents) {
    for (const std::string& text : texts) {
      write_file(folder / "file", text);
      EXPECT_EQ(format_of(folder / "file"), format) << text.substr(0, 30);
      test::write_compressed(folder / "file.gz", text);
      EXPECT_EQ(format_of(folder / "file.gz"), format) << text.substr(0, 30);
    }
  }
  EXPECT_EQ(reason(folder / "file"), "format lines, by its content");
}

TEST(ResolveFormat, OfAFolder) {
  const TemporaryDirectory folder;
  write_file(folder / "news/20news-bydate-test/a/1", "x");
  EXPECT_EQ(format_of(folder / "news"), CorpusFormat::newsgroups);
  EXPECT_EQ(reason(folder / "news"), "format newsgroups, by the folders of its halves");
  EXPECT_EQ(reason(folder / "news/20news-bydate-test"),
            "format folders, by the folders of its files");

  write_file(folder / "csv/2019/a.csv.gz", "x");
  write_file(folder / "csv/b.csv", "x");
  EXPECT_EQ(reason(folder / "csv"), "format csv, by the names of its files");
  write_file(folder / "jsonl/a.jsonl", "x");
  write_file(folder / "jsonl/b.ndjson", "x");
  EXPECT_EQ(reason(folder / "jsonl"), "format jsonl, by the names of its files");
  write_file(folder / "texts/a.txt", "x");
  write_file(folder / "texts/b.txt", "x");
  EXPECT_EQ(reason(folder / "texts"),
            "format folders, as each of its files seems to be a document");
  write_file(folder / "mails/1", "x");
  write_file(folder / "mails/2", "x");
  EXPECT_EQ(format_of(folder / "mails"), CorpusFormat::folders);
  write_file(folder / "one/a.txt", "x");
  EXPECT_EQ(reason(folder / "one"), "format lines, by the name of its only file");

  write_file(folder / "mixed/README", "x");
  write_file(folder / "mixed/b.csv", "x");
  EXPECT_EQ(refusal(folder / "mixed"),
            (folder / "mixed").string() +
                ": the format can't be told: it holds 'README' and 'b.csv', which are not of one "
                "format; remove one, or set corpus.format");
  write_file(folder / "counts/a.mtx", "x");
  write_file(folder / "counts/b.mtx", "x");
  EXPECT_EQ(reason(folder / "counts"), "format mtx, by the names of its files");
  write_file(folder / "hidden/.x", "x");
  EXPECT_EQ(refusal(folder / "hidden"),
            (folder / "hidden").string() + ": holds no file (hidden ones are left out)");
}

TEST(ResolveFormat, OfAnArchive) {
  const TemporaryDirectory folder;
  const auto reason_of = [&](const char* name, const std::vector<test::Member>& members) {
    test::write_archive(folder / name, members);
    return reason(folder / name);
  };
  EXPECT_EQ(reason_of("a.tar.gz", {{"README", "x"}, {"n/20news-bydate-test/a/1", "x"}}),
            "format newsgroups, by its members");
  EXPECT_EQ(reason_of("a.zip", {{"20news-bydate-test/a/1", "x"}}),
            "format newsgroups, by its members");
  EXPECT_EQ(reason_of("a.zip", {{"posts.csv", "x"}}), "format csv, by the name of its only file");
  EXPECT_EQ(reason_of("a.zip", {{"posts.txt", "x"}}), "format lines, by the name of its only file");
  EXPECT_EQ(reason_of("a.tgz", {{"d/a.tsv", "x"}, {"d/b.tsv", "x"}}),
            "format tsv, by the names of its members");
  EXPECT_EQ(reason_of("a.tar", {{"d/x/1", "x"}, {"d/y/1", "x"}}),
            "format folders, by the folders of its members");
  EXPECT_EQ(reason_of("a.tar", {{"d/1", "x"}, {"d/2", "x"}}),
            "format folders, as each of its members seems to be a document");
  EXPECT_EQ(reason_of("a.zip", {{"data.npy", "x"}, {"indices.npy", "x"}}),
            "format npz, by its members, arrays of NumPy");
  fs::rename(folder / "a.tar", folder / "without-a-name");
  EXPECT_EQ(format_of(folder / "without-a-name"), CorpusFormat::folders);
}

TEST(ResolveFormat, TakesTheFormatThatIsGiven) {
  const TemporaryDirectory folder;
  write_file(folder / "a.ldac", "x");
  const FormatChoice choice =
      choose_format({.path = (folder / "a.ldac").string(), .format = CorpusFormat::newsgroups});
  EXPECT_EQ(choice.format, CorpusFormat::newsgroups);
  EXPECT_EQ(choice.reason, "format newsgroups, as corpus.format says");
  EXPECT_EQ(resolve_format({.path = "-", .format = CorpusFormat::csv}), CorpusFormat::csv);
  EXPECT_THROW(resolve_format({.path = (folder / "none").string(), .format = CorpusFormat::ldac}),
               IoError);
}

TEST(ResolveFormat, RefusesWhatItCannotTell) {
  const TemporaryDirectory folder;
  EXPECT_EQ(test::message_of<ConfigError>([] { format_of("-"); }),
            "corpus.format: auto can't tell the format of standard input; set it to lines, csv, "
            "tsv, jsonl, ldac, uci, mtx or npz");
  write_file(folder / "binary", std::string("a\0b", 3));
  EXPECT_EQ(refusal(folder / "binary"),
            (folder / "binary").string() +
                ": the format can't be told by the name, and the content is no text (there are "
                "NULs in it); set corpus.format");
  write_file(folder / "page.tar.gz", "<html>404</html>");
  EXPECT_THAT(refusal(folder / "page.tar.gz"), HasSubstr(": is no archive that can be read"));
  EXPECT_EQ(refusal(folder / "none"), (folder / "none").string() + ": no such file or folder");
}

}  // namespace
}  // namespace nmf
