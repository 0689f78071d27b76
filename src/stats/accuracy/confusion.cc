#include "stats/accuracy/confusion.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "base/check.h"
#include "stats/accuracy/clustered_rate.h"
#include "stats/interval/binomial.h"
#include "stats/interval/finite_lot.h"
#include "stats/interval/shrunk.h"

namespace assay::stats {
namespace {

struct Belief {
  std::uint32_t category = 0;
  double share = 0;
};

// How many labels of an item name a category.
struct Said {
  std::uint32_t category = 0;
  double count = 0;
};

// Adds one given label at a time. Counts of few categories live in a matrix, of many in a hash table that is
// sorted once at the end.
class Collector {
 public:
  explicit Collector(std::uint32_t category_count)
      : width_(category_count), by_truth_(category_count), by_given_(category_count) {
    if (category_count <= dense_max) dense_.assign(std::size_t{category_count} * category_count, 0);
  }

  void add(std::uint64_t item, std::uint32_t truth, std::uint32_t given, double amount) {
    const double wrong = truth == given ? 0 : amount;
    overall_.add(item, amount, wrong);
    by_truth_[truth].add(item, amount, wrong);
    by_given_[given].add(item, amount, wrong);
    count_cell(truth, given, amount);
  }

  // All labels of an item at once, under what is believed of it: the same sums as label by label, in fewer
  // steps.
  void add_item(std::uint64_t item, const std::vector<Belief>& beliefs, const std::vector<Said>& said) {
    double labels = 0, believed = 0, right = 0;
    for (const Said& s : said) labels += s.count;
    for (const Belief& belief : beliefs) {
      if (!(belief.share > 0)) continue;
      believed += belief.share;
      double same = 0;
      for (const Said& s : said) {
        if (s.category == belief.category) same = s.count;
        count_cell(belief.category, s.category, belief.share * s.count);
      }
      right += belief.share * same;
      by_truth_[belief.category].add(item, belief.share * labels, belief.share * (labels - same));
    }
    if (!(believed > 0)) return;
    overall_.add(item, believed * labels, std::max(0.0, believed * labels - right));
    for (const Said& s : said) {
      double same = 0;
      for (const Belief& belief : beliefs) {
        if (belief.category == s.category && belief.share > 0) same += belief.share;
      }
      by_given_[s.category].add(item, believed * s.count, std::max(0.0, believed - same) * s.count);
    }
  }

  void finish() {
    overall_.close();
    for (ClusterSums& sums : by_truth_) sums.close();
    for (ClusterSums& sums : by_given_) sums.close();
  }

  std::vector<ConfusionCell> cells() const {
    std::vector<ConfusionCell> out;
    const auto keep = [&](std::uint64_t cell, double count) {
      if (count <= 0) return;
      out.push_back(ConfusionCell{static_cast<std::uint32_t>(cell / width_),
                                  static_cast<std::uint32_t>(cell % width_), count});
    };
    for (std::size_t cell = 0; cell < dense_.size(); ++cell) keep(cell, dense_[cell]);
    for (const auto& [cell, count] : sparse_) keep(cell, count);
    std::sort(out.begin(), out.end(), [](const ConfusionCell& a, const ConfusionCell& b) {
      return std::pair(a.truth, a.given) < std::pair(b.truth, b.given);
    });
    return out;
  }

  const ClusterSums& overall() const { return overall_; }
  const ClusterSums& of_truth(std::uint32_t k) const { return by_truth_[k]; }
  const ClusterSums& of_given(std::uint32_t k) const { return by_given_[k]; }
  std::uint32_t width() const { return width_; }

 private:
  void count_cell(std::uint32_t truth, std::uint32_t given, double amount) {
    const std::uint64_t cell = std::uint64_t{truth} * width_ + given;
    if (dense_.empty()) {
      sparse_[cell] += amount;
    } else {
      dense_[cell] += amount;
    }
  }

  static constexpr std::uint32_t dense_max = 1024;
  std::uint32_t width_;
  ClusterSums overall_;
  std::vector<ClusterSums> by_truth_, by_given_;
  std::vector<double> dense_;
  std::unordered_map<std::uint64_t, double> sparse_;
};

enum class ConfusionCounting { errors, hits };

Estimate rate_of(const ClusterSums& sums, ConfusionCounting counting, RateInterval interval,
                 const AccuracyOptions& options, std::string method) {
  const double n = sums.amount();
  const double x = counting == ConfusionCounting::errors ? sums.hits() : n - sums.hits();
  return rate_estimate(x, n, std::move(method),
                       {.level = options.level,
                        .interval = interval,
                        .n_min = options.n_min,
                        .n_effective = sums.effective_n()});
}

Estimate exact_error(const ClusterSums& sums, const AccuracyOptions& options) {
  Estimate error =
      rate_of(sums, ConfusionCounting::errors, RateInterval::clopper_pearson, options, options.method);
  if (!options.lot || !error.value) return error;
  // Only whole units, one per item, are a sample of the lot's items.
  const auto drawn = static_cast<std::int64_t>(std::llround(sums.amount()));
  const auto wrong = static_cast<std::int64_t>(std::llround(sums.hits()));
  const bool whole = drawn == sums.clusters() && std::fabs(sums.hits() - std::round(sums.hits())) < 1e-9;
  const auto lot = whole ? finite_lot_interval({wrong, drawn, *options.lot}, options.level)
                         : Result<LotInterval>(Error{ErrorCode::invalid, "", ""});
  if (lot) {
    error.interval = lot.value().share;
  } else {
    error.note =
        "the interval of the finite lot needs one whole label per item and a lot that holds them all";
  }
  return error;
}

// The effective counts are what is shrunk, so that clustered categories are not trusted more than they
// deserve.
ShrunkRates shrink(const std::vector<const ClusterSums*>& groups, double level) {
  std::vector<double> x, n;
  for (const ClusterSums* sums : groups) {
    const double base = sums->effective_n();
    n.push_back(base);
    x.push_back(sums->amount() > 0 ? base * std::min(1.0, sums->hits() / sums->amount()) : 0);
  }
  return shrunk_rates(x, n, {.level = level});
}

void add_categories(const Collector& all, const AccuracyOptions& options, AccuracyTable& table) {
  std::vector<const ClusterSums*> truths, givens;
  for (std::uint32_t k = 0; k < all.width(); ++k) {
    truths.push_back(&all.of_truth(k));
    givens.push_back(&all.of_given(k));
  }
  const ShrunkRates of_true = shrink(truths, options.level);
  const ShrunkRates of_given = shrink(givens, options.level);
  constexpr auto exact = RateInterval::clopper_pearson;
  for (std::uint32_t k = 0; k < all.width(); ++k) {
    CategoryRates rates;
    rates.true_count = truths[k]->amount();
    rates.given_count = givens[k]->amount();
    rates.true_effective = truths[k]->effective_n();
    rates.recall = rate_of(*truths[k], ConfusionCounting::hits, exact, options, "recall");
    rates.precision = rate_of(*givens[k], ConfusionCounting::hits, exact, options, "precision");
    rates.error_of_true = rate_of(*truths[k], ConfusionCounting::errors, exact, options, "error_of_true");
    rates.error_of_given = rate_of(*givens[k], ConfusionCounting::errors, exact, options, "error_of_given");
    rates.error_of_true_shrunk = of_true.rates[k];
    rates.error_of_given_shrunk = of_given.rates[k];
    rates.error_of_true_shrunk.n = rates.error_of_true.n;
    rates.error_of_given_shrunk.n = rates.error_of_given.n;
    rates.error_of_true_sorting = of_true.sorting_upper[k];
    rates.error_of_given_sorting = of_given.sorting_upper[k];
    table.by_category.push_back(std::move(rates));
  }
}

AccuracyTable table_of(Collector& all, const AccuracyOptions& options) {
  all.finish();
  AccuracyTable table;
  const ClusterSums& sums = all.overall();
  table.accuracy = rate_of(sums, ConfusionCounting::hits, RateInterval::wilson, options, options.method);
  table.error = rate_of(sums, ConfusionCounting::errors, RateInterval::wilson, options, options.method);
  table.error_exact = exact_error(sums, options);
  table.unit_count = sums.amount();
  table.item_count = sums.clusters();
  table.cells = all.cells();
  add_categories(all, options, table);
  return table;
}

void collect_said(const Votes& votes, std::size_t item, std::vector<Said>& said) {
  said.clear();
  for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
    const auto same = std::find_if(said.begin(), said.end(),
                                   [&](const Said& s) { return s.category == votes.category[v]; });
    if (same != said.end()) {
      same->count += 1;
    } else {
      said.push_back({votes.category[v], 1});
    }
  }
}

// believe(item, beliefs) appends what is believed of the item, or nothing to leave it out.
template <class Believe>
AccuracyTable expected_table(const Votes& votes, const AccuracyOptions& options, Believe believe) {
  Collector all(votes.category_count);
  std::vector<Belief> beliefs;
  std::vector<Said> said;
  for (std::size_t item = 0; item < votes.item_count(); ++item) {
    beliefs.clear();
    believe(item, beliefs);
    if (beliefs.empty()) continue;
    collect_said(votes, item, said);
    all.add_item(item, beliefs, said);
  }
  AccuracyTable table = table_of(all, options);
  const char* const note = "against what the model believes; the interval takes that belief as known";
  for (Estimate* estimate : {&table.accuracy, &table.error, &table.error_exact}) {
    if (estimate->note.empty()) estimate->note = note;
  }
  return table;
}

}  // namespace

AccuracyTable accuracy_table(const LabelPairs& pairs, std::uint32_t category_count,
                             const AccuracyOptions& options) {
  const std::size_t rows = pairs.given.size();
  ASSAY_CHECK(pairs.truth.size() == rows && (pairs.item.empty() || pairs.item.size() == rows) &&
                  (pairs.share.empty() || pairs.share.size() == rows),
              "every row has all its columns");
  Collector all(category_count);
  for (std::size_t row = 0; row < rows; ++row) {
    ASSAY_CHECK(pairs.truth[row] < category_count && pairs.given[row] < category_count,
                "a code names a category");
    all.add(pairs.item.empty() ? row : pairs.item[row], pairs.truth[row], pairs.given[row],
            pairs.share.empty() ? 1 : pairs.share[row]);
  }
  return table_of(all, options);
}

AccuracyTable expected_accuracy_table(const Votes& votes, const SoftTruth& truth,
                                      const AccuracyOptions& options) {
  ASSAY_CHECK(truth.item_begin.size() == votes.item_begin.size(), "the posterior is of the same items");
  return expected_table(votes, options, [&](std::size_t item, std::vector<Belief>& beliefs) {
    for (std::uint64_t cell = truth.item_begin[item]; cell < truth.item_begin[item + 1]; ++cell)
      beliefs.push_back({truth.category[cell], truth.probability[cell]});
  });
}

AccuracyTable expected_accuracy_table(const Votes& votes, const Posterior& truth,
                                      const AccuracyOptions& options, std::size_t labels_min) {
  ASSAY_CHECK(truth.item_count() == votes.item_count(), "the posterior is of the same items");
  return expected_table(votes, options, [&](std::size_t item, std::vector<Belief>& beliefs) {
    if (votes.item_begin[item + 1] - votes.item_begin[item] < labels_min) return;
    const std::span<const float> shares = truth.of(item);
    for (std::size_t at = 0; at < shares.size(); ++at)
      beliefs.push_back({truth.category_at(item, at), static_cast<double>(shares[at])});
  });
}

std::vector<ConfusionShare> confused_pairs(const AccuracyTable& table, std::size_t count, double level) {
  std::vector<ConfusionShare> pairs;
  for (const ConfusionCell& cell : table.cells) {
    if (cell.truth != cell.given) pairs.push_back({cell.truth, cell.given, cell.count, {}});
  }
  const auto larger = [](const ConfusionShare& a, const ConfusionShare& b) {
    if (a.count != b.count) return a.count > b.count;
    return std::pair(a.truth, a.given) < std::pair(b.truth, b.given);
  };
  const auto kept = static_cast<std::ptrdiff_t>(std::min(count, pairs.size()));
  std::partial_sort(pairs.begin(), pairs.begin() + kept, pairs.end(), larger);
  pairs.resize(static_cast<std::size_t>(kept));
  for (ConfusionShare& pair : pairs) {
    const double n = table.by_category[pair.truth].true_count;
    pair.share = rate_estimate(std::min(pair.count, n), n, "share_of_true",
                               {.level = level,
                                .interval = RateInterval::clopper_pearson,
                                .n_effective = table.by_category[pair.truth].true_effective});
  }
  return pairs;
}

}  // namespace assay::stats
