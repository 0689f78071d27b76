#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "http/http_testing.h"
#include "http/server.h"

namespace assay::http {
namespace {

ServerSettings tls_settings() {
  ServerSettings settings;
  settings.handler_threads = 2;
  settings.connections_max = 100;
  settings.check_ms = 20;
  settings.certificate_file = ASSAY_SOURCE_DIR "/tests/http/test_certificate.pem";
  settings.key_file = ASSAY_SOURCE_DIR "/tests/http/test_key.pem";
  return settings;
}

Answer name_transport(const Request& request) {
  return text_answer(request.transport == Transport::tls ? "tls" : "plain");
}

struct Free {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

// What the server answers to a GET under TLS of at most that version; "" where no handshake comes about.
std::string ask_tls(std::uint16_t port, int version_max, const char* ciphers = "ALL",
                    const std::string& fields = "") {
  const std::unique_ptr<SSL_CTX, Free> context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_max_proto_version(context.get(), version_max);
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_cipher_list(context.get(), ciphers);  // of TLS 1.2 and before
  const std::unique_ptr<SSL, Free> ssl(SSL_new(context.get()));
  const Wire wire(port);
  SSL_set_fd(ssl.get(), wire.socket());
  if (SSL_connect(ssl.get()) != 1) return "";
  const std::string request = "GET / HTTP/1.1\r\nHost: x\r\n" + fields + "Connection: close\r\n\r\n";
  SSL_write(ssl.get(), request.data(), static_cast<int>(request.size()));
  std::string all;
  char bytes[4096];
  for (int got = 0; (got = SSL_read(ssl.get(), bytes, sizeof(bytes))) > 0;) {
    all.append(bytes, static_cast<std::size_t>(got));
  }
  return all;
}

TEST(tls, answers_under_tls) {
  auto server = Server::start(tls_settings(), name_transport);
  ASSERT_TRUE(server.ok()) << server.error().message;
  const std::string answer = ask_tls(server.value()->port(), TLS1_3_VERSION);
  EXPECT_EQ(answer.substr(0, 15), "HTTP/1.1 200 OK");
  EXPECT_EQ(answer.substr(answer.size() - 3), "tls");
  EXPECT_NE(ask_tls(server.value()->port(), TLS1_2_VERSION), "");
}

TEST(tls, refuses_versions_that_are_broken) {
  auto server = Server::start(tls_settings(), name_transport);
  ASSERT_TRUE(server.ok());
  EXPECT_EQ(ask_tls(server.value()->port(), TLS1_1_VERSION), "");
}

TEST(tls, takes_only_ciphers_with_forward_secrecy_that_authenticate) {
  auto server = Server::start(tls_settings(), name_transport);
  ASSERT_TRUE(server.ok());
  const auto port = server.value()->port();
  for (const char* strong : {"ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256",
                             "ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-CHACHA20-POLY1305"}) {
    EXPECT_NE(ask_tls(port, TLS1_2_VERSION, strong), "") << strong;
  }
  for (const char* weak :
       {"AES128-GCM-SHA256", "AES256-SHA", "ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES128-SHA",
        "ECDHE-RSA-AES256-SHA384:ECDHE-ECDSA-AES256-SHA384", "DHE-RSA-AES256-GCM-SHA384", "aNULL"}) {
    EXPECT_EQ(ask_tls(port, TLS1_2_VERSION, weak), "") << weak;
  }
}

TEST(tls, reads_lines_as_strictly_as_in_plain_text) {
  auto server = Server::start(tls_settings(), name_transport);
  ASSERT_TRUE(server.ok());
  EXPECT_NE(ask_tls(server.value()->port(), TLS1_3_VERSION, "ALL", "A: b\r\n"), "");
  EXPECT_EQ(ask_tls(server.value()->port(), TLS1_3_VERSION, "ALL", "A: b\r\n c\r\n"), "");
}

TEST(tls, closes_connections_that_do_not_shake_hands) {
  ServerSettings settings = tls_settings();
  settings.handshake_ms = 100;
  auto server = Server::start(settings, name_transport);
  ASSERT_TRUE(server.ok());
  Wire silent(server.value()->port());
  Wire plain(server.value()->port());
  plain.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(plain.closes());
  EXPECT_TRUE(silent.closes());
}

TEST(tls, says_which_file_it_cannot_use) {
  ServerSettings settings = tls_settings();
  settings.key_file = settings.certificate_file;
  const auto server = Server::start(settings, name_transport);
  ASSERT_FALSE(server.ok());
  EXPECT_EQ(server.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace assay::http
