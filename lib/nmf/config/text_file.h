#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

namespace nmf::config {

/// A file that can't be read; the caller adds which.
struct FileFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// All bytes of a file, a pipe too (`nmf fit <(...)`).
/// Throws FileFault (`no such file`; a folder; no permission; more than `most_bytes`).
std::string read_text_file(const std::string& path, std::size_t most_bytes);

/// The words of a file with one a line: UTF-8, blanks around a word and blank lines left out, a
/// byte-order mark and carriage returns at line ends too.
/// Throws FileFault as read_text_file, and where the text is not UTF-8 (names the line).
std::vector<std::string> read_word_list(const std::string& path);

}  // namespace nmf::config
