#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "nmf/model/term_topics.h"

namespace nmf {

/// The topics of a term, as topic_listing.h shows topics: for eyes, for programs, as csv.
struct TermListing {
  std::string term;
  std::vector<TermTopic> topics;
  std::vector<std::string> names;  ///< [K] of a user; empty: none
};

std::string term_for_eyes(const TermListing& listing, std::size_t width);
/// `term` and `topics`, a list of `topic`, `name`, `share`, `probability`, `weight`, `rank`.
nlohmann::ordered_json term_json(const TermListing& listing);
/// The same as records, with a header: `topic,name,share,probability,weight,rank`.
std::string term_csv(const TermListing& listing);

}  // namespace nmf
