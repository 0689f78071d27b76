#pragma once
// The library, with our rule for lines before its parser: where it calls http_parser_execute(), it calls what
// stands here, which hands on only what head_lines.h lets pass. The library is included here alone: otherwise
// some connections would be read by one rule and some by another.

#include <http_parser.h>

#include <cstddef>
#include <string_view>

#include "http/head_lines.h"

namespace assay::http::native {

// How far the head has come is kept where the parser keeps the status of answers, which requests have none
// of; it begins at 0 with every request, as HeadAt does.
inline bool lines_hold(http_parser& parser, std::string_view bytes) {
  const HeadAt at = read_head_lines(static_cast<HeadAt>(parser.status_code), bytes);
  parser.status_code = static_cast<unsigned>(at) & 0xFFU;
  return at != HeadAt::refused;
}

}  // namespace assay::http::native

namespace restinio::impl {

// An error of the parser ends the connection without an answer, like everything that is no HTTP.
inline std::size_t execute_what_holds(http_parser* parser, const http_parser_settings* settings,
                                      const char* data, std::size_t length) {
  if (assay::http::native::lines_hold(*parser, {data, length})) {
    return http_parser_execute(parser, settings, data, length);
  }
  parser->http_errno = HPE_STRICT & 0x7FU;
  return 0;
}

}  // namespace restinio::impl

// By its name: the library offers no other place, and finds the parser's own function in any case.
#define http_parser_execute execute_what_holds
#include <restinio/http_server.hpp>
#undef http_parser_execute
