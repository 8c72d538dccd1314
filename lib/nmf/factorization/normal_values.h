#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace nmf {

/// Standard normal values by their number: value i depends on seed, stream and i alone, so any
/// thread may draw any of them, in any order.
///
/// The bits come from SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
/// generators, 2014), whose state is a counter; the law from a ziggurat of 256 layers (Marsaglia,
/// Tsang: The ziggurat method, 2000; layer, sign and place use different bits, after Doornik 2005).
/// Only integers, + - * / and square roots of doubles are used, no mathematical library: the same
/// bits on every machine.
class NormalValues {
 public:
  /// \param stream  keeps several draws of one seed apart
  NormalValues(std::uint64_t seed, std::uint64_t stream);

  /// Value `index`: N(0, 1).
  [[nodiscard]] double operator()(std::int64_t index) const {
    const std::uint64_t bits = bits_of(index);
    const double value = half(bits);
    return (bits & kSign) != 0 ? -value : value;
  }

  /// |N(0, 1)|: the absolute value of the same.
  [[nodiscard]] double absolute(std::int64_t index) const { return half(bits_of(index)); }

 private:
  static constexpr std::size_t kLayers = 256;
  static constexpr std::uint64_t kSign = 256;  // the bit above those of the layer
  static constexpr std::uint64_t kIncrement = 0x9e3779b97f4a7c15;

  /// Layer i, counted from the bottom, holds the points below edge[i] at heights height[i] to
  /// height[i + 1]; in layer 0 edge[0] stands for a rectangle of the same area as base and tail.
  struct Ziggurat {
    std::array<double, kLayers + 1> edge, height;
    Ziggurat();
  };
  static const Ziggurat& ziggurat();

  static std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111eb;
    return x ^ (x >> 31U);
  }
  /// In [0, 1), from the upper 53 bits.
  static double uniform(std::uint64_t bits) {
    return static_cast<double>(static_cast<std::int64_t>(bits >> 11U)) * 0x1p-53;
  }
  [[nodiscard]] std::uint64_t bits_of(std::int64_t index) const {
    return mix(key_ + (static_cast<std::uint64_t>(index) + 1) * kIncrement);
  }
  [[nodiscard]] double half(std::uint64_t bits) const {
    const std::size_t layer = bits % kLayers;
    const double x = uniform(bits) * ziggurat_.edge[layer];
    return x < ziggurat_.edge[layer + 1] ? x : outside(bits, x);
  }
  /// The 1.5 % of the draws that fall beside the layer above: the tail, a wedge or a new draw.
  [[nodiscard]] double outside(std::uint64_t bits, double x) const;

  std::uint64_t key_;
  const Ziggurat& ziggurat_;
};

}  // namespace nmf
