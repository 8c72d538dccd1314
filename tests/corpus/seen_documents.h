#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "nmf/core/error.h"
#include "nmf/corpus/reader.h"
#include "tests/support/temporary_directory.h"

namespace nmf::test {

/// `ID|LABEL|TEXT` of every document of a corpus.
inline std::vector<std::string> seen_in(const CorpusOptions& options) {
  const auto reader = open_documents(options);
  std::vector<std::string> seen;
  for (Document document; reader->next(document);) {
    reader->finish(document);
    seen.push_back(document.name.id + '|' + document.name.label + '|' + document.text);
  }
  return seen;
}

/// What reading it throws, without the folder.
inline std::string refusal_of(const CorpusOptions& options) {
  std::string message = message_of<IoError>([&] { seen_in(options); });
  const std::string folder = std::filesystem::path(options.path).parent_path().string() + '/';
  return message.starts_with(folder) ? message.substr(folder.size()) : message;
}

}  // namespace nmf::test
