#pragma once
// ASSAY_CHECK(condition, "what was assumed"): throws std::logic_error when our own code broke its own
// promise. Never for input: what data, people or files can cause is a Result.

namespace assay {
[[noreturn]] void check_failed(const char* condition, const char* assumption, const char* file, int line);
}

#define ASSAY_CHECK(condition, assumption)                                               \
  do {                                                                                   \
    if (!(condition)) ::assay::check_failed(#condition, assumption, __FILE__, __LINE__); \
  } while (false)
