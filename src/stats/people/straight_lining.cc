#include "stats/people/straight_lining.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace assay::stats {

// ends[k](t): probability that the first t answers hold no long run and end with category k; all(t) their
// sum. A run of k ends at t after 1 .. length-1 answers k that follow another category, so ends[k](t) = p_k
// all(t-1) - p_k^length (all - ends[k])(t-length), with all(0) = 1.
double run_probability(std::int64_t length, std::int64_t n, std::span<const double> shares) {
  ASSAY_CHECK(length >= 1 && n >= 0, "a run of answers");
  if (length > n) return 0;
  if (length == 1) return n > 0 ? 1 : 0;
  std::vector<double> p;
  for (const double share : shares) {
    if (share >= 1) return 1;
    if (share > 0) p.push_back(share);
  }
  const auto m = static_cast<std::size_t>(length);
  const std::size_t k = p.size();
  std::vector<double> power(k), other(m * k, 0.0);  // all - ends of the last `length` steps, in a ring
  for (std::size_t c = 0; c < k; ++c) {
    power[c] = std::pow(p[c], static_cast<double>(length));
    other[c] = 1;  // t = 0
  }
  double all = 1;
  std::vector<double> ends(k);
  for (std::size_t t = 1; t <= static_cast<std::size_t>(n); ++t) {
    double sum = 0;
    double* old = other.data() + t % m * k;  // of t - m, about to be replaced
    for (std::size_t c = 0; c < k; ++c) {
      ends[c] = std::max(p[c] * all - (t >= m ? power[c] * old[c] : 0), 0.0);
      sum += ends[c];
    }
    for (std::size_t c = 0; c < k; ++c) old[c] = sum - ends[c];
    all = sum;
  }
  return std::clamp(1 - all, 0.0, 1.0);
}

LongestRun longest_run(std::span<const std::uint32_t> answers, std::uint32_t category_count) {
  LongestRun out;
  std::vector<double> shares(category_count, 0.0);
  std::int64_t here = 0;
  for (std::size_t at = 0; at < answers.size(); ++at) {
    here = at > 0 && answers[at] == answers[at - 1] ? here + 1 : 1;
    out.length = std::max(out.length, here);
    shares[answers[at]] += 1;
  }
  if (answers.size() < 2) return out;
  for (double& share : shares) share /= static_cast<double>(answers.size());
  out.p = run_probability(out.length, static_cast<std::int64_t>(answers.size()), shares);
  return out;
}

}  // namespace assay::stats
