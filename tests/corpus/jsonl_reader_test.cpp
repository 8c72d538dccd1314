#include "nmf/corpus/jsonl_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/corpus/seen_documents.h"
#include "tests/support/archive_writer.h"
#include "tests/support/standard_input_from.h"

namespace nmf {
namespace {

using test::refusal_of;
using test::seen_in;
using testing::ElementsAre;
using testing::HasSubstr;

class JsonlReader : public testing::Test {
 protected:
  /// Options for a file with this content.
  CorpusOptions file(std::string_view content) {
    test::write_file(top / "a.jsonl", content);
    return {.path = (top / "a.jsonl").string(), .format = CorpusFormat::jsonl};
  }

  test::TemporaryDirectory top;
};

TEST_F(JsonlReader, TakesTextIdAndLabel) {
  CorpusOptions options = file(
      "\xEF\xBB\xBF{\"text\": \"one\\ntwo\", \"n\": 7, \"y\": null}\r\n \t\n\n"
      "{\"n\": 1.50, \"y\": true, \"text\": \"v\xC3\xB6\"}\n"
      " {\"n\": \"x\", \"y\": \"z\", \"text\": \"\"}");
  EXPECT_THAT(seen_in(options), ElementsAre("0||one\ntwo", "1||v\xC3\xB6", "2||"));
  options.id_field = "n";
  options.label_field = "y";
  EXPECT_THAT(seen_in(options), ElementsAre("7||one\ntwo", "1.50|true|v\xC3\xB6", "x|z|"));
  options.id_field = {};
  EXPECT_THAT(seen_in(options), ElementsAre("0||one\ntwo", "1|true|v\xC3\xB6", "2|z|"));
  EXPECT_THAT(seen_in(file("\n")), ElementsAre());
}

TEST_F(JsonlReader, GoesOnCountingOverFiles) {
  test::write_archive(top / "a.tar.gz",
                      {{"x", "{\"text\":\"a\"}\n"}, {"y", ""}, {"z", "\n{\"text\":\"b\"}\n[]"}});
  CorpusOptions options{.path = (top / "a.tar.gz").string(), .format = CorpusFormat::jsonl};
  EXPECT_THAT(refusal_of(options), HasSubstr("a.tar.gz: member 'z':3: a JSON array"));
  const auto reader = open_documents(options);
  Document document;
  ASSERT_TRUE(reader->next(document));
  ASSERT_TRUE(reader->next(document));
  EXPECT_EQ(document.name.id, "1");
  EXPECT_EQ(document.where, options.path + ": member 'z':2");
  const test::StandardInputFrom input("{\"text\":\"a\"}");
  EXPECT_THAT(seen_in({.path = "-", .format = CorpusFormat::jsonl}), ElementsAre("0||a"));
}

TEST_F(JsonlReader, NamesAFieldThatIsNotThere) {
  EXPECT_EQ(refusal_of(file("{\"text\":\"\"}\n{\"a\":1,\"b\":2}\n")),
            "a.jsonl:2: no field 'text'; the record has 'a', 'b'; set corpus.text_field");
  EXPECT_EQ(refusal_of(file("{}\n")),
            "a.jsonl:1: no field 'text'; the record has none; set corpus.text_field");
  CorpusOptions options = file("{\"text\":\"\"}\n");
  options.id_field = "id";
  EXPECT_EQ(refusal_of(options),
            "a.jsonl:1: no field 'id'; the record has 'text'; set corpus.id_field");
  options.id_field = {};
  options.label_field = "y";
  EXPECT_EQ(refusal_of(options),
            "a.jsonl:1: no field 'y'; the record has 'text'; set corpus.label_field");
}

TEST_F(JsonlReader, RefusesAFieldOfAnotherKind) {
  EXPECT_EQ(refusal_of(file("{\"text\":null}")),
            "a.jsonl:1: field 'text' is null, expected a string");
  EXPECT_EQ(refusal_of(file("{\"text\":1}")),
            "a.jsonl:1: field 'text' is a number, expected a string");
  EXPECT_EQ(refusal_of(file("{\"text\":{\"text\":\"\"}}")),
            "a.jsonl:1: field 'text' is an object, expected a string");
  CorpusOptions options = file("{\"text\":\"\",\"id\":null,\"y\":[]}");
  options.id_field = "id";
  EXPECT_EQ(refusal_of(options),
            "a.jsonl:1: field 'id' is null, expected a string, a number or a boolean");
  options.id_field = {};
  options.label_field = "y";
  EXPECT_EQ(refusal_of(options),
            "a.jsonl:1: field 'y' is an array, expected a string, a number, a boolean or null");
}

TEST_F(JsonlReader, RefusesWhatIsNoObjectALine) {
  EXPECT_EQ(refusal_of(file("\n [{\"text\":\"a\"}]\n")),
            "a.jsonl:2: a JSON array, expected one JSON object a line; take the array apart");
  EXPECT_EQ(refusal_of(file("[\n{\"text\":\"a\"}\n]\n")),
            "a.jsonl:1: a JSON array, expected one JSON object a line; take the array apart");
  EXPECT_EQ(refusal_of(file("\"a\"\n")), "a.jsonl:1: a string, expected one JSON object a line");
  EXPECT_EQ(refusal_of(file("1e5\n")), "a.jsonl:1: a number, expected one JSON object a line");
  EXPECT_EQ(refusal_of(file("{\n\"text\": \"a\"\n}\n")),
            "a.jsonl:1: column 2: invalid JSON: unexpected end of input; expected string literal, "
            "got '{'; expected one JSON object a line");
  EXPECT_EQ(refusal_of(file("{\"text\":\"a\"}\n{\"text\":\"\\ud800\"}\n")),
            "a.jsonl:2: column 16: invalid JSON: invalid string: surrogate U+D800..U+DBFF must be "
            "followed by U+DC00..U+DFFF, got '\"\\ud800\"'; expected one JSON object a line");
  CorpusOptions options = file("{\"text\":\"0123456789\"}\n");
  options.max_document_bytes = 10;
  EXPECT_EQ(refusal_of(options),
            "a.jsonl:1: the line is longer than 10 bytes; refused; raise "
            "corpus.max_document_bytes to read it");
}

TEST_F(JsonlReader, DecodesTheLine) {
  CorpusOptions options = file("{\"text\":\"a\xE9\",\"id\":\"\xFC\"}");
  options.id_field = "id";
  EXPECT_EQ(refusal_of(options),
            "a.jsonl:1: byte 0xE9 at offset 10 is not UTF-8; set corpus.encoding: latin-1 or "
            "corpus.decode_error: replace");
  options.encoding = TextEncoding::latin_1;
  EXPECT_THAT(seen_in(options), ElementsAre("\xC3\xBC||a\xC3\xA9"));
  options.encoding = TextEncoding::utf_8;
  options.decode_error = DecodeError::ignore;
  EXPECT_THAT(seen_in(options), ElementsAre("||a"));
  options.decode_error = DecodeError::replace;
  const auto reader = open_documents(options);
  Document document;
  ASSERT_TRUE(reader->next(document));
  EXPECT_FALSE(document.damaged);
  reader->finish(document);
  EXPECT_EQ(document.text, "a\xEF\xBF\xBD");
  EXPECT_TRUE(document.damaged);
}

TEST_F(JsonlReader, RefusesATruncatedFile) {
  std::string content;
  for (int i = 0; i < 5000; ++i) content += "{\"text\":\"" + std::to_string(i * i) + "\"}\n";
  test::write_compressed(top / "a.gz", content);
  const CorpusOptions options{.path = (top / "a.gz").string(), .format = CorpusFormat::jsonl};
  EXPECT_EQ(seen_in(options).size(), 5000U);
  std::filesystem::resize_file(options.path, std::filesystem::file_size(options.path) / 2);
  EXPECT_THAT(refusal_of(options), HasSubstr("truncated"));
}

TEST_F(JsonlReader, ManyThreadsFinishAsOne) {
  std::string content;
  for (int i = 0; i < 4000; ++i) {
    content += "{\"id\":" + std::to_string(i) + (i % 7 == 0 ? ".0" : "") + ",\"text\":\"" +
               std::string(static_cast<std::size_t>(i % 300), 'x') + "\\n\"}\n";
  }
  CorpusOptions options = file(content);
  options.id_field = "id";
  const std::vector<std::string> wanted = seen_in(options);
  const auto reader = open_documents(options);
  std::vector<Document> documents;
  for (Document document; reader->next(document);) documents.push_back(document);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = t; i < documents.size(); i += 8) reader->finish(documents[i]);
    });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_EQ(documents.size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    ASSERT_EQ(documents[i].name.id + "||" + documents[i].text, wanted[i]);
  }
}

}  // namespace
}  // namespace nmf
