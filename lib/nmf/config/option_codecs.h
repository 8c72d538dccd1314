#pragma once

#include <string>
#include <variant>
#include <vector>

#include "nmf/config/codec.h"
#include "nmf/factorization/options.h"
#include "nmf/text/options.h"

namespace nmf::config {

using StopWords = decltype(VectorizerOptions::stop_words);

/// A path; one that is relative starts from the folder of whoever gave it. Null for the empty
/// string that stands for none.
Codec<std::string> path(const std::string& expected);
/// The same for where documents come from; - for standard input stays as it is.
Codec<std::string> corpus_path();
/// A number of documents or a share of them: the scalar's form decides, `1` or `1.0`.
Codec<DocumentFrequency> document_frequency();
/// Null, `english`, a list, or the path of a list, which is read at once.
Codec<StopWords> stop_words();
/// [least, most], integers with 1 <= least <= most.
Codec<std::array<std::int64_t, 2>> ngram_range();
/// Null, or the path of a list of terms, which is read at once.
Codec<std::optional<FixedVocabulary>> fixed_vocabulary();
/// `same` for none, or a number >= 0.
Codec<std::optional<double>> same_or_number();
/// auto, cpu, cuda or cuda:N.
Codec<std::string> device();

struct Start {
  Init init = Init::automatic;
  std::string file = {};  ///< init file: its path
};
/// A start by its name, or the path of a file of factors, which is not opened here.
Codec<Start> start();

}  // namespace nmf::config
