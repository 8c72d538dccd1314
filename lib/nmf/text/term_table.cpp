#include "nmf/text/term_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <limits>

#include "nmf/core/error.h"

namespace nmf::detail {
namespace {

constexpr std::size_t kHead = sizeof(std::uint64_t);

std::uint64_t head_of(std::string_view term) {
  std::uint64_t head = 0;
  std::memcpy(&head, term.data(), std::min(term.size(), kHead));
  return head;
}

std::size_t hash_of(std::uint64_t head, std::string_view term) {
  constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15U;  // 2^64 over the golden ratio
  std::uint64_t hash = head + term.size();
  if (term.size() > kHead) hash ^= std::hash<std::string_view>{}(term.substr(kHead));
  hash *= kGolden;
  return hash ^ hash >> 32U;  // a product's high bits are the well mixed ones
}

}  // namespace

TermTable::TermTable() : slots_(1024) {}

std::string_view TermTable::term(std::int32_t id) const {
  const auto i = static_cast<std::size_t>(id);
  return {arena_.data() + begin_[i], begin_[i + 1] - begin_[i]};
}

std::int32_t TermTable::intern(std::string_view term) {
  const std::uint64_t head = head_of(term);
  const auto length = static_cast<std::uint32_t>(term.size());
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash_of(head, term) & mask;
  for (; slots_[at].id >= 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.head == head && slot.length == length &&
        (term.size() <= kHead || this->term(slot.id) == term)) {
      return slot.id;
    }
  }
  const std::int32_t id = size();
  if (id == std::numeric_limits<std::int32_t>::max()) {
    throw IoError(fmt::format("the corpus has more than {} distinct terms; split it", id));
  }
  slots_[at] = {head, length, id};
  arena_.append(term);
  begin_.push_back(arena_.size());
  if (begin_.size() * 2 > slots_.size()) grow();
  return id;
}

void TermTable::grow() {
  std::vector<Slot> slots(slots_.size() * 2);
  const std::size_t mask = slots.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.id < 0) continue;
    std::size_t at = hash_of(slot.head, term(slot.id)) & mask;
    while (slots[at].id >= 0) at = (at + 1) & mask;
    slots[at] = slot;
  }
  slots_.swap(slots);
}

}  // namespace nmf::detail
