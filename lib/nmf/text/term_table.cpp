#include "nmf/text/term_table.h"

#include <fmt/format.h>

#include <bit>
#include <limits>
#include <random>

#include "nmf/core/error.h"
#include "nmf/core/large_vector.h"

namespace nmf::detail {
namespace {

/// The bytes of `text` as a number, the first one lowest, at most eight of them.
std::uint64_t load(std::string_view text) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data(), text.size());
  return word;
}

std::uint64_t load_eight(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

std::uint64_t random_seed() {
  std::random_device device;
  return static_cast<std::uint64_t>(device()) << 32U | device() | 1U;
}

}  // namespace

static_assert(std::endian::native == std::endian::little, "a term's bytes are compared as numbers");

TermTable::TermTable() : seed_(random_seed()), slots_(1024) {}

TermTable::Key TermTable::key_of(std::string_view term) const {
  if (term.size() <= kInSlot) {
    const std::size_t head = std::min<std::size_t>(term.size(), 8);
    return short_key(load(term.substr(0, head)), load(term.substr(head)), term.size());
  }
  std::uint64_t hash = seed_ + term.size();
  std::string_view rest = term;
  for (; rest.size() > 8; rest.remove_prefix(8))
    hash = mixed(hash ^ load_eight(rest.data()), kOther ^ seed_);
  hash = mixed(hash ^ load(rest), kOdd ^ seed_);
  return {hash, 0, hash};
}

TermTable::Slot& TermTable::add(const Key& key, std::string_view term) {
  const std::int32_t id = size();
  if (id == std::numeric_limits<std::int32_t>::max()) {
    throw IoError(fmt::format("the corpus has more than {} distinct terms; split it", id));
  }
  if (term.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw IoError("the corpus has a term of more than 4294967295 bytes");
  }
  if ((begin_.size() + 1) * 4 > slots_.size() * 3) grow();
  const std::uint64_t tail = term.size() <= kInSlot ? key.tail : arena_.size();
  arena_.append(term);
  begin_.push_back(arena_.size());
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = key.hash & mask;
  while (slots_[at].id >= 0) at = (at + 1) & mask;
  slots_[at] = {key.head, tail, static_cast<std::uint32_t>(term.size()), id, {}};
  return slots_[at];
}

void TermTable::grow() {
  auto slots = large_vector<Slot>(slots_.size() * 2);
  const std::size_t mask = slots.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.id < 0) continue;
    const std::uint64_t hash =
        slot.length <= kInSlot ? short_key(slot.head, slot.tail, slot.length).hash : slot.head;
    std::size_t at = hash & mask;
    while (slots[at].id >= 0) at = (at + 1) & mask;
    slots[at] = slot;
  }
  slots_.swap(slots);
}

}  // namespace nmf::detail
