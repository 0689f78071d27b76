#include "http/events.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>
#include <vector>

#include "base/background.h"
#include "base/json_text.h"

namespace assay::http {
namespace {

struct Listener {
  domain::User user;
  Stream stream;
  std::int64_t until_us = 0;
};

using Key = std::tuple<std::string, std::int64_t, std::int64_t, std::int64_t>;  // kind, project, job, user

// A change for everybody stays one.
void merge(const app::Notice& notice, app::Notice& into) {
  into.log_position = std::max(into.log_position, notice.log_position);
  if (notice.providers.empty()) into.providers.clear();
  if (!into.providers.empty()) into.providers.insert(notice.providers.begin(), notice.providers.end());
}

}  // namespace

std::string event_text(const app::Notice& notice) {
  nlohmann::ordered_json data = {{"project", std::to_string(notice.project)}};
  if (notice.project == 0) data["project"] = nullptr;
  data["job"] = nullptr;
  if (notice.job != 0) data["job"] = std::to_string(notice.job);
  data["log_position"] = notice.log_position;
  return "event: " + notice.kind + "\ndata: " + json_text(data) + "\n\n";
}

struct Events::State {
  State(const EventsSettings& its_settings, const Clock& its_clock, Heard its_heard)
      : settings(its_settings), clock(its_clock), heard(std::move(its_heard)) {}

  const EventsSettings settings;
  const Clock& clock;
  const Heard heard;

  mutable std::mutex mutex;
  std::condition_variable changed;
  std::map<Key, app::Notice> waiting;
  std::vector<Listener> fresh;
  std::size_t count = 0;
  std::map<std::int64_t, std::size_t> count_by_user;
  std::map<std::int64_t, std::size_t> excess_of_user;  // so many of their oldest streams must go
  bool stopping = false;

  std::vector<Listener> listeners;  // of the thread alone
  std::int64_t beat_us = 0;         // when the last heartbeat was
  std::unique_ptr<BackgroundThread> thread;

  void run();
  void send(const std::map<Key, app::Notice>& notices);
  void beat();
  void end_oldest(std::map<std::int64_t, std::size_t> excess);
  void drop(const std::function<bool(const Listener&)>& gone);
};

void Events::State::run() {
  std::unique_lock lock(mutex);
  while (!stopping) {
    changed.wait_for(lock, std::chrono::milliseconds(settings.heartbeat_ms),
                     [&] { return stopping || !waiting.empty() || !fresh.empty(); });
    const auto notices = std::exchange(waiting, {});
    auto excess = std::exchange(excess_of_user, {});
    for (Listener& listener : fresh) listeners.push_back(std::move(listener));
    fresh.clear();
    lock.unlock();
    if (!excess.empty()) end_oldest(std::move(excess));
    send(notices);
    if (clock.monotonic_us() - beat_us >= settings.heartbeat_ms * 1000) beat();
    lock.lock();
  }
  lock.unlock();
  for (const Listener& listener : listeners) listener.stream.close();
}

void Events::State::send(const std::map<Key, app::Notice>& notices) {
  for (const auto& each : notices) {
    const app::Notice& notice = each.second;
    std::map<std::int64_t, std::string> texts;  // one question a user, however many pages they have open
    drop([&](const Listener& listener) {
      const auto [at, is_new] = texts.try_emplace(listener.user.id.value);
      if (is_new) {
        const bool is_for_them = notice.user == 0 || notice.user == listener.user.id.value;
        const std::optional<app::Notice> told =
            is_for_them ? heard(listener.user, notice) : std::optional<app::Notice>();
        if (told) at->second = event_text(*told);
      }
      return !at->second.empty() && listener.stream.send(at->second) == Sent::closed;
    });
  }
}

void Events::State::beat() {
  beat_us = clock.monotonic_us();
  drop([&](const Listener& listener) {
    if (beat_us >= listener.until_us) {
      listener.stream.close();
      return true;
    }
    return listener.stream.send(": still here\n\n") == Sent::closed;
  });
}

// Listeners stand in the order they came.
void Events::State::end_oldest(std::map<std::int64_t, std::size_t> excess) {
  drop([&](const Listener& listener) {
    const auto left = excess.find(listener.user.id.value);
    if (left == excess.end() || left->second == 0) return false;
    --left->second;
    listener.stream.close();
    return true;
  });
}

void Events::State::drop(const std::function<bool(const Listener&)>& gone) {
  std::erase_if(listeners, [&](const Listener& listener) {
    if (!gone(listener)) return false;
    const std::lock_guard lock(mutex);
    --count;
    if (--count_by_user[listener.user.id.value] == 0) count_by_user.erase(listener.user.id.value);
    return true;
  });
}

Events::Events(const EventsSettings& settings, const Clock& clock, Heard heard)
    : state_(std::make_unique<State>(settings, clock, std::move(heard))) {
  state_->beat_us = clock.monotonic_us();
  state_->thread = std::make_unique<BackgroundThread>([state = state_.get()] { state->run(); });
}

Events::~Events() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  state_->changed.notify_all();
  state_->thread.reset();
}

void Events::publish(const app::Notice& notice) {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->count == 0) return;  // nobody listens
    const auto [at, is_new] =
        state_->waiting.try_emplace({notice.kind, notice.project, notice.job, notice.user}, notice);
    if (!is_new) merge(notice, at->second);
  }
  state_->changed.notify_one();
}

Answer Events::open(const domain::User& user) {
  {
    const std::lock_guard lock(state_->mutex);
    std::size_t& own = state_->count_by_user[user.id.value];
    if (state_->count >= state_->settings.streams_max) {
      Answer answer = refused(status_too_many, "too_many", "too many event streams are open: close a page");
      add_header(answer, "Retry-After", "30");
      return answer;
    }
    if (own >= state_->settings.streams_of_user_max) ++state_->excess_of_user[user.id.value];
    ++own;
    ++state_->count;
  }
  Answer answer;
  answer.type = "text/event-stream";
  add_header(answer, "X-Accel-Buffering", "no");  // nginx would hold events back
  answer.stream = [state = state_.get(), user](Stream stream) {
    stream.send("retry: 3000\n\n");
    const std::int64_t until_us = state->clock.monotonic_us() + state->settings.stream_ms * 1000;
    {
      const std::lock_guard lock(state->mutex);
      state->fresh.push_back({user, std::move(stream), until_us});
    }
    state->changed.notify_one();
  };
  return answer;
}

std::size_t Events::stream_count() const {
  const std::lock_guard lock(state_->mutex);
  return state_->count;
}

}  // namespace assay::http
