#pragma once
// The other servers on one PostgreSQL database: what a page open there is to be told of and no row of the
// audit log says, which is how jobs go on and what messages people have. Told as it happens, lost when nobody
// listens: a page that asks gets everything from the database. What comes in rows the Follower finds.

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "app/context.h"
#include "base/background.h"
#include "base/log.h"
#include "store/channel.h"

namespace assay::work {

class Neighbours {
 public:
  // The log outlives it.
  Neighbours(std::string postgres_address, const Log& log);
  ~Neighbours();  // as stop()
  Neighbours(const Neighbours&) = delete;
  Neighbours& operator=(const Neighbours&) = delete;

  // Called on a thread of this, with what others tell. Must not block.
  using Heard = std::function<void(const app::Notice&)>;
  // Sends and hears from here on. When the database cannot be reached it is tried again every second.
  void start(Heard heard);

  void stop();  // hears and sends no more

  // Thread safe, never blocks: what is told faster than it is sent becomes one.
  void tell(const app::Notice& notice);

 private:
  using Key = std::tuple<std::string, std::int64_t, std::int64_t, std::int64_t>;  // kind, project, job, user

  void send_loop();
  void hear_loop();
  Result<Done> send(const std::map<Key, app::Notice>& notices);
  Result<Done> hear();
  void note(const Result<Done>& done, std::unique_ptr<store::Channel>& channel);
  bool pause(int ms);

  const std::string address_;
  const Log& log_;
  Heard heard_;
  const std::string own_name_;  // of this process, so that it does not hear itself
  std::mutex mutex_;            // of the next three
  std::condition_variable changed_;
  std::map<Key, app::Notice> waiting_;
  bool stopping_ = false;
  std::unique_ptr<store::Channel> sending_, hearing_;  // of one thread each
  std::optional<BackgroundThread> sender_, hearer_;
};

// "NODE KIND PROJECT JOB USER", and back; nothing of a text that is none.
std::string notice_text(std::string_view node, const app::Notice& notice);
struct ToldNotice {
  std::string node;
  app::Notice notice;
};
std::optional<ToldNotice> notice_from(std::string_view text);

}  // namespace assay::work
