#include "nmf/model/topic_names.h"

#include <fmt/format.h>

#include <charconv>
#include <system_error>

#include "nmf/core/error.h"
#include "nmf/core/input_file.h"
#include "nmf/core/quote.h"
#include "nmf/core/utf8.h"
#include "nmf/corpus/csv_records.h"

namespace nmf {
namespace {

constexpr std::int64_t kLongestRecord = 1 << 16;

std::size_t topic_number(const detail::CsvRecords& records, std::size_t topics) {
  const std::string_view field = records.field(0);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
  if (error == std::errc() && end == field.data() + field.size() && number < topics) return number;
  throw IoError(fmt::format("{}: got topic {}, expected a number from 0 to {}", records.here(),
                            quote(field), topics - 1));
}

}  // namespace

std::vector<std::string> read_topic_names(const Model& model) {
  std::vector<std::string> names(static_cast<std::size_t>(model.H.size(0)));
  const std::filesystem::path path = model.directory / kTopicNamesFile;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return names;
  InputFile file(path.string());
  detail::CsvRecords records(path.string(), file, ',', kLongestRecord);
  std::vector<bool> seen(names.size());
  for (bool first = true; records.next(); first = false) {
    if (records.size() != 2) {
      throw IoError(fmt::format("{}: got {} fields, expected two, the topic's number and its name",
                                records.here(), records.size()));
    }
    if (first && records.field(0) == "topic") continue;
    const std::size_t k = topic_number(records, names.size());
    if (seen[k]) throw IoError(fmt::format("{}: topic {} comes twice", records.here(), k));
    if (!is_valid_utf8(records.field(1)))
      throw IoError(fmt::format("{}: the name of topic {} is not UTF-8", records.here(), k));
    seen[k] = true;
    names[k] = records.field(1);
  }
  return names;
}

std::string topic_title(std::int64_t topic, const std::vector<std::string>& names) {
  const std::string& name = names[static_cast<std::size_t>(topic)];
  return name.empty() ? std::to_string(topic) : fmt::format("{} \"{}\"", topic, name);
}

}  // namespace nmf
