#pragma once
// Everything that is done with a secret (by libsodium): signatures, passwords, sealed bytes, tokens, random
// bytes; and base64. No other file knows the library. Secrets are wiped when their owner goes.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/result.h"

namespace assay {

// Bytes nobody can foretell, from the system.
std::string random_bytes(std::size_t count);
Digest random_digest();

// Whether two secrets are the same, in a time that does not tell where they differ; it tells their lengths.
bool equal_in_constant_time(std::string_view a, std::string_view b);

// RFC 4648 with padding, and its URL-safe alphabet without. Reading refuses every other spelling.
std::string base64(std::string_view bytes);
std::optional<std::string> bytes_from_base64(std::string_view text);
std::string base64_url(std::string_view bytes);
std::optional<std::string> bytes_from_base64_url(std::string_view text);

// A secret that is wiped when it goes. Moves, does not copy.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string bytes) : bytes_(std::move(bytes)) {}
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  std::string_view bytes() const { return bytes_; }
  bool empty() const { return bytes_.empty(); }

 private:
  void wipe();
  std::string bytes_;
};

// Ed25519 (RFC 8032).
using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;
inline constexpr std::size_t signing_seed_bytes = 32;

class SigningKey {
 public:
  static SigningKey generate();
  static Result<SigningKey> from_seed(std::string_view seed);  // exactly 32 bytes

  const PublicKey& public_key() const { return public_key_; }
  std::string_view seed() const { return seed_.bytes(); }
  // Over the bytes as they are: only what carries its own type in front may be signed so.
  Signature sign(std::string_view bytes) const;
  // Over "assay/<type>/v1\n" and the bytes, so that no signature serves for an object of another type.
  Signature sign_object(std::string_view type, std::string_view bytes) const;

 private:
  explicit SigningKey(std::string_view seed);
  PublicKey public_key_{};
  Secret seed_;
  Secret expanded_;
};

// Small-order keys and signatures that are not in their one form are refused.
bool signature_holds(const PublicKey& key, std::string_view bytes, const Signature& signature);
bool object_signature_holds(const PublicKey& key, std::string_view type, std::string_view bytes,
                            const Signature& signature);
std::optional<PublicKey> public_key_from_hex(std::string_view text);

// What one guess at a password costs. Argon2id: passes over that much memory.
struct PasswordCost {
  std::uint64_t passes = 2;
  std::size_t memory_bytes = std::size_t{64} << 20;
};
inline constexpr PasswordCost sign_in_cost{};
inline constexpr PasswordCost key_file_cost{3, std::size_t{256} << 20};
inline constexpr PasswordCost cheapest_cost{1, std::size_t{8} << 10};  // for tests

// A hash to store, salt and cost inside. Error `unavailable` when the memory cannot be had.
Result<std::string> password_hash(std::string_view password, const PasswordCost& cost);
// False also for a hash that is not one.
bool password_matches(const std::string& hash, std::string_view password);
// Whether a hash was made at another cost and should be made anew at the next sign-in.
bool password_hash_is_dated(const std::string& hash, const PasswordCost& cost);

// XChaCha20-Poly1305: bytes that only the key of 32 bytes opens, and only beside the same `about`, which
// stays readable. The random nonce of 24 bytes stands in front.
std::string seal(const Secret& key, std::string_view about, std::string_view bytes);
// Nothing when key, `about` or a single byte differ.
std::optional<Secret> open_sealed(const Secret& key, std::string_view about, std::string_view sealed);

// A key of 32 bytes out of a passphrase and a salt of 16 bytes, by Argon2id at this cost.
inline constexpr std::size_t passphrase_salt_bytes = 16;
Result<Secret> key_from_passphrase(std::string_view passphrase, std::string_view salt,
                                   const PasswordCost& cost);

// A new token, "assay_" and 256 random bits in URL-safe base64. It is shown once; token_digest is stored.
std::string new_token();
Digest token_digest(std::string_view token);

}  // namespace assay
