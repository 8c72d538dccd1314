#include "nmf/corpus/csv_records.h"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/corpus/decode.h"

namespace nmf::detail {
namespace {

constexpr std::size_t kChunk = 65536;

int is_never(unsigned char /*c*/) { return 0; }

bool is_line_end(std::string_view piece) {
  return piece.find_first_not_of("\r\n") == std::string_view::npos;
}

}  // namespace

void CsvRecords::Close::operator()(csv_parser* parser) const {
  csv_free(parser);
  delete parser;
}

CsvRecords::CsvRecords(std::string where, ByteStream& stream, char delimiter,
                       std::int64_t max_record)
    : where_(std::move(where)), stream_(&stream), max_record_(max_record) {
  auto parser = std::make_unique<csv_parser>();
  csv_init(parser.get(), CSV_STRICT | CSV_STRICT_FINI);
  parser_.reset(parser.release());
  csv_set_delim(parser_.get(), static_cast<unsigned char>(delimiter));
  csv_set_space_func(parser_.get(), is_never);  // its default drops blanks around a field
  csv_set_blk_size(parser_.get(), kChunk);      // its default lets a field grow by 128 bytes
}

CsvRecords::~CsvRecords() = default;

std::string CsvRecords::here() const { return fmt::format("{}:{}", where_, begin_); }

std::string_view CsvRecords::field(std::size_t i) const {
  const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
  return std::string_view(text_).substr(begin, ends_[i] - begin);
}

bool CsvRecords::next() {
  text_.clear();
  ends_.clear();
  for (std::string_view piece = next_piece(); !piece.empty(); piece = next_piece()) {
    const bool blank = !open_ && is_line_end(piece);
    if (!blank) parse(piece);
    if (!(after_cr_ && piece == "\n") && is_line_end(piece.substr(piece.size() - 1))) ++line_;
    after_cr_ = piece.ends_with('\r');
    if (!blank && !open_) return true;
  }
  return open_ && finish();
}

/// What is parsed at once: a line with its end, or as much of it as lies in the buffer. No piece
/// holds more than one end of a record.
std::string_view CsvRecords::next_piece() {
  if (at_ == buffer_.size() && !refill()) return {};
  if (newline_ < at_) newline_ = std::min(buffer_.find('\n', at_), buffer_.size());
  std::string_view piece = std::string_view(buffer_).substr(at_, newline_ + 1 - at_);
  const std::size_t cr = piece.find('\r');
  if (cr != std::string_view::npos) {
    const bool before_newline = cr + 1 < piece.size() && piece[cr + 1] == '\n';
    piece = piece.substr(0, cr + (before_newline ? 2 : 1));
  }
  at_ += piece.size();
  return piece;
}

bool CsvRecords::refill() {
  if (at_end_) return false;
  const bool first = buffer_.empty();
  buffer_.resize(kChunk);
  buffer_.resize(stream_->read(buffer_));
  at_end_ = buffer_.size() < kChunk;
  at_ = first ? buffer_.size() - without_bom(buffer_).size() : 0;
  newline_ = std::min(buffer_.find('\n', at_), buffer_.size());
  return at_ < buffer_.size();
}

void CsvRecords::parse(std::string_view piece) {
  if (!open_) {
    open_ = true;
    begin_ = line_;
    bytes_ = 0;
  }
  bytes_ += static_cast<std::int64_t>(piece.size());
  if (bytes_ > max_record_) {
    throw IoError(
        fmt::format("{}: the record is longer than {} bytes; is a quote missing? else raise "
                    "corpus.max_document_bytes",
                    here(), max_record_));
  }
  const std::size_t parsed =
      csv_parse(parser_.get(), piece.data(), piece.size(), on_field, on_record, this);
  if (failure_) std::rethrow_exception(failure_);
  if (parsed == piece.size()) return;
  if (csv_error(parser_.get()) != CSV_EPARSE) throw std::bad_alloc();
  throw_misplaced_quote(piece[parsed]);
}

/// The last record, which no line end closed.
bool CsvRecords::finish() {
  const int error = csv_fini(parser_.get(), on_field, on_record, this);
  if (failure_) std::rethrow_exception(failure_);
  if (error != 0) {
    throw IoError(here() +
                  ": the record that begins here has a quoted field without its closing quote");
  }
  return true;
}

void CsvRecords::throw_misplaced_quote(char at) const {
  const std::string here = fmt::format("{}:{}", where_, line_);
  if (at == '"') {
    throw IoError(here +
                  ": a quote inside an unquoted field; put the field in quotes and double those "
                  "inside it");
  }
  throw IoError(
      fmt::format("{}: {} behind a closing quote, expected the end of the field; double "
                  "the quotes inside a field",
                  here, quote({&at, 1})));
}

void CsvRecords::add_field(std::string_view field) {
  if (ends_.size() == kMaxFields) {
    throw IoError(
        fmt::format("{}: the record has more than {} fields; refused", here(), kMaxFields));
  }
  text_ += field;
  ends_.push_back(text_.size());
}

void CsvRecords::on_field(void* field, std::size_t size, void* self) {
  auto& records = *static_cast<CsvRecords*>(self);
  if (records.failure_) return;
  try {
    records.add_field({static_cast<const char*>(field), size});
  } catch (...) {
    records.failure_ = std::current_exception();
  }
}

void CsvRecords::on_record(int /*end*/, void* self) {
  static_cast<CsvRecords*>(self)->open_ = false;
}

}  // namespace nmf::detail
