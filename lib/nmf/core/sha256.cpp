#include "nmf/core/sha256.h"

#include <nettle/base16.h>
#include <nettle/base64.h>
#include <nettle/sha2.h>

#include <vector>

#include "nmf/core/input_file.h"

namespace nmf {

struct Sha256::State {
  sha256_ctx context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { sha256_init(&state_->context); }
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
  sha256_update(&state_->context, bytes.size(),
                reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

Sha256Digest Sha256::digest() {
  Sha256Digest digest{};
  static_assert(digest.size() == SHA256_DIGEST_SIZE);
  sha256_digest(&state_->context, digest.size(), digest.data());  // also starts anew
  return digest;
}

std::string Sha256::hex() {
  const Sha256Digest digest = this->digest();
  std::string text(BASE16_ENCODE_LENGTH(SHA256_DIGEST_SIZE), '\0');
  base16_encode_update(text.data(), digest.size(), digest.data());
  return text;
}

Sha256Digest sha256(std::string_view bytes) {
  Sha256Digest digest{};
  sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  sha256_digest(&context, digest.size(), digest.data());
  return digest;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.hex();
}

std::string sha256_base64(std::string_view bytes) {
  const Sha256Digest digest = sha256(bytes);
  std::string text(BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE), '\0');
  base64_encode_raw(text.data(), digest.size(), digest.data());
  return text;
}

std::string sha256_of_file(const std::string& path) {
  InputFile file(path);
  std::vector<char> buffer(std::size_t{1} << 18U);
  Sha256 hash;
  while (const std::size_t count = file.read(buffer)) hash.update({buffer.data(), count});
  return hash.hex();
}

}  // namespace nmf
