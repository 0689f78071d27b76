#include "base/checkpoint.h"

#include <gmock/gmock.h>

namespace assay {
namespace {

using testing::HasSubstr;

std::string counted_bytes(std::uint8_t first) {
  std::string bytes;
  for (int i = 0; i < 32; ++i) bytes.push_back(static_cast<char>(first + i));
  return bytes;
}

const std::string log_name = "assay.example/log/p1";
const std::string witness_name = "provider.example/witness";
const std::string published_note =
    "assay.example/log/p1\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n"
    "\xE2\x80\x94 assay.example/log/p1 "
    "yLEf5pLBaPfGqt1DkZgsIia3Nnof7gy1oC035Gawl8OjB+sLX6lGcx2sJxBeUuS0FqaFX8YZ5Ex/Am5Ii1FJV8jD7QQ=\n"
    "\xE2\x80\x94 provider.example/witness "
    "kQM3tgAAAABrSdIAl1JV6IKavao2/ktsSQHVC3hcApSNmO8CkPVYjEfN7L0mXihxb1adWZu/"
    "D4Vtm10XC7FFn1MEXuEEDyrt/WDLCg==\n";

SigningKey log_key() { return SigningKey::from_seed(counted_bytes(0x00)).value(); }
SigningKey witness_key() { return SigningKey::from_seed(counted_bytes(0x20)).value(); }
NamedKey log_public() { return {log_name, log_key().public_key()}; }
NamedKey witness_public() { return {witness_name, witness_key().public_key()}; }

TreeHead published_head() {
  return {log_name, 8, *digest_from_hex("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")};
}

TEST(checkpoint, a_note_is_written_byte_for_byte_as_published) {
  EXPECT_EQ(hex(log_public().key), "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8");
  EXPECT_EQ(hex(witness_public().key), "29acbae141bccaf0b22e1a94d34d0bc7361e526d0bfe12c89794bc9322966dd7");
  const std::string note = signed_checkpoint(published_head(), log_key()).value();
  EXPECT_EQ(cosigned_checkpoint(note, {witness_name, 1800000000}, witness_key()).value(), published_note);
}

TEST(checkpoint, the_published_note_is_read_and_holds) {
  const Checkpoint checkpoint = parse_checkpoint(published_note).value();
  EXPECT_EQ(checkpoint.head, published_head());
  EXPECT_TRUE(verify_log_signature(checkpoint, log_public()).ok());
  EXPECT_EQ(verify_cosignature(checkpoint, witness_public()).value(), 1800000000);
}

TEST(checkpoint, a_change_of_any_byte_is_refused) {
  for (std::size_t i = 0; i < published_note.size(); ++i) {
    std::string altered = published_note;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    const auto checkpoint = parse_checkpoint(altered);
    if (!checkpoint.ok()) continue;
    const bool both_hold = verify_log_signature(checkpoint.value(), log_public()).ok() &&
                           verify_cosignature(checkpoint.value(), witness_public()).ok();
    EXPECT_FALSE(both_hold) << "byte " << i;
  }
}

TEST(checkpoint, what_is_cut_off_is_refused) {
  for (std::size_t size = 0; size < published_note.size(); ++size) {
    const auto checkpoint = parse_checkpoint(std::string_view(published_note).substr(0, size));
    if (checkpoint.ok()) {
      EXPECT_EQ(verify_cosignature(checkpoint.value(), witness_public()).error().code, ErrorCode::not_found);
    }
  }
}

TEST(checkpoint, unknown_signatures_are_passed_over_and_unknown_keys_are_not) {
  const SigningKey stranger = SigningKey::generate();
  const std::string note =
      cosigned_checkpoint(published_note, {"somebody.example", 1800000001}, stranger).value();
  const Checkpoint checkpoint = parse_checkpoint(note).value();
  EXPECT_TRUE(verify_log_signature(checkpoint, log_public()).ok());
  EXPECT_TRUE(verify_cosignature(checkpoint, witness_public()).ok());
  EXPECT_EQ(verify_log_signature(checkpoint, {log_name, stranger.public_key()}).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(verify_cosignature(checkpoint, {witness_name, stranger.public_key()}).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(verify_log_signature(checkpoint, {"other.example", log_public().key}).error().code,
            ErrorCode::invalid);
}

TEST(checkpoint, one_key_signs_once) {
  const std::string twice =
      cosigned_checkpoint(published_note, {witness_name, 1800000009}, witness_key()).value();
  EXPECT_FALSE(verify_cosignature(parse_checkpoint(twice).value(), witness_public()).ok());
}

TEST(checkpoint, a_log_signature_is_no_cosignature) {
  const std::string note = signed_checkpoint(published_head(), log_key()).value();
  EXPECT_FALSE(verify_cosignature(parse_checkpoint(note).value(), log_public()).ok());
}

TEST(checkpoint, other_spellings_and_extensions_are_refused) {
  const auto with = [](std::string_view from, std::string_view to) {
    std::string note = published_note;
    note.replace(note.find(from), from.size(), to);
    return parse_checkpoint(note);
  };
  EXPECT_EQ(with("\n8\n", "\n08\n").error().where, "line 2");
  EXPECT_EQ(with("\n8\n", "\n+8\n").error().where, "line 2");
  EXPECT_EQ(with("\n8\n", "\n18446744073709551616\n").error().where, "line 2");
  EXPECT_EQ(with("Qyg=\n", "Qyg\n").error().where, "line 3");
  EXPECT_EQ(with("Qyg=\n\n", "Qyg=\nextension\n\n").error().where, "line 4");
  EXPECT_EQ(with("log/p1\n8", "log p1\n8").error().where, "line 1");
  EXPECT_EQ(with("\xE2\x80\x94 provider", "- provider").error().where, "line 6");
  EXPECT_EQ(with("yLEf5p", "yLEf5p=").error().where, "line 5");
  EXPECT_EQ(parse_checkpoint(published_note + "\n").error().where, "line 7");
  EXPECT_FALSE(parse_checkpoint("").ok());
  EXPECT_FALSE(parse_checkpoint(std::string(checkpoint_bytes_max + 1, 'a')).ok());
}

TEST(checkpoint, names_cannot_break_the_lines) {
  for (const char* name : {"", "a b", "a\nb", "a+b", "a\tb", "\xC3"}) {
    EXPECT_FALSE(signed_checkpoint({name, 1, {}}, log_key()).ok()) << name;
    EXPECT_FALSE(cosigned_checkpoint(published_note, {name, 1}, witness_key()).ok()) << name;
  }
  EXPECT_FALSE(cosigned_checkpoint(published_note, {"a", -1}, witness_key()).ok());
}

TEST(checkpoint, a_verifier_key_reads_back) {
  const std::string text = verifier_key_text(log_public());
  EXPECT_THAT(text, HasSubstr("assay.example/log/p1+c8b11fe6+AQOhB7/"));
  EXPECT_EQ(read_verifier_key(text).value().key, log_public().key);
  EXPECT_EQ(read_verifier_key(text + "\n").value().name, log_name);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string altered = text;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    EXPECT_FALSE(read_verifier_key(altered).ok()) << altered;
  }
  EXPECT_FALSE(read_verifier_key("").ok());
  EXPECT_FALSE(read_verifier_key("a+b").ok());
}

}  // namespace
}  // namespace assay
