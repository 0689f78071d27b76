#pragma once
// A public key as people write it on the command line.

#include <string>

#include "base/keys.h"
#include "base/result.h"

namespace assay::cli {

// 64 hexadecimal digits, name+keyid+base64, or the name of a file that holds either.
Result<PublicKey> public_key_argument(const std::string& text);

}  // namespace assay::cli
