#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "nmf/model/load_model.h"

namespace nmf {

/// For whom a model is written: docs/export.md has the lines that load each.
enum class ExportFormat { sklearn, gensim, pyldavis };

/// Files of an export, all of them written by `export_model`; none of another format's set is
/// equal.
const std::vector<std::string>& export_files(ExportFormat format);

/// Writes a model into an existing directory as plain arrays (npy) and lists (json) of
/// - sklearn: components.npy (H [K, V]), document_topics.npy (W [D, K]), idf.npy [V],
/// vocabulary.json
///   (term -> column), as NMF.components_, its fit_transform, TfidfVectorizer.idf_ and vocabulary_;
/// - gensim: topics.npy ([K, V] P(term | topic), float64, as get_topics() of its Nmf and LDA),
///   id2word.json (list of terms);
/// - pyldavis: what its `prepare` takes: topic_term_dists.npy [K, V], doc_topic_dists.npy [D, K],
///   doc_lengths.npy [D], term_frequency.npy [V], vocab.json (list of terms).
///
/// Distributions are of the factors' entries above 0 and sum to 1 in every row: a topic without any
/// has P(term), a document without any the topics' shares in the corpus (1 / V and 1 / K where
/// those are 0 too). Throws IoError where a file can't be written whole.
void export_model(const std::filesystem::path& directory, const Model& model, ExportFormat format);

}  // namespace nmf
