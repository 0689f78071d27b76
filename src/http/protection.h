#pragma once
// The headers that every answer carries, so that a browser does with it no more than it should.

#include <string>
#include <string_view>

#include "http/answer.h"

namespace assay::http {

// Of an API answer: nothing in it runs, nothing frames it, nobody keeps it. Headers the handler has set
// itself (Content-Security-Policy, Cache-Control) stay as they are.
void protect(Answer& answer, Transport transport);

// The policy of our own pages: scripts and styles from this server alone, none inline; styles that a script
// adds carry the nonce. Images also from `images_from`, the origin of a bucket; "": none.
std::string page_policy(std::string_view nonce, std::string_view images_from = "");

// The policy of bytes that users brought: shown, but nothing in them runs or loads.
inline constexpr std::string_view foreign_bytes_policy =
    "default-src 'none'; sandbox; frame-ancestors 'none'";

bool has_header(const Answer& answer, std::string_view name);

}  // namespace assay::http
