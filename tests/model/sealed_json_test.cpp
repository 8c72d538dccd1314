#include "nmf/model/sealed_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "nmf/core/sha256.h"
#include "nmf/model/json_text.h"

namespace {

const std::string kText = nmf::json_text({{"a", 1}, {"b", "\"}\n"}});

TEST(SealedJson, EndsWithTheHashOfWhatIsBefore) {
  EXPECT_EQ(nmf::seal_json("{\n  \"a\": 1\n}\n"),
            "{\n  \"a\": 1,\n  \"sha256\": \"" + nmf::sha256_hex("{\n  \"a\": 1") + "\"\n}\n");
  const auto json = nlohmann::ordered_json::parse(nmf::seal_json(kText));
  EXPECT_EQ(json["b"], "\"}\n");
  EXPECT_EQ(json["sha256"], nmf::sha256_hex(kText.substr(0, kText.size() - 3)));
}

TEST(SealedJson, EveryByteIsUnderTheSeal) {
  const std::string sealed = nmf::seal_json(kText);
  EXPECT_TRUE(nmf::is_sealed(sealed));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string other = sealed;
    other[i] = static_cast<char>(other[i] ^ 1);
    EXPECT_FALSE(nmf::is_sealed(other)) << i;
    EXPECT_FALSE(nmf::is_sealed(sealed.substr(0, i))) << i;
  }
  EXPECT_FALSE(nmf::is_sealed(sealed + "\n"));
  EXPECT_FALSE(nmf::is_sealed(kText));
}

TEST(SealedJson, SealsObjectsAsWeWriteThemAlone) {
  EXPECT_THROW(nmf::seal_json("{}"), std::invalid_argument);
}

}  // namespace
