#pragma once
// Changes, sent to open pages as server-sent events: one stream a page, everything that its user may see.
// Publishing never waits: changes are queued and sent by a thread of its own, which asks who may see them.
// Changes of one project that come faster than they are sent become one. Every stream gets a comment now and
// then, so that a dead one is noticed, and ends after a quarter of an hour: the page opens a new one, and who
// has signed out is heard no more.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "app/context.h"
#include "http/answer.h"

namespace assay::http {

struct EventsSettings {
  std::int64_t heartbeat_ms = 15'000;
  std::int64_t stream_ms = 900'000;
  std::size_t streams_max = 1'000;
  std::size_t streams_of_user_max = 20;
};

class Events {
 public:
  // What of a change the user may hear: nothing, or the notice without what is not theirs. Called on the
  // thread of this.
  using Heard =
      std::function<std::optional<app::Notice>(const domain::User& user, const app::Notice& notice)>;

  Events(const EventsSettings& settings, const Clock& clock, Heard heard);
  ~Events();  // ends all streams
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;

  // Thread safe, never blocks, never fails: what is too much is merged.
  void publish(const app::Notice& notice);
  // The answer that opens a stream for the user, in place of their oldest when they have too many: a page
  // that was closed is noticed by a heartbeat only. 429 when all users together have too many.
  Answer open(const domain::User& user);
  std::size_t stream_count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// "event: log\ndata: {...}\n\n"
std::string event_text(const app::Notice& notice);

}  // namespace assay::http
