#include "nmf/model/history_csv.h"

#include <fmt/format.h>

namespace nmf {

std::string history_csv(const std::vector<Iteration>& history) {
  std::string text = "iteration,loss,residual,penalty,kkt_residual,seconds\n";
  for (const Iteration& at : history) {
    const std::string kkt = at.kkt_residual ? fmt::format("{}", *at.kkt_residual) : "";
    text += fmt::format("{},{},{},{},{},{}\n", at.iteration, at.loss, at.residual, at.penalty, kkt,
                        at.seconds);
  }
  return text;
}

}  // namespace nmf
