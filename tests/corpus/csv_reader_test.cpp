// Covers record_field.cpp.
#include "nmf/corpus/csv_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/corpus/seen_documents.h"
#include "tests/support/archive_writer.h"
#include "tests/support/standard_input_from.h"

namespace nmf {
namespace {

using test::refusal_of;
using test::seen_in;
using testing::ElementsAre;
using testing::HasSubstr;

class CsvReader : public testing::Test {
 protected:
  /// Options for a file with this content.
  CorpusOptions file(std::string_view content, CorpusFormat format = CorpusFormat::csv) {
    test::write_file(top / "a.csv", content);
    return {.path = (top / "a.csv").string(), .format = format};
  }

  test::TemporaryDirectory top;
};

TEST_F(CsvReader, FindsTheFieldsByTheHeader) {
  CorpusOptions options =
      file("\xEF\xBB\xBFlabel,text,n\r\nx,\"one, two\r\n\"\"three\"\"\",7\r\n\r\n ,v\xC3\xB6,8");
  EXPECT_THAT(seen_in(options), ElementsAre("0||one, two\r\n\"three\"", "1||v\xC3\xB6"));
  options.id_field = "n";
  options.label_field = "label";
  EXPECT_THAT(seen_in(options), ElementsAre("7|x|one, two\r\n\"three\"", "8| |v\xC3\xB6"));
  EXPECT_THAT(seen_in(file("id\ttext\n1\ta,b\n", CorpusFormat::tsv)), ElementsAre("0||a,b"));
  EXPECT_THAT(seen_in(file("text\n")), ElementsAre());
  EXPECT_THAT(seen_in(file("text,x,x\na,1,2\n")), ElementsAre("0||a"));
}

TEST_F(CsvReader, GivesWhereEachRecordBegins) {
  const CorpusOptions options = file("text\n\"a\nb\"\nc\n");
  const auto reader = open_documents(options);
  Document document{.name = {"old", "old"}, .text = "old", .where = "old", .damaged = true};
  ASSERT_TRUE(reader->next(document));
  EXPECT_EQ(document.where, options.path + ":2");
  EXPECT_FALSE(document.damaged);
  EXPECT_EQ(document.name, (DocumentName{"0", ""}));
  ASSERT_TRUE(reader->next(document));
  EXPECT_EQ(document.where, options.path + ":4");
  EXPECT_FALSE(reader->next(document));
}

TEST_F(CsvReader, ReadsTheHeaderOfEveryFile) {
  test::write_archive(top / "a.zip", {{"x.csv", "text,id\na,1\n"}, {"y.csv", "id,text\n2,b"}});
  CorpusOptions options{.path = (top / "a.zip").string(), .format = CorpusFormat::csv};
  EXPECT_THAT(seen_in(options), ElementsAre("0||a", "1||b"));
  options.id_field = "id";
  EXPECT_THAT(seen_in(options), ElementsAre("1||a", "2||b"));
  test::write_archive(top / "b.zip", {{"x.csv", "text,id\na,1\n"}, {"y.csv", "id\n2"}});
  options.path = (top / "b.zip").string();
  EXPECT_EQ(refusal_of(options),
            "b.zip: member 'y.csv':1: no field 'text'; the header has 'id'; set corpus.text_field");
  const test::StandardInputFrom input("text\na\n");
  EXPECT_THAT(seen_in({.path = "-", .format = CorpusFormat::csv}), ElementsAre("0||a"));
}

TEST_F(CsvReader, NamesAFieldThatIsNotThere) {
  EXPECT_EQ(refusal_of(file("\na,b\n")),
            "a.csv:2: no field 'text'; the header has 'a', 'b'; set corpus.text_field");
  CorpusOptions options = file("text\n");
  options.id_field = "x";
  EXPECT_EQ(refusal_of(options),
            "a.csv:1: no field 'x'; the header has 'text'; set corpus.id_field");
  options.id_field = {};
  options.label_field = "y";
  EXPECT_EQ(refusal_of(options),
            "a.csv:1: no field 'y'; the header has 'text'; set corpus.label_field");
  std::string header;
  for (int i = 0; i < 31; ++i) header += std::to_string(i) + ',';
  EXPECT_THAT(refusal_of(file(header + "x\n")), HasSubstr("'28', '29' and more; set"));
}

TEST_F(CsvReader, RefusesWhatIsNoTable) {
  EXPECT_EQ(refusal_of(file("\n\n")), "a.csv: is empty, expected a header that names the fields");
  EXPECT_EQ(refusal_of(file("text,text\n")),
            "a.csv:1: the header has the field 'text' twice; rename one or set corpus.text_field");
  EXPECT_EQ(refusal_of(file("text,a\n\"x\ny\",1\nx,1,2\n")), "a.csv:4: 3 fields, the header has 2");
  EXPECT_EQ(refusal_of(file("text,a\nx\n")), "a.csv:2: 1 field, the header has 2");
  CorpusOptions options = file("text\n0123456789\n");
  options.max_document_bytes = 10;
  EXPECT_THAT(refusal_of(options), HasSubstr("a.csv:2: the record is longer than 10 bytes"));
}

TEST_F(CsvReader, DecodesEveryField) {
  CorpusOptions options = file("id,te\xE9,label\n\xE9,a\xE9,\xFC\n");
  options.text_field = "te\xC3\xA9";
  options.id_field = "id";
  options.label_field = "label";
  options.encoding = TextEncoding::latin_1;
  EXPECT_THAT(seen_in(options), ElementsAre("\xC3\xA9|\xC3\xBC|a\xC3\xA9"));

  options = file("id,text\n1,a\xE9\n");
  EXPECT_EQ(refusal_of(options),
            "a.csv:2: field 'text': byte 0xE9 at offset 1 is not UTF-8; set corpus.encoding: "
            "latin-1 or corpus.decode_error: replace");
  options.decode_error = DecodeError::replace;
  EXPECT_THAT(seen_in(options), ElementsAre("0||a\xEF\xBF\xBD"));
  options.text_field = "id";
  options.id_field = "text";
  const auto reader = open_documents(options);
  Document document;
  ASSERT_TRUE(reader->next(document));
  reader->finish(document);
  EXPECT_EQ(document.name.id, "a\xEF\xBF\xBD");
  EXPECT_TRUE(document.damaged);
}

TEST_F(CsvReader, RefusesATruncatedFile) {
  std::string content = "text\n";
  for (int i = 0; i < 5000; ++i) content += std::to_string(i * i) + '\n';
  test::write_compressed(top / "a.csv.gz", content);
  CorpusOptions options{.path = (top / "a.csv.gz").string(), .format = CorpusFormat::csv};
  EXPECT_EQ(seen_in(options).size(), 5000U);
  std::filesystem::resize_file(options.path, std::filesystem::file_size(options.path) / 2);
  EXPECT_THAT(refusal_of(options), HasSubstr("truncated"));
}

}  // namespace
}  // namespace nmf
