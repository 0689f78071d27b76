// What clients send that mean no good, or no haste. Over loopback, against the server without routes.

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>

#include "http/http_testing.h"
#include "http/server.h"

namespace assay::http {
namespace {

ServerSettings hostile_settings() {
  ServerSettings settings;
  settings.handler_threads = 4;
  settings.connections_max = 100;
  settings.check_ms = 20;
  return settings;
}

// Answers with what the server saw, and notes the targets that came this far.
class HostileWire : public ::testing::Test {
 protected:
  void start(const ServerSettings& settings) {
    auto server = Server::start(settings, [this](const Request& request) {
      if (request.refusal == Refusal::none && request.target == "/smuggled") smuggled = true;
      static constexpr int statuses[] = {200, 414, 431, 413, 400, 411};
      Answer answer = text_answer(std::string(request.body));
      answer.status = statuses[static_cast<std::size_t>(request.refusal)];
      return answer;
    });
    ASSERT_TRUE(server.ok()) << server.error().message;
    server_ = std::move(server).value();
  }
  std::uint16_t port() const { return server_->port(); }

  std::atomic<bool> smuggled = false;

 private:
  std::unique_ptr<Server> server_;
};

// Each of these has been read by some program as one request and by another as two.
constexpr const char* smuggling[] = {
    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    "Content-Length: 5\r\nContent-Length: 5\r\n\r\nabcde",
    "Content-Length: 5, 5\r\n\r\nabcde",
    "Content-Length: 5, 6\r\n\r\nabcdef",
    "Content-Length: -1\r\n\r\n",
    "Content-Length: +5\r\n\r\nabcde",
    "Content-Length: 0x5\r\n\r\nabcde",
    "Content-Length: 5 0\r\n\r\nabcde",
    "Content-Length: 99999999999999999999\r\n\r\nabcde",
    "Content-Length:\r\n 5\r\n\r\nabcde",
    "Content-Length : 5\r\n\r\nabcde",
    "Content-Length\t: 5\r\n\r\nabcde",
    "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: \x0b"
    "chunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\n0x2\r\nab\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nab\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\n2\r\nab0\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\n2;a\nb\r\nab\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\n2\nab\n0\n\n",
    "A: b\r\n c\r\nContent-Length: 0\r\n\r\n",
    "A: b\nContent-Length: 0\r\n\r\n",
    "A: b\rContent-Length: 0\r\n\r\n",
    "Content-Length: 0\n\n",
    "A: x\r\n B\x01: y\r\nC D: z\r\n\r\n",
    "A B: c\r\nContent-Length: 0\r\n\r\n",
    ": b\r\nContent-Length: 0\r\n\r\n",
    "no colon\r\nContent-Length: 0\r\n\r\n",
};

TEST_F(HostileWire, that_smuggles_is_closed_and_nothing_behind_it_is_read) {
  start(hostile_settings());
  for (const char* fields : smuggling) {
    Wire wire(port());
    wire.send("POST / HTTP/1.1\r\nHost: x\r\n" + std::string(fields) +
              "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
    const int status = wire.read().status;
    EXPECT_TRUE(status == 0 || status == 400 || status == 411) << fields << status;
    EXPECT_TRUE(wire.closes()) << fields;
    EXPECT_FALSE(smuggled) << fields;
  }
}

TEST_F(HostileWire, whose_header_holds_a_zero_byte_is_closed) {
  start(hostile_settings());
  Wire wire(port());
  static constexpr char bytes[] = "GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n";
  wire.send({bytes, sizeof(bytes) - 1});
  EXPECT_TRUE(wire.closes());
  Wire at_first(port());
  static constexpr char first[] = "GET / HTTP/1.1\r\nHost:\0x\r\n\r\n";
  at_first.send({first, sizeof(first) - 1});
  EXPECT_EQ(at_first.read().status, 0);
  EXPECT_TRUE(at_first.closes());
}

TEST_F(HostileWire, that_sends_chunks_is_asked_for_the_length) {
  start(hostile_settings());
  Wire wire(port());
  wire.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n");
  EXPECT_EQ(wire.read().status, 411);
  EXPECT_TRUE(wire.closes());
}

TEST_F(HostileWire, that_speaks_another_http_is_refused) {
  start(hostile_settings());
  for (const char* head :
       {"GET / HTTP/1.1\r\nAccept: x\r\n\r\n", "GET / HTTP/2.0\r\nHost: x\r\n\r\n", "GET /\r\n\r\n"}) {
    Wire wire(port());
    wire.send(head);
    EXPECT_EQ(wire.read().status, 400) << head;
    EXPECT_TRUE(wire.closes()) << head;
  }
  Wire preface(port());
  preface.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  EXPECT_TRUE(preface.closes());
  EXPECT_EQ(ask(port(), "GET / HTTP/1.0").status, 200);
}

TEST_F(HostileWire, whose_head_comes_byte_by_byte_is_read_as_one_that_comes_at_once) {
  start(hostile_settings());
  Wire good(port()), folded(port());
  for (const char c : std::string("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab"))
    good.send({&c, 1});
  EXPECT_EQ(good.read().body, "ab");
  for (const char c : std::string("POST / HTTP/1.1\r\nHost: x\r\n y\r\n")) folded.send({&c, 1});
  EXPECT_TRUE(folded.closes());
}

// A byte now and then keeps no connection open: the time is for the whole request.
enum class Dripping { head, body };

bool ends_while_it_drips(std::uint16_t port, Dripping what) {
  Wire wire(port);
  wire.send("POST / HTTP/1.1\r\nHost: x\r\n");
  if (what == Dripping::body) wire.send("Content-Length: 100000\r\n\r\n");
  for (int i = 0; i < 400; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    if (!wire.send(what == Dripping::body ? "x" : "A: b\r\n")) return true;
  }
  return false;
}

TEST_F(HostileWire, that_drips_is_given_up) {
  ServerSettings settings = hostile_settings();
  settings.read_ms = 200;
  settings.headers_max = 100'000;
  start(settings);
  EXPECT_TRUE(ends_while_it_drips(port(), Dripping::head));
  EXPECT_TRUE(ends_while_it_drips(port(), Dripping::body));
  Wire silent(port()), slow(port());
  slow.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx");
  EXPECT_TRUE(silent.closes());
  EXPECT_TRUE(slow.closes());
}

TEST_F(HostileWire, that_drips_keeps_nobody_else_waiting) {
  ServerSettings settings = hostile_settings();
  settings.handler_threads = 1;
  settings.io_threads = 1;
  start(settings);
  std::vector<Wire> slow;
  for (int i = 0; i < 50; ++i) {
    slow.emplace_back(port());
    slow.back().send(i % 2 == 0 ? "GET / HTT" : "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx");
  }
  EXPECT_EQ(ask(port(), "GET / HTTP/1.1\nHost: x").status, 200);
}

}  // namespace
}  // namespace assay::http
