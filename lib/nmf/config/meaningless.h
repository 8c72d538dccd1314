#pragma once

#include <optional>
#include <string>

#include "nmf/config/config.h"

namespace nmf::config {

/// When keys say nothing: the rules that schema rows name. Each returns why, as it follows the key
/// in an error message, or none.

std::optional<std::string> unless_newsgroups(const Config& config, CorpusFormat format);
std::optional<std::string> unless_text(const Config& config, CorpusFormat format);
std::optional<std::string> unless_counts(const Config& config, CorpusFormat format);
std::optional<std::string> unless_idf(const Config& config, CorpusFormat format);

}  // namespace nmf::config
