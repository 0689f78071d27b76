#include "http/server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <string>
#include <utility>

#include "http/http_testing.h"

namespace assay::http {
namespace {

ServerSettings small_settings() {
  ServerSettings settings;
  settings.handler_threads = 4;
  settings.connections_max = 100;
  settings.check_ms = 20;
  return settings;
}

std::unique_ptr<Server> started(const ServerSettings& settings, Handle handle) {
  auto server = Server::start(settings, std::move(handle));
  EXPECT_TRUE(server.ok()) << (server.ok() ? "" : server.error().message);
  return std::move(server).value();
}

Answer echo(const Request& request) {
  if (request.refusal == Refusal::body_too_large) return refused(413, "invalid", "too large");
  if (request.refusal == Refusal::headers_too_large) return refused(431, "invalid", "headers");
  if (request.refusal == Refusal::target_too_long) return refused(414, "invalid", "target");
  Answer answer = text_answer(request.method + " " + request.target + " " + std::string(request.body));
  add_header(answer, "X-Address", request.address);
  return answer;
}

TEST(server, answers_on_a_free_port) {
  const auto server = started(small_settings(), echo);
  const Reply reply = ask(server->port(), "POST /a?b=c HTTP/1.1\nHost: x", "body");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "POST /a?b=c body");
  EXPECT_EQ(reply_header(reply, "X-Address"), "127.0.0.1");
  EXPECT_NE(reply_header(reply, "Date"), "");
}

TEST(server, keeps_a_connection_for_more_requests) {
  const auto server = started(small_settings(), echo);
  Wire wire(server->port());
  for (const char* path : {"/1", "/2", "/3"}) {
    wire.send("GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(wire.read().body, "GET " + std::string(path) + " ");
  }
  wire.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(wire.read().body, "GET /a ");
  EXPECT_EQ(wire.read().body, "GET /b ");
}

TEST(server, answers_head_without_a_body) {
  const auto server = started(small_settings(), echo);
  Wire wire(server->port());
  wire.send("HEAD /long HTTP/1.1\r\nHost: x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(reply_header(wire.read("HEAD"), "Content-Length"), "11");
  EXPECT_EQ(wire.read().body, "GET /next ");
}

TEST(server, sends_large_bodies_whole) {
  const std::string large(3'000'001, 'x');
  const auto server = started(small_settings(), [&](const Request&) { return text_answer(large); });
  EXPECT_EQ(ask(server->port(), "GET / HTTP/1.1\nHost: x").body, large);
}

TEST(server, sends_pieces_as_they_are_made) {
  const auto server = started(small_settings(), [](const Request&) {
    Answer answer;
    answer.pieces = [n = 0](std::string& piece) mutable -> Result<More> {
      piece = std::string(1000, static_cast<char>('a' + n));
      return ++n == 20 ? More::no : More::yes;
    };
    return answer;
  });
  const Reply reply = ask(server->port(), "GET / HTTP/1.1\nHost: x");
  EXPECT_EQ(reply.body.size(), 20'000u);
  EXPECT_EQ(reply.body.back(), 't');
}

TEST(server, answers_what_breaks_a_limit) {
  ServerSettings settings = small_settings();
  settings.body_bytes_max = 1000;
  settings.target_bytes_max = 100;
  settings.header_bytes_max = 200;
  settings.headers_max = 10;
  const auto server = started(settings, echo);
  const auto port = server->port();
  EXPECT_EQ(ask(port, "POST / HTTP/1.1\nHost: x", std::string(1000, 'x')).status, 200);
  const Reply large = ask(port, "POST / HTTP/1.1\nHost: x", std::string(1001, 'x'));
  EXPECT_EQ(large.status, 413);
  EXPECT_EQ(reply_header(large, "Connection"), "close");
  EXPECT_EQ(ask(port, "GET /" + std::string(100, 'x') + " HTTP/1.1\nHost: x").status, 414);
  EXPECT_EQ(ask(port, "GET / HTTP/1.1\nHost: x\nA: " + std::string(300, 'x')).status, 431);
  EXPECT_EQ(ask(port, "GET / HTTP/1.1\nHost: x\n" + std::string(300, 'A') + ": x").status, 431);
  std::string many = "GET / HTTP/1.1";
  for (int i = 0; i < 11; ++i) many += "\nA: x";
  EXPECT_EQ(ask(port, many).status, 431);
}

TEST(server, does_not_wait_for_a_body_far_too_large) {
  const auto server = started(small_settings(), echo);
  Wire wire(server->port());
  wire.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n");
  EXPECT_EQ(wire.read().status, 413);
  EXPECT_TRUE(wire.closes());
}

TEST(server, serves_while_thousands_of_connections_are_idle) {
  ServerSettings settings = small_settings();
  settings.connections_max = 4000;
  const auto server = started(settings, echo);
  std::vector<Wire> idle;
  for (int i = 0; i < 2000; ++i) idle.emplace_back(server->port());
  for (const Wire& wire : idle) ASSERT_TRUE(wire.connected());
  EXPECT_EQ(ask(server->port(), "GET / HTTP/1.1\nHost: x").status, 200);
  idle[0].send("GET /late HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(idle[0].read().body, "GET /late ");
}

TEST(server, lets_connections_beyond_the_limit_wait) {
  ServerSettings settings = small_settings();
  settings.connections_max = 2;
  const auto server = started(settings, echo);
  auto first = std::make_unique<Wire>(server->port());
  first->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(first->read().status, 200);
  Wire second(server->port()), third(server->port());
  third.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  first.reset();
  EXPECT_EQ(third.read().status, 200);
}

TEST(server, answers_503_when_handlers_cannot_keep_up) {
  ServerSettings settings = small_settings();
  settings.handler_threads = 1;
  settings.waiting_requests_max = 1;
  std::promise<void> open, begun;
  auto gate = open.get_future().share();
  std::atomic<int> count = 0;
  const auto server = started(settings, [&, gate](const Request& request) {
    if (++count == 1) begun.set_value();
    gate.wait();
    return echo(request);
  });
  Wire first(server->port()), second(server->port()), third(server->port());
  first.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  begun.get_future().wait();
  second.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  while (server->requests_in_flight() < 2) {
  }
  third.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  const Reply busy = third.read();
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(reply_header(busy, "Retry-After"), "1");
  EXPECT_EQ(reply_header(busy, "X-Content-Type-Options"), "nosniff");
  EXPECT_NE(reply_header(busy, "Content-Security-Policy"), "");
  open.set_value();
  EXPECT_EQ(first.read().status, 200);
  EXPECT_EQ(second.read().status, 200);
}

TEST(server, finishes_requests_in_flight_and_refuses_new_ones_when_it_stops) {
  std::promise<void> open, begun;
  auto gate = open.get_future().share();
  const auto server = started(small_settings(), [&, gate](const Request& request) {
    begun.set_value();
    gate.wait();
    return echo(request);
  });
  Wire first(server->port()), second(server->port());
  first.send("GET /first HTTP/1.1\r\nHost: x\r\n\r\n");
  begun.get_future().wait();
  auto stopped = std::async(std::launch::async, [&] { server->stop(); });
  Reply refused_reply;
  while (Wire(server->port()).connected()) {
  }
  second.send("GET /second HTTP/1.1\r\nHost: x\r\n\r\n");
  refused_reply = second.read();
  EXPECT_TRUE(refused_reply.status == 503 || refused_reply.status == 0);
  open.set_value();
  EXPECT_EQ(first.read().body, "GET /first ");
  stopped.wait();
  EXPECT_EQ(server->requests_in_flight(), 0u);
}

Answer open_stream(Stream& kept, std::promise<void>& opened) {
  Answer answer;
  answer.type = "text/event-stream";
  answer.stream = [&](Stream stream) {
    kept = std::move(stream);
    opened.set_value();
  };
  return answer;
}

TEST(server, streams_events_until_one_side_has_enough) {
  Stream stream;
  std::promise<void> opened;
  const auto server = started(small_settings(), [&](const Request&) { return open_stream(stream, opened); });
  Wire wire(server->port());
  wire.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(wire.read_until("\r\n\r\n").find("text/event-stream"), std::string::npos);
  opened.get_future().wait();
  EXPECT_EQ(stream.send("data: 1\n\n"), Sent::yes);
  EXPECT_NE(wire.read_until("data: 1\n\n").find("data: 1"), std::string::npos);
  stream.close();
  stream.close();
  EXPECT_TRUE(wire.closes());
  EXPECT_EQ(stream.send("data: 2\n\n"), Sent::closed);
}

TEST(server, drops_a_reader_of_events_that_does_not_read) {
  ServerSettings settings = small_settings();
  settings.stream_bytes_max = 10'000;
  settings.write_ms = 100;
  Stream stream;
  std::promise<void> opened;
  const auto server = started(settings, [&](const Request&) { return open_stream(stream, opened); });
  Wire wire(server->port());
  wire.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  opened.get_future().wait();
  const std::string event = "data: " + std::string(5000, 'x') + "\n\n";
  std::size_t sent = 0;
  while (stream.send(event) == Sent::yes) ++sent;
  EXPECT_LT(sent, 10'000u);
  EXPECT_TRUE(wire.closes());
}

TEST(server, sees_that_a_reader_of_events_has_gone) {
  Stream stream;
  std::promise<void> opened;
  const auto server = started(small_settings(), [&](const Request&) { return open_stream(stream, opened); });
  {
    Wire wire(server->port());
    wire.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    opened.get_future().wait();
  }
  while (stream.send("data: 1\n\n") == Sent::yes) {
  }
  EXPECT_EQ(stream.send("data: 1\n\n"), Sent::closed);
}

TEST(server, may_stop_while_events_are_sent) {
  Stream stream;
  std::promise<void> opened;
  auto server = started(small_settings(), [&](const Request&) { return open_stream(stream, opened); });
  Wire wire(server->port());
  wire.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
  opened.get_future().wait();
  auto sending = std::async(std::launch::async, [&] {
    while (stream.send("data: 1\n\n") == Sent::yes) wire.read_until("\n\n");
  });
  server.reset();
  sending.wait();
  EXPECT_EQ(stream.send("data: 1\n\n"), Sent::closed);
}

TEST(server, turns_an_exception_into_one_failed_request) {
  const auto server = started(small_settings(), [](const Request& request) -> Answer {
    if (request.target == "/bad") throw std::logic_error("a secret of ours");
    return text_answer("fine");
  });
  const Reply bad = ask(server->port(), "GET /bad HTTP/1.1\nHost: x");
  EXPECT_EQ(bad.status, 500);
  EXPECT_EQ(bad.body.find("secret"), std::string::npos);
  EXPECT_EQ(reply_header(bad, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(ask(server->port(), "GET / HTTP/1.1\nHost: x").status, 200);
}

TEST(server, answers_upgrades_and_closes) {
  const auto server = started(small_settings(), echo);
  Wire wire(server->port());
  wire.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n");
  EXPECT_EQ(wire.read().status, 200);
  EXPECT_TRUE(wire.closes());
}

TEST(server, says_why_it_cannot_start) {
  ServerSettings settings = small_settings();
  settings.address = "localhost:80";
  EXPECT_EQ(Server::start(settings, echo).error().code, ErrorCode::invalid);
  settings = small_settings();
  settings.certificate_file = "cert.pem";
  EXPECT_EQ(Server::start(settings, echo).error().code, ErrorCode::invalid);
  settings.key_file = "no_such_file.pem";
  EXPECT_EQ(Server::start(settings, echo).error().code, ErrorCode::unavailable);
  settings = small_settings();
  settings.connections_max = 1'000'000'000'000;
  EXPECT_EQ(Server::start(settings, echo).error().code, ErrorCode::invalid);
}

TEST(server, refuses_a_port_that_is_taken) {
  const auto server = started(small_settings(), echo);
  ServerSettings settings = small_settings();
  settings.port = server->port();
  const auto second = Server::start(settings, echo);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace assay::http
