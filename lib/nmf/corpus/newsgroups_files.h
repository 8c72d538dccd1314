#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "nmf/core/progress.h"
#include "nmf/corpus/newsgroups_layout.h"

namespace nmf::detail {

/// One article on its way past: where it lies, and its bytes if somebody wants them.
struct NewsgroupsFile {
  NewsgroupsPlace place;
  std::string where;                   ///< for errors: the file, or `ARCHIVE: member NAME`
  std::function<std::string()> bytes;  ///< reads the article; valid during the visit
};

using NewsgroupsVisitor = std::function<void(const NewsgroupsFile&)>;

/// Shows every article of an archive (`-`: a tar from standard input) or unpacked folder to
/// `visit`, in the order they lie there (a folder: sorted). Nothing is unpacked on disk.
///
/// In a folder regular files are read, also through links, and anything else among the articles is
/// refused by name.
/// Throws IoError: unreadable, truncated or hostile archive (see ArchiveReader), an article beyond
/// max_document_bytes, a name that is not UTF-8, halves in two places.
void visit_newsgroups(const std::string& path, std::int64_t max_document_bytes,
                      const NewsgroupsVisitor& visit, const ProgressCallback& progress);

/// The folder at `path`, or the only one below it, that holds a half of 20 Newsgroups; empty if
/// none.
std::string newsgroups_root(const std::string& path);

}  // namespace nmf::detail
