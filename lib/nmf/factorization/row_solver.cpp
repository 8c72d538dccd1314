#include "nmf/factorization/row_solver.h"

#include <ATen/ops/empty.h>

#include <algorithm>
#include <utility>

#include "nmf/factorization/cpu_buffer.h"
#include "nmf/factorization/divergence_rows.h"
#include "nmf/factorization/kernels/kernels.h"
#include "nmf/factorization/least_squares_rows.h"
#include "nmf/factorization/operations.h"
#include "nmf/factorization/row_block.h"
#include "nmf/factorization/wide_gram.h"

namespace nmf {
namespace {

/// Rows whose products are made together; also of a block of one thread's.
constexpr std::int64_t kRows = 2 * kernels::kSweepRows;

/// H transposed, row by row, on the CPU; not by ATen, whose own team would then spin beside ours.
/// [terms, K]
template <typename T>
at::Tensor term_rows(const at::Tensor& H, const Threads& threads) {
  constexpr std::int64_t kTerms = 256;
  const at::Tensor rows = H.detach().cpu(), view = rows.t();
  if (view.is_contiguous() || !rows.is_contiguous()) return view.contiguous();
  const std::int64_t K = rows.size(0), terms = rows.size(1);
  at::Tensor out = at::empty({terms, K}, rows.options());
  const T* from = rows.const_data_ptr<T>();
  T* to = out.mutable_data_ptr<T>();
  threads.for_each_range(terms, kTerms, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t k = 0; k < K; ++k)
      for (std::int64_t v = begin; v < end; ++v) to[v * K + k] = from[k * terms + v];
  });
  return out;
}

/// \param with_sums  for the divergence
template <typename T>
FixedH<T> fixed(const at::Tensor& Ht, bool with_sums, const Threads& threads) {
  FixedH<T> H = {Ht.size(0), Ht.size(1), Ht.const_data_ptr<T>(), {}, {}};
  H.gram = wide_gram(H.Ht, H.terms, H.K, threads);
  if (!with_sums) return H;
  constexpr Dtype kDtype = sizeof(T) == 4 ? Dtype::float32 : Dtype::float64;
  const at::Tensor sums = make_cpu_operations({}, kDtype, threads)->column_sums(Ht);
  H.sums.assign(sums.const_data_ptr<double>(), sums.const_data_ptr<double>() + H.K);
  return H;
}

template <typename T, template <typename> typename Rows>
class SolverOf final : public RowSolver {
 public:
  SolverOf(at::Tensor Ht, const RowObjective& objective, const Threads& threads)
      : Ht_(std::move(Ht)),
        H_(fixed<T>(Ht_, objective.beta_loss == BetaLoss::kullback_leibler, threads)),
        rows_(H_, objective) {}

  void solve(const CsrMatrix<double>& X, std::int64_t begin, std::int64_t end,
             SolvedRows& out) const override {
    T* to = out.W.mutable_data_ptr<T>();
    for_each_part(X, begin, end, [&](const RowBlock<T>& part, std::int64_t first, const T* p) {
      std::vector<double> w(static_cast<std::size_t>(part.rows() * H_.K));
      rows_.solve(part, p, w.data());
      std::copy(w.begin(), w.end(), to + first * H_.K);
      set_residuals(part, first, p, w.data(), out);
    });
  }

  void measure(const CsrMatrix<double>& X, std::int64_t begin, std::int64_t end,
               SolvedRows& rows) const override {
    const T* from = rows.W.const_data_ptr<T>();
    for_each_part(X, begin, end, [&](const RowBlock<T>& part, std::int64_t first, const T* p) {
      const std::vector<double> w(from + first * H_.K, from + (first + part.rows()) * H_.K);
      set_residuals(part, first, p, w.data(), rows);
    });
  }

  SolvedRows make_rows(std::int64_t rows) const override {
    return {at::empty({rows, H_.K}, Ht_.options()),
            std::vector<double>(static_cast<std::size_t>(rows))};
  }

 private:
  template <typename Body>
  void for_each_part(const CsrMatrix<double>& X, std::int64_t begin, std::int64_t end,
                     const Body& body) const {
    const Buffer<T> p(kRows * kernels::padded(H_.K));
    for (std::int64_t first = begin; first < end; first += kRows) {
      const RowBlock<T> part(X, first, std::min(end, first + kRows));
      table_.sparse_times_factor(part.entries(), 0, part.rows(), H_.Ht, H_.K, p.data());
      body(part, first, p.data());
    }
  }

  void set_residuals(const RowBlock<T>& part, std::int64_t first, const T* p, const double* w,
                     SolvedRows& out) const {
    for (std::int64_t r = 0; r < part.rows(); ++r)
      out.residual[static_cast<std::size_t>(first + r)] =
          relative_residual(H_, part, r, w + r * H_.K, p + r * kernels::padded(H_.K));
  }

  at::Tensor Ht_;
  FixedH<T> H_;
  Rows<T> rows_;
  const kernels::Table<T>& table_ = kernels::table<T>();
};

template <typename T>
std::unique_ptr<RowSolver> make(const at::Tensor& H, const RowObjective& objective,
                                const Threads& threads) {
  at::Tensor Ht = term_rows<T>(H, threads);
  if (objective.beta_loss == BetaLoss::kullback_leibler)
    return std::make_unique<SolverOf<T, DivergenceRows>>(std::move(Ht), objective, threads);
  return std::make_unique<SolverOf<T, LeastSquaresRows>>(std::move(Ht), objective, threads);
}

}  // namespace

RowObjective row_objective(const FactorizationOptions& options, std::int64_t documents,
                           std::int64_t terms, double residual) {
  RowObjective objective;
  objective.beta_loss = options.beta_loss;
  if (keeps_signs(options)) {
    const auto entries = static_cast<double>(documents) * static_cast<double>(options.n_components);
    objective.negative_price = options.penalty * residual / entries;
    return objective;
  }
  const double alpha = options.alpha_W * static_cast<double>(terms);
  objective.l1 = alpha * options.l1_ratio;
  objective.l2 = alpha * (1 - options.l1_ratio);
  return objective;
}

std::unique_ptr<RowSolver> make_row_solver(const at::Tensor& H, const RowObjective& objective,
                                           const Threads& threads) {
  if (H.scalar_type() == at::kDouble) return make<double>(H, objective, threads);
  return make<float>(H, objective, threads);
}

SolvedRows solve_rows(const RowSolver& solver, const CsrMatrix<double>& X, const Threads& threads) {
  SolvedRows rows = solver.make_rows(X.rows);
  threads.for_each_range(X.rows, kRows, [&](std::int64_t begin, std::int64_t end) {
    solver.solve(X, begin, end, rows);
  });
  return rows;
}

}  // namespace nmf
