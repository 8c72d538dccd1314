#include "fit_report.h"

#include <fmt/format.h>

#include "nmf/report/python_float.h"

namespace nmf::app {

void FitReport::iteration(const Iteration& now) {
  if (last_ && last_->run != now.run) {
    end_start();
    start_seconds_ = last_->seconds;
  }
  last_ = now;
  if (now.iteration % config_.output.log_every == 0)
    console_.result(fmt::format("Epoch: {}, Loss: {}\n", now.iteration, python_float(now.loss)));
  const bool several = config_.factorization.n_init > 1;
  console_.show(several ? start(now.run) : "fitting", now, config_.factorization.max_iter,
                start_seconds_);
}

void FitReport::end(const Factorization& factorization) {
  console_.clear();
  const FactorizationOptions& options = config_.factorization;
  if (options.n_init == 1) return;
  end_start();
  if (factorization.runs < options.n_init)
    console_.note(fmt::format(
        "note: {} of {} starts were not begun, factorization.max_seconds ({}) had passed",
        options.n_init - factorization.runs, options.n_init, options.max_seconds));
  console_.note("kept " + start(static_cast<std::int64_t>(factorization.seed - options.seed)));
}

std::string FitReport::start(std::int64_t run) const {
  const FactorizationOptions& options = config_.factorization;
  return fmt::format("start {} of {} (seed {})", run + 1, options.n_init,
                     options.seed + static_cast<std::uint64_t>(run));
}

void FitReport::end_start() {
  if (!last_) return;  // no iteration at all
  console_.note(fmt::format("{}: residual {:.6g} at iteration {}", start(last_->run),
                            last_->residual, last_->iteration));
}

}  // namespace nmf::app
