#include "http/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

namespace assay::http {
namespace {

constexpr std::array<std::int64_t, 8> bounds_us = {1'000,   5'000,     20'000,     100'000,
                                                   500'000, 2'000'000, 10'000'000, 60'000'000};
constexpr std::size_t classes = 6;  // of statuses: 1xx .. 5xx, and none

struct MetricRow {
  std::string method;
  std::string path;
  std::array<std::atomic<std::int64_t>, classes> by_class{};
  std::array<std::atomic<std::int64_t>, bounds_us.size() + 1> by_time{};
  std::atomic<std::int64_t> sum_us = 0;

  std::string labels() const { return fmt::format("method=\"{}\",route=\"{}\"", method, path); }
};

struct Gauge {
  std::string name, help;
  std::function<double()> value;
};

void put_counts(std::string& text, const MetricRow& row) {
  for (std::size_t i = 1; i < classes; ++i) {
    const std::int64_t n = row.by_class[i];
    if (n > 0)
      text += fmt::format("assay_http_requests_total{{{},status=\"{}xx\"}} {}\n", row.labels(), i, n);
  }
}

void put_times(std::string& text, const MetricRow& row) {
  std::int64_t n = 0;
  for (std::size_t i = 0; i < bounds_us.size(); ++i) {
    n += row.by_time[i];
    text += fmt::format("assay_http_request_seconds_bucket{{{},le=\"{}\"}} {}\n", row.labels(),
                        static_cast<double>(bounds_us[i]) / 1e6, n);
  }
  n += row.by_time.back();
  text += fmt::format("assay_http_request_seconds_bucket{{{},le=\"+Inf\"}} {}\n", row.labels(), n);
  text += fmt::format("assay_http_request_seconds_sum{{{}}} {}\n", row.labels(),
                      static_cast<double>(row.sum_us) / 1e6);
  text += fmt::format("assay_http_request_seconds_count{{{}}} {}\n", row.labels(), n);
}

bool was_asked(const MetricRow& row) {
  for (const auto& n : row.by_time) {
    if (n > 0) return true;
  }
  return false;
}

}  // namespace

struct Metrics::State {
  std::vector<MetricRow> rows;
  std::vector<Gauge> gauges;
};

Metrics::Metrics(const std::vector<Route>& routes) : state_(std::make_unique<State>()) {
  state_->rows = std::vector<MetricRow>(routes.size() + 1);
  for (std::size_t i = 0; i < routes.size(); ++i) {
    state_->rows[i].method = routes[i].method;
    state_->rows[i].path = routes[i].path;
  }
}

Metrics::~Metrics() = default;

void Metrics::count(std::size_t route, int status, std::int64_t us) {
  MetricRow& row = state_->rows[std::min(route, state_->rows.size() - 1)];
  ++row.by_class[std::min(static_cast<std::size_t>(status) / 100, classes - 1)];
  std::size_t bucket = 0;
  while (bucket < bounds_us.size() && us > bounds_us[bucket]) ++bucket;
  ++row.by_time[bucket];
  row.sum_us += us;
}

void Metrics::add_gauge(std::string name, std::string help, std::function<double()> value) {
  state_->gauges.push_back({std::move(name), std::move(help), std::move(value)});
}

std::string Metrics::text() const {
  std::string text =
      "# HELP assay_http_requests_total Requests answered, by route and class of status.\n"
      "# TYPE assay_http_requests_total counter\n";
  for (const MetricRow& row : state_->rows) put_counts(text, row);
  text +=
      "# HELP assay_http_request_seconds Time from the request's arrival at its handler to its answer.\n"
      "# TYPE assay_http_request_seconds histogram\n";
  for (const MetricRow& row : state_->rows) {
    if (was_asked(row)) put_times(text, row);
  }
  for (const Gauge& gauge : state_->gauges) {
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", gauge.name, gauge.help, gauge.value());
  }
  return text;
}

}  // namespace assay::http
