#pragma once
// What rows of routes share: sizes of bodies, and parameters of lists.

#include "http/route.h"

namespace assay::http {

inline constexpr std::size_t small = 64 << 10;
inline constexpr std::size_t large = 8 << 20;

inline constexpr ParameterRow page_limit{"limit", "integer", "at most so many, 1 to 1000; 100 when not told"};
inline constexpr ParameterRow page_cursor{"cursor", "string", "next of the page before"};
inline constexpr ParameterRow if_match{"If-Match", "string", "etag of what was read; changed since: conflict",
                                       "header"};
inline constexpr ParameterRow once{"Idempotency-Key", "string",
                                   "the same key and body again: the first answer, nothing is added twice",
                                   "header"};

}  // namespace assay::http
