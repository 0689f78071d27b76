#include <utility>

#include "http/restinio_listener.h"

namespace assay::http::native {
namespace {

struct PlainTraits : restinio::traits_t<restinio::asio_timer_manager_t, restinio::null_logger_t> {
  using http_methods_mapper_t = Methods;
  static constexpr bool use_connection_count_limiter = true;
};

}  // namespace

std::unique_ptr<Listener> plain_listener(asio::io_context& io, const ServerSettings& settings,
                                         const Take& take) {
  return std::make_unique<ListenerOf<PlainTraits>>(io, settings, take, [](auto&) {});
}

}  // namespace assay::http::native
