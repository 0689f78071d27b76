#pragma once
// SHA-256 (FIPS 180-4, by OpenSSL), one-shot, keyed and streamed.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assay {

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view bytes);
// HMAC-SHA-256 (RFC 2104): a hash that nobody can compute or check without the key.
Digest hmac_sha256(std::string_view key, std::string_view bytes);
std::string hex(std::span<const std::uint8_t> bytes);  // lower case
// The bytes of pairs of lower-case hexadecimal digits; nothing when it is anything else.
std::optional<std::string> bytes_from_hex(std::string_view text);
std::optional<Digest> digest_from_hex(std::string_view text);  // exactly 64 digits

// The same bytes, seen as text.
inline std::string_view as_text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view bytes);
  Digest finish();  // once

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A fast 64-bit hash for tables in memory, keyed afresh in every process so that no file can be made to
// collide. Never stored, never printed: its values differ from run to run.
std::uint64_t table_hash(std::string_view bytes);

// The first eight bytes of SHA-256, big-endian: stable everywhere and for ever, for what is stored or
// compared by others.
std::uint64_t stable_hash(std::string_view bytes);

}  // namespace assay
