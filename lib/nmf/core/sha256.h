#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace nmf {

/// SHA-256 of bytes that come piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(std::string_view bytes);

  /// The digest of everything since the start or the last call, 64 lower-case hex digits.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Lower-case hex SHA-256 of some bytes.
std::string sha256_hex(std::string_view bytes);

/// Lower-case hex SHA-256 of a file. Throws IoError if it can't be read.
std::string sha256_of_file(const std::string& path);

}  // namespace nmf
