#include "nmf/model/history_csv.h"

#include <fmt/format.h>

namespace nmf {

std::string history_csv(const std::vector<Iteration>& history) {
  std::string text = "iteration,loss,residual,penalty,kkt_residual,seconds\n";
  for (const Iteration& at : history) {
    text += fmt::format("{},{},{},{},,{}\n", at.iteration, at.loss, at.residual, at.penalty,
                        at.seconds);
  }
  return text;
}

}  // namespace nmf
