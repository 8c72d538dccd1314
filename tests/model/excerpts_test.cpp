#include "nmf/model/excerpts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "nmf/corpus/corpus_hash.h"

namespace {

struct Lines : nmf::DocumentReader {
  std::vector<std::string> lines;
  std::size_t at = 0;
  explicit Lines(std::vector<std::string> all) : lines(std::move(all)) {}
  bool next(nmf::Document& document) override {
    if (at == lines.size()) return false;
    document = {{std::to_string(at), ""}, lines[at]};
    ++at;
    return true;
  }
  void finish(nmf::Document& document) const override { document.text += "!"; }
};

TEST(Excerpt, IsOnOneLine) {
  EXPECT_EQ(nmf::excerpt("  a\n\n b\tc  ", 10), "a b c");
  EXPECT_EQ(nmf::excerpt("", 10), "");
  EXPECT_EQ(nmf::excerpt(" \n", 10), "");
}

TEST(Excerpt, IsCutAtACharacter) {
  EXPECT_EQ(nmf::excerpt("abcdef", 6), "abcdef");
  EXPECT_EQ(nmf::excerpt("abcdef", 5), "abcde...");
  EXPECT_EQ(nmf::excerpt("a b", 2), "a...");
  EXPECT_EQ(nmf::excerpt("\xC3\xA9\xC3\xA9\xC3\xA9", 2), "\xC3\xA9\xC3\xA9...");
  EXPECT_EQ(nmf::excerpt("ab  ", 2), "ab");
}

TEST(Excerpts, AreOfTheRowsAskedForAndOfTheWholeCorpusTheHash) {
  Lines lines({"zero", "one", "two"});
  const nmf::Excerpts excerpts = nmf::read_excerpts(lines, {2, 0, 2, 9}, 80);
  EXPECT_THAT(excerpts.texts,
              testing::ElementsAre(testing::Pair(0, "zero!"), testing::Pair(2, "two!")));
  nmf::CorpusHash hash;
  for (const auto& [id, text] :
       {std::pair("0", "zero!"), std::pair("1", "one!"), std::pair("2", "two!")})
    hash.add(id, std::string_view(text));
  EXPECT_EQ(excerpts.corpus_sha256, hash.hex());
}

TEST(Excerpts, CanBeInterrupted) {
  Lines lines({"zero"});
  EXPECT_THROW(nmf::read_excerpts(lines, {0}, 80, [](const nmf::Progress&) { return false; }),
               nmf::Interrupted);
}

}  // namespace
