#include "nmf/evaluation/recommend.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include "nmf/evaluation/held_out_curve.h"

namespace nmf {
namespace {

/// The choice in the making.
class Decision {
 public:
  explicit Decision(const std::vector<Candidate>& candidates)
      : candidates_(candidates), curve_(candidates) {}

  Recommendation made() {
    const std::size_t knee = curve_.knee();
    if (curve_.explained(curve_.lowest()) <= 0) {
      nothing_predicted();
    } else if (curve_.sharp(knee)) {
      stands_out(knee);
    } else if (knee == 0) {
      smallest_is_enough();
    } else if (curve_.falls_at_the_end()) {
      still_falling();
    } else {
      falls_ever_more_slowly(knee);
    }
    return std::move(result_);
  }

 private:
  void stands_out(std::size_t i) {
    choose(i, Confidence::medium);
    say("the held-out error falls from {:.4g} at K = {} to {:.4g} at K = {} and, in most "
        "folds, hardly beyond: more components predict the documents left out no better",
        curve_.error(i - 1), k(i - 1), curve_.error(i), k(i));
    if (agreed_most(i)) result_.confidence = Confidence::high;
  }

  void smallest_is_enough() {
    choose(0, Confidence::low);
    say("no larger K predicts the documents left out better than {}, the smallest one tried", k(0));
    if (curve_.size() > 1 && agreed_most(0)) result_.confidence = Confidence::medium;
    say("try smaller ones too");
  }

  void still_falling() {
    choose(curve_.size() - 1, Confidence::low);
    say("the held-out error falls to the end, and hardly more slowly there, to {:.4g} at K = {}, "
        "the "
        "largest one tried: try larger ones too",
        curve_.error(result_index_), k(result_index_));
    agreed_most(result_index_);
  }

  void falls_ever_more_slowly(std::size_t knee) {
    const std::size_t last = curve_.lowest();
    say("no K stands out: the held-out error falls{} from {:.4g} at K = {} to {:.4g} at K = {}",
        last > 1 ? " ever more slowly," : "", curve_.error(0), k(0), curve_.error(last), k(last));
    const std::optional<std::size_t> stable = most_stable_of_those_that_explain();
    choose(stable.value_or(knee), Confidence::low);
    if (stable) {
      say("of those that explain at least two thirds of what K = {} does, the random starts agree "
          "most at K = {}: matched topics have a cosine of {:.2f}",
          k(last), k(*stable), *stability(*stable));
    } else {
      say("K = {} is the smallest that predicts about as well as K = {}", k(knee), k(last));
    }
    say("take a larger K for finer topics, a smaller one for broader ones");
  }

  void nothing_predicted() {
    const auto stable = most_stable(0, curve_.size());
    choose(stable.value_or(0), Confidence::low);
    say("no K stands out: none predicts the documents left out better than no component at all");
    if (stable) say("the random starts agree most at K = {}", k(*stable));
  }

  /// Says how far the starts agree at i; whether that is more than on any larger K.
  bool agreed_most(std::size_t i) {
    constexpr double kAgreement = 0.8, kClearly = 0.02;
    if (!stability(i)) {
      say("how far random starts agree is not known: it takes two seeds at least");
      return false;
    }
    const auto next = most_stable(i + 1, curve_.size());
    const std::string found =
        fmt::format("topics of different random starts match with a cosine of {:.2f} at K = {}",
                    *stability(i), k(i));
    if (!next) {
      say("{}", found);
      return false;
    }
    const bool most = *stability(i) >= kAgreement && *stability(i) >= *stability(*next) + kClearly;
    say("{} and of {:.2f} at most beyond it (K = {}){}", found, *stability(*next), k(*next),
        most ? "" : ": they do not single it out");
    return most;
  }

  [[nodiscard]] std::optional<double> stability(std::size_t i) const {
    if (!candidates_[i].stability) return std::nullopt;
    return candidates_[i].stability->matched_cosine;
  }

  [[nodiscard]] std::optional<std::size_t> most_stable(std::size_t begin, std::size_t end) const {
    std::optional<std::size_t> best;
    for (std::size_t i = begin; i < end; ++i)
      if (stability(i) && (!best || *stability(i) > *stability(*best))) best = i;
    return best;
  }

  [[nodiscard]] std::optional<std::size_t> most_stable_of_those_that_explain() const {
    std::size_t first = 0;
    while (3 * curve_.explained(first) < 2 * curve_.explained(curve_.lowest())) ++first;
    return most_stable(first, curve_.size());
  }

  [[nodiscard]] std::int64_t k(std::size_t i) const { return candidates_[i].k; }

  void choose(std::size_t i, Confidence confidence) {
    result_index_ = i;
    result_.k = k(i);
    result_.confidence = confidence;
  }

  template <typename... Values>
  void say(fmt::format_string<Values...> text, Values&&... values) {
    result_.reasons.push_back(fmt::format(text, std::forward<Values>(values)...));
  }

  const std::vector<Candidate>& candidates_;
  HeldOutCurve curve_;
  Recommendation result_;
  std::size_t result_index_ = 0;
};

}  // namespace

const char* name_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::high:
      return "high";
    case Confidence::medium:
      return "medium";
    case Confidence::low:
      return "low";
  }
  throw std::logic_error("unknown confidence");
}

Recommendation recommend(const std::vector<Candidate>& candidates) {
  if (candidates.empty()) throw std::invalid_argument("recommend: no candidates");
  if (candidates.size() == 1)
    return {candidates.front().k, Confidence::low, {"no other K was tried"}};
  return Decision(candidates).made();
}

}  // namespace nmf
