#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "nmf/model/label_table.h"
#include "nmf/model/load_model.h"
#include "nmf/model/topic_summary.h"

namespace nmf {

/// The topics of a model and what is shown with them.
struct TopicListing {
  std::vector<TopicSummary> topics;              ///< by falling share
  std::vector<std::string> names;                ///< [K] of a user; empty: none
  std::vector<LabelRow> labels;                  ///< none: the corpus has no labels
  std::vector<DocumentName> documents;           ///< [D]
  std::map<std::int64_t, std::string> excerpts;  ///< row -> beginning of its text, where known
  double lambda = 0.6;                           ///< of the relevance
};

/// For eyes: a block a topic, then the labels, in lines of at most `width` columns; what could
/// steer a terminal is escaped (printable).
std::string topics_for_eyes(const TopicListing& listing, std::size_t width);

/// For programs. topic_json of every topic in `topics`, which goes beyond the model's topics.json;
/// `labels`: a list of `label`, `documents`, `shares` [K, by number]; `lambda`.
nlohmann::ordered_json topics_json(const TopicListing& listing);

/// A record a term: topic, name, share, order (weight, frex, lift, relevance), rank from 1, term,
/// score; by falling share of the topic. With a header.
std::string topics_csv(const TopicListing& listing);

}  // namespace nmf
