#include "nmf/config/enum_names.h"

#include <gtest/gtest.h>

#include <set>

namespace nmf::config {
namespace {

/// Every value from 0 to `last` has a name of its own, is found in its place and comes back.
template <typename E>
void expect_complete(E last) {
  const auto& names = kEnumNames<E>;
  ASSERT_EQ(names.size(), static_cast<std::size_t>(last) + 1);
  std::set<std::string_view> spellings;
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(names[i].value, static_cast<E>(i));
    EXPECT_EQ(name_of(static_cast<E>(i)), names[i].name);
    spellings.insert(names[i].name);
  }
  EXPECT_EQ(spellings.size(), names.size());
}

TEST(EnumNames, HaveEveryValueOnceInOrder) {
  expect_complete(CorpusFormat::npz);
  expect_complete(NewsgroupsSubset::all);
  expect_complete(NewsgroupsPart::quotes);
  expect_complete(TextEncoding::latin_1);
  expect_complete(DecodeError::ignore);
  expect_complete(MatrixValues::weights);
  expect_complete(StripAccents::unicode);
  expect_complete(Analyzer::icu);
  expect_complete(Norm::l2);
  expect_complete(Solver::adam);
  expect_complete(BetaLoss::kullback_leibler);
  expect_complete(Engine::gram);
  expect_complete(Init::file);
  expect_complete(Dtype::float64);
  expect_complete(Show::none);
}

TEST(EnumNames, AreSpelledAsTheContractSpellsThem) {
  EXPECT_EQ(name_of(CorpusFormat::automatic), "auto");
  EXPECT_EQ(name_of(CorpusFormat::newsgroups), "newsgroups");
  EXPECT_EQ(name_of(TextEncoding::utf_8), "utf-8");
  EXPECT_EQ(name_of(TextEncoding::latin_1), "latin-1");
  EXPECT_EQ(name_of(CorpusFormat::jsonl), "jsonl");
  EXPECT_EQ(name_of(CorpusFormat::npz), "npz");
  EXPECT_EQ(name_of(MatrixValues::automatic), "auto");
  EXPECT_EQ(name_of(StripAccents::none), "null");
  EXPECT_EQ(name_of(Analyzer::characters), "char");
  EXPECT_EQ(name_of(Analyzer::characters_in_words), "char_wb");
  EXPECT_EQ(name_of(Engine::automatic), "auto");
  EXPECT_EQ(name_of(BetaLoss::kullback_leibler), "kullback-leibler");
  EXPECT_EQ(name_of(Dtype::float32), "float32");
  EXPECT_EQ(name_of(Show::w), "w");
}

TEST(EnumNames, AValueOutsideTheTableIsAFaultOfOurs) {
  EXPECT_THROW(name_of(static_cast<Dtype>(7)), std::logic_error);
}

}  // namespace
}  // namespace nmf::config
