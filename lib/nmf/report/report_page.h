#pragma once

#include <string>
#include <string_view>

namespace nmf {

/// The first line of every report, by which an earlier one is known.
inline constexpr std::string_view kReportMark = "<!DOCTYPE html><!-- nmf report -->";

/// What varies in a report.
struct PageParts {
  std::string title;    ///< name of the corpus; any text
  std::string summary;  ///< a sentence; any text
  std::string topics;   ///< the table of all topics, HTML: what a reader without scripts sees
  std::string payload;  ///< JSON for the scripts
};

/// The whole file. Its content security policy allows nothing but the style and the script that are
/// in it, by their hashes: no other host, no markup of foreign origin.
/// Source: W3C, Content Security Policy Level 3.
std::string report_page(const PageParts& parts);

}  // namespace nmf
