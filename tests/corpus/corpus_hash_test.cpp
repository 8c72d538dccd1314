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
  const auto digest = [](std::string_view text) {
    const Sha256Digest bytes = sha256(text);
    return std::string(bytes.begin(), bytes.end());
  };
  EXPECT_EQ(hash_of({{"a", "bc"}}), sha256_hex(std::string("\1\0\0\0\0\0\0\0a", 9) + digest("bc")));
  const std::string long_id(258, 'x');
  EXPECT_EQ(hash_of({{"a", "bc"}, {long_id, ""}}),
            sha256_hex(std::string("\1\0\0\0\0\0\0\0a", 9) + digest("bc") +
                       std::string("\2\1\0\0\0\0\0\0", 8) + long_id + digest("")));
  EXPECT_EQ(hash_of({}), sha256_hex(""));
}

TEST(CorpusHash, TellsCorporaApart) {
  EXPECT_NE(hash_of({{"a", "bc"}}), hash_of({{"ab", "c"}}));
  EXPECT_NE(hash_of({{"a", ""}, {"b", ""}}), hash_of({{"b", ""}, {"a", ""}}));
  EXPECT_NE(hash_of({{"a", "b"}}), hash_of({{"a", "b"}, {"", ""}}));
}

}  // namespace
}  // namespace nmf
