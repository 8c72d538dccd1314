#include "nmf/corpus/lines_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/support/archive_writer.h"
#include "tests/support/standard_input_from.h"

namespace nmf::detail {
namespace {

namespace fs = std::filesystem;
using test::TemporaryDirectory;
using testing::ElementsAre;
using testing::HasSubstr;

/// `ID|WHERE|TEXT` of every document; `where` without the folder.
std::vector<std::string> seen_in(const CorpusOptions& options) {
  const std::string folder = fs::path(options.path).parent_path().string() + '/';
  const auto reader = open_lines(options, {});
  std::vector<std::string> seen;
  for (Document document; reader->next(document);) {
    reader->finish(document);
    EXPECT_EQ(document.name.label, "");
    const bool below = document.where.starts_with(folder);
    seen.push_back(document.name.id + '|' + document.where.substr(below ? folder.size() : 0) + '|' +
                   document.text);
  }
  return seen;
}

std::string refusal(const CorpusOptions& options) {
  return test::message_of<IoError>([&] { seen_in(options); });
}

TEST(LinesReader, EveryLineIsADocument) {
  const TemporaryDirectory top;
  test::write_file(top / "a.txt", "\xEF\xBB\xBFone\r\n\ntw\xC3\xB6\nlast");
  EXPECT_THAT(seen_in({.path = (top / "a.txt").string()}),
              ElementsAre("0|a.txt:1|one", "1|a.txt:2|", "2|a.txt:3|tw\xC3\xB6", "3|a.txt:4|last"));
  test::write_file(top / "b.txt", std::string("a\0b\n\n", 5));
  EXPECT_THAT(seen_in({.path = (top / "b.txt").string()}),
              ElementsAre(std::string("0|b.txt:1|a\0b", 13), "1|b.txt:2|"));
}

TEST(LinesReader, GoesOnCountingOverFiles) {
  const TemporaryDirectory top;
  fs::create_directories(top / "f");
  test::write_file(top / "f/b", "\xEF\xBB\xBFthree\n");
  test::write_file(top / "f/a", "one\ntwo");
  test::write_file(top / "f/aa", "");
  EXPECT_THAT(seen_in({.path = (top / "f").string()}),
              ElementsAre("0|f/a:1|one", "1|f/a:2|two", "2|f/b:1|three"));
  test::write_archive(top / "a.tar.gz", {{"x/a", "one\ntwo"}, {"x/b", "three\n"}});
  EXPECT_THAT(seen_in({.path = (top / "a.tar.gz").string()}),
              ElementsAre("0|a.tar.gz: member 'x/a':1|one", "1|a.tar.gz: member 'x/a':2|two",
                          "2|a.tar.gz: member 'x/b':1|three"));
  const test::StandardInputFrom input("one\ntwo\n");
  EXPECT_THAT(seen_in({.path = "-"}),
              ElementsAre("0|standard input:1|one", "1|standard input:2|two"));
}

TEST(LinesReader, NamesTheLineAndByteThatAreNotText) {
  const TemporaryDirectory top;
  test::write_file(top / "a.txt",
                   "good\nb\xE9"
                   "d\n");
  const std::string path = (top / "a.txt").string();
  EXPECT_EQ(refusal({.path = path}),
            path +
                ":2: byte 0xE9 at offset 1 is not UTF-8; set corpus.encoding: latin-1 or "
                "corpus.decode_error: replace");
  EXPECT_THAT(seen_in({.path = path, .encoding = TextEncoding::latin_1}),
              ElementsAre("0|a.txt:1|good",
                          "1|a.txt:2|b\xC3\xA9"
                          "d"));
  const auto reader = open_lines({.path = path, .decode_error = DecodeError::replace}, {});
  Document document;
  for (const bool damaged : {false, true}) {
    ASSERT_TRUE(reader->next(document));
    reader->finish(document);
    EXPECT_EQ(document.damaged, damaged);
  }
  EXPECT_EQ(document.text,
            "b\xEF\xBF\xBD"
            "d");
}

TEST(LinesReader, RefusesALineBeyondTheLimit) {
  const TemporaryDirectory top;
  test::write_file(top / "a.txt", "12345\r\n123456\n");
  const std::string path = (top / "a.txt").string();
  EXPECT_EQ(refusal({.path = path, .max_document_bytes = 5}),
            path +
                ":2: the line is longer than 5 bytes; refused; raise "
                "corpus.max_document_bytes to read it");
  EXPECT_EQ(seen_in({.path = path, .max_document_bytes = 6}).size(), 2U);
  fs::resize_file(top / "a.txt", std::uintmax_t{1} << 33U);  // 8 GiB that take no room
  EXPECT_THAT(refusal({.path = path}), HasSubstr(":3: the line is longer than 67108864 bytes"));
}

TEST(LinesReader, RefusesASourceWithoutLines) {
  const TemporaryDirectory top;
  test::write_compressed(top / "a.gz", "");
  EXPECT_EQ(refusal({.path = (top / "a.gz").string()}),
            (top / "a.gz").string() + ": has no line, so no document");
  const test::StandardInputFrom input("\xEF\xBB\xBF");
  EXPECT_EQ(refusal({.path = "-"}), "standard input: has no line, so no document");
}

TEST(LinesReader, TruncatedInputIsAnError) {
  const TemporaryDirectory top;
  test::write_compressed(top / "a.gz", "one\ntwo\nthree\n");
  const std::string whole = test::read_file(top / "a.gz");
  test::write_file(top / "a.gz", whole.substr(0, whole.size() - 3));
  EXPECT_THAT(refusal({.path = (top / "a.gz").string()}), HasSubstr("truncated"));
  const test::StandardInputFrom input(whole.substr(0, whole.size() - 3));
  EXPECT_EQ(refusal({.path = "-"}),
            "standard input: truncated gzip data; fetch or make the file again");
}

TEST(LinesReader, AReusedDocumentKeepsItsMemory) {
  const TemporaryDirectory top;
  std::string text;
  for (int i = 0; i < 100; ++i) text += std::string(static_cast<std::size_t>(100 - i), 'x') + '\n';
  test::write_file(top / "a.txt", text);
  const auto reader = open_lines({.path = (top / "a.txt").string()}, {});
  Document document;
  ASSERT_TRUE(reader->next(document));
  document.where.reserve(4096);
  const char* bytes = document.text.data();
  const char* where = document.where.data();
  while (reader->next(document)) {
    EXPECT_EQ(document.text.data(), bytes);
    EXPECT_EQ(document.where.data(), where);
  }
}

}  // namespace
}  // namespace nmf::detail
