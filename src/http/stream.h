#pragma once
// One client's end of an endless answer (server-sent events). What is sent is queued and written when the
// client reads; a client that does not read is cut off instead of being waited for.

#include <cstddef>
#include <functional>
#include <string>

namespace assay::http {

enum class Sent { yes, closed };

struct Stream {
  // Queues the text. closed: the client is gone, or has been given up because too much waits for it; nothing
  // more will be sent. Thread safe, never blocks.
  std::function<Sent(std::string text)> send;
  // Ends the answer. Harmless when repeated.
  std::function<void()> close;
};

}  // namespace assay::http
