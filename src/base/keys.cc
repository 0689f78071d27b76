#include "base/keys.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/check.h"

namespace assay {
namespace {

// Every function of the library is behind this one call; it is harmless from many threads.
void need_sodium() {
  static const bool ready = ::sodium_init() >= 0;
  ASSAY_CHECK(ready, "libsodium starts");
}

unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string encoded(std::string_view bytes, int variant) {
  need_sodium();
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  ::sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), variant);
  text.pop_back();  // the terminating zero
  return text;
}

std::optional<std::string> decoded(std::string_view text, int variant) {
  need_sodium();
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int code =
      ::sodium_base642bin(raw(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, &end, variant);
  if (code != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(size);
  if (encoded(bytes, variant) != text) return std::nullopt;
  return bytes;
}

std::string typed(std::string_view type, std::string_view bytes) {
  return fmt::format("assay/{}/v1\n{}", type, bytes);
}

}  // namespace

std::string random_bytes(std::size_t count) {
  need_sodium();
  std::string bytes(count, '\0');
  ::randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

Digest random_digest() {
  Digest digest{};
  const std::string bytes = random_bytes(digest.size());
  std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  need_sodium();
  return a.size() == b.size() && ::sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string base64(std::string_view bytes) { return encoded(bytes, sodium_base64_VARIANT_ORIGINAL); }
std::optional<std::string> bytes_from_base64(std::string_view text) {
  return decoded(text, sodium_base64_VARIANT_ORIGINAL);
}
std::string base64_url(std::string_view bytes) {
  return encoded(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
std::optional<std::string> bytes_from_base64_url(std::string_view text) {
  return decoded(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void Secret::wipe() { ::sodium_memzero(bytes_.data(), bytes_.size()); }

Secret::Secret(Secret&& other) noexcept { *this = std::move(other); }

// A short text is copied by a move, so what the other held is wiped there.
Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  wipe();
  bytes_.assign(other.bytes_);
  other.wipe();
  other.bytes_.clear();
  return *this;
}

Secret::~Secret() { wipe(); }

SigningKey::SigningKey(std::string_view seed) : seed_(std::string(seed)) {
  need_sodium();
  std::string expanded(crypto_sign_SECRETKEYBYTES, '\0');
  ::crypto_sign_seed_keypair(public_key_.data(), raw(expanded), raw(seed_.bytes()));
  expanded_ = Secret(std::move(expanded));
}

SigningKey SigningKey::generate() { return SigningKey(Secret(random_bytes(signing_seed_bytes)).bytes()); }

Result<SigningKey> SigningKey::from_seed(std::string_view seed) {
  if (seed.size() != signing_seed_bytes) {
    return Error{ErrorCode::invalid, fmt::format("a signing key has {} bytes", signing_seed_bytes), {}};
  }
  return SigningKey(seed);
}

Signature SigningKey::sign(std::string_view bytes) const {
  Signature signature{};
  ::crypto_sign_detached(signature.data(), nullptr, raw(bytes), bytes.size(), raw(expanded_.bytes()));
  return signature;
}

Signature SigningKey::sign_object(std::string_view type, std::string_view bytes) const {
  return sign(typed(type, bytes));
}

bool signature_holds(const PublicKey& key, std::string_view bytes, const Signature& signature) {
  need_sodium();
  return ::crypto_sign_verify_detached(signature.data(), raw(bytes), bytes.size(), key.data()) == 0;
}

bool object_signature_holds(const PublicKey& key, std::string_view type, std::string_view bytes,
                            const Signature& signature) {
  return signature_holds(key, typed(type, bytes), signature);
}

std::optional<PublicKey> public_key_from_hex(std::string_view text) { return digest_from_hex(text); }

Result<std::string> password_hash(std::string_view password, const PasswordCost& cost) {
  need_sodium();
  std::string hash(crypto_pwhash_STRBYTES, '\0');
  if (::crypto_pwhash_str(hash.data(), password.data(), password.size(), cost.passes, cost.memory_bytes) !=
      0) {
    return Error{ErrorCode::unavailable, "hashing a password needs more memory than the machine gives", {}};
  }
  hash.resize(std::strlen(hash.c_str()));
  return hash;
}

bool password_matches(const std::string& hash, std::string_view password) {
  need_sodium();
  return ::crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool password_hash_is_dated(const std::string& hash, const PasswordCost& cost) {
  need_sodium();
  return ::crypto_pwhash_str_needs_rehash(hash.c_str(), cost.passes, cost.memory_bytes) != 0;
}

std::string seal(const Secret& key, std::string_view about, std::string_view bytes) {
  ASSAY_CHECK(key.bytes().size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
              "a sealing key has 32 bytes");
  const std::string nonce = random_bytes(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  std::string sealed(bytes.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  ::crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed), nullptr, raw(bytes), bytes.size(), raw(about),
                                               about.size(), nullptr, raw(nonce), raw(key.bytes()));
  return nonce + sealed;
}

std::optional<Secret> open_sealed(const Secret& key, std::string_view about, std::string_view sealed) {
  need_sodium();
  ASSAY_CHECK(key.bytes().size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
              "a sealing key has 32 bytes");
  constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
  if (sealed.size() < nonce_bytes + tag_bytes) return std::nullopt;
  const std::string_view nonce = sealed.substr(0, nonce_bytes);
  const std::string_view body = sealed.substr(nonce_bytes);
  std::string bytes(body.size() - tag_bytes, '\0');
  const int code =
      ::crypto_aead_xchacha20poly1305_ietf_decrypt(raw(bytes), nullptr, nullptr, raw(body), body.size(),
                                                   raw(about), about.size(), raw(nonce), raw(key.bytes()));
  if (code != 0) return std::nullopt;
  return Secret(std::move(bytes));
}

Result<Secret> key_from_passphrase(std::string_view passphrase, std::string_view salt,
                                   const PasswordCost& cost) {
  need_sodium();
  if (salt.size() != passphrase_salt_bytes || cost.passes < crypto_pwhash_OPSLIMIT_MIN ||
      cost.memory_bytes < crypto_pwhash_MEMLIMIT_MIN) {
    return Error{ErrorCode::invalid, "salt or cost of a passphrase are outside what Argon2id allows", {}};
  }
  std::string key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES, '\0');
  if (::crypto_pwhash(raw(key), key.size(), passphrase.data(), passphrase.size(), raw(salt), cost.passes,
                      cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return Error{ErrorCode::unavailable, "a passphrase needs more memory than the machine gives", {}};
  }
  return Secret(std::move(key));
}

std::string new_token() { return "assay_" + base64_url(Secret(random_bytes(32)).bytes()); }

Digest token_digest(std::string_view token) { return sha256(token); }

}  // namespace assay
