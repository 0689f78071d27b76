#pragma once
// What listens and takes requests, in plain text or under TLS. Two files, because each is the library
// instantiated once more, and one would take too long to compile.

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

#include "http/restinio_library.h"
#include "http/restinio_limits.h"
#include "http/server.h"

namespace assay::http::native {

class Listener {
 public:
  virtual ~Listener() = default;
  virtual void open() = 0;   // throws when it cannot
  virtual void close() = 0;  // takes no new connections; called inside of the io context
  std::uint16_t port = 0;    // once open
};

using Take = std::function<restinio::request_handling_status_t(restinio::request_handle_t)>;

// Both throw when a file or an address is wrong. The listener is gone before its io context.
std::unique_ptr<Listener> plain_listener(asio::io_context& io, const ServerSettings& settings,
                                         const Take& take);
std::unique_ptr<Listener> tls_listener(asio::io_context& io, const ServerSettings& settings,
                                       const Take& take);

template <typename Settings>
void set_limits(Settings& to, const ServerSettings& from, const Take& take, Listener& listener) {
  const auto milliseconds = [](std::int64_t ms) { return std::chrono::milliseconds(ms); };
  restinio::incoming_http_msg_limits_t limits;
  limits.max_url_size(from.target_bytes_max)
      .max_field_name_size(256)
      .max_field_value_size(from.header_bytes_max)
      .max_field_count(from.headers_max)
      .max_body_size(from.body_bytes_max);
  const auto address = asio::ip::make_address(from.address);
  to.address(address)
      .protocol(address.is_v6() ? asio::ip::tcp::v6() : asio::ip::tcp::v4())
      .port(from.port)
      .acceptor_options_setter([](restinio::acceptor_options_t& options) {
        options.set_option(asio::ip::tcp::acceptor::reuse_address(true));
      })
      .socket_options_setter(
          [](restinio::socket_options_t& options) { options.set_option(asio::ip::tcp::no_delay(true)); })
      .acceptor_post_bind_hook([&listener](asio::ip::tcp::acceptor& acceptor) {
        listener.port = acceptor.local_endpoint().port();
      })
      .timer_manager(milliseconds(from.check_ms))
      .incoming_http_msg_limits(limits)
      .max_parallel_connections(from.connections_max)
      .read_next_http_message_timelimit(milliseconds(from.read_ms))
      .handle_request_timeout(milliseconds(from.handle_ms))
      .write_http_response_timelimit(milliseconds(from.write_ms))
      .request_handler(take);
}

// A server of the library with these traits. `prepare` sets what limits do not, such as the TLS context.
template <typename Traits>
class ListenerOf final : public Listener {
 public:
  template <typename Prepare>
  ListenerOf(asio::io_context& io, const ServerSettings& from, const Take& take, const Prepare& prepare) {
    restinio::server_settings_t<Traits> settings;
    set_limits(settings, from, take, *this);
    prepare(settings);
    server_ = std::make_unique<restinio::http_server_t<Traits>>(restinio::external_io_context(io),
                                                                std::move(settings));
  }
  void open() override { server_->open_sync(); }
  void close() override { server_->close_sync(); }

 private:
  std::unique_ptr<restinio::http_server_t<Traits>> server_;
};

}  // namespace assay::http::native
