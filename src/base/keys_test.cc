#include "base/keys.h"

#include <gmock/gmock.h>

namespace assay {
namespace {

Signature signature_of_hex(std::string_view text) {
  Signature signature{};
  const std::string bytes = bytes_from_hex(text).value();
  std::copy(bytes.begin(), bytes.end(), signature.begin());
  return signature;
}

// RFC 8032 section 7.1, test 2.
TEST(keys, signs_as_rfc_8032) {
  const auto seed =
      bytes_from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb").value();
  const SigningKey key = SigningKey::from_seed(seed).value();
  EXPECT_EQ(hex(key.public_key()), "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  EXPECT_EQ(hex(key.sign("\x72")),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  EXPECT_TRUE(signature_holds(key.public_key(), "\x72", key.sign("\x72")));
}

TEST(keys, a_signature_holds_for_its_bytes_its_key_and_its_type_alone) {
  const SigningKey key = SigningKey::generate();
  const Signature signature = key.sign_object("event", "bytes");
  EXPECT_TRUE(object_signature_holds(key.public_key(), "event", "bytes", signature));
  EXPECT_FALSE(object_signature_holds(key.public_key(), "event", "other", signature));
  EXPECT_FALSE(object_signature_holds(key.public_key(), "receipt", "bytes", signature));
  EXPECT_FALSE(signature_holds(key.public_key(), "bytes", signature));
  EXPECT_TRUE(signature_holds(key.public_key(), "assay/event/v1\nbytes", signature));
  EXPECT_FALSE(object_signature_holds(SigningKey::generate().public_key(), "event", "bytes", signature));
  Signature altered = signature;
  altered[40] ^= 1;
  EXPECT_FALSE(object_signature_holds(key.public_key(), "event", "bytes", altered));
}

// The neutral point as a key would sign anything with S = 0 and R = the neutral point.
TEST(keys, points_of_small_order_are_refused) {
  PublicKey neutral{};
  neutral[0] = 1;
  EXPECT_FALSE(signature_holds(neutral, "anything",
                               signature_of_hex("01" + std::string(62, '0') + std::string(64, '0'))));
}

TEST(keys, a_seed_has_32_bytes) {
  EXPECT_FALSE(SigningKey::from_seed("short").ok());
  const SigningKey key = SigningKey::generate();
  EXPECT_EQ(SigningKey::from_seed(key.seed()).value().public_key(), key.public_key());
}

TEST(keys, base64_has_one_spelling) {
  EXPECT_EQ(base64("\xfb\xff\xfe"), "+//+");
  EXPECT_EQ(base64("a"), "YQ==");
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64_url("\xfb\xff\xfe"
                       "a"),
            "-__-YQ");
  EXPECT_EQ(bytes_from_base64("YQ=="), "a");
  EXPECT_EQ(bytes_from_base64(""), "");
  EXPECT_EQ(bytes_from_base64_url("-__-YQ"),
            "\xfb\xff\xfe"
            "a");
  for (const char* wrong :
       {"YQ", "YQ=", "YR==", "YQ==\n", " YQ==", "Y Q==", "YQ==YQ==", "-_--", "Y", "===="}) {
    EXPECT_EQ(bytes_from_base64(wrong), std::nullopt) << wrong;
  }
  EXPECT_EQ(bytes_from_base64_url("YQ=="), std::nullopt);
  EXPECT_EQ(bytes_from_base64_url("YR"), std::nullopt);
}

TEST(keys, hexadecimal_has_one_spelling) {
  EXPECT_EQ(bytes_from_hex("00ff"), std::string("\0\xff", 2));
  EXPECT_EQ(bytes_from_hex("0"), std::nullopt);
  EXPECT_EQ(bytes_from_hex("FF"), std::nullopt);
  EXPECT_EQ(bytes_from_hex("0x"), std::nullopt);
  EXPECT_EQ(digest_from_hex("00ff"), std::nullopt);
  EXPECT_EQ(hex(*digest_from_hex(std::string(64, 'a'))), std::string(64, 'a'));
}

TEST(keys, passwords_match_their_hash_alone) {
  const std::string hash = password_hash("right", cheapest_cost).value();
  EXPECT_THAT(hash, testing::StartsWith("$argon2id$"));
  EXPECT_NE(hash, password_hash("right", cheapest_cost).value()) << "the salt is fresh";
  EXPECT_TRUE(password_matches(hash, "right"));
  EXPECT_FALSE(password_matches(hash, "wrong"));
  EXPECT_FALSE(password_matches("", "right"));
  EXPECT_FALSE(password_matches("$argon2id$v=19$broken", "right"));
  EXPECT_FALSE(password_hash_is_dated(hash, cheapest_cost));
  EXPECT_TRUE(password_hash_is_dated(hash, sign_in_cost));
}

TEST(keys, sealed_bytes_open_for_their_key_and_their_purpose) {
  const Secret key(random_bytes(32));
  const std::string sealed = seal(key, "event 7/annotator", "cat");
  EXPECT_EQ(open_sealed(key, "event 7/annotator", sealed)->bytes(), "cat");
  EXPECT_FALSE(open_sealed(key, "event 8/annotator", sealed));
  EXPECT_FALSE(open_sealed(Secret(random_bytes(32)), "event 7/annotator", sealed));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string altered = sealed;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    EXPECT_FALSE(open_sealed(key, "event 7/annotator", altered)) << i;
    EXPECT_FALSE(open_sealed(key, "event 7/annotator", sealed.substr(0, i))) << i;
  }
  EXPECT_NE(sealed, seal(key, "event 7/annotator", "cat")) << "the nonce is fresh";
}

TEST(keys, tokens_are_long_and_differ) {
  const std::string token = new_token();
  EXPECT_THAT(token, testing::MatchesRegex("assay_[A-Za-z0-9_-]{43}"));
  EXPECT_NE(token, new_token());
  EXPECT_EQ(token_digest(token), sha256(token));
}

TEST(keys, secrets_compare_and_move) {
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "ab"));
  EXPECT_TRUE(equal_in_constant_time("", ""));
  Secret first("short");
  const Secret second = std::move(first);
  EXPECT_EQ(second.bytes(), "short");
  EXPECT_TRUE(first.empty());
  EXPECT_NE(random_digest(), random_digest());
}

}  // namespace
}  // namespace assay
