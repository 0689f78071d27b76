#pragma once
// Writing answers through RESTinio: whole, in pieces, or as a stream of events. Included by server.cc alone.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "base/notice.h"
#include "http/answer.h"
#include "http/restinio_library.h"
#include "http/restinio_limits.h"
#include "http/server.h"

namespace assay::http::native {

using Chunked = restinio::response_builder_t<restinio::chunked_output_t>;
using Controlled = restinio::response_builder_t<restinio::user_controlled_output_t>;

inline constexpr std::size_t slice_bytes = 256 << 10;  // is written under one time limit

// A part of a text that several writes share; the library asks for data() and size().
struct Slice {
  std::shared_ptr<const std::string> whole;  // outlives the writes: the last one lets it go
  std::size_t offset = 0;
  std::size_t length = 0;
  const char* data() const { return whole->data() + offset; }
  std::size_t size() const { return length; }
};

template <typename Builder>
void put_headers(Builder& builder, const Answer& answer) {
  for (const Header& header : answer.headers) builder.append_header(header.name, header.value);
  if (!answer.type.empty()) builder.append_header("Content-Type", answer.type);
  builder.append_header_date_field();
}

inline restinio::http_status_line_t status_line(int status) {
  return {restinio::http_status_code_t{static_cast<std::uint16_t>(status)},
          std::string(reason_phrase(status))};
}

// The server's end of one stream of events. The hub that sends and the connection that writes share it; the
// server lets the connection go when it stops, whoever still holds the stream.
class StreamEnd : public std::enable_shared_from_this<StreamEnd> {
 public:
  StreamEnd(Chunked builder, std::size_t bytes_max) : bytes_max_(bytes_max), builder_(std::move(builder)) {}

  Sent send(std::string text) {
    const std::lock_guard lock(mutex_);
    if (!builder_) return Sent::closed;
    waiting_ += text.size();
    if (waiting_ > bytes_max_) {
      finish();
      return Sent::closed;
    }
    const std::size_t size = text.size();
    builder_->append_chunk(std::move(text));
    builder_->flush([end = weak_from_this(), size](const asio::error_code& ec) {
      if (const auto here = end.lock()) here->written(ec, size);
    });
    return Sent::yes;
  }

  void close() {
    const std::lock_guard lock(mutex_);
    if (builder_) finish();
  }

  void let_go() {
    const std::lock_guard lock(mutex_);
    builder_.reset();
  }

 private:
  void finish() {
    builder_->done();
    builder_.reset();
  }

  // A write may fail while send() holds the lock on this very thread (the connection is already closed), so
  // the counters are atomic and a failure is only noted.
  void written(const asio::error_code& ec, std::size_t size) {
    waiting_ -= size;
    if (ec) waiting_ += bytes_max_ + 1;  // the next send finds too much waiting and ends
  }

  const std::size_t bytes_max_;
  std::mutex mutex_;
  std::optional<Chunked> builder_;
  std::atomic<std::size_t> waiting_ = 0;
};

// One request and its answer. Shared by the thread that handles and the writes under way.
struct Exchange {
  restinio::request_handle_t native;
  const ServerSettings& settings;
  const std::atomic<bool>& stopping;
  std::function<void(const std::shared_ptr<StreamEnd>&)> keep;  // the server remembers it, does not own it
  std::shared_ptr<void> count;  // of requests in flight; the last write owns it too
};

inline Transport transport_of(const ServerSettings& settings) {
  return settings.certificate_file.empty() ? Transport::plain : Transport::tls;
}

inline Request request_of(const Exchange& exchange) {
  const auto& header = exchange.native->header();
  Request request;
  request.method = header.method().c_str();
  request.target = header.request_target();
  header.for_each_field([&](const auto& field) {
    if (field.name() == mark) {
      request.refusal = static_cast<Refusal>(field.value().front() - '0');
    } else {
      request.headers.push_back({field.name(), field.value()});
    }
  });
  request.body = exchange.native->body();
  request.address = exchange.native->remote_endpoint().address().to_string();
  request.transport = transport_of(exchange.settings);
  return request;
}

enum class Body { sent, left_out };

// Whole bodies, which the last write lets go: the head with the first slice, then slice by slice, each under
// its own time limit.
inline void send_body(const Exchange& exchange, const Answer& answer, std::shared_ptr<const std::string> body,
                      Body part) {
  auto builder =
      exchange.native->create_response<restinio::user_controlled_output_t>(status_line(answer.status));
  put_headers(builder, answer);
  const bool fixed = body->empty();
  const std::size_t size = fixed ? answer.fixed_body.size() : body->size();
  builder.set_content_length(size);
  if (exchange.stopping) builder.connection_close();
  for (std::size_t at = 0; part == Body::sent && at < size; at += slice_bytes) {
    const std::size_t length = std::min(slice_bytes, size - at);
    if (fixed) {
      builder.append_body(restinio::const_buffer(answer.fixed_body.data() + at, length));
    } else {
      builder.append_body(std::make_shared<Slice>(Slice{body, at, length}));
    }
    if (at + length < size) builder.flush();
  }
  builder.done([count = exchange.count](const asio::error_code&) {});
}

// Shared by the thread that waits and the write: whichever ends last lets it go.
struct Taken {
  Notice notice;
  std::atomic<bool> failed = false;
};

inline void send_pieces(const Exchange& exchange, const Answer& answer) {
  auto builder = exchange.native->create_response<restinio::chunked_output_t>(status_line(answer.status));
  put_headers(builder, answer);
  for (More more = More::yes; more == More::yes;) {
    std::string piece;
    const Result<More> made = answer.pieces(piece);
    // An answer without its end makes the client see that something is missing.
    if (!made.ok()) return;
    more = made.value();
    if (piece.empty()) continue;
    // A piece is taken before the next is made, so that memory holds one of them.
    const auto taken = std::make_shared<Taken>();
    builder.append_chunk(std::move(piece));
    builder.flush([taken](const asio::error_code& ec) {
      taken->failed = static_cast<bool>(ec);
      taken->notice.give();
    });
    if (taken->notice.wait_ms(exchange.settings.write_ms * 2) != Noticed::yes || taken->failed) return;
  }
  builder.done([count = exchange.count](const asio::error_code&) {});
}

inline void send_stream(const Exchange& exchange, const Answer& answer) {
  auto builder = exchange.native->create_response<restinio::chunked_output_t>(status_line(answer.status));
  put_headers(builder, answer);
  builder.connection_close();
  builder.flush();
  const auto end = std::make_shared<StreamEnd>(std::move(builder), exchange.settings.stream_bytes_max);
  exchange.keep(end);
  answer.stream({[end](std::string text) { return end->send(std::move(text)); }, [end] { end->close(); }});
}

inline void send(const Exchange& exchange, Answer answer) {
  const bool head = exchange.native->header().method() == restinio::http_method_head();
  if (answer.stream && !head) {
    send_stream(exchange, answer);
  } else if (answer.pieces && !head) {
    send_pieces(exchange, answer);
  } else {
    auto body = std::make_shared<const std::string>(std::move(answer.body));
    const bool bare = head || answer.status == 304 || answer.status == 204;
    send_body(exchange, answer, std::move(body), bare ? Body::left_out : Body::sent);
  }
}

}  // namespace assay::http::native
