#include "store/annotation_log.h"

#include <mutex>

#include "base/parallel.h"

namespace assay::store {
namespace {

constexpr std::int64_t stretch_rows = 25'000;
constexpr std::size_t stretches_at_once = 6;  // enough that threads end together

using Keys = std::vector<AnnotationKeys>;
using Stretches = std::vector<LogStretch>;

// Connections that threads borrow for a stretch; opened when nobody has given one back.
class Connections {
 public:
  Connections(Connection& first, const MoreConnections& more) : free_{&first}, more_(more) {}

  Result<Connection*> borrow() {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        Connection* out = free_.back();
        free_.pop_back();
        return out;
      }
    }
    Result<std::unique_ptr<Connection>> opened = more_();
    if (!opened) return opened.error();
    const std::lock_guard lock(mutex_);
    opened_.push_back(std::move(opened).value());
    return opened_.back().get();
  }
  void give_back(Connection* connection) {
    const std::lock_guard lock(mutex_);
    free_.push_back(connection);
  }

 private:
  std::mutex mutex_;
  std::vector<Connection*> free_;
  std::vector<std::unique_ptr<Connection>> opened_;
  const MoreConnections& more_;
};

class Walk {
 public:
  Walk(Connection& connection, domain::ProjectId project, const MoreConnections& more)
      : connection_(connection), project_(project), more_(more), connections_(connection, more) {}

  Result<Done> run(std::int64_t after, const std::function<void(const AnnotationKeys&)>& each) {
    Result<std::int64_t> end = last_sequence(connection_);
    if (!end) return end.error();
    Result<std::int64_t> first = first_sequence(connection_, project_, after);
    if (!first) return first.error();
    if (first.value() == 0) return Done{};
    next_ = first.value() - 1;
    end_ = end.value();
    std::vector<Result<Keys>> ready;
    for (Stretches stretches = cut(); !stretches.empty() || !ready.empty(); stretches = cut()) {
      std::vector<Result<Keys>> coming = step(stretches, ready, each);
      for (const Result<Keys>& keys : coming) {
        if (!keys) return keys.error();
      }
      look_at(stretches, coming);
      ready = std::move(coming);
    }
    return Done{};
  }

 private:
  Stretches cut() {
    Stretches out;
    for (std::size_t at = 0; next_ < end_ && at < (more_ ? stretches_at_once : 1); ++at) {
      const std::int64_t last = std::min(end_, next_ + stretch_rows);
      out.push_back({next_, last, mostly_own_});
      next_ = last;
    }
    return out;
  }

  // Hands over what is ready while the next stretches are read.
  std::vector<Result<Keys>> step(const Stretches& stretches, const std::vector<Result<Keys>>& ready,
                                 const std::function<void(const AnnotationKeys&)>& each) {
    std::vector<Result<Keys>> coming(stretches.size(), Keys());
    const auto hand_over = [&] {
      for (const Result<Keys>& keys : ready) {
        for (const AnnotationKeys& row : keys.value()) each(row);
      }
    };
    const auto work = [&](std::size_t at) {
      if (at == 0) return hand_over();
      coming[at - 1] = read(stretches[at - 1]);
    };
    if (more_) {
      for_chunks(stretches.size() + 1, 1, [&](Chunk chunk) { work(chunk.index); });
    } else {
      for (std::size_t at = 0; at <= stretches.size(); ++at) work(at);
    }
    return coming;
  }

  Result<Keys> read(const LogStretch& stretch) {
    Result<Connection*> connection = connections_.borrow();
    if (!connection) return connection.error();
    Result<Keys> keys = annotations_in(*connection.value(), project_, stretch);
    connections_.give_back(connection.value());
    return keys;
  }

  void look_at(const Stretches& stretches, const std::vector<Result<Keys>>& rows) {
    if (stretches.empty()) return;
    std::int64_t own = 0;
    for (const Result<Keys>& keys : rows) own += std::ssize(keys.value());
    mostly_own_ = own * 3 > stretches.back().last - stretches.front().after;
  }

  Connection& connection_;
  const domain::ProjectId project_;
  const MoreConnections& more_;
  Connections connections_;
  std::int64_t next_ = 0, end_ = 0;
  bool mostly_own_ = false;
};

}  // namespace

Result<Done> each_annotation(Connection& connection, domain::ProjectId project, std::int64_t after,
                             const std::function<void(const AnnotationKeys&)>& each,
                             const MoreConnections& more) {
  return Walk(connection, project, more).run(after, each);
}

}  // namespace assay::store
