#include "labels/scale.h"

#include <algorithm>
#include <vector>

namespace assay::labels {
namespace {

// Neighbours count as confused when they meet on an item at least this share of what chance would make.
constexpr double confused_min = 0.1;
// And more often than categories further apart do, on average.
constexpr double nearer_min = 1.05;

// How often two categories meet on an item, as Krippendorff counts it: a pair of an item of m labels weighs
// 1 / (m - 1).
struct Coincidences {
  std::size_t count = 0;
  std::vector<double> meet;   // [a * count + b], a < b
  std::vector<double> total;  // labels of each category on items of two and more
  double labels = 0;

  double expected(std::size_t a, std::size_t b) const {
    return labels > 0 ? total[a] * total[b] / labels : 0;
  }
};

Coincidences count_coincidences(const QuestionTable& question) {
  Coincidences out;
  out.count = question.categories.size();
  out.meet.assign(out.count * out.count, 0);
  out.total.assign(out.count, 0);
  std::vector<double> here(out.count, 0);
  std::vector<std::uint32_t> used;
  for (std::size_t item = 0; item < question.item_count(); ++item) {
    const std::size_t begin = question.item_begin[item], end = question.item_begin[item + 1];
    if (end - begin < 2) continue;
    used.clear();
    for (std::size_t at = begin; at < end; ++at) {
      if (here[question.category[at]] == 0) used.push_back(question.category[at]);
      here[question.category[at]] += 1;
    }
    std::sort(used.begin(), used.end());
    for (std::size_t first = 0; first < used.size(); ++first) {
      for (std::size_t second = first + 1; second < used.size(); ++second) {
        out.meet[used[first] * out.count + used[second]] +=
            here[used[first]] * here[used[second]] / static_cast<double>(end - begin - 1);
      }
      out.total[used[first]] += here[used[first]];
      out.labels += here[used[first]];
    }
    for (const std::uint32_t category : used) here[category] = 0;
  }
  return out;
}

}  // namespace

bool answers_look_ordered(const QuestionTable& question) {
  const Coincidences seen = count_coincidences(question);
  if (seen.count < 3) return false;
  double weakest = 1e9, far_meet = 0, far_expected = 0;
  for (std::size_t a = 0; a < seen.count; ++a) {
    for (std::size_t b = a + 1; b < seen.count; ++b) {
      const double meet = seen.meet[a * seen.count + b], expected = seen.expected(a, b);
      if (b > a + 1) {
        far_meet += meet, far_expected += expected;
      } else {
        weakest = std::min(weakest, expected > 0 ? meet / expected : 0);
      }
    }
  }
  const double far = far_expected > 0 ? far_meet / far_expected : 0;
  return weakest >= confused_min && weakest > far * nearer_min;
}

}  // namespace assay::labels
