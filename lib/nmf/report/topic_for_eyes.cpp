#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "nmf/core/printable.h"
#include "nmf/report/text_table.h"
#include "nmf/report/topic_listing.h"
#include "nmf/text/display_width.h"

namespace nmf {
namespace {

constexpr std::size_t kHead = 14;  // columns before the terms of a list

std::string head(std::string_view name) { return fmt::format("    {:<{}}", name, kHead - 4); }

std::string line(const std::string& text, std::size_t width) {
  return fmt::format("{}\n", cut_to_width(text, width));
}

template <typename Term>
std::string terms_line(std::string_view name, const std::vector<Term>& terms, std::size_t width) {
  std::vector<std::string> items;
  items.reserve(terms.size());
  for (const auto& term : terms) items.push_back(printable(term.term));
  return items.empty() ? "" : listed(head(name), items, width);
}

std::string documents_lines(const TopicListing& listing, const TopicSummary& topic,
                            std::size_t width) {
  std::string text;
  for (const TypicalDocument& document : topic.documents) {
    const DocumentName& name = listing.documents[static_cast<std::size_t>(document.row)];
    const std::string label = name.label.empty() ? "" : fmt::format(" ({})", printable(name.label));
    text += line(fmt::format("{}{:.3f}  {}{}", head(text.empty() ? "documents" : ""),
                             document.weight, printable(name.id), label),
                 width);
    const auto found = listing.excerpts.find(document.row);
    if (found == listing.excerpts.end() || found->second.empty()) continue;
    text += line(fmt::format("{}       {}", head(""), printable(found->second)), width);
  }
  return text;
}

std::string block(const TopicListing& listing, const TopicSummary& topic, std::size_t digits,
                  std::size_t width) {
  const std::string share = fmt::format("{:6.2f} %", 100 * topic.share);
  const std::string title =
      fmt::format("{:>{}}{}  {}", topic.topic, digits, share,
                  printable(listing.names[static_cast<std::size_t>(topic.topic)]));
  // A topic with few terms has none of the others: they only fill up its list.
  std::vector<TopicTerm> terms = topic.terms;
  std::erase_if(terms, [](const TopicTerm& term) { return term.weight <= 0; });
  std::string text = cut_to_width(title, width);
  while (text.ends_with(' ')) text.pop_back();
  text += '\n';
  text += terms_line("weight", terms, width);
  text += terms_line("frex", topic.frex, width);
  text += terms_line("lift", topic.lift, width);
  text += terms_line("relevance", topic.relevance, width);
  text += documents_lines(listing, topic, width);
  return text;
}

/// A label's topics by falling share, those of a twentieth of it at least: the rest blurs the view.
std::vector<std::string> topics_of(const LabelRow& row) {
  std::vector<std::size_t> order(row.shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return row.shares[a] > row.shares[b]; });
  std::vector<std::string> items;
  for (const std::size_t k : order)
    if (row.shares[k] >= 0.05) items.push_back(fmt::format("{} {:.0f} %", k, 100 * row.shares[k]));
  return items;
}

std::string label_lines(const std::vector<LabelRow>& labels, std::size_t width) {
  if (labels.empty()) return "";
  std::size_t widest = std::string_view("label").size();
  for (const LabelRow& row : labels) widest = std::max(widest, display_width(printable(row.label)));
  widest = std::min(widest, width / 3);
  std::string text = "\n";
  text += line(pad_right("label", widest) + "  documents  topics with 5 % of it or more", width);
  for (const LabelRow& row : labels) {
    const std::string name = pad_right(cut_to_width(printable(row.label), widest), widest);
    text += listed(fmt::format("{}  {:>9}  ", name, row.documents), topics_of(row), width);
  }
  return text;
}

}  // namespace

std::string topics_for_eyes(const TopicListing& listing, std::size_t width) {
  const std::size_t digits =
      std::to_string(std::max(std::ssize(listing.names) - 1, std::ptrdiff_t{0})).size();
  std::string text;
  for (const TopicSummary& topic : listing.topics) text += block(listing, topic, digits, width);
  return text + label_lines(listing.labels, width);
}

}  // namespace nmf
