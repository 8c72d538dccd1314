#include "nmf/report/html_text.h"

#include <gtest/gtest.h>

#include <string>

using namespace std::string_literals;

TEST(HtmlText, NothingIsMarkup) {
  EXPECT_EQ(nmf::html_text("</script><!-- & \"a\" 'b'"),
            "&lt;/script&gt;&lt;!-- &amp; &quot;a&quot; &#39;b&#39;");
}

TEST(HtmlText, ControlCharactersAreTheirPictures) {
  EXPECT_EQ(nmf::html_text("a\0b\tc\x1F\x7F"s), "a\u2400b\u2409c\u241F\u2421");
  EXPECT_EQ(nmf::html_text("naïve 数 \u202E"), "naïve 数 \u202E");  // other text stays
}

TEST(JsonInHtml, CanNeitherEndTheElementNorOpenAComment) {
  EXPECT_EQ(nmf::json_in_html(R"(["</script>", "<!--", "&amp;"])"),
            R"(["\u003c/script\u003e", "\u003c!--", "\u0026amp;"])");
}

TEST(JsonInHtml, LineSeparatorsAreEscaped) {
  EXPECT_EQ(nmf::json_in_html("\"\u2028\u2029\u202A\""), "\"\\u2028\\u2029\u202A\"");
  EXPECT_EQ(nmf::json_in_html("\xE2\x80"), "\xE2\x80");  // cut off at the end
}
