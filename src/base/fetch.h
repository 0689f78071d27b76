#pragma once
// One request to another server and its answer, by libcurl; no other file knows it. Only https, and http on
// this machine itself. Redirects are not followed, answers are bounded in bytes and time. The certificate is
// checked against the authorities of the system. Nothing is kept between two requests.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace assay {

// An address taken apart by the reader that will also be used to reach it.
struct WebAddress {
  std::string scheme, host;  // lower case; an IPv6 address without brackets
  std::string origin;        // "https://host" or "https://host:port"
  std::string path, query;   // as they came; path at least "/"
};

// https, or http on this machine itself; no user in it, no fragment, at most 2,000 bytes of ASCII. Error
// `invalid` says what it is instead.
Result<WebAddress> web_address(const std::string& text, const std::string& where);

// "a=1&b=%20", for queries and forms.
std::string encoded_fields(std::initializer_list<std::pair<std::string_view, std::string_view>> fields);
std::string percent_encoded(std::string_view text);

struct FetchRequest {
  std::string address;
  std::vector<std::string> headers;  // "Name: value"
  std::optional<std::string> form;   // sent by POST; absent: GET
};

struct FetchAnswer {
  int status = 0;
  std::string type;  // its content type, as it came
  std::string body;
};

struct FetchLimits {
  std::int64_t connect_ms = 5'000;
  std::int64_t whole_ms = 10'000;
  std::size_t bytes_max = std::size_t{1} << 20;
};

// Error `unavailable` when there is no answer within the limits; an answer of any status is no error. Blocks.
Result<FetchAnswer> fetch(const FetchRequest& request, const FetchLimits& limits = {});

// What callers are handed, so that tests answer themselves.
using Fetch = std::function<Result<FetchAnswer>(const FetchRequest&)>;

}  // namespace assay
