#include "nmf/corpus/npz_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "nmf/core/archive.h"
#include "nmf/core/error.h"
#include "nmf/core/npy_reader.h"
#include "nmf/core/put_aside.h"
#include "nmf/core/quote.h"
#include "nmf/corpus/format_by_name.h"
#include "nmf/corpus/matrix_corpus.h"
#include "nmf/corpus/matrix_files.h"
#include "nmf/corpus/matrix_shape.h"
#include "nmf/corpus/matrix_values.h"
#include "nmf/corpus/source_files.h"
#include "nmf/corpus/source_path.h"
#include "nmf/corpus/triplets.h"

namespace nmf::detail {
namespace {

constexpr std::array<std::string_view, 7> kMembers = {
    "format.npy", "shape.npy", "data.npy", "indices.npy", "indptr.npy", "row.npy", "col.npy"};

/// The members of a file that SciPy writes; each is given away once.
class Members {
 public:
  /// \param path  what errors begin with
  explicit Members(std::string path) : path_(std::move(path)) {}

  /// Keeps the bytes of a member that a matrix is made of.
  void add(const std::string& name, ByteStream& stream) {
    if (std::find(kMembers.begin(), kMembers.end(), name) == kMembers.end()) return;
    constexpr std::size_t kChunk = std::size_t{1} << 20U;
    std::string& bytes = bytes_[name];
    std::string chunk(kChunk, '\0');
    for (std::size_t count = kChunk; count == kChunk;) {
      count = stream.read(chunk);
      bytes.append(chunk, 0, count);
      if (std::ssize(bytes) > largest()) {
        throw IoError(fmt::format("{}: is larger than {} bytes, half of the memory; refused",
                                  where(name), largest()));
      }
    }
  }

  [[nodiscard]] std::string where(const std::string& name) const {
    return fmt::format("{}: member {}", path_, name);
  }

  /// What `convert` makes of a member, whose bytes are let go.
  template <typename Convert>
  auto take(const std::string& name, Convert convert) {
    const auto found = bytes_.find(name);
    if (found == bytes_.end()) {
      throw IoError(fmt::format(
          "{}: has no member {}; expected a matrix that scipy.sparse.save_npz wrote", path_, name));
    }
    const std::string bytes = std::move(found->second);
    bytes_.erase(found);
    return convert(read_npy(bytes, where(name)), where(name));
  }

 private:
  /// Bytes that one member may have, as its values are held twice for a while.
  std::int64_t largest() const {
    constexpr double kMost = 1e18;
    return static_cast<std::int64_t>(std::min(available_ / 2, kMost));
  }

  double available_ = available_memory();
  std::string path_;
  std::map<std::string, std::string> bytes_;
};

/// Throws IoError unless an array has one dimension and, where that is known, `size` values.
void check_vector(const NpyArray& array, const std::string& where, std::int64_t size = -1) {
  if (array.header.shape.size() != 1) {
    throw IoError(
        fmt::format("{}: has {} dimensions, expected 1", where, array.header.shape.size()));
  }
  if (size >= 0 && array.size != size)
    throw IoError(fmt::format("{}: has {} values, expected {}", where, array.size, size));
}

/// [rows, columns]
std::array<std::int64_t, 2> take_shape(Members& members) {
  const auto sizes = members.take("shape.npy", [](const NpyArray& array, const std::string& where) {
    check_vector(array, where, 2);
    return npy_to_indices<std::int64_t>(array, kMaxRows, where);
  });
  return {sizes[0], sizes[1]};
}

std::string take_format(Members& members) {
  std::string format = members.take("format.npy", npy_to_text);
  if (format != "csr" && format != "csc" && format != "coo") {
    throw IoError(
        fmt::format("{}: got {}, expected csr, csc or coo; convert the matrix by .tocsr()",
                    members.where("format.npy"), quote(format)));
  }
  return format;
}

std::vector<std::int32_t> take_indices(Members& members, const std::string& name,
                                       std::int64_t entries, std::int64_t size) {
  return members.take(name, [&](const NpyArray& array, const std::string& where) {
    check_vector(array, where, entries);
    if (size == 0 && entries > 0) {
      throw IoError(fmt::format("{}: has {} values, but the shape has no place", where, entries));
    }
    return npy_to_indices<std::int32_t>(array, std::max<std::int64_t>(size - 1, 0), where);
  });
}

/// Where each row (csc: column) begins; one more than there are, and all that they have to be.
std::vector<std::int64_t> take_starts(Members& members, std::int64_t entries, std::int64_t size) {
  return members.take("indptr.npy", [&](const NpyArray& array, const std::string& where) {
    check_vector(array, where, size + 1);
    auto starts = npy_to_indices<std::int64_t>(array, entries, where);
    if (starts.front() != 0 || starts.back() != entries ||
        !std::is_sorted(starts.begin(), starts.end())) {
      throw IoError(
          fmt::format("{}: does not rise from 0 to {}, the number of values", where, entries));
    }
    return starts;
  });
}

/// 0, 0, 1, ...: the row (column) of each entry.
std::vector<std::int32_t> expanded(const std::vector<std::int64_t>& starts) {
  std::vector<std::int32_t> index;
  index.reserve(static_cast<std::size_t>(starts.back()));
  for (std::size_t i = 0; i + 1 < starts.size(); ++i)
    index.insert(index.end(), static_cast<std::size_t>(starts[i + 1] - starts[i]),
                 static_cast<std::int32_t>(i));
  return index;
}

Triplets take_entries(Members& members, const std::string& format, std::int64_t rows,
                      std::int64_t columns) {
  Triplets entries{.rows = rows, .columns = columns, .row = {}, .column = {}, .value = {}};
  entries.value = members.take("data.npy", [](const NpyArray& array, const std::string& where) {
    check_vector(array, where);
    return npy_to_doubles(array, where);
  });
  const auto count = static_cast<std::int64_t>(entries.value.size());
  if (format == "coo") {
    entries.row = take_indices(members, "row.npy", count, rows);
    entries.column = take_indices(members, "col.npy", count, columns);
  } else if (format == "csr") {
    entries.column = take_indices(members, "indices.npy", count, columns);
    entries.row = expanded(take_starts(members, count, rows));
  } else {
    entries.row = take_indices(members, "indices.npy", count, rows);
    entries.column = expanded(take_starts(members, count, columns));
  }
  return entries;
}

void check_values(const Triplets& entries, const std::string& path, MatrixValues values) {
  for (std::size_t i = 0; i < entries.value.size(); ++i) {
    if (const auto fault = fault_of(entries.value[i], values)) {
      throw IoError(fmt::format("{}: row {}, column {} (from 0): {}", path, entries.row[i],
                                entries.column[i], *fault));
    }
  }
}

/// The rows of one matrix after the other.
class Rows {
 public:
  /// \param terms  of the vocabulary
  Rows(const CorpusOptions& options, std::size_t terms) : options_(&options), terms_(terms) {}

  /// \param where         what errors begin with
  /// \param opened_bytes  of all files so far, as they lie on disk
  void add(Members members, const std::string& where, std::int64_t opened_bytes) {
    const std::string format = take_format(members);
    const auto [rows, columns] = take_shape(members);
    check_shape(where, rows, columns, X_.rows, opened_bytes);
    check_vocabulary(where, columns, options_->vocabulary, terms_);
    Triplets entries = take_entries(members, format, rows, columns);
    check_values(entries, where, options_->values);
    append_rows(X_, to_csr(std::move(entries)), where);
    any_ = true;
  }

  [[nodiscard]] bool any() const { return any_; }
  CsrMatrix<double> take() { return std::move(X_); }

 private:
  const CorpusOptions* options_;
  std::size_t terms_;
  CsrMatrix<double> X_;
  bool any_ = false;
};

/// The members of an archive that lies inside a file.
Members members_inside(const std::string& where, ByteStream& file,
                       const ProgressCallback& progress) {
  ArchiveReader archive(put_aside(where, file, progress));
  MemberStream stream(archive);
  Members members(where);
  while (archive.next()) members.add(archive.member(), stream);
  return members;
}

}  // namespace

MatrixCorpus read_npz(const CorpusOptions& options, const ProgressCallback& progress) {
  const std::string source = source_name(options.path);
  std::vector<std::string> vocabulary = required_vocabulary(options, "npz");
  Rows rows(options, vocabulary.size());
  // The arrays of one matrix have no order that matters, so they need not be put aside.
  const bool one = format_by_name(options.path) == CorpusFormat::npz;
  SourceFiles files(options.path, progress,
                    one ? SourceFiles::Order::as_they_lie : SourceFiles::Order::sorted,
                    SourceFiles::Inside::archives);
  Members own(source);  // where the source is an archive of arrays, a matrix itself
  while (files.next()) {
    if (files.is_one_file() || format_by_name(files.name()) == CorpusFormat::npz) {
      rows.add(members_inside(files.where(), files.stream(), progress), files.where(),
               files.opened_bytes());
    } else if (files.is_archive()) {
      own.add(files.name(), files.stream());
    }
  }
  if (!rows.any() && !files.is_archive()) fail_without_files(source, CorpusFormat::npz);
  if (!rows.any()) rows.add(std::move(own), source, files.opened_bytes());
  return make_matrix_corpus(source, rows.take(), std::move(vocabulary), options.values);
}

}  // namespace nmf::detail
