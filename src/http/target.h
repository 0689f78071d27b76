#pragma once
// The target of a request, taken apart and decoded: "/api/v1/items/a%2Fb?search=x+y". Strict, because what is
// read in two ways is how paths escape: no "." or ".." segments, no control characters, UTF-8 only, every "%"
// followed by two digits. Cookies are read here too.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/request.h"

namespace assay::http {

struct Target {
  std::vector<std::string> segments;  // decoded; of "/" none. A segment may hold "/" if it came as %2F
  std::vector<Parameter> query;
};

inline constexpr std::size_t query_parameters_max = 100;
inline constexpr std::size_t segments_max = 20;
inline constexpr std::size_t cookies_max = 50;

// Error `invalid`, where "path" or "query".
Result<Target> read_target(std::string_view target);

// The target without the slash that its path ends with, as people type addresses: where that makes it one
// that is read, and written in the characters of addresses alone, so that it may stand in a header. Else
// nothing.
std::optional<std::string> without_last_slash(std::string_view target);

// "a=1; b=2". What is no cookie is passed over.
std::vector<Parameter> read_cookies(std::string_view header);

}  // namespace assay::http
