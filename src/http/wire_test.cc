#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "http/http_testing.h"

// The client that http_testing.h declares.
namespace assay::http {
namespace {

std::size_t number(std::string_view text, int base) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, base);
  return value;
}

Reply head_of(std::string_view text) {
  Reply reply;
  const std::size_t line_end = text.find("\r\n");
  reply.status = static_cast<int>(number(text.substr(9, 3), 10));
  for (std::size_t at = line_end + 2; at < text.size();) {
    const std::size_t end = std::min(text.find("\r\n", at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos) {
      reply.headers.push_back({std::string(line.substr(0, colon)), std::string(line.substr(colon + 2))});
    }
    at = end + 2;
  }
  return reply;
}

}  // namespace

std::string reply_header(const Reply& reply, std::string_view name) {
  for (const Header& header : reply.headers) {
    if (same_name(header.name, name)) return header.value;
  }
  return "";
}

Wire::Wire(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  const timeval patience{20, 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof(to)) != 0) {
    close(socket_);
    socket_ = -1;
  }
}

Wire::Wire(Wire&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}

Wire::~Wire() {
  if (socket_ >= 0) close(socket_);
}

bool Wire::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Wire::more() {
  char bytes[65536];
  const auto got = recv(socket_, bytes, sizeof(bytes), 0);
  if (got <= 0) return false;
  buffer_.append(bytes, static_cast<std::size_t>(got));
  return true;
}

std::string Wire::read_until(std::string_view end) {
  while (buffer_.find(end) == std::string::npos) {
    if (!more()) return std::exchange(buffer_, "");
  }
  const std::size_t size = buffer_.find(end) + end.size();
  std::string text = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return text;
}

bool Wire::closes() {
  while (more()) {
  }
  char byte = 0;
  return recv(socket_, &byte, 1, MSG_DONTWAIT) == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

Reply Wire::read(std::string_view method) {
  const std::string head = read_until("\r\n\r\n");
  if (head.size() < 12) return {};
  Reply reply = head_of(head);
  if (method == "HEAD" || reply.status == 304 || reply.status == 204) return reply;
  if (reply_header(reply, "Transfer-Encoding") == "chunked") {
    while (true) {
      const std::size_t size = number(read_until("\r\n"), 16);
      while (buffer_.size() < size + 2 && more()) {
      }
      reply.body += buffer_.substr(0, size);
      buffer_.erase(0, size + 2);
      if (size == 0) return reply;
    }
  }
  const std::size_t size = number(reply_header(reply, "Content-Length"), 10);
  while (buffer_.size() < size && more()) {
  }
  reply.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return reply;
}

Reply ask(std::uint16_t port, std::string_view head, std::string_view body) {
  Wire wire(port);
  std::string text;
  for (const char c : head) {
    if (c == '\n') text += '\r';
    text += c;
  }
  text += "\r\n";
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  wire.send(text + "\r\n" + std::string(body));
  return wire.read(head.substr(0, head.find(' ')));
}

}  // namespace assay::http
