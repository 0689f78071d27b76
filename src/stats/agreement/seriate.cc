#include "stats/agreement/seriate.h"

#include <algorithm>

namespace assay::stats {
namespace {

constexpr double least_gain = 1e-9;  // smaller ones are rounding, and could go round in circles

class Path {
 public:
  explicit Path(const std::vector<std::vector<double>>& distance) : distance_(distance) {}

  void insert(std::size_t next) {
    std::size_t best = 0;
    double least = added(0, next);
    for (std::size_t place = 1; place <= order_.size(); ++place) {
      if (added(place, next) < least - least_gain) {
        least = added(place, next);
        best = place;
      }
    }
    order_.insert(order_.begin() + static_cast<std::ptrdiff_t>(best), next);
  }

  // Reverses one stretch if that makes the path shorter.
  bool improve() {
    for (std::size_t begin = 0; begin < order_.size(); ++begin) {
      for (std::size_t end = begin + 2; end <= order_.size(); ++end) {
        if (gain(begin, end) > least_gain) {
          std::reverse(order_.begin() + static_cast<std::ptrdiff_t>(begin),
                       order_.begin() + static_cast<std::ptrdiff_t>(end));
          return true;
        }
      }
    }
    return false;
  }

  std::vector<std::size_t> take() { return std::move(order_); }

 private:
  double added(std::size_t place, std::size_t next) const {
    const bool has_left = place > 0, has_right = place < order_.size();
    double sum = 0;
    if (has_left) sum += distance_[order_[place - 1]][next];
    if (has_right) sum += distance_[next][order_[place]];
    if (has_left && has_right) sum -= distance_[order_[place - 1]][order_[place]];
    return sum;
  }

  double gain(std::size_t begin, std::size_t end) const {
    double sum = 0;
    const std::size_t first = order_[begin], last = order_[end - 1];
    if (begin > 0) sum += distance_[order_[begin - 1]][first] - distance_[order_[begin - 1]][last];
    if (end < order_.size()) sum += distance_[last][order_[end]] - distance_[first][order_[end]];
    return sum;
  }

  const std::vector<std::vector<double>>& distance_;
  std::vector<std::size_t> order_;
};

}  // namespace

std::vector<std::size_t> seriate(const std::vector<std::vector<double>>& distance) {
  constexpr int rounds_max = 1000;
  Path path(distance);
  for (std::size_t next = 0; next < distance.size(); ++next) path.insert(next);
  for (int round = 0; round < rounds_max && path.improve(); ++round) {
  }
  return path.take();
}

}  // namespace assay::stats
