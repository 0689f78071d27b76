#pragma once
// Public keys of other parties and whether their signatures hold, by OpenSSL: the kinds that issuers of
// tokens sign with. What this server signs itself is Ed25519 (base/keys.h).

#include <memory>
#include <string_view>

#include "base/result.h"

namespace assay {

// The names of RFC 7518: RSA with PKCS #1 v1.5 or PSS, and ECDSA on P-256, all over SHA-256.
enum class SignatureKind { rs256, ps256, es256 };

class VerifyingKey {
 public:
  // Numbers as big-endian bytes. RSA of 2,048 to 8,192 bits with an odd exponent of at most 8 bytes.
  static Result<VerifyingKey> rsa(std::string_view modulus, std::string_view exponent);
  // The two coordinates, 32 bytes each; error `invalid` also for a point that is not on the curve.
  static Result<VerifyingKey> p256(std::string_view x, std::string_view y);

  // Whether the key is of the kind, and the signature (of es256: r and s, 32 bytes each) is over the bytes.
  bool holds(SignatureKind kind, std::string_view bytes, std::string_view signature) const;
  bool is_for(SignatureKind kind) const;

 private:
  struct State;
  explicit VerifyingKey(std::shared_ptr<const State> state)  // shared_ptr: as state_
      : state_(std::move(state)) {}
  // shared_ptr: copies of a key own it together, the last one lets it go; nobody changes it.
  std::shared_ptr<const State> state_;
};

}  // namespace assay
