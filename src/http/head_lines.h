#pragma once
// The lines of a request's head, as strictly as RFC 9112 writes them: every line ends in CR LF, none goes on
// in the next, none holds a control character, names of headers are tokens and their colon follows at once.
// What a proxy may read in another way than we do is how requests are smuggled, so it is refused before the
// parser sees it. Pure; a byte costs a nanosecond or two.

#include <cstdint>
#include <string_view>

namespace assay::http {

// How far the head of one request has come.
enum class HeadAt : std::uint8_t {
  begin,  // an empty line may stand before the request
  begin_cr,
  request_line,
  request_line_cr,
  line,  // the first byte of a header's line, or of the empty one
  name,
  value,
  value_cr,
  end_cr,
  ended,   // what follows is the body: nothing is said of it
  refused  // whatever follows
};

HeadAt read_head_lines(HeadAt at, std::string_view bytes);

}  // namespace assay::http
