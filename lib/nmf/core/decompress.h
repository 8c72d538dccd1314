#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "nmf/core/byte_stream.h"
#include "nmf/core/input_file.h"
#include "nmf/core/prefixed_stream.h"
#include "nmf/core/progress.h"
#include "nmf/core/standard_input.h"

namespace nmf {

/// Beyond kExpansionGrace a compressed file may hold at most kMaxExpansion times its own size; what
/// holds more is a bomb. Text shrinks by 3 to 20; gzip itself can't pass 1032. The grace lets a
/// small honest file of zeros or repeats through.
constexpr std::int64_t kMaxExpansion = 1000;
constexpr std::int64_t kExpansionGrace = std::int64_t{256} << 20U;

/// Throws IoError that names both numbers if `inside` bytes out of `file_size` are past the limit.
void check_expansion(const std::string& path, std::int64_t inside, std::int64_t file_size);

/// Whether gzip, xz, zstd or bzip2 packed what begins with `head`, of kPackedHead bytes if there
/// are.
bool is_packed_by_content(std::string_view head);
constexpr std::size_t kPackedHead = 10;

/// The bytes inside a file or standard input: those of a plain one, else those that gzip, xz, zstd
/// or bzip2 packed, which the first bytes tell, not the name.
class DecompressedFile : public ByteStream {
 public:
  /// \param path      `-`: standard input
  /// \param progress  only asked, while standard input lets wait (see StandardInput)
  /// Throws IoError as InputFile.
  explicit DecompressedFile(std::string path, ProgressCallback progress = {});
  explicit DecompressedFile(InputFile file);
  ~DecompressedFile() override;

  /// Throws IoError (unreadable, truncated, corrupt, past the limit of check_expansion; of standard
  /// input, whose size nobody knows, that limit counts from what was read so far).
  std::size_t read(std::span<char> buffer) override;

  /// The first bytes inside, which `read` still gives; fewer than `count` mean that there are no
  /// more. To be called before the first `read`. Throws as `read`.
  std::string peek(std::size_t count);

  [[nodiscard]] bool compressed() const { return inner_ != nullptr; }
  [[nodiscard]] bool is_standard_input() const { return file_ == nullptr; }

  /// What errors begin with: the path, or `standard input`.
  [[nodiscard]] const std::string& where() const { return where_; }
  [[nodiscard]] std::int64_t size() const { return file_ ? file_->size() : 0; }  ///< 0: not known
  /// Bytes read of the file as it lies there.
  [[nodiscard]] std::int64_t position() const {
    return file_ ? file_->position() : standard_input_.position();
  }
  /// The file as it lies on disk; not of standard input.
  [[nodiscard]] InputFile& file() { return *file_; }

 private:
  void open();

  std::string where_;
  std::unique_ptr<InputFile> file_;  // null: standard input
  StandardInput standard_input_;
  detail::PrefixedStream outer_;       // the bytes as they lie there
  std::unique_ptr<ByteStream> inner_;  // what was packed in them; null: plain
  detail::PrefixedStream inside_;
  std::int64_t produced_ = 0;
};

}  // namespace nmf
