#include "stats/slices/score_maximum.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"
#include "base/parallel.h"

namespace assay::stats {
namespace {

// A slice that is large enough, at a place in the table of its features' values.
struct Cell {
  std::uint32_t place = 0;
  std::array<std::uint16_t, 3> value{};
  double size = 0;
};

struct Combination {
  std::array<std::uint32_t, 3> feature{};
  std::uint32_t depth = 0;
  std::uint32_t places = 0;
  std::vector<Cell> cells;
  std::once_flag counted;
};

struct Tables {
  std::vector<std::vector<double>> single;  // per feature, per value: errors
  std::vector<std::vector<double>> pair;    // per pair of features; empty when the pair was pruned
};

}  // namespace

struct ScoreMaximum::State {
  SliceLineOptions options;
  std::size_t rows = 0;
  std::size_t features = 0;
  double total = 0;
  std::vector<double> weight;
  std::vector<std::uint16_t> code;               // row-major; 0: missing or too small a value
  std::vector<std::vector<double>> single_size;  // per feature, per value
  std::vector<std::unique_ptr<Combination>> pairs;
  std::vector<std::unique_ptr<Combination>> triples;

  double weight_of(std::size_t row) const { return weight.empty() ? 1 : weight[row]; }
  std::uint32_t width(std::size_t feature) const {
    return static_cast<std::uint32_t>(single_size[feature].size());
  }
  std::size_t pair_index(std::size_t f, std::size_t g) const {
    return f * features - f * (f + 1) / 2 + g - f - 1;
  }

  std::uint32_t place(const Combination& c, const std::uint16_t* codes) const {
    std::uint32_t at = codes[c.feature[0]];
    for (std::uint32_t i = 1; i < c.depth; ++i) at = at * width(c.feature[i]) + codes[c.feature[i]];
    return at;
  }

  bool enough(double size, std::int64_t count) const {
    return size >= options.size_min && (weight.empty() || count >= options.rows_min);
  }

  void encode(const SliceRows& view) {
    code.assign(rows * features, 0);
    for (std::size_t f = 0; f < features; ++f) {
      const auto column = view.features[f];
      std::uint32_t largest = 0;
      for (const std::uint32_t value : column) largest = std::max(largest, value);
      std::vector<double> size(std::size_t{largest} + 1, 0);
      std::vector<std::int64_t> count(size.size(), 0);
      for (std::size_t row = 0; row < rows; ++row) {
        size[column[row]] += weight_of(row);
        ++count[column[row]];
      }
      std::vector<std::uint16_t> dense(size.size(), 0);
      single_size.push_back({0});
      for (std::size_t value = 1; value < size.size(); ++value) {
        if (!enough(size[value], count[value])) continue;
        ASSAY_CHECK(single_size[f].size() < 65535, "a feature has fewer than 65,535 values");
        dense[value] = static_cast<std::uint16_t>(single_size[f].size());
        single_size[f].push_back(size[value]);
      }
      for (std::size_t row = 0; row < rows; ++row) code[row * features + f] = dense[column[row]];
    }
  }

  // Sizes of all conjunctions of a combination, of which the large ones are kept.
  void count_sizes(Combination& c) const {
    c.places = 1;
    for (std::uint32_t i = 0; i < c.depth; ++i) c.places *= width(c.feature[i]);
    std::vector<double> size(c.places, 0);
    std::vector<std::int64_t> count(weight.empty() ? 0 : c.places, 0);
    for (std::size_t row = 0; row < rows; ++row) {
      const std::uint32_t at = place(c, &code[row * features]);
      size[at] += weight_of(row);
      if (!count.empty()) ++count[at];
    }
    for (std::uint32_t at = 0; at < c.places; ++at) {
      if (!enough(size[at], count.empty() ? 0 : count[at])) continue;
      Cell cell{at, {}, size[at]};
      std::uint32_t rest = at;
      bool whole = true;
      for (std::uint32_t i = c.depth; i-- > 0; rest /= width(c.feature[i])) {
        cell.value[i] = static_cast<std::uint16_t>(rest % width(c.feature[i]));
        whole = whole && cell.value[i] != 0;
      }
      if (whole) c.cells.push_back(cell);
    }
  }

  void add_combinations() {
    const auto combination = [](std::array<std::uint32_t, 3> feature, std::uint32_t depth) {
      auto made = std::make_unique<Combination>();
      made->feature = feature;
      made->depth = depth;
      return made;
    };
    for (std::uint32_t f = 0; f < features && options.depth_max >= 2; ++f) {
      for (std::uint32_t g = f + 1; g < features; ++g) pairs.push_back(combination({f, g, 0}, 2));
    }
    for (std::uint32_t f = 0; f < features && options.depth_max >= 3; ++f) {
      for (std::uint32_t g = f + 1; g < features; ++g) {
        for (std::uint32_t h = g + 1; h < features; ++h) triples.push_back(combination({f, g, h}, 3));
      }
    }
    for_chunks(pairs.size(), 1, [&](Chunk chunk) { count_sizes(*pairs[chunk.index]); });
  }
};

namespace {

// One replicate: its errors in tables, and the best score so far.
class Replicate {
 public:
  template <class State>
  double run(const State& s, const std::vector<WrongRow>& wrong) {
    scoring_ = {.total = s.total, .size_min = s.options.size_min, .error_max = 0};
    double errors = 0;
    for (const WrongRow& w : wrong) {
      const auto error = static_cast<double>(w.error);
      value_.push_back(s.weight_of(w.row) * error);
      errors += value_.back();
      scoring_.error_max = std::max(scoring_.error_max, error);
      const std::uint16_t* codes = &s.code[std::size_t{w.row} * s.features];
      code_.insert(code_.end(), codes, codes + s.features);
    }
    scoring_.mean_error = errors / s.total;
    scoring_.alpha = s.options.alpha ? *s.options.alpha : balanced_alpha(scoring_);
    if (errors <= 0) return 0;
    singles(s);
    for (const auto& pair : s.pairs) pair_scores(s, *pair);
    for (const auto& triple : s.triples) triple_scores(s, *triple);
    return best_;
  }

 private:
  void offer(double size, double error) {
    if (error > 0) best_ = std::max(best_, slice_score(scoring_, size, error));
  }

  // Slack: the bound and the score of a slice that is its own bound may differ in their last bits.
  bool promising(double size, double error) const {
    return slice_bound(scoring_, size, error) > best_ - 1e-9;
  }

  template <class State>
  void singles(const State& s) {
    for (std::size_t f = 0; f < s.features; ++f) {
      auto& table = tables_.single.emplace_back(s.width(f), 0.0);
      for (std::size_t i = 0; i < value_.size(); ++i) table[code_[i * s.features + f]] += value_[i];
      for (std::size_t v = 1; v < table.size(); ++v) offer(s.single_size[f][v], table[v]);
    }
  }

  template <class State>
  void fill(const State& s, const Combination& c, std::vector<double>& table) const {
    table.assign(c.places, 0);
    for (std::size_t i = 0; i < value_.size(); ++i) table[s.place(c, &code_[i * s.features])] += value_[i];
  }

  template <class State>
  void pair_scores(const State& s, const Combination& c) {
    std::vector<double>& table = tables_.pair.emplace_back();
    const auto& first = tables_.single[c.feature[0]];
    const auto& second = tables_.single[c.feature[1]];
    const bool worth = std::any_of(c.cells.begin(), c.cells.end(), [&](const Cell& cell) {
      return promising(cell.size, std::min(first[cell.value[0]], second[cell.value[1]]));
    });
    if (!worth) return;
    fill(s, c, table);
    for (const Cell& cell : c.cells) offer(cell.size, table[cell.place]);
  }

  template <class State>
  void triple_scores(const State& s, Combination& c) {
    const std::array<std::uint32_t, 3>& f = c.feature;
    const auto& ab = tables_.pair[s.pair_index(f[0], f[1])];
    const auto& ac = tables_.pair[s.pair_index(f[0], f[2])];
    const auto& bc = tables_.pair[s.pair_index(f[1], f[2])];
    if (ab.empty() || ac.empty() || bc.empty()) return;
    std::call_once(c.counted, [&] { s.count_sizes(c); });
    const bool worth = std::any_of(c.cells.begin(), c.cells.end(), [&](const Cell& cell) {
      const auto& v = cell.value;
      const double most = std::min({ab[v[0] * s.width(f[1]) + v[1]], ac[v[0] * s.width(f[2]) + v[2]],
                                    bc[v[1] * s.width(f[2]) + v[2]], cell.size * scoring_.error_max});
      return slice_score(scoring_, cell.size, most) > best_ - 1e-9;
    });
    if (!worth) return;
    fill(s, c, scratch_);
    for (const Cell& cell : c.cells) offer(cell.size, scratch_[cell.place]);
  }

  SliceScoring scoring_;
  std::vector<double> value_;
  std::vector<std::uint16_t> code_;
  Tables tables_;
  std::vector<double> scratch_;
  double best_ = 0;
};

}  // namespace

ScoreMaximum::ScoreMaximum(const SliceRows& rows, const SliceLineOptions& options)
    : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.options = options;
  s.rows = rows.row_count();
  s.features = rows.features.size();
  s.weight.assign(rows.weight.begin(), rows.weight.end());
  for (std::size_t row = 0; row < s.rows; ++row) s.total += rows.weight_of(row);
  s.encode(rows);
  s.add_combinations();
}

ScoreMaximum::~ScoreMaximum() = default;

double ScoreMaximum::of(const std::vector<WrongRow>& wrong) const { return Replicate().run(*state_, wrong); }

}  // namespace assay::stats
