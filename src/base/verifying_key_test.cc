#include "base/verifying_key.h"

#include <gtest/gtest.h>

#include "base/signer_testing.h"

namespace assay {
namespace {

std::string bytes(const char* text) { return bytes_from_base64_url(text).value(); }

// RFC 7515, appendix A.2.
TEST(verifying_key, holds_for_the_published_rsa_signature) {
  const auto key = VerifyingKey::rsa(
      bytes(
          "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-"
          "yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-"
          "bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-"
          "KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-"
          "DWNmoudF8NAco9_"
          "h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"),
      bytes("AQAB"));
  ASSERT_TRUE(key.ok()) << error_text(key.error());
  const std::string signed_text =
      "eyJhbGciOiJSUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
  const std::string signature = bytes(
      "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_"
      "O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_"
      "nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe"
      "7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-"
      "eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9F"
      "s98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw");
  EXPECT_TRUE(key.value().holds(SignatureKind::rs256, signed_text, signature));
  EXPECT_FALSE(key.value().holds(SignatureKind::ps256, signed_text, signature));
  EXPECT_FALSE(key.value().holds(SignatureKind::es256, signed_text, signature));
  EXPECT_FALSE(key.value().holds(SignatureKind::rs256, signed_text + "x", signature));
}

// RFC 7515, appendix A.3.
TEST(verifying_key, holds_for_the_published_signature_of_p256) {
  const auto key = VerifyingKey::p256(bytes("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                                      bytes("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));
  ASSERT_TRUE(key.ok()) << error_text(key.error());
  const std::string signed_text =
      "eyJhbGciOiJFUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
  const std::string signature =
      bytes("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
  EXPECT_TRUE(key.value().holds(SignatureKind::es256, signed_text, signature));
  EXPECT_FALSE(key.value().holds(SignatureKind::rs256, signed_text, signature));
}

TEST(verifying_key, holds_for_no_signature_with_a_byte_changed) {
  for (const auto& [signer, kind] : {std::pair{TestSigner::rsa(), SignatureKind::rs256},
                                     std::pair{TestSigner::rsa(), SignatureKind::ps256},
                                     std::pair{TestSigner::p256(), SignatureKind::es256}}) {
    const VerifyingKey key = signer.verifying();
    const std::string good = signer.sign(kind, "text");
    ASSERT_TRUE(key.holds(kind, "text", good));
    for (std::size_t at = 0; at < good.size(); at += 7) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ 1);
      EXPECT_FALSE(key.holds(kind, "text", bad)) << at;
    }
    EXPECT_FALSE(key.holds(kind, "text", good.substr(1)));
    EXPECT_FALSE(key.holds(kind, "text", good + "x"));
    EXPECT_FALSE(key.holds(kind, "text", ""));
    EXPECT_FALSE(key.holds(kind, "text", std::string(good.size(), '\0')));
  }
}

TEST(verifying_key, is_not_made_of_what_is_no_key) {
  const TestSigner small = TestSigner::rsa(1024), good = TestSigner::rsa(), point = TestSigner::p256();
  EXPECT_FALSE(VerifyingKey::rsa(small.modulus(), small.exponent()).ok());
  EXPECT_FALSE(VerifyingKey::rsa(std::string(1025, '\xff'), good.exponent()).ok());
  EXPECT_FALSE(VerifyingKey::rsa(good.modulus(), "\x01").ok());
  EXPECT_FALSE(VerifyingKey::rsa(good.modulus(), "\x02").ok());
  EXPECT_FALSE(VerifyingKey::rsa(good.modulus(), "").ok());
  EXPECT_FALSE(VerifyingKey::rsa("", good.exponent()).ok());
  std::string off_the_curve = point.y();
  off_the_curve[31] = static_cast<char>(off_the_curve[31] ^ 1);
  EXPECT_FALSE(VerifyingKey::p256(point.x(), off_the_curve).ok());
  EXPECT_FALSE(VerifyingKey::p256(point.x().substr(1), point.y()).ok());
  EXPECT_FALSE(VerifyingKey::p256(std::string(32, '\0'), std::string(32, '\0')).ok());
}

}  // namespace
}  // namespace assay
