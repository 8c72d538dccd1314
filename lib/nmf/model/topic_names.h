#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "nmf/model/load_model.h"

namespace nmf {

/// The user's file with names of topics, beside a model's own files.
inline constexpr const char* kTopicNamesFile = "topic_names.csv";

/// The names that a user gave the topics in topic_names.csv of the model directory: a record a
/// topic, its number and its name; a first record `topic,name` may head them. \return [K]; empty
/// where a topic has none, all of them where there is no such file Throws IoError (`PATH:LINE:
/// ...`): no csv, a number that is no topic's or comes twice, a record of other than two fields, a
/// name that is not UTF-8.
std::vector<std::string> read_topic_names(const Model& model);

/// `7 "space flight"`, or `7` for a topic without a name. \param names  [K]
std::string topic_title(std::int64_t topic, const std::vector<std::string>& names);

}  // namespace nmf
