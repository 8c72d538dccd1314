#include "nmf/model/json_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace {

TEST(JsonText, IsIndentedAndAlwaysUtf8) {
  EXPECT_EQ(nmf::json_text({{"a", 1}, {"b", "\xff\xc3\xa9"}}),
            "{\n  \"a\": 1,\n  \"b\": \"\xef\xbf\xbd\xc3\xa9\"\n}\n");
}

}  // namespace
