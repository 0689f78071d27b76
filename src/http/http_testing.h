#pragma once
// A client for tests that writes what it is told, right or wrong, and reads what comes. Over loopback only.

#include <string>
#include <string_view>
#include <vector>

#include "http/request.h"

namespace assay::http {

struct Reply {
  int status = 0;  // 0: the connection was closed without an answer
  std::vector<Header> headers;
  std::string body;  // chunks put together
};

// The header's value, or "" where there is none.
std::string reply_header(const Reply& reply, std::string_view name);

class Wire {
 public:
  explicit Wire(std::uint16_t port);
  ~Wire();
  Wire(Wire&& other) noexcept;
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;
  Wire& operator=(Wire&&) = delete;

  int socket() const { return socket_; }
  bool connected() const { return socket_ >= 0; }
  // false: the other side has closed.
  bool send(std::string_view bytes);
  // The next answer; `method` says whether one to HEAD. Waits at most 20 s for anything to come.
  Reply read(std::string_view method = "GET");
  // What comes until a text that contains `end`, or the connection closes.
  std::string read_until(std::string_view end);
  // Whether the other side closes (within 20 s); what comes before is thrown away.
  bool closes();

 private:
  bool more();
  int socket_ = -1;
  std::string buffer_;
};

// One request on a connection of its own. `head` is everything before the empty line, lines ended by \n.
Reply ask(std::uint16_t port, std::string_view head, std::string_view body = "");

}  // namespace assay::http
