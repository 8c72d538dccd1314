#include "nmf/corpus/corpus_hash.h"

#include <gtest/gtest.h>

namespace nmf {
namespace {

std::string hash_of(const std::vector<std::pair<std::string, std::string>>& documents) {
  CorpusHash hash;
  for (const auto& [id, text] : documents) hash.add(id, text);
  return hash.hex();
}

TEST(CorpusHash, IsTheDigestOfPartsBehindTheirLengths) {
  const std::string one("\1\0\0\0\0\0\0\0a\2\0\0\0\0\0\0\0bc", 19);
  EXPECT_EQ(hash_of({{"a", "bc"}}), sha256_hex(one));
  const std::string long_text(258, 'x');
  EXPECT_EQ(hash_of({{"", long_text}}),
            sha256_hex(std::string(8, '\0') + std::string("\2\1\0\0\0\0\0\0", 8) + long_text));
  EXPECT_EQ(hash_of({}), sha256_hex(""));
}

TEST(CorpusHash, TellsCorporaApart) {
  EXPECT_NE(hash_of({{"a", "bc"}}), hash_of({{"ab", "c"}}));
  EXPECT_NE(hash_of({{"a", ""}, {"b", ""}}), hash_of({{"b", ""}, {"a", ""}}));
  EXPECT_NE(hash_of({{"a", "b"}}), hash_of({{"a", "b"}, {"", ""}}));
}

}  // namespace
}  // namespace nmf
