#pragma once

#include <string>
#include <vector>

#include "nmf/core/byte_stream.h"
#include "nmf/evaluation/topic_terms.h"

namespace nmf {

/// What stands between the terms of a line.
enum class TermSeparator {
  blanks,  ///< runs of spaces and tabs
  tabs,    ///< runs of tabs in a line that has one, else runs of spaces: for terms of several words
};

/// The topics of a file, plain or compressed: one topic a line, UTF-8. Lines without a term are
/// left out.
/// \param path  `-`: standard input
/// Throws IoError (`PATH:LINE: ...`): unreadable, not UTF-8, a topic of one term, no topic at all.
std::vector<TermList> read_topic_lists(const std::string& path, TermSeparator separator);

/// The same from a stream. \param where  what errors begin with, a path
std::vector<TermList> read_topic_lists(const std::string& where, ByteStream& stream,
                                       TermSeparator separator);

}  // namespace nmf
