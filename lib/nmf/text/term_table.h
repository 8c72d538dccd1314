#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace nmf::detail {

/// Gives every distinct term a number, from 0 in order of first appearance.
///
/// An open-addressing hash table whose slots hold terms of up to 16 bytes themselves, with what the
/// user of the table notes beside each term, so that most look-ups touch one cache line. Nothing
/// that can be asked depends on the hash, which is seeded at random: nobody can prepare a corpus
/// whose terms all collide.
class TermTable {
 public:
  /// What stands beside a term; zero when the term is new. For whoever fills the table.
  struct Note {
    std::uint32_t row = 0;
    std::uint32_t entry = 0;
  };
  struct Slot {
    std::uint64_t head = 0;  // up to 16 bytes: the term, zeros behind it; longer: its hash
    std::uint64_t tail = 0;  //                                            longer: where it lies
    std::uint32_t length = 0;
    std::int32_t id = -1;  // -1: free
    Note note;
  };

  /// What a term is looked up by.
  struct Key {
    std::uint64_t head = 0, tail = 0;  // as in Slot; of a longer term `tail` says nothing
    std::uint64_t hash = 0;
  };

  TermTable();

  [[nodiscard]] Key key_of(std::string_view term) const;

  /// The same for a term of at most 16 bytes behind whose start 16 bytes can be read.
  [[nodiscard]] Key key_of_padded(const char* term, std::size_t length) const {
    std::uint64_t head = 0, tail = 0;
    std::memcpy(&head, term, sizeof head);
    std::memcpy(&tail, term + sizeof head, sizeof tail);
    head &= kMask[length < 8 ? length : 8];
    tail &= kMask[length > 8 ? length - 8 : 0];
    return short_key(head, tail, length);
  }

  /// The same for a term of `other`.
  [[nodiscard]] Key key_of(const TermTable& other, std::int32_t id) const {
    const std::string_view term = other.term(id);
    const bool padded = other.begin_[static_cast<std::size_t>(id)] + kInSlot <= other.arena_.size();
    return padded && term.size() <= kInSlot ? key_of_padded(term.data(), term.size())
                                            : key_of(term);
  }

  /// Asks for the memory that a look-up of `key` will need: it arrives while others are looked up.
  void prefetch(const Key& key) const {
    __builtin_prefetch(&slots_[key.hash & (slots_.size() - 1)], 1);
  }

  /// The slot of `term`, a new one if it was not there; valid until the next call.
  /// \param key  of `term`
  /// Throws IoError beyond 2^31 - 1 terms, or for a term of 2^32 bytes.
  Slot& slot(const Key& key, std::string_view term) {
    Slot& slot = slots_[place_of(key, term)];
    return slot.id < 0 ? add(key, term) : slot;
  }
  Slot& slot(std::string_view term) { return slot(key_of(term), term); }

  std::int32_t intern(std::string_view term) { return slot(term).id; }

  /// The slot of `term`, null if it is not there; valid until the next `intern` or `slot`.
  /// \param key  of `term`
  Slot* find(const Key& key, std::string_view term) {
    Slot& slot = slots_[place_of(key, term)];
    return slot.id < 0 ? nullptr : &slot;
  }

  /// The number of `term`, -1 if it is not there.
  [[nodiscard]] std::int32_t find(std::string_view term) const {
    return slots_[place_of(key_of(term), term)].id;
  }

  /// Valid until the next `intern` or `slot`.
  [[nodiscard]] std::string_view term(std::int32_t id) const {
    const auto i = static_cast<std::size_t>(id);
    return {arena_.data() + begin_[i], begin_[i + 1] - begin_[i]};
  }

  [[nodiscard]] std::int32_t size() const { return static_cast<std::int32_t>(begin_.size() - 1); }

 private:
  static constexpr std::size_t kInSlot = 16;  // bytes of a term that a slot can hold
  static constexpr std::array<std::uint64_t, 9> kMask = [] {
    std::array<std::uint64_t, 9> mask{};
    for (std::size_t i = 1; i < mask.size(); ++i) mask[i] = mask[i - 1] << 8U | 0xFFU;
    return mask;
  }();

  static std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    // The halves of the product of two 64-bit numbers, which depend on every bit of both.
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  }

  [[nodiscard]] Key short_key(std::uint64_t head, std::uint64_t tail, std::size_t length) const {
    return {head, tail, mixed(head ^ seed_, mixed(tail ^ seed_, length + kOdd) ^ kOther)};
  }

  /// Where it stands, or the free slot where it would.
  [[nodiscard]] std::size_t place_of(const Key& key, std::string_view term) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = key.hash & mask;
    while (!holds(slots_[at], key, term) && slots_[at].id >= 0) at = (at + 1) & mask;
    return at;
  }

  [[nodiscard]] bool holds(const Slot& slot, const Key& key, std::string_view term) const {
    return slot.head == key.head && slot.length == term.size() && slot.id >= 0 &&
           (term.size() <= kInSlot ? slot.tail == key.tail : lies_at(slot.tail, term));
  }

  [[nodiscard]] bool lies_at(std::uint64_t place, std::string_view term) const {
    return std::memcmp(arena_.data() + place, term.data(), term.size()) == 0;
  }

  Slot& add(const Key& key, std::string_view term);
  void grow();

  static constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U, kOther = 0xD6E8FEB86659FD93U;
  std::uint64_t seed_;
  std::vector<Slot> slots_;            // a power of two, at most three quarters full
  std::string arena_;                  // the terms, end to end
  std::vector<std::size_t> begin_{0};  // [size + 1] where each term begins in arena_
};

}  // namespace nmf::detail
