#include "base/checkpoint.h"
#include "check.h"

// The three lines are read and written alike; a key that signed nothing is never believed.
int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace assay;
  const std::string_view note(reinterpret_cast<const char*>(data), size);
  if (const auto key = read_verifier_key(note); key.ok()) {
    ASSAY_CHECK(read_verifier_key(verifier_key_text(key.value())).ok(), "a key reads back");
  }
  const auto checkpoint = parse_checkpoint(note);
  if (!checkpoint.ok()) return 0;
  const auto body = tree_head_body(checkpoint.value().head);
  ASSAY_CHECK(body.ok() && body.value() == checkpoint.value().body, "a head has one spelling");
  static const SigningKey key = SigningKey::from_seed(std::string(signing_seed_bytes, 'k')).value();
  const NamedKey named{checkpoint.value().head.origin, key.public_key()};
  ASSAY_CHECK(!verify_log_signature(checkpoint.value(), named).ok(), "nobody has signed");
  const auto cosigned = cosigned_checkpoint(note, {"w", 7}, key);
  if (!cosigned.ok()) return 0;
  const auto again = parse_checkpoint(cosigned.value());
  ASSAY_CHECK(!again.ok() || verify_cosignature(again.value(), {"w", key.public_key()}).ok(),
              "a cosignature holds");
  return 0;
}
