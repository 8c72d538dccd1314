#pragma once

#include <string>
#include <vector>

#include "console.h"
#include "nmf/config/config.h"
#include "nmf/model/load_model.h"

namespace nmf::app {

/// The corpus of documents that are new to a model: INPUT, read as the model's own corpus was where
/// both are of a kind.
///
/// The format is what --set corpus.format says, else what INPUT is by its name and content; of
/// standard input the one that the model records. Of the options that the model records those hold
/// that --set does not give: encoding, decode_error and max_document_bytes for text, the fields for
/// records (csv, tsv, jsonl), subset, categories and remove for the same format, vocabulary and
/// values for matrices (ldac, uci, mtx, npz); one that takes null, as vocabulary does, is taken
/// back by it. A matrix without a vocabulary has the columns of the model, as a note says where
/// that was asked for. \param recorded   the model's configuration \param input      a path or -
/// \param overrides  of --set, keys of the section corpus but for path
/// Throws ConfigError (another key, one that has no meaning with the format), IoError as
/// choose_format, or where the recorded vocabulary is gone.
Config new_corpus(const Model& model, const Config& recorded, const std::string& input,
                  std::vector<Override> overrides, Console& console);

}  // namespace nmf::app
