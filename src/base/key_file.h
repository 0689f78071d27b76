#pragma once
// Keys in a folder of their own, apart from the data. Of a signing key NAME.key holds the secret (mode 0600),
// NAME.pub the public key as 64 hexadecimal digits, to hand out. The folder must be closed to others (mode
// 0700). With a passphrase the secret is sealed by XChaCha20-Poly1305 under a key that Argon2id makes of it.
//
// A name is 1 to 64 of a-z, 0-9, - and _. Errors name the file and what to do.

#include <string>
#include <string_view>

#include "base/keys.h"
#include "base/result.h"

namespace assay {

struct KeyPlace {
  std::string folder;
  std::string name;
};

struct KeyLock {
  std::string_view passphrase;  // empty: the secret lies open in its file
  PasswordCost cost = key_file_cost;
};

// Makes the folder if there is none, a new key, and both files, durable before it answers. Error `conflict`
// when the key is there already, or its public key alone: neither is ever written over.
Result<SigningKey> create_key_file(const KeyPlace& place, const KeyLock& lock);

// Error `forbidden` when folder or file are open to others, or the passphrase is missing or wrong;
// `not_found` when there is no such key.
Result<SigningKey> load_key_file(const KeyPlace& place, std::string_view passphrase);

inline constexpr std::size_t sealing_key_bytes = 32;
// A key of 32 bytes that seals what a database keeps (seal and open_sealed of base/keys.h). It has NAME.key
// alone: there is nothing to hand out. Errors as above; create never writes over a key.
Result<Secret> create_sealing_key_file(const KeyPlace& place, const KeyLock& lock);
Result<Secret> load_sealing_key_file(const KeyPlace& place, std::string_view passphrase);

// A public key: the text of a .pub file, with or without its line end.
Result<PublicKey> read_public_key(std::string_view text);

}  // namespace assay
