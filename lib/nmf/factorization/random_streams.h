#pragma once

#include <cstdint>

/// What one seed is drawn for; see NormalValues. Never renumber: a seed's results would change.
namespace nmf::streams {

inline constexpr std::uint64_t kRandomW = 1;
inline constexpr std::uint64_t kRandomH = 2;
inline constexpr std::uint64_t kSvd = 3;
inline constexpr std::uint64_t kFillW = 4;
inline constexpr std::uint64_t kFillH = 5;

}  // namespace nmf::streams
