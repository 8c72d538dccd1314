#include "empty_topics.h"

#include <fmt/format.h>

#include <algorithm>

#include "nmf/core/plural.h"

namespace nmf::app {
namespace {

std::string cause(std::int64_t empty, const FactorizationOptions& options, std::int64_t documents,
                  std::int64_t terms) {
  const std::int64_t K = options.n_components, rank = std::min(documents, terms);
  const bool penalized = options.alpha_W > 0 || options.alpha_H.value_or(options.alpha_W) > 0;
  if (penalized && empty == K)
    return "the penalties (factorization.alpha_W, alpha_H) are too large; lower them";
  if (penalized && empty > K - rank)
    return "the penalties (factorization.alpha_W, alpha_H) are too large, or X has fewer "
           "independent documents or terms than that; lower them, or factorization.n_components";
  if (K > rank)
    return fmt::format("X has but {}; lower factorization.n_components",
                       documents < terms ? plural(documents, "document") : plural(terms, "term"));
  return "X has fewer independent documents or terms than that, or the start had nothing of them; "
         "lower factorization.n_components, or try another factorization.seed or init";
}

}  // namespace

std::optional<std::string> empty_topics_note(std::int64_t empty,
                                             const FactorizationOptions& options,
                                             std::int64_t documents, std::int64_t terms) {
  if (empty == 0) return std::nullopt;
  return fmt::format("{} of {} {} empty: {}", empty, plural(options.n_components, "topic"),
                     empty == 1 ? "is" : "are", cause(empty, options, documents, terms));
}

}  // namespace nmf::app
