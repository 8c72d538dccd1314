#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "nmf/core/quote.h"
#include "nmf/corpus/json_record.h"
#include "nmf/corpus/record_field.h"

namespace nmf::detail {
namespace {

using Json = nlohmann::json;

/// The middle of nlohmann's message: `[json.exception...] ... - REASON; last read: ...`.
std::string_view reason_of(std::string_view message) {
  message.remove_prefix(std::min(message.find("] ") + 2, message.size()));
  const std::size_t dash = message.find(" - ");
  if (dash != std::string_view::npos) message.remove_prefix(dash + 3);
  return message.substr(0, message.find("; last read"));
}

/// Listens to the parser and keeps what is wanted of the outermost object.
class Listener : public nlohmann::json_sax<Json> {
 public:
  Listener(std::span<const std::string> wanted, JsonRecord& record, std::vector<std::string>& names)
      : wanted_(wanted), record_(&record), names_(&names) {}

  bool null() override { return add(JsonKind::null); }
  bool boolean(bool value) override { return add(JsonKind::boolean, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override {
    return add(JsonKind::number, std::to_string(value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return add(JsonKind::number, std::to_string(value));
  }
  bool number_float(number_float_t /*value*/, const string_t& written) override {
    return add(JsonKind::number, written);
  }
  bool string(string_t& value) override { return add(JsonKind::string, value); }
  bool binary(binary_t& /*value*/) override { return true; }  // JSON has none
  bool start_object(std::size_t /*size*/) override { return begin(JsonKind::object); }
  bool start_array(std::size_t /*size*/) override { return begin(JsonKind::array); }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }
  bool key(string_t& name) override {
    if (depth_ != 1) return true;
    if (names_->size() <= kMostListed) names_->push_back(name);
    key_ = std::move(name);
    return true;
  }
  bool parse_error(std::size_t at, const std::string& token,
                   const Json::exception& error) override {
    position_ = at;
    constexpr int kOverflow = 406;  // whose message repeats the number, however long
    const std::string_view reason =
        error.id == kOverflow ? "number beyond the range of a double" : reason_of(error.what());
    reason_ = fmt::format("{}, got {}", reason, quote(token));
    return false;
  }

  [[nodiscard]] std::size_t position() const { return position_; }  ///< byte of the fault, from 1
  [[nodiscard]] const std::string& reason() const { return reason_; }

 private:
  bool add(JsonKind kind, std::string_view text = {}) {
    if (depth_ == 0) record_->kind = kind;
    if (depth_ != 1 || record_->kind != JsonKind::object) return true;
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      if (key_ == wanted_[i]) record_->values[i] = {kind, std::string(text)};
    }
    return true;
  }
  bool begin(JsonKind kind) {
    add(kind);
    ++depth_;
    return true;
  }
  bool end() {
    --depth_;
    return true;
  }

  std::span<const std::string> wanted_;
  JsonRecord* record_;
  std::vector<std::string>* names_;
  std::string key_;  // of the outermost object, that came last
  std::size_t depth_ = 0;
  std::size_t position_ = 0;
  std::string reason_;
};

std::int64_t column_of(std::string_view line, std::size_t position) {
  const std::string_view read = line.substr(0, position);
  const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) >> 6U) != 2; };
  return std::count_if(read.begin(), read.end(), begins_character) + (position > line.size());
}

}  // namespace

bool read_json_record_exact(std::string_view line, std::span<const std::string> wanted,
                            JsonRecord& record, std::vector<std::string>& names, JsonFault& fault) {
  record.kind = JsonKind::missing;
  record.values.assign(wanted.size(), {});
  names.clear();
  Listener listener(wanted, record, names);
  if (!Json::sax_parse(line, &listener)) {
    fault = {column_of(line, listener.position()), listener.reason()};
    return false;
  }
  const std::size_t nul = line.find('\0');  // nlohmann takes it for the end of the text
  if (nul == std::string_view::npos) return true;
  fault = {column_of(line, nul + 1), "a NUL between values"};
  return false;
}

}  // namespace nmf::detail
