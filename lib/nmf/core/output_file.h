#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace nmf {

/// A file that is being written, text or binary. A full disk and every other failure is an IoError
/// that names the file, also when the system reports it late; so a file is whole once `close` is
/// back. Destroyed without `close`, it stays as far as it was written.
class OutputFile {
 public:
  /// Creates the file or empties the one that is there. Throws IoError.
  explicit OutputFile(const std::filesystem::path& path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Appends bytes. Throws IoError.
  void write(std::string_view bytes);
  void write(std::span<const std::byte> bytes);

  /// Puts bytes in the place of the first ones written, of which there are as many. Not for pipes.
  /// Throws IoError.
  void rewrite_start(std::string_view bytes);

  /// Brings everything to the disk and closes the file. Throws IoError.
  void close();

 private:
  void write_through(const char* data, std::size_t size);
  void flush();
  [[noreturn]] void fail(int error) const;

  std::string path_;
  int descriptor_ = -1;
  std::string buffer_;         // small writes are gathered, large ones go straight through
  std::uint64_t written_ = 0;  // bytes that the system has taken
};

/// Writes a file in one go. Throws IoError.
void write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace nmf
