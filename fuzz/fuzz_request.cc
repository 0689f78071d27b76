// Bytes as a socket brings them, through the rule for lines, the parser and our limits, without a socket.

#include <algorithm>
#include <string>

#include "check.h"
#include "http/restinio_limits.h"

namespace assay::fuzz {
namespace {

using Context = restinio::impl::http_parser_ctx_t;

restinio::incoming_http_msg_limits_t small_limits() {
  restinio::incoming_http_msg_limits_t limits;
  limits.max_url_size(200)
      .max_field_name_size(50)
      .max_field_value_size(200)
      .max_field_count(10)
      .max_body_size(500);
  return limits;
}

struct Read {
  Context context{small_limits()};
  bool failed = false;
};

// The first request of the bytes, which come in pieces of this size.
void read_in_pieces(std::string_view bytes, std::size_t piece, Read& into) {
  const http_parser_settings settings = http::native::answering_settings();
  http_parser parser;
  http_parser_init(&parser, HTTP_REQUEST);
  parser.data = &into.context;
  while (!bytes.empty() && !into.context.m_message_complete && !into.failed) {
    const std::size_t size = std::min(piece, bytes.size());
    const std::size_t taken = restinio::impl::execute_what_holds(&parser, &settings, bytes.data(), size);
    into.failed = parser.http_errno != HPE_OK && parser.http_errno != HPE_PAUSED;
    if (into.failed) return;
    ASSAY_CHECK(into.context.m_message_complete || taken == size, "what holds is read on");
    bytes.remove_prefix(taken);
  }
}

void check_complete(const Context& context) {
  if (http::native::marked(context)) return;
  const auto& header = context.m_header;
  ASSAY_CHECK(!header.has_field("Transfer-Encoding"), "no body comes in chunks");
  ASSAY_CHECK(header.request_target().size() <= 200 && context.m_body.size() <= 500, "limits are kept");
  ASSAY_CHECK(header.fields_count() <= 10, "there are few headers");
  header.for_each_field([](const auto& field) {
    const auto breaks_lines = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
    ASSAY_CHECK(std::none_of(field.value().begin(), field.value().end(), breaks_lines), "a value is a line");
    ASSAY_CHECK(field.name().find_first_of(" \t:\r\n") == std::string::npos, "a name is a token");
  });
}

}  // namespace
}  // namespace assay::fuzz

int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace assay;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  fuzz::Read whole, in_pieces;
  fuzz::read_in_pieces(bytes, bytes.size(), whole);
  fuzz::read_in_pieces(bytes, std::size_t{1} + data[0] % 16, in_pieces);
  const auto& first = whole.context;
  const auto& second = in_pieces.context;
  if (first.m_message_complete) fuzz::check_complete(first);
  if (http::native::marked(first) || http::native::marked(second)) return 0;
  ASSAY_CHECK(whole.failed == in_pieces.failed, "how bytes arrive does not matter");
  ASSAY_CHECK(first.m_message_complete == second.m_message_complete, "nor when a request is complete");
  if (first.m_message_complete) ASSAY_CHECK(first.m_body == second.m_body, "nor its body");
  return 0;
}
