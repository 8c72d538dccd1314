#include "nmf/text/term_table.h"

#include <fmt/format.h>

#include <functional>
#include <limits>

#include "nmf/core/error.h"

namespace nmf::detail {

TermTable::TermTable() : slots_(1024) {}

std::string_view TermTable::term(std::int32_t id) const {
  const auto i = static_cast<std::size_t>(id);
  return {arena_.data() + begin_[i], begin_[i + 1] - begin_[i]};
}

std::int32_t TermTable::intern(std::string_view term) {
  const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>{}(term));
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].id >= 0; at = (at + 1) & mask) {
    if (slots_[at].hash == hash && this->term(slots_[at].id) == term) return slots_[at].id;
  }
  const std::int32_t id = size();
  if (id == std::numeric_limits<std::int32_t>::max()) {
    throw IoError(fmt::format("the corpus has more than {} distinct terms; split it", id));
  }
  slots_[at] = {hash, id};
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
    std::size_t at = slot.hash & mask;
    while (slots[at].id >= 0) at = (at + 1) & mask;
    slots[at] = slot;
  }
  slots_.swap(slots);
}

}  // namespace nmf::detail
