#include "http/head_lines.h"

namespace assay::http {
namespace {

// tchar of RFC 9110.
bool is_token(char c) {
  if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

HeadAt after_cr(char c, HeadAt next) { return c == '\n' ? next : HeadAt::refused; }

// Inside of a line, whose bytes are the parser's business but for those that control something: it takes a
// zero byte at the beginning of a value.
HeadAt inside(char c, HeadAt same, HeadAt cr) {
  if (c == '\r') return cr;
  const bool controls = (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == '\x7f';
  return controls ? HeadAt::refused : same;
}

HeadAt after(HeadAt at, char c) {
  switch (at) {
    case HeadAt::begin:
    case HeadAt::request_line:
      if (at == HeadAt::begin && c == '\r') return HeadAt::begin_cr;
      return inside(c, HeadAt::request_line, HeadAt::request_line_cr);
    case HeadAt::begin_cr:
      return after_cr(c, HeadAt::begin);
    case HeadAt::request_line_cr:
    case HeadAt::value_cr:
      return after_cr(c, HeadAt::line);
    case HeadAt::line:
      if (c == '\r') return HeadAt::end_cr;
      return is_token(c) ? HeadAt::name : HeadAt::refused;
    case HeadAt::name:
      if (c == ':') return HeadAt::value;
      return is_token(c) ? HeadAt::name : HeadAt::refused;
    case HeadAt::value:
      return inside(c, HeadAt::value, HeadAt::value_cr);
    case HeadAt::end_cr:
      return after_cr(c, HeadAt::ended);
    case HeadAt::ended:
    case HeadAt::refused:
      break;
  }
  return at;
}

}  // namespace

HeadAt read_head_lines(HeadAt at, std::string_view bytes) {
  for (const char c : bytes) {
    if (at == HeadAt::ended || at == HeadAt::refused) break;
    at = after(at, c);
  }
  return at;
}

}  // namespace assay::http
