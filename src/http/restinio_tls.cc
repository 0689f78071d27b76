#include <chrono>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "base/check.h"
#include "http/restinio_listener.h"
// clang-format off
#include <restinio/tls.hpp>  // after the library
// clang-format on

// The library's own TLS sockets wait for a handshake for ever; these give up.
namespace assay::http::native {

struct TlsContext : asio::ssl::context {
  using asio::ssl::context::context;
  std::chrono::milliseconds handshake_max{0};
};

// The listener and each of its sockets share the context: the last connection lets it go.
class TimedTlsSocket : public restinio::impl::tls_socket_t {
 public:
  TimedTlsSocket(asio::io_context& io, std::shared_ptr<TlsContext> context)
      : tls_socket_t(io, context), handshake_max_(context->handshake_max) {}
  std::chrono::milliseconds handshake_max() const { return handshake_max_; }

 private:
  std::chrono::milliseconds handshake_max_;
};

// Found by the library in place of its own (argument-dependent lookup on the socket).
template <typename Connection, typename Start, typename Failed>
void prepare_connection_and_start_read(TimedTlsSocket& socket, Connection& connection, Start start,
                                       Failed failed) {
  auto alive = connection.shared_from_this();
  auto timer = std::make_shared<asio::steady_timer>(socket.get_executor(), socket.handshake_max());
  timer->async_wait(
      asio::bind_executor(connection.get_executor(), [alive, &socket](const asio::error_code& ec) {
        asio::error_code ignored;
        if (!ec) socket.lowest_layer().close(ignored);
      }));
  socket.async_handshake(asio::ssl::stream_base::server,
                         asio::bind_executor(connection.get_executor(),
                                             [alive, timer, start, failed](const asio::error_code& ec) {
                                               timer->cancel();
                                               if (ec) {
                                                 failed(ec);
                                               } else {
                                                 start();
                                               }
                                             }));
}

}  // namespace assay::http::native

// What the library wants to know of a kind of socket: how settings carry its context, and how it is made.
namespace restinio {

template <typename Settings>
class socket_type_dependent_settings_t<Settings, assay::http::native::TimedTlsSocket> {
 public:
  // Handed on to the sockets, which share it.
  Settings& tls_context(std::shared_ptr<assay::http::native::TlsContext> context) & {
    context_ = std::move(context);
    return static_cast<Settings&>(*this);
  }
  // The listener takes it.
  std::shared_ptr<assay::http::native::TlsContext> giveaway_tls_context() { return std::move(context_); }

 protected:
  ~socket_type_dependent_settings_t() = default;

 private:
  std::shared_ptr<assay::http::native::TlsContext> context_;  // as above
};

template <>
class impl::socket_supplier_t<assay::http::native::TimedTlsSocket> {
 protected:
  template <typename Settings>
  socket_supplier_t(Settings& settings, asio::io_context& io)
      : context_(settings.giveaway_tls_context()), io_(io) {
    for (std::size_t i = 0; i < settings.concurrent_accepts_count(); ++i)
      sockets_.emplace_back(io_, context_);
  }
  virtual ~socket_supplier_t() = default;

  assay::http::native::TimedTlsSocket& socket(std::size_t index) { return sockets_.at(index); }
  assay::http::native::TimedTlsSocket move_socket(std::size_t index) {
    assay::http::native::TimedTlsSocket fresh{io_, context_};
    std::swap(fresh, sockets_.at(index));
    return fresh;
  }
  std::size_t concurrent_accept_sockets_count() const { return sockets_.size(); }

 private:
  std::shared_ptr<assay::http::native::TlsContext> context_;  // as above
  asio::io_context& io_;
  std::vector<assay::http::native::TimedTlsSocket> sockets_;
};

}  // namespace restinio

namespace assay::http::native {
namespace {

struct TlsTraits : restinio::traits_t<restinio::asio_timer_manager_t, restinio::null_logger_t,
                                      restinio::details::autodetect_request_handler_type,
                                      restinio::default_strand_t, TimedTlsSocket> {
  using http_methods_mapper_t = Methods;
  static constexpr bool use_connection_count_limiter = true;
};

// Shared by the listener and its sockets.
std::shared_ptr<TlsContext> tls_context(const ServerSettings& settings) {
  auto context = std::make_shared<TlsContext>(asio::ssl::context::tls_server);
  context->handshake_max = std::chrono::milliseconds(settings.handshake_ms);
  context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                       asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_compression);
  // Of TLS 1.2 only what keeps a recorded connection secret when the key is lost, and authenticates what it
  // encrypts; TLS 1.3 has nothing else.
  if (SSL_CTX_set_cipher_list(context->native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) {
    ASSAY_CHECK(false, "the library has these ciphers");
  }
  context->set_options(SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  context->use_certificate_chain_file(settings.certificate_file);
  context->use_private_key_file(settings.key_file, asio::ssl::context::pem);
  return context;
}

}  // namespace

std::unique_ptr<Listener> tls_listener(asio::io_context& io, const ServerSettings& settings,
                                       const Take& take) {
  return std::make_unique<ListenerOf<TlsTraits>>(
      io, settings, take, [&](auto& prepared) { prepared.tls_context(tls_context(settings)); });
}

}  // namespace assay::http::native
