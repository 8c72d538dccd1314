#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "nmf/factorization/device_matrix.h"
#include "nmf/factorization/operations.h"

namespace nmf {
namespace {

/// Rows of a factor whose products are summed in its own dtype before float64 takes over, as in the
/// CPU kernels.
constexpr std::int64_t kRows = 128;
/// Elements of partial Gram matrices that may be alive at once (64 MiB in float32).
constexpr std::int64_t kPartialElements = std::int64_t{1} << 24;

/// Elements of X - W H, and of H in float64, that are formed at once (32 MiB).
constexpr std::int64_t kDifferenceElements = std::int64_t{1} << 22;

class AtenOperations final : public Operations {
 public:
  AtenOperations(const CsrMatrix<double>& X, Dtype dtype, const std::string& device)
      : X_(X, dtype, device), Xt_(transposed(X), dtype, device) {}

  GramSums gram(const at::Tensor& F) const override {
    const std::int64_t rows = F.size(0), K = F.size(1), whole = rows / kRows;
    at::Tensor sum = at::zeros({K, K}, F.options().dtype(at::kDouble));
    const std::int64_t step = std::max<std::int64_t>(1, kPartialElements / (K * K));
    for (std::int64_t first = 0; first < whole; first += step) {
      const std::int64_t count = std::min(step, whole - first);
      const at::Tensor block = F.narrow(0, first * kRows, count * kRows).view({count, kRows, K});
      sum += at::bmm(block.transpose(1, 2), block).sum({0}, false, at::kDouble);
    }
    const at::Tensor rest = F.narrow(0, whole * kRows, rows - whole * kRows);
    sum += at::mm(rest.t(), rest);
    return {sum, at::clamp(-F, 0).sum(at::kDouble)};
  }

  at::Tensor product(Side side, const at::Tensor& F) const override {
    return matrix(side).times(F);
  }

  at::Tensor inner(const at::Tensor& P, const at::Tensor& F) const override {
    return (P * F).sum(at::kDouble);
  }

  at::Tensor gradient(Side side, const at::Tensor& F, const at::Tensor& G, const at::Tensor& other,
                      const at::Tensor& P, double scale, double slope) const override {
    const at::Tensor sparse = P.defined() ? P : product(side, other);
    at::Tensor gradient =
        at::addmm(sparse, F, G.to(F.scalar_type()), /*beta=*/-scale, /*alpha=*/scale);
    return slope == 0 ? gradient : gradient.sub_(at::le(F, 0).to(F.scalar_type()), slope);
  }

  Sweep sweep(Side side, at::Tensor F, const at::Tensor& G, const at::Tensor& other,
              Penalty penalty, std::int64_t sweeps, bool measure) const override {
    const std::int64_t K = F.size(1);
    const at::Tensor P = product(side, other);
    const at::Tensor hessian =
        (G + penalty.l2 * at::eye(K, G.options())).to(F.scalar_type()).contiguous();
    const at::Tensor diagonal = hessian.diagonal().cpu().to(at::kDouble);
    const double least =
        F.scalar_type() == at::kDouble ? kLeastSquare<double> : kLeastSquare<float>;
    // A column of F as a row, without gaps.
    at::Tensor Ft = F.t().clone(at::MemoryFormat::Contiguous);
    const at::TensorOptions double_there = F.options().dtype(at::kDouble);
    F.reset();
    const at::Tensor target = (P - penalty.l1).t().contiguous();
    at::Tensor violation = at::zeros({}, double_there);
    for (std::int64_t sweep = 0; sweep < sweeps; ++sweep) {
      for (std::int64_t k = 0; k < K; ++k) {
        const double curvature = diagonal[k].item<double>();
        at::Tensor f = Ft[k];
        const at::Tensor descent = at::addmv(target[k], Ft.t(), hessian[k], 1, -1);
        if (sweep == 0)
          violation +=
              at::where(at::gt(f, 0), descent.abs(), at::clamp_min(descent, 0)).sum(at::kDouble);
        if (curvature >= least) {
          f.copy_(at::clamp_min(f + descent * (1 / curvature), 0));
        } else if (penalty.l1 >= kLeastPrice) {
          f.zero_();
        }
      }
    }
    const at::Tensor out = Ft.t().contiguous();
    return {out, measure ? inner(P, out).item<double>() : 0, violation.item<double>()};
  }

  GradientNorms gradient_norms(Side side, const at::Tensor& F, const at::Tensor& G,
                               const at::Tensor& other, Penalty penalty) const override {
    const at::Tensor P = product(side, other);
    const at::Tensor with_l2 = G + penalty.l2 * at::eye(F.size(1), G.options());
    const at::Tensor g = gradient(side, F, with_l2, other, P, 1, 0).add_(penalty.l1);
    const at::Tensor kept = at::where(at::gt(F, 0), g, at::clamp_max(g, 0));
    const auto squares = [](const at::Tensor& a) {
      return a.to(at::kDouble).square_().sum(0).cpu();
    };
    return {squares(kept), squares(P)};
  }

  Update multiplied(Side side, const at::Tensor& F, const at::Tensor& G, const at::Tensor& other,
                    Penalty penalty) const override {
    const at::Tensor P = product(side, other);
    const at::Tensor with_l2 = G + penalty.l2 * at::eye(F.size(1), G.options());
    const at::Tensor denominator = at::mm(F, with_l2.to(F.scalar_type())).add_(penalty.l1);
    return {updated(F, P, denominator, 0), {inner(P, F).item<double>(), 0}};
  }

  Update multiplied_divergence(Side side, const at::Tensor& F, const at::Tensor& sums,
                               const at::Tensor& other, Penalty penalty, double least,
                               bool measure) const override {
    const at::Tensor wh = products(side, F, other);
    const Stored before = compared(side, wh, measure);
    const at::Tensor denominator =
        at::add((sums + penalty.l1).to(F.scalar_type()), F, penalty.l2).expand_as(F);
    return {updated(F, ratio_times(side, wh, other), denominator, least), before};
  }

  DivergenceSweep sweep_divergence(Side /*side*/, const at::Tensor& /*F*/,
                                   const at::Tensor& /*sums*/, const at::Tensor& /*other*/,
                                   Penalty /*penalty*/, std::int64_t /*sweeps*/,
                                   bool /*measure*/) const override {
    throw std::logic_error("sweeps over the divergence are for the CPU alone");
  }

  GradientNorms divergence_gradient_norms(Side side, const at::Tensor& F, const at::Tensor& sums,
                                          const at::Tensor& other, Penalty penalty) const override {
    const at::Tensor P = ratio_times(side, products(side, F, other), other).to(at::kDouble);
    const at::Tensor g = sums + penalty.l1 + penalty.l2 * F.to(at::kDouble) - P;
    const at::Tensor kept = at::where(at::gt(F, 0), g, at::clamp_max(g, 0));
    return {kept.square().sum(0).cpu(), P.square().sum(0).cpu()};
  }

  Stored stored(const at::Tensor& F, const at::Tensor& Ht, bool measure) const override {
    if (!measure) return {inner(product(Side::documents, Ht), F).item<double>(), 0};
    return compared(Side::documents, products(Side::documents, F, Ht), true);
  }

  at::Tensor column_sums(const at::Tensor& F) const override {
    return F.sum(0, false, at::kDouble);
  }

  at::Tensor extrapolated(const at::Tensor& F, at::Tensor last, double beta,
                          const at::Tensor& scale) const override {
    const at::Tensor from = scale.defined() ? last * scale.to(F.options()) : last;
    return at::add(F, F - from, beta).clamp_min_(0);
  }

  double sum(const at::Tensor& F) const override { return F.sum(at::kDouble).item<double>(); }

  double residual(const at::Tensor& F, const at::Tensor& Ht) const override {
    const std::int64_t rows = F.size(0), V = Ht.size(0);
    const std::int64_t step = std::max<std::int64_t>(1, kDifferenceElements / V);
    at::Tensor sum = at::zeros({}, F.options().dtype(at::kDouble));
    for (std::int64_t first = 0; first < rows; first += step) {
      const std::int64_t count = std::min(step, rows - first);
      sum += difference(F.narrow(0, first, count).to(at::kDouble), Ht, first).square_().sum();
    }
    return std::sqrt(sum.item<double>());
  }

 private:
  /// F numerator / denominator, with what is too small set to 0.
  static at::Tensor updated(const at::Tensor& F, const at::Tensor& numerator,
                            const at::Tensor& denominator, double least) {
    const double smallest = F.scalar_type() == at::kDouble ? kLeast<double> : kLeast<float>;
    const at::Tensor safe = at::where(at::le(denominator, 0), kEpsilon, denominator);
    const at::Tensor product = F * numerator.div(safe);
    return at::where(at::ge(product, std::max(least, smallest)), product, 0.0).contiguous();
  }

  /// <F[r], other[c]> of each stored (r, c), [stored].
  at::Tensor products(Side side, const at::Tensor& F, const at::Tensor& other) const {
    const DeviceMatrix& A = matrix(side);
    const std::int64_t stored = A.stored(), K = F.size(1);
    const at::Tensor row = A.row();
    at::Tensor out = at::empty({stored}, F.options());
    const std::int64_t step = std::max<std::int64_t>(1, kPartialElements / K);
    for (std::int64_t first = 0; first < stored; first += step) {
      const std::int64_t count = std::min(step, stored - first);
      const at::Tensor of_other = other.index_select(0, A.column().narrow(0, first, count));
      out.narrow(0, first, count)
          .copy_(of_other.mul_(F.index_select(0, row.narrow(0, first, count))).sum(1));
    }
    return out;
  }

  Stored compared(Side side, const at::Tensor& wh, bool measure) const {
    const at::Tensor x = matrix(side).value().to(at::kDouble), at_x = wh.to(at::kDouble);
    Stored stored = {(x * at_x).sum().item<double>(), 0};
    if (!measure) return stored;
    const at::Tensor terms = x * at::log(x / at_x.clamp_min(kEpsilon)) - x;
    stored.divergence = at::where(at::gt(x, kEpsilon), terms, 0.0).sum().item<double>();
    return stored;
  }

  /// (A / wh) other.
  at::Tensor ratio_times(Side side, const at::Tensor& wh, const at::Tensor& other) const {
    const DeviceMatrix& A = matrix(side);
    return A.times(other, A.value() / wh.clamp_min(kEpsilon));
  }

  /// W H - X for the documents first .. first + W.size(0), dense, in float64.
  at::Tensor difference(const at::Tensor& W, const at::Tensor& Ht, std::int64_t first) const {
    const std::int64_t V = Ht.size(0);
    const std::int64_t step = std::max<std::int64_t>(1, kDifferenceElements / Ht.size(1));
    at::Tensor out = X_.dense_rows(first, W.size(0)).neg_();
    for (std::int64_t term = 0; term < V; term += step) {
      const std::int64_t count = std::min(step, V - term);
      out.narrow(1, term, count).addmm_(W, Ht.narrow(0, term, count).to(at::kDouble).t());
    }
    return out;
  }

  const DeviceMatrix& matrix(Side side) const { return side == Side::documents ? X_ : Xt_; }

  DeviceMatrix X_, Xt_;
};

}  // namespace

std::unique_ptr<Operations> make_aten_operations(const CsrMatrix<double>& X, Dtype dtype,
                                                 const std::string& device) {
  return std::make_unique<AtenOperations>(X, dtype, device);
}

}  // namespace nmf
