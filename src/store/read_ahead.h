#pragma once
// Reading a table in stretches, in order and in bounded memory: with more connections than one the stretches
// that come next are read on all threads while those that are ready are handed over.

#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "base/parallel.h"
#include "store/connection.h"

namespace assay::store {

// Opens a connection to the same database, beside the one at hand.
using MoreConnections = std::function<Result<std::unique_ptr<Connection>>()>;

// Connections that threads borrow for a stretch; opened when nobody has given one back. Thread safe.
class LentConnections {
 public:
  LentConnections(Connection& first, const MoreConnections& more) : free_{&first}, more_(more) {}
  bool several() const { return static_cast<bool>(more_); }
  Result<Connection*> borrow();
  void give_back(Connection* connection);

 private:
  std::mutex mutex_;
  std::vector<Connection*> free_;
  std::vector<std::unique_ptr<Connection>> opened_;
  const MoreConnections& more_;
};

inline constexpr std::size_t stretches_at_once = 6;  // enough that threads end together

template <class Stretch, class Part>
struct StretchReader {
  // At most so many stretches that come next, given what the last ones held; empty: the end.
  std::function<std::vector<Stretch>(std::size_t, const std::vector<Part>&)> cut;
  std::function<Result<Part>(Connection&, const Stretch&)> read;  // on any thread
  std::function<void(const Part&)> hand_over;                     // one at a time, in order
};

template <class Stretch, class Part>
Result<Done> read_ahead(LentConnections& connections, const StretchReader<Stretch, Part>& reader) {
  std::vector<Part> ready;
  const std::size_t at_most = connections.several() ? stretches_at_once : 1;
  for (auto stretches = reader.cut(at_most, ready); !stretches.empty() || !ready.empty();) {
    std::vector<Result<Part>> coming(stretches.size(), Part());
    const auto work = [&](std::size_t at) {
      if (at == 0) {
        std::for_each(ready.begin(), ready.end(), std::cref(reader.hand_over));
        return;
      }
      Result<Connection*> connection = connections.borrow();
      if (!connection) {
        coming[at - 1] = connection.error();
        return;
      }
      coming[at - 1] = reader.read(*connection.value(), stretches[at - 1]);
      connections.give_back(connection.value());
    };
    if (connections.several()) {
      for_chunks(stretches.size() + 1, 1, [&](Chunk chunk) { work(chunk.index); });
    } else {
      for (std::size_t at = 0; at <= stretches.size(); ++at) work(at);
    }
    ready.clear();
    for (Result<Part>& part : coming) {
      if (!part) return part.error();
      ready.push_back(std::move(part).value());
    }
    stretches = stretches.empty() ? stretches : reader.cut(at_most, ready);
  }
  return Done{};
}

}  // namespace assay::store
