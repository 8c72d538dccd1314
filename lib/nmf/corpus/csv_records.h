#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/core/byte_stream.h"

struct csv_parser;

namespace nmf::detail {

/// A record has at most this many fields, which bounds the memory that a file of commas takes.
constexpr std::size_t kMaxFields = 1'000'000;

/// The records of a csv stream by RFC 4180, one at a time: quoted fields with line ends and doubled
/// quotes; blanks around a field belong to it; empty lines are no records; a UTF-8 byte-order mark
/// at the start is no text; a NUL is a character.
///
/// Records end at LF, CRLF or a lone CR, as in Python's csv.reader(strict=True), of which this
/// differs on purpose in one thing: a quote inside an unquoted field is an error, not a character
/// (as RFC 4180 has it; it is mostly a quote that somebody forgot to double, or a blank before a
/// quote).
class CsvRecords {
 public:
  /// \param where       what errors begin with, a path
  /// \param stream      outlives the records
  /// \param delimiter   between fields, one byte
  /// \param max_record  bytes that a record may have, quotes and line end included
  CsvRecords(std::string where, ByteStream& stream, char delimiter, std::int64_t max_record);
  ~CsvRecords();
  CsvRecords(const CsvRecords&) = delete;
  CsvRecords& operator=(const CsvRecords&) = delete;

  /// Moves to the next record; false at the end.
  /// Throws IoError (`PATH:LINE: ...`): a misplaced quote, one without its end, a record past the
  /// limits; what the stream throws.
  bool next();

  /// Number of fields.
  [[nodiscard]] std::size_t size() const { return ends_.size(); }

  /// Field `i`, without its quotes; valid until the next call of `next`.
  [[nodiscard]] std::string_view field(std::size_t i) const;

  /// Line on which the record begins, from 1; lines end where records may.
  [[nodiscard]] std::int64_t line() const { return begin_; }

  /// `PATH:LINE`, for errors about the record.
  [[nodiscard]] std::string here() const;

 private:
  struct Close {
    void operator()(csv_parser* parser) const;
  };

  std::string_view next_piece();
  bool refill();
  void parse(std::string_view piece);
  bool finish();
  void add_field(std::string_view field);
  static void on_field(void* field, std::size_t size, void* self);
  static void on_record(int end, void* self);
  [[noreturn]] void throw_misplaced_quote(char at) const;

  std::string where_;
  ByteStream* stream_;
  std::int64_t max_record_;
  std::unique_ptr<csv_parser, Close> parser_;

  std::string buffer_;       // what was read last
  std::size_t at_ = 0;       // in buffer_: what is not parsed yet
  std::size_t newline_ = 0;  // in buffer_: the first LF at or after at_, if newline_ >= at_
  bool at_end_ = false;      // of the stream
  std::int64_t line_ = 1;    // of at_
  bool after_cr_ = false;    // the last piece ended with CR, so LF ends the same line

  std::string text_;               // the record's fields, end to end
  std::vector<std::size_t> ends_;  // where each ends in text_
  bool open_ = false;              // a record has begun and not ended
  std::int64_t begin_ = 0;         // line of its begin
  std::int64_t bytes_ = 0;         // of it so far
  std::exception_ptr failure_;     // what a callback may not throw through C
};

}  // namespace nmf::detail
