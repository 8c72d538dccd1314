#include "nmf/corpus/newsgroups_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "nmf/corpus/corpus_hash.h"
#include "tests/support/archive_writer.h"
#include "tests/support/golden.h"

namespace nmf::detail {
namespace {

using nlohmann::json;
using test::TemporaryDirectory;
using testing::HasSubstr;

const json& golden() {
  static const json kGolden = test::read_golden("corpus.json");
  return kGolden;
}

CorpusOptions options_of(const json& wanted, const std::string& path) {
  CorpusOptions options;
  options.path = path;
  options.encoding = TextEncoding::latin_1;
  options.subset = wanted["subset"] == "train"  ? NewsgroupsSubset::train
                   : wanted["subset"] == "test" ? NewsgroupsSubset::test
                                                : NewsgroupsSubset::all;
  if (!wanted["categories"].is_null()) options.categories = wanted["categories"];
  for (const std::string part : wanted["remove"]) {
    options.remove.push_back(part == "headers"   ? NewsgroupsPart::headers
                             : part == "footers" ? NewsgroupsPart::footers
                                                 : NewsgroupsPart::quotes);
  }
  return options;
}

/// The recorded miniature, as an archive or a folder.
void write_miniature(const std::filesystem::path& path) {
  std::vector<test::Member> members;
  for (const json& file : golden()["newsgroups"]["files"]) {
    members.push_back({"20news-bydate-" + file["half"].get<std::string>() + "/" +
                           file["group"].get<std::string>() + "/" +
                           file["number"].get<std::string>(),
                       test::from_hex(file["bytes"].get<std::string>())});
  }
  if (path.has_extension()) {
    write_archive(path, members);
    return;
  }
  for (const test::Member& member : members) {
    std::filesystem::create_directories((path / member.name).parent_path());
    test::write_file(path / member.name, member.content);
  }
}

class NewsgroupsSources : public testing::TestWithParam<const char*> {};

TEST_P(NewsgroupsSources, GiveScikitLearnsDocuments) {
  const TemporaryDirectory folder;
  write_miniature(folder / GetParam());
  ASSERT_EQ(golden()["newsgroups"]["expected"].size(), 27U);
  for (const json& wanted : golden()["newsgroups"]["expected"]) {
    const auto reader = open_newsgroups(options_of(wanted, (folder / GetParam()).string()), {});
    ASSERT_EQ(reader->size(), static_cast<std::int64_t>(wanted["ids"].size()));
    Document document;
    for (std::size_t i = 0; i < wanted["ids"].size(); ++i) {
      ASSERT_TRUE(reader->next(document));
      reader->finish(document);
      EXPECT_EQ(document.name.id, wanted["ids"][i].get<std::string>());
      EXPECT_EQ(document.name.label, document.name.id.substr(0, document.name.id.find('/')));
      EXPECT_EQ(document.text, wanted["texts"][i].get<std::string>());
    }
    EXPECT_FALSE(reader->next(document));
  }
}

INSTANTIATE_TEST_SUITE_P(All, NewsgroupsSources,
                         testing::Values("a.tar", "a.tar.gz", "a.tar.xz", "a.zip", "folder"));

std::string refusal(const CorpusOptions& options) {
  return test::message_of<Error>([&] {
    const auto reader = open_newsgroups(options, {});
    for (Document document; reader->next(document);) reader->finish(document);
  });
}

TEST(NewsgroupsReader, NamesAnUnknownCategoryAndTheKnownOnes) {
  const TemporaryDirectory folder;
  write_miniature(folder / "a.tar");
  CorpusOptions options;
  options.path = (folder / "a.tar").string();
  options.encoding = TextEncoding::latin_1;
  options.categories = {"a.one", "a.two"};
  EXPECT_EQ(refusal(options), options.path +
                                  ": corpus.categories: got 'a.two', expected names among "
                                  "'B.upper', 'a.one', 'b.two'");
  options.categories = std::vector<std::string>{};
  EXPECT_EQ(refusal(options),
            "corpus.categories: got an empty list, expected names of groups, or null");
}

TEST(NewsgroupsReader, NamesTheHalfThatIsMissing) {
  const TemporaryDirectory folder;
  test::write_archive(folder / "a.tar", {{"20news-bydate-train/a/1", "x"}});
  CorpusOptions options;
  options.path = (folder / "a.tar").string();
  options.subset = NewsgroupsSubset::test;
  EXPECT_EQ(refusal(options), options.path +
                                  ": holds no article 20news-bydate-test/GROUP/NUMBER, "
                                  "which corpus.subset: test needs");
  options.subset = NewsgroupsSubset::all;
  EXPECT_THAT(refusal(options), HasSubstr("which corpus.subset: all needs"));
  test::write_archive(folder / "a.tar", {{"README", "x"}});
  EXPECT_THAT(refusal(options), HasSubstr("holds no article 20news-bydate-train/GROUP/NUMBER"));
}

TEST(NewsgroupsReader, NamesTheArticleThatCannotBeDecoded) {
  const TemporaryDirectory folder;
  test::write_archive(folder / "a.tar", {{"20news-bydate-train/a/1", "fine"},
                                         {"20news-bydate-train/a/2", "caf\xE9"},
                                         {"20news-bydate-train/b/3", "fine"}});
  CorpusOptions options;
  options.path = (folder / "a.tar").string();
  EXPECT_EQ(refusal(options),
            options.path +
                ": member '20news-bydate-train/a/2': byte 0xE9 at offset 3 is not UTF-8; "
                "set corpus.encoding: latin-1 or corpus.decode_error: replace");
  options.decode_error = DecodeError::ignore;
  EXPECT_EQ(refusal(options), "");
}

TEST(NewsgroupsReader, ReadsTheRealArchiveAsScikitLearn) {
  const std::string archive = NMF_SOURCE_DIR "/../shared/corpora/20news-bydate.tar.gz";
  if (!std::filesystem::exists(archive)) GTEST_SKIP() << "no 20news-bydate.tar.gz beside the tree";
  ASSERT_EQ(golden()["newsgroups_archive"].size(), 12U);
  for (const json& wanted : golden()["newsgroups_archive"]) {
    const auto reader = open_newsgroups(options_of(wanted, archive), {});
    EXPECT_EQ(reader->size(), wanted["documents"].get<std::int64_t>());
    CorpusHash hash;
    for (Document document; reader->next(document);) {
      reader->finish(document);
      hash.add(document.name.id, document.text);
    }
    EXPECT_EQ(hash.hex(), wanted["sha256"].get<std::string>());
  }
}

}  // namespace
}  // namespace nmf::detail
