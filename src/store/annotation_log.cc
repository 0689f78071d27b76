#include "store/annotation_log.h"

#include <algorithm>

namespace assay::store {
namespace {

constexpr std::int64_t stretch_rows = 25'000;

using Keys = std::vector<AnnotationKeys>;
using Stretches = std::vector<LogStretch>;

// Cuts the log into stretches, and looks at what they held to choose how the next ones are read.
class Cutter {
 public:
  Cutter(std::int64_t after, std::int64_t end) : next_(after), end_(end) {}

  Stretches cut(std::size_t at_most, const std::vector<Keys>& last) {
    look_at(last);
    const std::int64_t begin = next_;
    Stretches out;
    for (std::size_t at = 0; next_ < end_ && at < at_most; ++at) {
      const std::int64_t stretch_end = std::min(end_, next_ + stretch_rows);
      out.push_back({next_, stretch_end, mostly_own_});
      next_ = stretch_end;
    }
    looked_at_ = next_ - begin;
    return out;
  }

 private:
  void look_at(const std::vector<Keys>& last) {
    if (last.empty()) return;
    std::int64_t own = 0;
    for (const Keys& keys : last) own += std::ssize(keys);
    mostly_own_ = own * 3 > looked_at_;
  }

  std::int64_t next_, end_;
  std::int64_t looked_at_ = 0;
  bool mostly_own_ = false;
};

}  // namespace

Result<Done> each_annotation(Connection& connection, domain::ProjectId project, std::int64_t after,
                             const std::function<void(const AnnotationKeys&)>& each,
                             const MoreConnections& more) {
  Result<std::int64_t> end = last_sequence(connection);
  if (!end) return end.error();
  Result<std::int64_t> first = first_sequence(connection, project, after);
  if (!first) return first.error();
  if (first.value() == 0) return Done{};
  Cutter cutter(first.value() - 1, end.value());
  LentConnections connections(connection, more);
  return read_ahead<LogStretch, Keys>(
      connections,
      {[&](std::size_t at_most, const std::vector<Keys>& last) { return cutter.cut(at_most, last); },
       [&](Connection& lent, const LogStretch& stretch) { return annotations_in(lent, project, stretch); },
       [&](const Keys& keys) { std::for_each(keys.begin(), keys.end(), std::cref(each)); }});
}

}  // namespace assay::store
