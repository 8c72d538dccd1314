#include "nmf/core/sha256.h"

#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/support/archive_writer.h"

namespace nmf {
namespace {

// The examples of FIPS 180-2, appendix B, and the empty message.
constexpr const char* kEmpty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr const char* kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr const char* kMillion = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

TEST(Sha256, GivesThePublishedDigests) {
  EXPECT_EQ(sha256_hex(""), kEmpty);
  EXPECT_EQ(sha256_hex("abc"), kAbc);
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')), kMillion);
}

TEST(Sha256, TakesBytesInPiecesAndStartsAnew) {
  Sha256 hash;
  hash.update("a");
  hash.update("");
  hash.update("bc");
  EXPECT_EQ(hash.hex(), kAbc);
  EXPECT_EQ(hash.hex(), kEmpty);
}

TEST(Sha256, InBase64) {
  // base64 of the published digest of "abc".
  EXPECT_EQ(sha256_base64("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

TEST(Sha256, OfAFile) {
  const test::TemporaryDirectory folder;
  test::write_file(folder / "million", std::string(1'000'000, 'a'));
  EXPECT_EQ(sha256_of_file((folder / "million").string()), kMillion);
  const std::string missing = (folder / "missing").string();
  EXPECT_EQ(test::message_of<IoError>([&] { sha256_of_file(missing); }),
            missing + ": no such file or folder");
}

}  // namespace
}  // namespace nmf
