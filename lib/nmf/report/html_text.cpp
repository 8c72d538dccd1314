#include "nmf/report/html_text.h"

namespace nmf {
namespace {

constexpr std::string_view kLineSeparator = "\xE2\x80\xA8", kParagraphSeparator = "\xE2\x80\xA9";

/// U+2400 + c: "\xE2\x90\x80" and on.
std::string picture_of(char control) {
  constexpr char kDelete = 0x7F, kPictureOfDelete = '\xA1';
  const char last =
      control == kDelete ? kPictureOfDelete : static_cast<char>(static_cast<int>(control) - 0x80);
  return {'\xE2', '\x90', last};
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string html;
  for (const char c : text) {
    if (c == '&') {
      html += "&amp;";
    } else if (c == '<') {
      html += "&lt;";
    } else if (c == '>') {
      html += "&gt;";
    } else if (c == '"') {
      html += "&quot;";
    } else if (c == '\'') {
      html += "&#39;";
    } else if ((c >= 0 && c < ' ') || c == 0x7F) {
      html += picture_of(c);
    } else {
      html += c;
    }
  }
  return html;
}

std::string json_in_html(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    const std::string_view three = json.substr(i, 3);
    if (json[i] == '<') {
      text += "\\u003c";
    } else if (json[i] == '>') {
      text += "\\u003e";
    } else if (json[i] == '&') {
      text += "\\u0026";
    } else if (three == kLineSeparator || three == kParagraphSeparator) {
      text += three == kLineSeparator ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      text += json[i];
    }
  }
  return text;
}

}  // namespace nmf
