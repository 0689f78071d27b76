#pragma once
// An issuer's private key, made by the test that needs it.

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/keys.h"
#include "base/verifying_key.h"

namespace assay {

class TestSigner {
 public:
  static TestSigner rsa(unsigned bits = 2048) { return TestSigner(EVP_RSA_gen(bits), "RSA"); }
  static TestSigner p256() { return TestSigner(EVP_EC_gen("P-256"), "EC"); }
  static TestSigner p384() { return TestSigner(EVP_EC_gen("P-384"), "EC"); }

  // A number of the public key, big-endian.
  std::string number(const char* name, std::size_t bytes_min = 0) const {
    BIGNUM* found = nullptr;
    ASSAY_CHECK(EVP_PKEY_get_bn_param(key_.get(), name, &found) == 1, "the key has the number");
    std::string bytes(std::max<std::size_t>(static_cast<std::size_t>(BN_num_bytes(found)), bytes_min), '\0');
    BN_bn2binpad(found, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    BN_free(found);
    return bytes;
  }
  std::string modulus() const { return number(OSSL_PKEY_PARAM_RSA_N); }
  std::string exponent() const { return number(OSSL_PKEY_PARAM_RSA_E); }
  std::string x() const { return number(OSSL_PKEY_PARAM_EC_PUB_X, 32); }
  std::string y() const { return number(OSSL_PKEY_PARAM_EC_PUB_Y, 32); }

  VerifyingKey verifying() const {
    return type_ == "RSA" ? VerifyingKey::rsa(modulus(), exponent()).value()
                          : VerifyingKey::p256(x(), y()).value();
  }

  // As an issuer publishes it; `more` are further members: ,"use":"sig"
  std::string jwk(const std::string& id, const std::string& more = "") const {
    const std::string numbers =
        type_ == "RSA"
            ? "\"n\":\"" + base64_url(modulus()) + "\",\"e\":\"" + base64_url(exponent()) + "\""
            : "\"crv\":\"P-256\",\"x\":\"" + base64_url(x()) + "\",\"y\":\"" + base64_url(y()) + "\"";
    return "{\"kty\":\"" + type_ + "\",\"kid\":\"" + id + "\"," + numbers + more + "}";
  }

  std::string sign(SignatureKind kind, std::string_view bytes) const {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_PKEY_CTX* of_key = nullptr;
    EVP_DigestSignInit(context, &of_key, EVP_sha256(), nullptr, key_.get());
    if (kind == SignatureKind::ps256) {
      EVP_PKEY_CTX_set_rsa_padding(of_key, RSA_PKCS1_PSS_PADDING);
      EVP_PKEY_CTX_set_rsa_pss_saltlen(of_key, RSA_PSS_SALTLEN_DIGEST);
    }
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    std::size_t size = 0;
    EVP_DigestSign(context, nullptr, &size, data, bytes.size());
    std::string signature(size, '\0');
    EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size, data, bytes.size());
    signature.resize(size);
    EVP_MD_CTX_free(context);
    return kind == SignatureKind::es256 ? side_by_side(signature) : signature;
  }

 private:
  TestSigner(EVP_PKEY* key, std::string type) : key_(key, EVP_PKEY_free), type_(std::move(type)) {
    ASSAY_CHECK(key_ != nullptr, "OpenSSL makes keys");
  }

  static std::string side_by_side(const std::string& asn1) {
    const auto* at = reinterpret_cast<const unsigned char*>(asn1.data());
    ECDSA_SIG* pair = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(asn1.size()));
    std::string out(64, '\0');
    auto* to = reinterpret_cast<unsigned char*>(out.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(pair), to, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), to + 32, 32);
    ECDSA_SIG_free(pair);
    return out;
  }

  std::shared_ptr<EVP_PKEY> key_;  // shared_ptr: copies of a signer own it together
  std::string type_;
};

}  // namespace assay
