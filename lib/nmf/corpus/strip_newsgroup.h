#pragma once

#include <string>
#include <string_view>

namespace nmf::detail {

/// Parts of an article cut away by scikit-learn's rules, on UTF-8 text.
///
/// Source: scikit-learn 1.9, sklearn/datasets/_twenty_newsgroups.py, functions of the same names.

/// What follows the first blank line; nothing if there is none.
std::string_view strip_newsgroup_header(std::string_view text);

/// The text without the block behind its last line that is blank or made of hyphens, and without
/// white space around it; all of the text, white space too, if no such line comes after the first.
std::string_view strip_newsgroup_footer(std::string_view text);

/// The lines that neither begin with `>` or `|` nor look like the announcement of a quotation.
std::string strip_newsgroup_quoting(std::string_view text);

/// Python's str.strip(): without the white space (as str.isspace has it) at both ends.
std::string_view strip_unicode_space(std::string_view text);

}  // namespace nmf::detail
