#pragma once

#include <optional>
#include <string>

#include "nmf/config/config.h"

namespace nmf::config {

/// When keys say nothing: the rules that schema rows name. Each returns why, as it follows the key
/// in an error message, or none.

std::optional<std::string> unless_newsgroups(const Config& config, CorpusFormat format);
std::optional<std::string> unless_text(const Config& config, CorpusFormat format);
std::optional<std::string> unless_newsgroups_or_folders(const Config& config, CorpusFormat format);
std::optional<std::string> unless_records(const Config& config, CorpusFormat format);
std::optional<std::string> unless_matrix(const Config& config, CorpusFormat format);
std::optional<std::string> unless_mtx_or_npz(const Config& config, CorpusFormat format);
/// For every key of the vectorizer: finished weights leave it out.
std::optional<std::string> with_weights(const Config& config, CorpusFormat format);
std::optional<std::string> unless_pattern(const Config& config, CorpusFormat format);
std::optional<std::string> unless_words(const Config& config, CorpusFormat format);
/// For what makes words of text; stop words have a meaning for a matrix's terms too.
std::optional<std::string> unless_words_of_text(const Config& config, CorpusFormat format);
std::optional<std::string> with_vocabulary(const Config& config, CorpusFormat format);
std::optional<std::string> unless_adam(const Config& config, CorpusFormat format);
/// For what only true NMF measures: adam needs projection for it.
std::optional<std::string> with_signs(const Config& config, CorpusFormat format);
std::optional<std::string> unless_penalized(const Config& config, CorpusFormat format);
std::optional<std::string> with_start_file(const Config& config, CorpusFormat format);
std::optional<std::string> several_from_a_file(const Config& config, CorpusFormat format);
std::optional<std::string> unless_non_negative(const Config& config, CorpusFormat format);
/// For the solver: the loss is not the one that it minimizes.
std::optional<std::string> without_its_loss(const Config& config, CorpusFormat format);
std::optional<std::string> unless_minimized(const Config& config, CorpusFormat format);
std::optional<std::string> unless_normal_start(const Config& config, CorpusFormat format);
std::optional<std::string> unless_idf(const Config& config, CorpusFormat format);

}  // namespace nmf::config
