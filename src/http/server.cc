#include "http/server.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include "base/notice.h"
#include "base/thread_pool.h"
#include "http/protection.h"
#include "http/restinio_listener.h"
#include "http/restinio_send.h"

namespace assay::http {

// Open connections live inside of the io context and count themselves at the listener when they go: they have
// to go before it does.
class Io : public asio::io_context {
 public:
  void drop_connections() { shutdown(); }
};

struct Engine {
  Engine(const ServerSettings& its_settings, Handle its_handle)
      : settings(its_settings),
        handle(std::move(its_handle)),
        io_threads(settings.io_threads, settings.io_threads),
        handlers(settings.handler_threads, settings.waiting_requests_max) {}

  const ServerSettings settings;
  const Handle handle;
  // Before io: what connections hold until the end looks at these.
  std::atomic<bool> stopping = false;
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t in_flight = 0;
  std::vector<std::weak_ptr<native::StreamEnd>> streams;

  Io io;
  std::unique_ptr<native::Listener> listener;
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> keep_running;
  ThreadPool io_threads;
  ThreadPool handlers;

  void open();
  restinio::request_handling_status_t take(restinio::request_handle_t arrived);
  // The connection and the hub own the stream; the server can only let its connection go.
  void keep(const std::shared_ptr<native::StreamEnd>& end);
  void let_streams_go();
  void stop();
};

namespace {

// Counts a request from its arrival until its answer is written or lost.
class InFlight {
 public:
  explicit InFlight(Engine& server) : server_(server) {
    const std::lock_guard lock(server_.mutex);
    ++server_.in_flight;
  }
  ~InFlight() {
    const std::lock_guard lock(server_.mutex);
    --server_.in_flight;
    server_.changed.notify_all();
  }
  InFlight(const InFlight&) = delete;
  InFlight& operator=(const InFlight&) = delete;

 private:
  Engine& server_;
};

// What is answered here never reached whoever puts the headers of security on.
Answer answer_of_our_own(Transport transport, Answer answer) {
  protect(answer, transport);
  return answer;
}

Answer busy_answer(Transport transport) {
  Answer answer = refused(503, "unavailable", "the server is busy or stopping: try again in a moment");
  add_header(answer, "Retry-After", "1");
  return answer_of_our_own(transport, std::move(answer));
}

// What leaves a handler as an exception is our own mistake; it ends this request and no other.
Answer handled(const Handle& handle, const Request& request) {
  try {
    return handle(request);
  } catch (const std::exception&) {
    return answer_of_our_own(request.transport,
                             refused(500, "internal", "the server made a mistake; its log has the details"));
  }
}

}  // namespace

restinio::request_handling_status_t Engine::take(restinio::request_handle_t arrived) {
  const auto exchange = std::make_shared<native::Exchange>(
      native::Exchange{std::move(arrived), settings, stopping, [this](const auto& stream) { keep(stream); },
                       std::make_shared<InFlight>(*this)});
  const auto work = [this, exchange] {
    native::send(*exchange, handled(handle, native::request_of(*exchange)));
  };
  if (stopping || handlers.post(work) != Posted::yes) {
    native::send(*exchange, busy_answer(native::transport_of(settings)));
  }
  return restinio::request_accepted();
}

// See the declaration for who owns it.
void Engine::keep(const std::shared_ptr<native::StreamEnd>& end) {
  const std::lock_guard lock(mutex);
  std::erase_if(streams, [](const auto& stream) { return stream.expired(); });
  streams.push_back(end);
}

void Engine::let_streams_go() {
  std::vector<std::weak_ptr<native::StreamEnd>> gone;
  {
    const std::lock_guard lock(mutex);
    gone.swap(streams);
  }
  for (const auto& stream : gone) {
    if (const auto end = stream.lock()) end->let_go();
  }
}

namespace {

constexpr std::size_t other_files = 256;  // beside connections

// The process may open as many files as connections are allowed, and some more for itself: when it cannot,
// the library stops accepting and never begins again.
Result<Done> make_room_for(std::size_t connections) {
  const rlim_t needed = connections + other_files;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed) return Done{};
  if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < needed) {
    return Error{ErrorCode::invalid,
                 fmt::format("{} connections need {} open files, but the system allows {}: allow fewer "
                             "connections or raise the limit (LimitNOFILE)",
                             connections, needed, limit.rlim_max),
                 "connections"};
  }
  limit.rlim_cur = needed;
  if (setrlimit(RLIMIT_NOFILE, &limit) == 0) return Done{};
  return Error{ErrorCode::unavailable, "the limit of open files cannot be raised", "connections"};
}

}  // namespace

std::size_t connections_possible(std::size_t wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_max == RLIM_INFINITY) return wanted;
  if (limit.rlim_max <= 2 * other_files) return wanted;  // too few for any server: the start says so
  return std::min<std::size_t>(wanted, limit.rlim_max - other_files);
}

void Engine::open() {
  const native::Take taking = [this](restinio::request_handle_t arrived) { return take(std::move(arrived)); };
  listener = settings.certificate_file.empty() ? native::plain_listener(io, settings, taking)
                                               : native::tls_listener(io, settings, taking);
  listener->open();
  keep_running.emplace(io.get_executor());
  for (std::size_t i = 0; i < settings.io_threads; ++i) {
    if (io_threads.post([this] { io.run(); }) != Posted::yes) return;
  }
}

void Engine::stop() {
  if (stopping.exchange(true)) return;
  const auto closed = std::make_shared<Notice>();  // shared with a thread that may come late
  asio::post(io, [this, closed] {
    listener->close();
    closed->give();
  });
  if (closed->wait_ms(settings.stop_ms) != Noticed::yes) io.stop();
  {
    std::unique_lock lock(mutex);
    changed.wait_for(lock, std::chrono::milliseconds(settings.stop_ms), [&] { return in_flight == 0; });
  }
  handlers.stop();
  let_streams_go();
  io.stop();
  io_threads.stop();
  io.drop_connections();
}

Server::Server(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}

Server::~Server() { stop(); }

Result<std::unique_ptr<Server>> Server::start(const ServerSettings& settings, Handle handle) {
  if (settings.certificate_file.empty() != settings.key_file.empty()) {
    return Error{ErrorCode::invalid, "TLS takes a certificate and its key: name both files or none", "tls"};
  }
  if (const auto room = make_room_for(settings.connections_max); !room.ok()) return room.error();
  asio::error_code ec;
  asio::ip::make_address(settings.address, ec);
  if (ec) {
    return Error{ErrorCode::invalid, settings.address + " is no address: write one like 127.0.0.1 or ::1",
                 "listen"};
  }
  auto engine = std::make_unique<Engine>(settings, std::move(handle));
  try {
    engine->open();
  } catch (const std::exception& failed) {
    return Error{ErrorCode::unavailable, failed.what(),
                 fmt::format("{} port {}", settings.address, settings.port)};
  }
  return std::make_unique<Server>(std::move(engine));
}

std::uint16_t Server::port() const { return engine_->listener->port; }

std::size_t Server::requests_in_flight() const {
  const std::lock_guard lock(engine_->mutex);
  return engine_->in_flight;
}

void Server::stop() { engine_->stop(); }

}  // namespace assay::http
