#include "cli/key_argument.h"

#include <optional>

#include "base/checkpoint.h"
#include "base/file.h"
#include "base/key_file.h"

namespace assay::cli {
namespace {

std::optional<PublicKey> key_of(std::string_view text) {
  if (const auto key = read_public_key(text); key.ok()) return key.value();
  if (const auto key = read_verifier_key(text); key.ok()) return key.value().key;
  return std::nullopt;
}

}  // namespace

Result<PublicKey> public_key_argument(const std::string& text) {
  if (const auto key = key_of(text)) return *key;
  const Result<FileBytes> file = FileBytes::open(text);
  if (file.ok()) {
    if (const auto key = key_of(file.value().bytes())) return *key;
    return Error{ErrorCode::invalid,
                 "this file holds no public key: 64 hexadecimal digits, or name+keyid+base64", text};
  }
  return Error{
      file.error().code,
      "neither a public key (64 hexadecimal digits, or name+keyid+base64) nor a file that can be read", text};
}

}  // namespace assay::cli
