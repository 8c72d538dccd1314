#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "nmf/factorization/dtype.h"
#include "nmf/factorization/objective.h"
#include "nmf/factorization/operations.h"

namespace nmf {
namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;
using Side = Operations::Side;

/// Share of ||X||^2 below which the three terms cancel too far and the residual is summed from row
/// blocks of X - W H instead. What is left above it: the terms carry a relative error of about
/// 1e-16 in float64, and of 1e-8 through the float32 block sums of the kernels.
double cancellation_limit(Dtype dtype) { return dtype == Dtype::float64 ? 1e-8 : 1e-4; }

/// ||X - W H||_F in float64, document by document. The slow, exact way; each sum in order, so that
/// the threads don't show.
double residual_by_rows(const CsrMatrix<double>& X, const Tensor& W, const Tensor& Ht,
                        const Threads& threads) {
  constexpr std::int64_t kRows = 64;
  const Tensor left = W.to(at::kCPU, at::kDouble).contiguous();
  const Tensor right = Ht.to(at::kCPU, at::kDouble).t().contiguous();
  const std::int64_t K = left.size(1), V = X.columns;
  const double* w = left.const_data_ptr<double>();
  const double* h = right.const_data_ptr<double>();
  std::vector<double> squares(static_cast<std::size_t>(X.rows), 0.0);
  threads.for_each_block((X.rows + kRows - 1) / kRows, [&](std::int64_t block) {
    std::vector<double> row(static_cast<std::size_t>(V));
    for (std::int64_t r = block * kRows; r < std::min(X.rows, (block + 1) * kRows); ++r) {
      std::fill(row.begin(), row.end(), 0.0);
      for (std::int64_t k = 0; k < K; ++k)
        for (std::int64_t v = 0; v < V; ++v)
          row[static_cast<std::size_t>(v)] += w[r * K + k] * h[k * V + v];
      const auto document = static_cast<std::size_t>(r);
      for (auto i = static_cast<std::size_t>(X.row_start[document]);
           i < static_cast<std::size_t>(X.row_start[document + 1]); ++i)
        row[static_cast<std::size_t>(X.column[i])] -= X.value[i];
      for (const double difference : row) squares[document] += difference * difference;
    }
  });
  return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
}

/// What the objective and its autograd function share.
struct GramProblem {
  CsrMatrix<double> X;  // as the factors' dtype rounds it
  std::unique_ptr<Operations> operations;
  Dtype dtype;
  double weight;
  double squared_norm;  // ||X||^2
  const Threads* threads;
};

/// Forward and backward of the objective, both from sparse products and K x K matrices.
class GramLoss : public torch::autograd::Function<GramLoss> {
 public:
  static Tensor forward(AutogradContext* context, const Tensor& W, const Tensor& H,
                        const GramProblem* problem, Evaluation* measured) {
    const Operations& ops = *problem->operations;
    const Tensor F = W.contiguous(), Ht = H.t().contiguous();
    const auto documents = ops.gram(F), terms = ops.gram(Ht);
    const Tensor XHt = ops.product(Side::documents, Ht);
    const Tensor square =
        problem->squared_norm - 2 * ops.inner(XHt, F) + ops.inner(documents.gram, terms.gram);
    const Tensor penalty = documents.negative / static_cast<double>(W.numel()) +
                           terms.negative / static_cast<double>(H.numel());
    const Tensor both = at::stack({square, penalty}).cpu();  // one wait for the device
    measured->residual = residual(*problem, both[0].item<double>(), F, Ht);
    measured->penalty = both[1].item<double>();

    context->save_for_backward({W, H, XHt, documents.gram, terms.gram});
    context->saved_data["problem"] = reinterpret_cast<std::int64_t>(problem);
    context->saved_data["residual"] = measured->residual;
    return at::full({}, measured->residual + problem->weight * measured->penalty, W.options());
  }

  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    // An IValue holds integers, not pointers.
    const auto* problem =  // NOLINTNEXTLINE(performance-no-int-to-ptr)
        reinterpret_cast<const GramProblem*>(context->saved_data["problem"].toInt());
    const Operations& ops = *problem->operations;
    const variable_list saved = context->get_saved_variables();
    const Tensor F = saved[0].contiguous(), Ht = saved[1].t().contiguous();
    const Tensor &XHt = saved[2], &WtW = saved[3], &HHt = saved[4];
    const double outer = gradients[0].item<double>();
    const double residual = context->saved_data["residual"].toDouble();
    // torch.norm's gradient at 0 is 0.
    const double scale = residual > 0 ? outer / residual : 0;
    const double slope = outer * problem->weight;
    const Tensor gW = ops.gradient(Side::documents, F, HHt, Ht, XHt, scale,
                                   slope / static_cast<double>(F.numel()));
    const Tensor gHt = ops.gradient(Side::terms, Ht, WtW, F, Tensor(), scale,
                                    slope / static_cast<double>(Ht.numel()));
    return {gW, gHt.t(), Tensor(), Tensor()};
  }

 private:
  static double residual(const GramProblem& problem, double square, const Tensor& F,
                         const Tensor& Ht) {
    if (square < cancellation_limit(problem.dtype) * problem.squared_norm)
      return residual_by_rows(problem.X, F, Ht, *problem.threads);
    return std::sqrt(square);
  }
};

class GramObjective final : public Objective {
 public:
  explicit GramObjective(GramProblem problem) : problem_(std::move(problem)) {}

  Evaluation evaluate(const Tensor& W, const Tensor& H) const override {
    Evaluation evaluation;
    evaluation.loss = GramLoss::apply(W, H, &problem_, &evaluation);
    return evaluation;
  }

 private:
  GramProblem problem_;
};

/// X as the fit sees it: its values rounded to the factors' dtype.
CsrMatrix<double> rounded(const CsrMatrix<double>& X, Dtype dtype) {
  CsrMatrix<double> out = X;
  if (dtype == Dtype::float32)
    for (double& value : out.value) value = static_cast<double>(static_cast<float>(value));
  return out;
}

}  // namespace

std::unique_ptr<Objective> make_gram_objective(const CsrMatrix<double>& X, Dtype dtype,
                                               const std::string& device, double weight,
                                               const Threads& threads) {
  GramProblem problem{rounded(X, dtype), nullptr, dtype, weight, 0, &threads};
  problem.operations = device == "cpu" ? make_cpu_operations(problem.X, dtype, threads)
                                       : make_aten_operations(problem.X, dtype, device);
  for (const double value : problem.X.value) problem.squared_norm += value * value;
  return std::make_unique<GramObjective>(std::move(problem));
}

}  // namespace nmf
