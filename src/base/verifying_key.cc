#include "base/verifying_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <string>

namespace assay {
namespace {

constexpr int rsa_bits_min = 2048;
constexpr int rsa_bits_max = 8192;
constexpr std::size_t exponent_bytes_max = 8;
constexpr std::size_t coordinate_bytes = 32;

template <auto free_it>
struct Free {
  template <class T>
  void operator()(T* owned) const {
    free_it(owned);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;
using Pair = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>>;

const unsigned char* bytes_of(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

Number number_of(std::string_view bytes) {
  return Number(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

Error no_key(const char* message) { return Error{ErrorCode::invalid, message, "key"}; }

Key key_from(const char* type, const Builder& builder) {
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* made = nullptr;
  if (parameters == nullptr || context == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return nullptr;
  }
  return Key(made);
}

// Signatures of tokens are two numbers side by side; OpenSSL wants them as ASN.1.
std::string as_asn1(std::string_view signature) {
  if (signature.size() != 2 * coordinate_bytes) return {};
  const Pair pair(ECDSA_SIG_new());
  Number r = number_of(signature.substr(0, coordinate_bytes));
  Number s = number_of(signature.substr(coordinate_bytes));
  if (pair == nullptr || r == nullptr || s == nullptr) return {};
  if (ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return {};
  r.release();  // the pair owns them now
  s.release();
  const int length = i2d_ECDSA_SIG(pair.get(), nullptr);
  if (length <= 0) return {};
  std::string out(static_cast<std::size_t>(length), '\0');
  auto* at = reinterpret_cast<unsigned char*>(out.data());
  i2d_ECDSA_SIG(pair.get(), &at);
  return out;
}

bool set_padding(EVP_PKEY_CTX* context, SignatureKind kind) {
  if (kind == SignatureKind::es256) return true;
  if (kind == SignatureKind::rs256) {
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
  }
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

}  // namespace

struct VerifyingKey::State {
  Key key;
  bool is_rsa = false;
};

Result<VerifyingKey> VerifyingKey::rsa(std::string_view modulus, std::string_view exponent) {
  if (modulus.size() > rsa_bits_max / 8 || exponent.size() > exponent_bytes_max) {
    return no_key("the RSA key is larger than any in use");
  }
  const Number n = number_of(modulus), e = number_of(exponent);
  if (n == nullptr || e == nullptr || BN_num_bits(n.get()) < rsa_bits_min || BN_is_odd(n.get()) == 0) {
    return no_key("an RSA key has at least 2048 bits");
  }
  if (BN_is_odd(e.get()) == 0 || BN_is_one(e.get()) == 1) return no_key("this is no exponent of an RSA key");
  const Builder builder(OSSL_PARAM_BLD_new());
  if (builder == nullptr || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
    return no_key("OpenSSL does not take the RSA key");
  }
  auto state = std::make_shared<State>(State{key_from("RSA", builder), true});
  if (state->key == nullptr) return no_key("OpenSSL does not take the RSA key");
  return VerifyingKey(std::move(state));
}

Result<VerifyingKey> VerifyingKey::p256(std::string_view x, std::string_view y) {
  if (x.size() != coordinate_bytes || y.size() != coordinate_bytes) {
    return no_key("a point of P-256 is two numbers of 32 bytes");
  }
  const std::string point = "\x04" + std::string(x) + std::string(y);  // both coordinates follow
  const Builder builder(OSSL_PARAM_BLD_new());
  if (builder == nullptr ||
      OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) !=
          1) {
    return no_key("OpenSSL does not take the key of P-256");
  }
  auto state = std::make_shared<State>(State{key_from("EC", builder), false});
  if (state->key == nullptr) return no_key("this is no point of P-256");
  const KeyContext check(EVP_PKEY_CTX_new_from_pkey(nullptr, state->key.get(), nullptr));
  if (check == nullptr || EVP_PKEY_public_check(check.get()) != 1) return no_key("this is no point of P-256");
  return VerifyingKey(std::move(state));
}

bool VerifyingKey::is_for(SignatureKind kind) const {
  return state_->is_rsa == (kind != SignatureKind::es256);
}

bool VerifyingKey::holds(SignatureKind kind, std::string_view bytes, std::string_view signature) const {
  if (!is_for(kind)) return false;
  const std::string given = kind == SignatureKind::es256 ? as_asn1(signature) : std::string(signature);
  if (given.empty()) return false;
  const DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* of_key = nullptr;  // owned by the context
  if (context == nullptr ||
      EVP_DigestVerifyInit(context.get(), &of_key, EVP_sha256(), nullptr, state_->key.get()) != 1 ||
      !set_padding(of_key, kind)) {
    return false;
  }
  return EVP_DigestVerify(context.get(), bytes_of(given), given.size(), bytes_of(bytes), bytes.size()) == 1;
}

}  // namespace assay
