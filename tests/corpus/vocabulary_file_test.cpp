#include "nmf/corpus/vocabulary_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/support/archive_writer.h"

namespace nmf {
namespace {

using test::TemporaryDirectory;
using testing::ElementsAre;

std::vector<std::string> terms_of(std::string_view text) {
  const TemporaryDirectory folder;
  test::write_file(folder / "v.txt", text);
  return read_vocabulary((folder / "v.txt").string());
}

/// The message without the folder in front.
std::string refusal(std::string_view text) {
  const std::string message = test::message_of<IoError>([&] { terms_of(text); });
  return message.substr(std::min(message.find("v.txt"), message.size()));
}

TEST(VocabularyFile, OneTermALine) {
  EXPECT_THAT(terms_of("apple\nzwölf\n two words \n"),
              ElementsAre("apple", "zwölf", " two words "));
  EXPECT_THAT(terms_of("\xEF\xBB\xBFone\r\ntwo"), ElementsAre("one", "two"));
}

TEST(VocabularyFile, UndoesOurEscapesAndKeepsOtherBackslashes) {
  EXPECT_THAT(terms_of(R"(a\tb\nc\rd\\e)"), ElementsAre("a\tb\nc\rd\\e"));
  EXPECT_THAT(terms_of(R"(\\t)"), ElementsAre("\\t"));
  EXPECT_THAT(terms_of("\\x\\\n\\u00e9\\t"), ElementsAre("\\x\\", "\\u00e9\t"));
}

TEST(VocabularyFile, MayBeCompressed) {
  const TemporaryDirectory folder;
  for (const char* name : {"v.txt.gz", "v.txt.xz", "v.txt.zst"}) {
    test::write_compressed(folder / name, "one\ntwo\n");
    EXPECT_THAT(read_vocabulary((folder / name).string()), ElementsAre("one", "two"));
  }
}

TEST(VocabularyFile, RefusesWhatIsNoListOfTerms) {
  EXPECT_EQ(refusal(""), "v.txt: is empty, expected one term a line");
  EXPECT_EQ(refusal("a\n\nb\n"), "v.txt:2: an empty line, expected a term");
  EXPECT_EQ(refusal("a\nb\n\n"), "v.txt:3: an empty line, expected a term");
  EXPECT_EQ(refusal("a\nb\na\n"), "v.txt:3: the term 'a' comes twice (first on line 1)");
  EXPECT_EQ(refusal("a\\tb\na\tb\n"), "v.txt:2: the term 'a\\x09b' comes twice (first on line 1)");
  EXPECT_EQ(refusal("fine\ncaf\xE9\n"),
            "v.txt:2: byte 0xE9 at offset 3 of the line is not UTF-8; a vocabulary must be UTF-8");
  EXPECT_EQ(test::message_of<IoError>([] { read_vocabulary("/no/such/list"); }),
            "/no/such/list: no such file or folder");
}

}  // namespace
}  // namespace nmf
