#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>

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

/// ||X - W H||_F in float64, 64 documents at a time. The slow, exact way.
double residual_by_rows(const CsrMatrix<double>& X, const Tensor& W, const Tensor& Ht) {
  constexpr std::int64_t kRows = 64;
  const Tensor H = Ht.to(at::kCPU, at::kDouble).t();
  const Tensor left = W.to(at::kCPU, at::kDouble);
  double sum = 0;
  for (std::int64_t first = 0; first < X.rows; first += kRows) {
    const std::int64_t count = std::min(kRows, X.rows - first);
    const Tensor block = at::mm(left.narrow(0, first, count), H).contiguous();
    double* entries = block.mutable_data_ptr<double>();
    for (std::int64_t r = 0; r < count; ++r) {
      const auto row = static_cast<std::size_t>(first + r);
      for (auto i = static_cast<std::size_t>(X.row_start[row]);
           i < static_cast<std::size_t>(X.row_start[row + 1]); ++i)
        entries[r * X.columns + X.column[i]] -= X.value[i];
    }
    sum += at::dot(block.view(-1), block.view(-1)).item<double>();
  }
  return std::sqrt(sum);
}

/// What the objective and its autograd function share.
struct GramProblem {
  CsrMatrix<double> X;  // as the factors' dtype rounds it
  std::unique_ptr<Operations> operations;
  Dtype dtype;
  double weight;
  double squared_norm;  // ||X||^2
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
    const auto* problem =
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
      return residual_by_rows(problem.X, F, Ht);
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
  GramProblem problem{rounded(X, dtype), nullptr, dtype, weight, 0};
  problem.operations = device == "cpu" ? make_cpu_operations(problem.X, dtype, threads)
                                       : make_aten_operations(problem.X, dtype, device);
  for (const double value : problem.X.value) problem.squared_norm += value * value;
  return std::make_unique<GramObjective>(std::move(problem));
}

}  // namespace nmf
