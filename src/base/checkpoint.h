#pragma once
// Signed tree heads as C2SP writes them (c2sp.org/tlog-checkpoint, signed-note, tlog-cosignature): a note of
// three lines (origin, size, root in base64), an empty line, and one line per signature. The log signs the
// three lines; another party adds a cosignature over them and a time. Extension lines are not written and are
// refused.
//
// Names (the log's origin is one) are UTF-8 without space, '+' and control characters. Pure.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/keys.h"
#include "base/result.h"

namespace assay {

inline constexpr std::size_t checkpoint_bytes_max = 64 << 10;
inline constexpr std::size_t checkpoint_signatures_max = 64;
inline constexpr std::size_t note_name_bytes_max = 255;

struct TreeHead {
  std::string origin;  // the name of the log
  std::uint64_t size = 0;
  Digest root{};
  friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

struct NamedKey {
  std::string name;
  PublicKey key{};
};

using NoteKeyId = std::array<std::uint8_t, 4>;
NoteKeyId log_key_id(const NamedKey& key);      // SHA-256(name 0x0A 0x01 key), first four bytes
NoteKeyId witness_key_id(const NamedKey& key);  // the same with 0x04

struct NoteSignature {
  std::string name;
  NoteKeyId key_id{};
  std::string bytes;  // without the key id
};

struct Checkpoint {
  TreeHead head;
  std::string body;  // what is signed: the three lines
  std::vector<NoteSignature> signatures;
};

// The three lines. Error `invalid` when the origin is no name.
Result<std::string> tree_head_body(const TreeHead& head);

// The note, signed by the log under its origin's name.
Result<std::string> signed_checkpoint(const TreeHead& head, const SigningKey& key);

struct Cosigner {
  std::string name;
  std::int64_t unix_seconds = 0;  // when it saw the head; not negative
};
// The note with a line of the cosigner added. Whether the head may be cosigned (it continues the last one
// seen) is for the caller to verify first.
Result<std::string> cosigned_checkpoint(std::string_view note, const Cosigner& cosigner,
                                        const SigningKey& key);

// Reads a note; signatures are listed, not verified. Error `invalid` says which line is wrong.
Result<Checkpoint> parse_checkpoint(std::string_view note);

// Whether the log of this name and key signed it. Error `not_found` when the note carries no signature of
// this key, `invalid` when it carries one that does not hold or the note is another log's.
Result<Done> verify_log_signature(const Checkpoint& checkpoint, const NamedKey& log);
// The same for a cosignature; gives its time in seconds since 1970.
Result<std::int64_t> verify_cosignature(const Checkpoint& checkpoint, const NamedKey& witness);

// A log's key with its name in one line, to hand out: name+keyid+base64(0x01 key).
std::string verifier_key_text(const NamedKey& key);
Result<NamedKey> read_verifier_key(std::string_view text);

}  // namespace assay
