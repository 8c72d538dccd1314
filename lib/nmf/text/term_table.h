#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nmf::detail {

/// Gives every distinct term a number, from 0 in order of first appearance.
///
/// An open-addressing hash table of term numbers over one arena of bytes. Nothing that can be asked
/// depends on the hash. (Slots that hold the first bytes of their term were tried: faster alone,
/// not in the loop over documents.)
class TermTable {
 public:
  TermTable();

  /// The number of `term`, a new one if it was not there.
  /// Throws IoError beyond 2^31 - 1 terms.
  std::int32_t intern(std::string_view term);

  /// Valid until the next `intern`.
  [[nodiscard]] std::string_view term(std::int32_t id) const;

  [[nodiscard]] std::int32_t size() const { return static_cast<std::int32_t>(begin_.size() - 1); }

 private:
  struct Slot {
    std::uint32_t hash = 0;  // spares most comparisons of bytes
    std::int32_t id = -1;    // -1: free
  };

  void grow();

  std::vector<Slot> slots_;            // a power of two, at most half full
  std::string arena_;                  // the terms, end to end
  std::vector<std::size_t> begin_{0};  // [size + 1] where each term begins in arena_
};

}  // namespace nmf::detail
