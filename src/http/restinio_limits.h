#pragma once
// How limits are answered. RESTinio cuts a connection that breaks a limit, without an answer. The parser's
// callbacks here stand before its own: they end the request where the limit is broken and mark it, so that it
// is answered like any other. Included by server.cc alone.

#include <climits>
#include <cstdint>
#include <string>

#include "http/request.h"
#include "http/restinio_library.h"

namespace assay::http::native {

// The mark is a header whose name no client can send: the parser takes no colon inside a name.
inline constexpr const char* mark = ":refusal";

// Names the callbacks below to the library, by the specialisation at the end of this file.

struct Methods : restinio::default_http_methods_t {};

inline restinio::impl::http_parser_ctx_t& context_of(http_parser* parser) {
  return *static_cast<restinio::impl::http_parser_ctx_t*>(parser->data);
}

inline int end_here(http_parser* parser, Refusal refusal) {
  restinio::impl::http_parser_ctx_t& context = context_of(parser);
  context.m_header.set_field(mark, std::to_string(static_cast<int>(refusal)));
  const int result = restinio::impl::restinio_message_complete_cb<Methods>(parser);
  context.m_header.should_keep_alive(false);
  context.m_body.clear();
  return result;
}

inline bool marked(const restinio::impl::http_parser_ctx_t& context) {
  return context.m_header.has_field(mark);
}

inline int on_target(http_parser* parser, const char* at, std::size_t length) {
  const restinio::impl::http_parser_ctx_t& context = context_of(parser);
  if (context.m_header.request_target().size() + length > context.m_limits.max_url_size()) {
    return end_here(parser, Refusal::target_too_long);
  }
  return restinio::impl::restinio_url_cb(parser, at, length);
}

inline int on_header_name(http_parser* parser, const char* at, std::size_t length) {
  const restinio::impl::http_parser_ctx_t& context = context_of(parser);
  const std::size_t before = context.m_last_was_value ? 0 : context.m_current_field_name.size();
  if (before + length > context.m_limits.max_field_name_size() ||
      (context.m_last_was_value && context.m_total_field_count >= context.m_limits.max_field_count())) {
    return end_here(parser, Refusal::headers_too_large);
  }
  return restinio::impl::restinio_header_field_cb(parser, at, length);
}

inline int on_header_value(http_parser* parser, const char* at, std::size_t length) {
  const restinio::impl::http_parser_ctx_t& context = context_of(parser);
  const std::size_t before = context.m_last_was_value ? context.m_last_value_total_size : 0;
  if (before + length >= context.m_limits.max_field_value_size()) {
    return end_here(parser, Refusal::headers_too_large);
  }
  return restinio::impl::restinio_header_value_cb(parser, at, length);
}

// A body that is announced as a little too large is read and thrown away, because a client that still writes
// when the connection is closed may never see the answer. One that is far too large is not waited for.
inline constexpr std::uint64_t thrown_away_max = 64U << 20;

// A body whose length is not announced comes in chunks, which programs read in more ways than one; no client
// of ours needs them. Without Host, or with another version, it is not the HTTP that we speak.
inline Refusal refusal_of_head(const http_parser& parser, const restinio::impl::http_parser_ctx_t& context) {
  if (parser.http_major != 1) return Refusal::malformed;
  if (parser.http_minor > 0 && !context.m_header.has_field("Host")) return Refusal::malformed;
  return parser.uses_transfer_encoding != 0 ? Refusal::length_unknown : Refusal::none;
}

inline int on_headers_complete(http_parser* parser) {
  restinio::impl::http_parser_ctx_t& context = context_of(parser);
  if (const Refusal refusal = refusal_of_head(*parser, context); refusal != Refusal::none) {
    return end_here(parser, refusal);
  }
  const bool announced = parser->content_length != ULLONG_MAX;
  if (announced && parser->content_length > context.m_limits.max_body_size()) {
    if (parser->content_length > thrown_away_max) return end_here(parser, Refusal::body_too_large);
    context.m_header.set_field(mark, std::to_string(static_cast<int>(Refusal::body_too_large)));
    context.m_leading_headers_completed = true;
    return 0;
  }
  return restinio::impl::restinio_headers_complete_cb(parser);
}

inline int on_body(http_parser* parser, const char* at, std::size_t length) {
  const restinio::impl::http_parser_ctx_t& context = context_of(parser);
  if (marked(context)) return 0;
  if (context.m_body.size() + length > context.m_limits.max_body_size()) {
    return end_here(parser, Refusal::body_too_large);
  }
  return restinio::impl::restinio_body_cb(parser, at, length);
}

inline int on_complete(http_parser* parser) {
  restinio::impl::http_parser_ctx_t& context = context_of(parser);
  const int result = restinio::impl::restinio_message_complete_cb<Methods>(parser);
  if (marked(context)) context.m_header.should_keep_alive(false);
  return result;
}

// Nothing is noted of chunks: bodies that come in them are refused with the head.
inline http_parser_settings answering_settings() {
  http_parser_settings settings;
  http_parser_settings_init(&settings);
  settings.on_url = on_target;
  settings.on_header_field = on_header_name;
  settings.on_header_value = on_header_value;
  settings.on_headers_complete = on_headers_complete;
  settings.on_body = on_body;
  settings.on_message_complete = on_complete;
  return settings;
}

}  // namespace assay::http::native

namespace restinio {

template <>
inline http_parser_settings impl::create_parser_settings<assay::http::native::Methods>() noexcept {
  return assay::http::native::answering_settings();
}

}  // namespace restinio
