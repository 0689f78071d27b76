#pragma once
// Counts and times of requests, as Prometheus reads them (text format 0.0.4). Thread safe; counting costs two
// atomic additions.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/route.h"

namespace assay::http {

class Metrics {
 public:
  // One row a route, and one for everything that is none.
  explicit Metrics(const std::vector<Route>& routes);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  static constexpr std::size_t no_route = static_cast<std::size_t>(-1);
  void count(std::size_t route, int status, std::int64_t us);

  // A number that is looked up when somebody asks. Before the server starts.
  void add_gauge(std::string name, std::string help, std::function<double()> value);

  std::string text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace assay::http
