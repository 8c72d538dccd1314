#include "nmf/corpus/newsgroups_order.h"

#include <algorithm>
#include <tuple>

#include "nmf/corpus/legacy_shuffle.h"

namespace nmf::detail {
namespace {

constexpr std::uint32_t kLoadFilesSeed = 0;
constexpr std::uint32_t kFetcherSeed = 42;

std::vector<std::size_t> shuffled_half(const std::vector<NewsgroupsPlace>& places,
                                       NewsgroupsHalf half) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].half == half) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(places[a].group, places[a].number) <
           std::tie(places[b].group, places[b].number);
  });
  legacy_shuffle(order, kLoadFilesSeed);
  return order;
}

}  // namespace

std::vector<std::size_t> newsgroups_order(const std::vector<NewsgroupsPlace>& places,
                                          const Categories& categories) {
  std::vector<std::size_t> order = shuffled_half(places, NewsgroupsHalf::train);
  const std::vector<std::size_t> test = shuffled_half(places, NewsgroupsHalf::test);
  order.insert(order.end(), test.begin(), test.end());
  std::erase_if(order, [&](std::size_t i) { return !is_kept(places[i].group, categories); });
  legacy_shuffle(order, kFetcherSeed);
  return order;
}

}  // namespace nmf::detail
