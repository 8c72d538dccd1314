#include "nmf/corpus/csv_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "nmf/core/error.h"
#include "tests/support/golden.h"
#include "tests/support/memory_stream.h"
#include "tests/support/temporary_directory.h"

namespace nmf::detail {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using Record = std::pair<std::int64_t, std::vector<std::string>>;  // line, fields

constexpr std::int64_t kLimit = 1 << 20;

/// Appends the records up to the end or the error.
void read_into(std::vector<Record>& records, const std::string& text, char delimiter,
               std::int64_t limit = kLimit) {
  test::MemoryStream stream(text);
  CsvRecords reader("f", stream, delimiter, limit);
  while (reader.next()) {
    records.push_back({reader.line(), {}});
    for (std::size_t i = 0; i < reader.size(); ++i) {
      records.back().second.emplace_back(reader.field(i));
    }
  }
}

std::vector<Record> records_of(const std::string& text, char delimiter = ',') {
  std::vector<Record> records;
  read_into(records, text, delimiter);
  return records;
}

std::string refusal(const std::string& text, std::int64_t limit = kLimit) {
  std::vector<Record> records;
  return test::message_of<IoError>([&] { read_into(records, text, ',', limit); });
}

TEST(CsvRecords, AgreeWithPython) {
  const auto golden = test::read_golden("csv.json");
  ASSERT_EQ(golden["cases"].size(), 400U);
  for (const auto& item : golden["cases"]) {
    const std::string text = test::from_hex(item["text"].get<std::string>());
    const char delimiter = item["delimiter"].get<std::string>()[0];
    std::vector<Record> wanted;
    for (const auto& record : item["records"]) {
      wanted.push_back({record[0], {}});
      for (const auto& field : record[1]) {
        wanted.back().second.push_back(test::from_hex(field.get<std::string>()));
      }
    }
    std::vector<Record> records;
    const std::string error =
        test::message_of<IoError>([&] { read_into(records, text, delimiter); });
    EXPECT_EQ(records, wanted) << item;
    const auto kind = item["error"].get<std::string>();
    const std::string wanted_error = kind == "end"     ? "without its closing quote"
                                     : kind == "quote" ? "behind a closing quote"
                                                       : "";
    EXPECT_THAT(error, HasSubstr(wanted_error)) << item;
    EXPECT_EQ(error.empty(), kind == "none") << item;
  }
}

TEST(CsvRecords, KeepBlanksQuotesLineEndsAndNul) {
  EXPECT_THAT(records_of("a, b ,\"c\"\"d\",\"e\nf\"\r\n\n,\n"),
              ElementsAre(Record{1, {"a", " b ", "c\"d", "e\nf"}}, Record{4, {"", ""}}));
  EXPECT_THAT(records_of("a\tb,c", '\t'), ElementsAre(Record{1, {"a", "b,c"}}));
  EXPECT_THAT(records_of(std::string("a\0b,c\n", 6)),
              ElementsAre(Record{1, {std::string("a\0b", 3), "c"}}));
  EXPECT_THAT(records_of(""), ElementsAre());
  EXPECT_THAT(records_of("\n\r\n\r\r"), ElementsAre());
  EXPECT_THAT(records_of("\"\""), ElementsAre(Record{1, {""}}));
}

TEST(CsvRecords, LeaveAByteOrderMarkOutAtTheStartOnly) {
  EXPECT_THAT(records_of("\xEF\xBB\xBF\"a\"\n\xEF\xBB\xBFz\n"),
              ElementsAre(Record{1, {"a"}}, Record{2, {"\xEF\xBB\xBFz"}}));
  EXPECT_THAT(records_of("\xEF\xBB\xBF"), ElementsAre());
}

TEST(CsvRecords, JoinWhatTheBufferCuts) {
  for (std::size_t length = 65'530; length < 65'542; ++length) {
    const std::string field(length, 'p');
    const std::vector<Record> wanted = {{1, {field}}, {2, {"a\r\nb\"", "c"}}, {4, {"d"}}};
    EXPECT_EQ(records_of(field + "\r\n\"a\r\nb\"\"\",c\r\nd\r\n"), wanted) << length;
    const std::vector<Record> quoted = {{1, {field + "\"\r\n" + field}}, {3, {"x"}}};
    EXPECT_EQ(records_of('"' + field + "\"\"\r\n" + field + "\"\rx"), quoted) << length;
  }
}

TEST(CsvRecords, SayWhereAQuoteIsMisplaced) {
  EXPECT_EQ(refusal("a,b\n1,\"x\ny\",z\n1,a\"b\n"),
            "f:4: a quote inside an unquoted field; put the field in quotes and double those "
            "inside it");
  EXPECT_EQ(refusal("a\n\"x\" \n"),
            "f:2: ' ' behind a closing quote, expected the end of the field; double the quotes "
            "inside a field");
  EXPECT_EQ(refusal("a\n\nb,\"x\ny\nz"),
            "f:3: the record that begins here has a quoted field without its closing quote");
}

TEST(CsvRecords, RefuseARecordPastTheLimits) {
  EXPECT_EQ(refusal("123456789\n123456789\n", 10), "");
  EXPECT_EQ(refusal("a\n1234567890\n", 10),
            "f:2: the record is longer than 10 bytes; is a quote missing? else raise "
            "corpus.max_document_bytes");
  EXPECT_THAT(refusal("a\n\"12\n34\n56\n78\n\"\n", 10), HasSubstr("f:2: the record is longer"));
  EXPECT_EQ(refusal("a\n" + std::string(kMaxFields, ',') + '\n', 1 << 24),
            "f:2: the record has more than 1000000 fields; refused");
}

/// A quote that never closes, endlessly.
class Endless : public ByteStream {
 public:
  std::size_t read(std::span<char> buffer) override {
    std::fill(buffer.begin(), buffer.end(), 'x');
    if (given_ == 0) buffer[0] = '"';
    given_ += buffer.size();
    return buffer.size();
  }
  [[nodiscard]] std::size_t given() const { return given_; }

 private:
  std::size_t given_ = 0;
};

TEST(CsvRecords, ReadNoFurtherThanTheLimit) {
  Endless stream;
  CsvRecords records("f", stream, ',', kLimit);
  EXPECT_THAT(test::message_of<IoError>([&] { records.next(); }),
              HasSubstr("f:1: the record is longer than 1048576 bytes"));
  EXPECT_LE(stream.given(), static_cast<std::size_t>(2 * kLimit));
}

}  // namespace
}  // namespace nmf::detail
