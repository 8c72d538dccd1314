#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <torch/csrc/autograd/custom_function.h>

#include <utility>

#include "nmf/factorization/gram_residual.h"
#include "nmf/factorization/objective.h"
#include "nmf/factorization/operations.h"

namespace nmf {
namespace {

using at::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;
using Side = Operations::Side;

/// What the objective and its autograd function share.
struct GramProblem {
  std::unique_ptr<Operations> operations;
  Dtype dtype;
  double weight;
  double squared_norm;  // ||X||^2, of X as the factors' dtype rounds it
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
    measured->residual =
        residual_of(both[0].item<double>(), problem->squared_norm, problem->dtype, ops, F, Ht);
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

}  // namespace

std::unique_ptr<Objective> make_gram_objective(const CsrMatrix<double>& X, Dtype dtype,
                                               const std::string& device, double weight,
                                               const Threads& threads) {
  GramProblem problem{device == "cpu" ? make_cpu_operations(X, dtype, threads)
                                      : make_aten_operations(X, dtype, device),
                      dtype, weight, squared_norm(X, dtype)};
  return std::make_unique<GramObjective>(std::move(problem));
}

}  // namespace nmf
