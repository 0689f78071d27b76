#pragma once
// A load generator: clients that keep their connection to a server on this machine and ask one thing after
// the other, all on the caller's thread. For benchmarks only: it believes what the server says.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::bench {

struct Ask {
  std::string method = "GET", path;
  std::string body;  // JSON, or the bytes of a part
  std::string_view type = "application/json";
  std::string idempotency_key;  // empty: none
  std::int64_t after_ms = 0;    // waits so long first
};

struct Reply {
  int status = 0;  // 0: the connection broke
  std::string body;
  std::int64_t us = 0;  // from the first byte sent to the last received
};

struct LoadPlan {
  std::uint16_t port = 0;
  std::string token;
  int clients = 1;
  std::function<std::optional<Ask>(int client)> next;      // nothing: this client has finished
  std::function<void(int client, const Reply&)> answered;  // may be empty
};

struct LoadResult {
  double seconds = 0;
  std::int64_t requests = 0;
  std::int64_t failures = 0;  // statuses that are not 2xx, and broken connections
  std::string first_failure;
  std::vector<std::int64_t> us;  // of every request, ascending

  // The time that this share of the requests stayed below.
  double ms_at(double share) const;
  double per_second() const { return static_cast<double>(requests) / seconds; }
};

LoadResult run_load(const LoadPlan& plan);

// One request on a connection of its own.
Reply ask_once(std::uint16_t port, const std::string& token, const Ask& ask);

}  // namespace assay::bench
