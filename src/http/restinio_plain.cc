#include <utility>

#include "http/restinio_listener.h"

namespace assay::http::native {
namespace {

struct Traits : restinio::traits_t<restinio::asio_timer_manager_t, restinio::null_logger_t> {
  using http_methods_mapper_t = Methods;
  static constexpr bool use_connection_count_limiter = true;
};

class PlainListener final : public Listener {
 public:
  PlainListener(asio::io_context& io, const ServerSettings& from, const Take& take) {
    restinio::server_settings_t<Traits> settings;
    set_limits(settings, from, take, *this);
    server_ = std::make_unique<restinio::http_server_t<Traits>>(restinio::external_io_context(io),
                                                                std::move(settings));
  }
  void open() override { server_->open_sync(); }
  void close() override { server_->close_sync(); }

 private:
  std::unique_ptr<restinio::http_server_t<Traits>> server_;
};

}  // namespace

std::unique_ptr<Listener> plain_listener(asio::io_context& io, const ServerSettings& settings,
                                         const Take& take) {
  return std::make_unique<PlainListener>(io, settings, take);
}

}  // namespace assay::http::native
