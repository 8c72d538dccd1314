// Covers model_file.cpp.
#include "nmf/model/name_lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "nmf/model/model_file.h"
#include "nmf/text/tfidf_files.h"
#include "tests/support/temporary_directory.h"

namespace {

using namespace nmf::test;
using nmf::ModelError;

const std::string kDo = "; restore the model directory or fit again";

std::string terms_error(std::string_view bytes) {
  return message_of<ModelError>([&] { nmf::parse_vocabulary(bytes, "v"); });
}
std::string documents_error(const std::string& bytes) {
  return message_of<ModelError>([&] { nmf::parse_documents("row\tid\tlabel\n" + bytes, "d"); });
}

TEST(NameLists, GiveBackWhatWasWritten) {
  const TemporaryDirectory folder;
  const std::vector<std::string> terms = {"a", "", "tab\tnewline\nreturn\rback\\slash", "\xC3\xA9"};
  const std::vector<nmf::DocumentName> documents = {{"a/1", "a"}, {"\t\n\\", ""}, {"", "\xFF"}};
  nmf::write_vocabulary(folder / "v", terms);
  nmf::write_documents(folder / "d", documents);
  EXPECT_EQ(nmf::parse_vocabulary(read_file(folder / "v"), "v"), terms);
  EXPECT_EQ(nmf::parse_documents(read_file(folder / "d"), "d"), documents);
}

TEST(NameLists, NoDocumentsNeedTheirHeader) {
  EXPECT_TRUE(nmf::parse_vocabulary("", "v").empty());
  EXPECT_TRUE(nmf::parse_documents("row\tid\tlabel\n", "d").empty());
  EXPECT_EQ(message_of<ModelError>([] { nmf::parse_documents("", "d"); }),
            "d:1: is empty, expected the header row, id, label" + kDo);
}

TEST(NameLists, RefuseDamagedVocabularies) {
  EXPECT_EQ(terms_error("a\nb"), "v:2: the line has no end" + kDo);
  EXPECT_EQ(terms_error("a\nb\na\n"), "v:3: the term 'a' comes twice, first on line 1" + kDo);
  EXPECT_EQ(terms_error("\xFF\n"), "v:1: the term is not UTF-8" + kDo);
  EXPECT_THAT(terms_error("a\nb\\x\n"),
              testing::HasSubstr("v:2: got 'b\\x', expected a backslash"));
}

TEST(NameLists, RefuseDamagedDocuments) {
  EXPECT_EQ(documents_error("0\ta\t\n2\tb\t\n"), "d:3: got row '2', expected 1" + kDo);
  EXPECT_EQ(documents_error("0\ta\n"), "d:2: got '0\\x09a', expected three fields" + kDo);
  EXPECT_EQ(documents_error("0\ta\tb\tc\n"),
            "d:2: got '0\\x09a\\x09b\\x09c', expected three fields" + kDo);
  EXPECT_EQ(documents_error("0\ta\tb"), "d:2: the line has no end" + kDo);
  EXPECT_THAT(documents_error("0\ta\\q\tb\n"), testing::HasSubstr("d:2: got 'a\\q', expected"));
  EXPECT_THAT(message_of<ModelError>([] { nmf::parse_documents("id\tlabel\n", "d"); }),
              testing::HasSubstr("d:1: got "));
}

TEST(ModelFile, IsReadWholeWithinItsBound) {
  const TemporaryDirectory folder;
  nmf::write_vocabulary(folder / "v", {"abc"});
  EXPECT_EQ(nmf::read_model_file(folder / "v", 4), "abc\n");
  EXPECT_EQ(message_of<ModelError>([&] { nmf::read_model_file(folder / "v", 3); }),
            (folder / "v").string() + ": got 4 bytes, expected at most 3" + kDo);
  EXPECT_EQ(message_of<ModelError>([&] { nmf::read_model_file(folder / "w"); }),
            (folder / "w").string() + ": no such file or folder; expected a file of a model");
}

}  // namespace
