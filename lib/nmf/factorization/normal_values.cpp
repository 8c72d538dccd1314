#include "nmf/factorization/normal_values.h"

#include <cmath>

namespace nmf {
namespace {

// The outermost edge r at which 256 layers of equal area close at height 1; that area; and
// exp(-r^2 / 2). From 50 decimal digits.
constexpr double kOutermost = 3.6541528853610087716;
constexpr double kArea = 0.0049286732339746553474;
constexpr double kLowest = 0.0012602859304985975642;

/// The natural logarithm of x > 0, within 1e-15: that of the C library differs between processors.
double logarithm(double x) {
  int exponent = 0;
  double m = std::frexp(x, &exponent);  // exact
  if (m < 0.70710678118654752) {
    m *= 2;
    --exponent;
  }
  // log m = 2 artanh s with |s| <= 0.172: twelve terms are enough.
  const double s = (m - 1) / (m + 1), square = s * s;
  double sum = 0;
  for (int odd = 23; odd >= 1; odd -= 2) sum = sum * square + 1.0 / odd;
  return 2 * s * sum + exponent * 0.69314718055994530942;
}

}  // namespace

NormalValues::Ziggurat::Ziggurat() {
  edge[0] = kArea / kLowest;
  edge[1] = kOutermost;
  height[0] = 0;
  height[1] = kLowest;
  for (std::size_t i = 1; i + 1 < kLayers; ++i) {
    height[i + 1] = height[i] + kArea / edge[i];
    edge[i + 1] = std::sqrt(-2 * logarithm(height[i + 1]));
  }
  edge[kLayers] = 0;
  height[kLayers] = 1;
}

const NormalValues::Ziggurat& NormalValues::ziggurat() {
  static const Ziggurat built;
  return built;
}

NormalValues::NormalValues(std::uint64_t seed, std::uint64_t stream)
    : key_(mix(mix(seed + kIncrement) ^ (stream * kIncrement))), ziggurat_(ziggurat()) {}

double NormalValues::outside(std::uint64_t bits, double x) const {
  std::uint64_t state = mix(~bits);  // a sequence of its own for whatever else is needed
  const auto next = [&] { return mix(state += kIncrement); };
  for (;;) {
    const std::size_t layer = bits % kLayers;
    if (x < ziggurat_.edge[layer + 1]) return x;
    if (layer == 0) {  // Marsaglia's tail: an exponential law, thinned out
      const double beyond = -logarithm(1 - uniform(next())) / kOutermost;
      if (-2 * logarithm(1 - uniform(next())) > beyond * beyond) return kOutermost + beyond;
      // Only the tail is drawn again: that the point lies there is settled.
      continue;
    }
    const double low = ziggurat_.height[layer], high = ziggurat_.height[layer + 1];
    if (logarithm(low + uniform(next()) * (high - low)) < -x * x / 2) return x;
    bits = next();
    x = uniform(bits) * ziggurat_.edge[bits % kLayers];
  }
}

}  // namespace nmf
