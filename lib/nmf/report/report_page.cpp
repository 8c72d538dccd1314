#include "nmf/report/report_page.h"

#include <fmt/format.h>

#include <map>

#include "nmf/core/sha256.h"
#include "nmf/core/version.h"
#include "nmf/report/html_text.h"
#include "nmf/report/page_files.h"

namespace nmf {
namespace {

std::string policy() {
  return fmt::format(
      "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; "
      "base-uri 'none'; form-action 'none'",
      sha256_base64(kPageStyle), sha256_base64(kPageScript));
}

/// `text` with each {{name}} replaced. What is put in is not looked at again.
std::string filled(std::string_view text, const std::map<std::string_view, std::string>& values) {
  std::string result;
  for (std::size_t begin = 0; (begin = text.find("{{")) != std::string_view::npos;) {
    const std::size_t end = text.find("}}", begin);
    result += text.substr(0, begin);
    result += values.at(text.substr(begin + 2, end - begin - 2));
    text.remove_prefix(end + 2);
  }
  return result += text;
}

}  // namespace

std::string report_page(const PageParts& parts) {
  return filled(kPageMarkup, {{"policy", policy()},
                              {"version", kVersion},
                              {"title", html_text(parts.title)},
                              {"summary", html_text(parts.summary)},
                              {"style", std::string(kPageStyle)},
                              {"topics", parts.topics},
                              {"payload", json_in_html(parts.payload)},
                              {"script", std::string(kPageScript)}});
}

}  // namespace nmf
