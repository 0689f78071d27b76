#pragma once
// The HTTP server: sockets, TLS, limits, timeouts and threads. It knows bytes and nothing of routes: each
// request is handed to one function, which answers. A thin wrapper of RESTinio (docs/decisions/0030).
//
// Threads: a few for input and output, and a pool on which `handle` runs, because handlers wait for the
// database. `handle` is called from many threads at once.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "http/answer.h"
#include "http/request.h"

namespace assay::http {

struct ServerSettings {
  std::string address = "127.0.0.1";  // a numeric address, v4 or v6
  std::uint16_t port = 0;             // 0: any free one
  std::string certificate_file;       // PEM, the chain; with key_file: TLS
  std::string key_file;               // PEM

  std::size_t io_threads = 2;
  std::size_t handler_threads = 64;         // as many requests can wait for the database at once
  std::size_t waiting_requests_max = 1024;  // beyond: 503

  std::size_t connections_max = 12'000;  // the next ones wait in the system's queue
  std::size_t body_bytes_max = 8 << 20;
  std::size_t target_bytes_max = 8 << 10;
  std::size_t headers_max = 64;
  std::size_t header_bytes_max = 8 << 10;    // of one value
  std::size_t stream_bytes_max = 256 << 10;  // that may wait for one reader of events

  std::int64_t read_ms = 60'000;     // for a whole request to arrive, and between two on one connection
  std::int64_t handle_ms = 120'000;  // for an answer to begin
  std::int64_t write_ms = 30'000;    // for each quarter of a megabyte to be taken
  std::int64_t handshake_ms = 10'000;
  std::int64_t stop_ms = 10'000;  // that stop() waits for answers in flight
  std::int64_t check_ms = 1'000;  // how often the above are looked at
};

using Handle = std::function<Answer(const Request&)>;

// As many connections as this, or as the system lets a process open beside its other files.
std::size_t connections_possible(std::size_t wanted);

struct Engine;  // everything that runs; server.cc

class Server {
 public:
  // Listens when it returns. Refuses settings that cannot work: an address that is none, files that hold no
  // certificate and key, a port that is taken, more connections than the system lets a process open.
  static Result<std::unique_ptr<Server>> start(const ServerSettings& settings, Handle handle);
  explicit Server(std::unique_ptr<Engine> engine);  // for start()
  ~Server();                                        // as stop()
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  std::size_t requests_in_flight() const;
  // Takes no more requests (503 on open connections), waits for those in flight at most stop_ms, then closes
  // all. Streams of events end. Harmless when repeated.
  void stop();

 private:
  std::unique_ptr<Engine> engine_;
};

}  // namespace assay::http
