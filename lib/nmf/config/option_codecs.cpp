#include "nmf/config/option_codecs.h"

#include <fmt/format.h>

#include <iterator>

#include "nmf/config/text_file.h"
#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/corpus/vocabulary_file.h"

namespace nmf::config {
namespace {

using Path = std::filesystem::path;
using Json = nlohmann::ordered_json;

// LibTorch numbers devices in a signed byte.
constexpr int kGreatestDevice = 127;

bool is_device(const Value& value) {
  if (!value.is_text()) return false;
  const std::string& text = value.text;
  if (text == "auto" || text == "cpu" || text == "cuda") return true;
  if (!text.starts_with("cuda:")) return false;
  const std::string index = text.substr(5);
  const bool digits = index.size() <= 3 && index.find_first_not_of("0123456789") == index.npos;
  return digits && form_of(index) == Form::integer && std::stoi(index) <= kGreatestDevice;
}

/// \param base  empty: the working directory, and the path stays as it is
std::string joined(const Path& base, const std::string& path) { return (base / path).string(); }

StopWords read_stop_words(const Value& value, const Path& base, const std::string& expected) {
  if (value.is_null()) return std::monostate();
  if (value.kind == Value::Kind::list) return words().read(value, base);
  const std::string name = text(expected).read(value, base);
  if (name == "english") return name;
  const std::string path = joined(base, name);
  try {
    return read_word_list(path);
  } catch (const FileFault& fault) {
    throw Mismatch{fmt::format("got {}, expected {}; {}: {}", shown(value), expected, quote(path),
                               fault.what()),
                   std::nullopt};
  }
}

}  // namespace

Codec<std::string> path(const std::string& expected) {
  const Codec<std::string> codec = text(expected);
  return {expected,
          [codec](const Value& value, const Path& base) {
            return value.is_null() ? std::string() : joined(base, codec.read(value, base));
          },
          [](const std::string& value) { return value.empty() ? Json(nullptr) : Json(value); }};
}

Codec<std::string> corpus_path() {
  Codec<std::string> codec = path("the path of a file, folder or archive, or - for standard input");
  codec.read = [read = codec.read](const Value& value, const Path& base) {
    return value.is_text() && value.text == "-" ? value.text : read(value, base);
  };
  return codec;
}

Codec<DocumentFrequency> document_frequency() {
  const std::string expected = "an integer >= 1 (documents) or a share from 0.0 to 1.0";
  return {expected,
          [expected](const Value& value, const Path&) -> DocumentFrequency {
            if (const auto count = as_integer(value); count && *count >= 1) return *count;
            const bool share =
                value.kind == Value::Kind::plain && form_of(value.text) == Form::number;
            const auto number = as_number(value);
            if (!share || !number || *number < 0 || *number > 1) refuse(value, expected);
            return *number;
          },
          [](const DocumentFrequency& value) {
            return std::visit([](auto number) { return Json(number); }, value);
          }};
}

Codec<std::optional<double>> same_or_number() {
  const std::string expected = "same or a number >= 0";
  return {expected,
          [expected](const Value& value, const Path&) -> std::optional<double> {
            if (value.is_text() && value.text == "same") return std::nullopt;
            const auto number = as_number(value);
            if (!number || *number < 0) refuse(value, expected);
            return number;
          },
          [](const std::optional<double>& value) { return value ? Json(*value) : Json("same"); }};
}

Codec<StopWords> stop_words() {
  const std::string expected = "null, english, a list of words or the path of one (a word a line)";
  return {expected,
          [expected](const Value& value, const Path& base) {
            return read_stop_words(value, base, expected);
          },
          [](const StopWords& value) {
            if (const auto* name = std::get_if<std::string>(&value)) return Json(*name);
            if (const auto* list = std::get_if<std::vector<std::string>>(&value))
              return Json(*list);
            return Json(nullptr);
          }};
}

Codec<Start> start() {
  std::vector<std::string_view> names;
  names.reserve(std::size(kEnumNames<Init>));
  for (const auto& entry : kEnumNames<Init>) names.push_back(entry.name);
  names.back() = "the path of a safetensors file with W and H";
  const std::string expected = alternatives(names);
  return {expected,
          [expected](const Value& value, const Path& base) -> Start {
            const auto named = find_named<Init>(value);
            if (named && *named != Init::file) return {*named};
            return {Init::file, joined(base, text(expected).read(value, base))};
          },
          [](const Start& value) {
            return value.init == Init::file ? Json(value.file) : json_of(value.init);
          }};
}

Codec<std::array<std::int64_t, 2>> ngram_range() {
  const std::string expected = "a list of two integers, [least, most], 1 <= least <= most";
  return {expected,
          [expected](const Value& value, const Path&) {
            if (value.kind != Value::Kind::list || value.items.size() != 2) refuse(value, expected);
            const auto least = as_integer(*value.items[0]), most = as_integer(*value.items[1]);
            if (!least || !most || *least < 1 || *most < *least) refuse(value, expected);
            return std::array{*least, *most};
          },
          [](const std::array<std::int64_t, 2>& value) { return Json(value); }};
}

Codec<std::optional<FixedVocabulary>> fixed_vocabulary() {
  const std::string expected = "null or the path of a list of terms, one a line";
  return {expected,
          [expected](const Value& value, const Path& base) -> std::optional<FixedVocabulary> {
            if (value.is_null()) return std::nullopt;
            const std::string path = joined(base, text(expected).read(value, base));
            try {
              return FixedVocabulary{path, read_vocabulary(path)};
            } catch (const IoError& error) {
              throw Mismatch{
                  fmt::format("got {}, expected {}; {}", shown(value), expected, error.what()),
                  std::nullopt};
            }
          },
          [](const std::optional<FixedVocabulary>& value) {
            return value ? Json(value->path) : Json(nullptr);
          }};
}

Codec<std::string> device() {
  const std::string expected =
      fmt::format("auto, cpu, cuda or cuda:N (N up to {})", kGreatestDevice);
  return {expected,
          [expected](const Value& value, const Path&) {
            if (!is_device(value)) refuse(value, expected);
            return value.text;
          },
          [](const std::string& value) { return Json(value); }};
}

}  // namespace nmf::config
