// Covers report_page.cpp.
#include "nmf/report/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "nmf/core/sha256.h"
#include "nmf/report/report_page.h"
#include "tests/report/small_model.h"

namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using namespace std::string_literals;

/// What stands between the first `begin` and the next `end`.
std::string between(const std::string& html, const std::string& begin, const std::string& end) {
  const std::size_t at = html.find(begin);
  if (at == std::string::npos) return "no " + begin;
  const std::size_t from = at + begin.size();
  return html.substr(from, html.find(end, from) - from);
}

std::size_t count_of(const std::string& html, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = html.find(part, at)) != std::string::npos; ++at) ++count;
  return count;
}

const std::string kHostile =
    "</script></title><script>alert(1)</script><!-- {{payload}} & \" ' \u202E\u2028 \x01\0 "
    "<img src=x onerror=alert(1)>"s;

/// 100 topics of 2000 terms each with long names, 500 documents with excerpts and 40 labels.
nmf::Model large_model() {
  constexpr std::size_t kDocuments = 500, kTopics = 100, kTerms = 2000;
  std::mt19937 random(3);
  std::uniform_real_distribution<double> uniform(-1, 1);
  std::vector<std::vector<double>> W(kDocuments, std::vector<double>(kTopics));
  std::vector<std::vector<double>> H(kTopics, std::vector<double>(kTerms));
  for (auto& row : W)
    for (double& w : row) w = std::max(0.0, uniform(random));
  for (auto& row : H)
    for (double& h : row) h = std::max(0.0, uniform(random));
  nmf::Model model = nmf::test::model_of(W, H);
  for (std::size_t v = 0; v < kTerms; ++v) {
    model.vocabulary[v] = nmf::test::numbered("a-rather-long-term-", v);
    model.term_frequency[v] = static_cast<std::int64_t>(1 + random() % 1000);
  }
  for (std::size_t d = 0; d < kDocuments; ++d)
    model.documents[d] = {nmf::test::numbered("group/", d), nmf::test::numbered("label ", d % 40)};
  return model;
}

nmf::ReportExtras large_extras() {
  nmf::ReportExtras extras;
  for (std::int64_t d = 0; d < 500; ++d) extras.excerpts[d] = std::string(200, 'x');
  return extras;
}

TEST(Report, AllowsNothingButItsOwnStyleAndScript) {
  const std::string html = nmf::report_html(nmf::test::small_model(), {});
  const std::string policy = between(html, "Content-Security-Policy\" content=\"", "\">");
  const std::string style = between(html, "<style>", "</style>");
  const std::string script = between(html, "</script>\n<script>", "</script>");
  EXPECT_EQ(policy, "default-src 'none'; style-src 'sha256-" + nmf::sha256_base64(style) +
                        "'; script-src 'sha256-" + nmf::sha256_base64(script) +
                        "'; img-src data:; base-uri 'none'; form-action 'none'");
  EXPECT_THAT(html, StartsWith(std::string(nmf::kReportMark) + "\n"));
  for (const char* outside : {"src=", "href=\"http", "url(", "@import", " style=\"", " onclick"})
    EXPECT_THAT(html, Not(HasSubstr(outside))) << outside;
}

TEST(Report, ForeignTextIsNeverMarkup) {
  nmf::Model model = nmf::test::small_model();
  model.vocabulary[0] = kHostile;
  model.documents[0] = {kHostile, kHostile};
  model.record.corpus_path = "/data/" + kHostile;
  model.config = nlohmann::json{{"corpus", {{"path", kHostile}}}}.dump();
  const std::string html = nmf::report_html(
      model, {.names = {kHostile, ""}, .excerpts = {{0, kHostile}}, .input = {{"a", kHostile}}});
  EXPECT_EQ(count_of(html, "<script"), 2);
  EXPECT_EQ(count_of(html, "</script"), 2);
  EXPECT_EQ(count_of(html, "<!--"), 1);  // the mark of the first line
  EXPECT_EQ(count_of(html, "<img"), 0);
  EXPECT_EQ(count_of(html, std::string(1, '\0')) + count_of(html, "\x01"), 0);
  EXPECT_EQ(count_of(html, "{{payload}}") - count_of(html, "\\u003c!-- {{payload}}"), 4)
      << "title, heading, name and term: text that looks like ours is not filled in";

  const auto payload =
      nlohmann::json::parse(between(html, "id=\"payload\">", "</script>"));  // and it is all there
  EXPECT_EQ(payload["terms"][0], kHostile);
  EXPECT_EQ(payload["topics"][0]["name"], kHostile);
  EXPECT_EQ(payload["topics"][0]["typical"][0]["id"], kHostile);
  EXPECT_EQ(payload["topics"][0]["typical"][0]["excerpt"], kHostile);
  EXPECT_EQ(payload["labels"][0]["label"], kHostile);
  EXPECT_EQ(payload["settings"][0][1], kHostile);
}

TEST(Report, ShowsTheTopicsWithoutScriptsToo) {
  const std::string html =
      nmf::report_html(nmf::test::small_model(), {.names = {"", "moon & sun"}});
  EXPECT_THAT(html, HasSubstr("<td class=\"figure\">1</td><td class=\"figure\">42.86 %</td>"
                              "<td><bdi>moon &amp; sun</bdi></td>"
                              "<td><bdi>t1</bdi>, <bdi>t2</bdi>"));
  EXPECT_THAT(html, HasSubstr("<title>Topics of posts.csv</title>"));
}

TEST(Report, SaysItsSizesInItsHead) {
  const nmf::Model model = nmf::test::model_of({{1}}, {std::vector<double>(1234, 1)});
  EXPECT_THAT(nmf::report_html(model, {}),
              HasSubstr("<p>Topics: 1, documents: 1, terms: 1,234</p>"));
}

TEST(Report, OfAHundredTopicsIsBelowTwoMegabytesAndTheSameForAnyNumberOfThreads) {
  const nmf::Model model = large_model();
  const std::string html = nmf::report_html(model, large_extras(), 1);
  EXPECT_LT(html.size(), 2'000'000);
  EXPECT_GT(html.size(), 200'000);
  EXPECT_EQ(nmf::report_html(model, large_extras(), 3), html);
}

}  // namespace
