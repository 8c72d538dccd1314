#include "nmf/core/npz.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <array>
#include <exception>
#include <limits>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/core/npy.h"
#include "nmf/core/output_file.h"

namespace nmf {
namespace {

/// A zip on its way into an OutputFile. Exceptions of the file can't pass through libarchive, which
/// is C: the callback keeps them and `check` throws them again.
class ZipWriter {
 public:
  explicit ZipWriter(const std::filesystem::path& path)
      : file_(path), archive_(archive_write_new(), &archive_write_free) {
    if (!archive_) throw std::bad_alloc();
    check(archive_write_set_format_zip(archive_.get()));
    check(archive_write_zip_set_compression_deflate(archive_.get()));
    check(archive_write_set_bytes_in_last_block(archive_.get(), 1));
    check(archive_write_open(archive_.get(), this, nullptr, &ZipWriter::take, nullptr));
  }

  /// Adds one file. It gets no time of its own, so the zip says 1980-01-01.
  void add(const char* name, std::string_view header, std::span<const std::byte> values) {
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                              &archive_entry_free);
    if (!entry) throw std::bad_alloc();
    archive_entry_set_pathname(entry.get(), name);
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(header.size() + values.size()));
    check(archive_write_header(archive_.get(), entry.get()));
    append(header.data(), header.size());
    append(values.data(), values.size());
  }

  void close() {
    check(archive_write_close(archive_.get()));
    file_.close();
  }

 private:
  void append(const void* data, std::size_t size) {
    const la_ssize_t taken = archive_write_data(archive_.get(), data, size);
    check(taken < 0 ? static_cast<int>(taken) : ARCHIVE_OK);
  }

  void check(int status) const {
    if (error_) std::rethrow_exception(error_);
    if (status == ARCHIVE_OK) return;
    const char* message = archive_error_string(archive_.get());
    throw std::runtime_error(fmt::format("npz: {}", message != nullptr ? message : "zip failed"));
  }

  static la_ssize_t take(archive* /*archive*/, void* self, const void* data, std::size_t size) {
    auto* writer = static_cast<ZipWriter*>(self);
    if (writer->error_) return -1;
    try {
      writer->file_.write(std::string_view(static_cast<const char*>(data), size));
      return static_cast<la_ssize_t>(size);
    } catch (...) {
      writer->error_ = std::current_exception();
      return -1;
    }
  }

  OutputFile file_;
  std::exception_ptr error_;
  std::unique_ptr<archive, decltype(&archive_write_free)> archive_;
};

template <NpyElement T>
void add_vector(ZipWriter& zip, const char* name, std::span<const T> values) {
  zip.add(name, npy_header(npy_type<T>(), {std::ssize(values)}), std::as_bytes(values));
}

}  // namespace

void write_npz(const std::filesystem::path& path, const CsrMatrix<double>& matrix) {
  ZipWriter zip(path);
  add_vector<std::int32_t>(zip, "indices.npy", matrix.column);
  // SciPy has one type for both index arrays, the smaller where it suffices.
  if (matrix.stored() <= std::numeric_limits<std::int32_t>::max()) {
    const std::vector<std::int32_t> row_start(matrix.row_start.begin(), matrix.row_start.end());
    add_vector<std::int32_t>(zip, "indptr.npy", row_start);
  } else {
    add_vector<std::int64_t>(zip, "indptr.npy", matrix.row_start);
  }
  zip.add("format.npy", npy_header("|S3", {}), std::as_bytes(std::span("csr", 3)));
  const std::array<std::int64_t, 2> shape = {matrix.rows, matrix.columns};
  add_vector<std::int64_t>(zip, "shape.npy", shape);
  add_vector<double>(zip, "data.npy", matrix.value);
  zip.close();
}

}  // namespace nmf
