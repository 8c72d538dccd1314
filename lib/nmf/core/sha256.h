#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace nmf {

using Sha256Digest = std::array<std::uint8_t, 32>;

/// SHA-256 of bytes that come piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(std::string_view bytes);

  /// The digest of everything since the start or the last call.
  Sha256Digest digest();

  /// The same as 64 lower-case hex digits.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Sha256Digest sha256(std::string_view bytes);

/// Lower-case hex SHA-256 of some bytes.
std::string sha256_hex(std::string_view bytes);

/// SHA-256 of some bytes in base64, as content security policies and sub-resource hashes have it.
std::string sha256_base64(std::string_view bytes);

/// Lower-case hex SHA-256 of a file. Throws IoError if it can't be read.
std::string sha256_of_file(const std::string& path);

}  // namespace nmf
