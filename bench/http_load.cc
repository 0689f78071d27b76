#include "bench/http_load.h"

#include <fmt/format.h>

#include <algorithm>
#include <asio.hpp>
#include <charconv>
#include <chrono>
#include <memory>
#include <utility>

namespace assay::bench {
namespace {

using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

std::int64_t us_since(Clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin).count();
}

std::string bytes_of(const Ask& ask, const std::string& token) {
  std::string out = fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n",
                                ask.method, ask.path, token);
  if (!ask.idempotency_key.empty()) out += fmt::format("Idempotency-Key: {}\r\n", ask.idempotency_key);
  if (ask.method != "GET") {
    out += fmt::format("Content-Type: {}\r\nContent-Length: {}\r\n", ask.type, ask.body.size());
  }
  return out + "\r\n" + ask.body;
}

std::size_t length_of(std::string_view head) {
  constexpr std::string_view name = "Content-Length: ";
  const std::size_t at = head.find(name);
  std::size_t length = 0;
  if (at != std::string_view::npos)
    std::from_chars(head.data() + at + name.size(), head.data() + head.size(), length);
  return length;
}

class Client {
 public:
  Client(asio::io_context& io, const LoadPlan& plan, LoadResult& result, int number)
      : plan_(plan), result_(result), number_(number), socket_(io), timer_(io) {}

  void begin() {
    socket_.connect({asio::ip::address_v4::loopback(), plan_.port});
    socket_.set_option(tcp::no_delay(true));
    ask();
  }

 private:
  void ask() {
    std::optional<Ask> next = plan_.next(number_);
    if (!next) return;
    out_ = bytes_of(*next, plan_.token);
    if (next->after_ms == 0) return send();
    timer_.expires_after(std::chrono::milliseconds(next->after_ms));
    timer_.async_wait([this](const asio::error_code&) { send(); });
  }

  void send() {
    begin_ = Clock::now();
    asio::async_write(socket_, asio::buffer(out_), [this](const asio::error_code& ec, std::size_t) {
      if (ec) return broken(ec);
      read_head();
    });
  }

  void read_head() {
    asio::async_read_until(socket_, asio::dynamic_buffer(in_), "\r\n\r\n",
                           [this](const asio::error_code& ec, std::size_t head) {
                             if (ec) return broken(ec);
                             reply_.status = 0;
                             std::from_chars(in_.data() + 9, in_.data() + 12, reply_.status);
                             const std::size_t length = length_of(std::string_view(in_).substr(0, head));
                             read_body(head, length);
                           });
  }

  void read_body(std::size_t head, std::size_t length) {
    const std::size_t missing = head + length > in_.size() ? head + length - in_.size() : 0;
    if (missing == 0) return finish(head, length);
    asio::async_read(socket_, asio::dynamic_buffer(in_), asio::transfer_exactly(missing),
                     [this, head, length](const asio::error_code& ec, std::size_t) {
                       if (ec) return broken(ec);
                       finish(head, length);
                     });
  }

  void finish(std::size_t head, std::size_t length) {
    reply_.us = us_since(begin_);
    reply_.body = in_.substr(head, length);
    in_.erase(0, head + length);
    count();
    ask();
  }

  void count() {
    ++result_.requests;
    result_.us.push_back(reply_.us);
    if (reply_.status < 200 || reply_.status > 299) {
      if (result_.failures++ == 0)
        result_.first_failure = fmt::format("{} {}", reply_.status, reply_.body.substr(0, 300));
    }
    if (plan_.answered) plan_.answered(number_, reply_);
  }

  void broken(const asio::error_code& ec) {
    reply_ = {0, ec.message(), us_since(begin_)};
    count();
  }

  const LoadPlan& plan_;
  LoadResult& result_;
  const int number_;
  tcp::socket socket_;
  asio::steady_timer timer_;
  Clock::time_point begin_;
  std::string out_, in_;
  Reply reply_;
};

}  // namespace

double LoadResult::ms_at(double share) const {
  if (us.empty()) return 0;
  const auto at = static_cast<std::size_t>(share * static_cast<double>(us.size() - 1));
  return static_cast<double>(us[at]) / 1000;
}

LoadResult run_load(const LoadPlan& plan) {
  asio::io_context io;
  LoadResult result;
  std::vector<std::unique_ptr<Client>> clients;
  for (int number = 0; number < plan.clients; ++number) {
    clients.push_back(std::make_unique<Client>(io, plan, result, number));
  }
  const Clock::time_point begin = Clock::now();
  for (const auto& client : clients) client->begin();
  io.run();
  result.seconds = static_cast<double>(us_since(begin)) / 1e6;
  std::sort(result.us.begin(), result.us.end());
  return result;
}

Reply ask_once(std::uint16_t port, const std::string& token, const Ask& ask) {
  Reply kept;
  bool asked = false;
  run_load({.port = port,
            .token = token,
            .next = [&](int) { return std::exchange(asked, true) ? std::nullopt : std::optional(ask); },
            .answered = [&](int, const Reply& reply) { kept = reply; }});
  return kept;
}

}  // namespace assay::bench
