#pragma once
// The options of assay draw, for its parts. Inside cli.

#include <cstdint>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace assay::cli {

struct DrawArguments {
  std::vector<std::string> what;
  std::string log_id, selection, party, nonce_file;                  // commit
  std::string frame, request, client_nonce, provider_nonce, beacon;  // run
  std::string design = "simple", weights, output = "-", json;
  std::uint64_t n = 0;
  std::vector<std::string> strata;
};

// 64 hexadecimal digits; errors name the option.
Result<Digest> digest_argument(const std::string& text, const char* option);
// The same, or a file that holds them (with or without its line end).
Result<Digest> nonce_argument(const std::string& text, const char* option);

}  // namespace assay::cli
