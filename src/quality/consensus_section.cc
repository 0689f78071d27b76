#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "quality/judged.h"
#include "quality/sections.h"
#include "stats/interval/binomial.h"
#include "stats/special.h"

namespace assay::quality {
namespace {

constexpr std::int64_t compared_min = 50;  // gold items on which two models are compared: methods 2.8

// Walks the tied labels of a choice, item by item.
class Ties {
 public:
  explicit Ties(const stats::Choice& choice) : choice_(choice) {}
  // Is the category one of the item's best? Items must be asked in ascending order.
  bool holds(std::size_t item, std::uint32_t category) {
    if (choice_.tied[item] < 2) return choice_.label[item] == category;
    while (at_ < choice_.tied_labels.size() && choice_.tied_labels[at_].item < item) ++at_;
    for (std::size_t i = at_; i < choice_.tied_labels.size() && choice_.tied_labels[i].item == item; ++i) {
      if (choice_.tied_labels[i].category == category) return true;
    }
    return false;
  }

 private:
  const stats::Choice& choice_;
  std::size_t at_ = 0;
};

// 1 where the label is the gold's, 1 / number tied where the gold is among the tied: what random ties would
// give.
std::vector<double> gold_credit(const Workspace& work, const stats::Choice& choice) {
  std::vector<double> credit;
  Ties ties(choice);
  for (std::size_t item = 0; item < work.question.gold.size(); ++item) {
    const std::uint32_t gold = work.question.gold[item];
    if (gold == labels::none || choice.label[item] == stats::no_category) continue;
    credit.push_back(ties.holds(item, gold) ? 1.0 / choice.tied[item] : 0);
  }
  return credit;
}

Estimate accuracy_of(const std::vector<double>& credit, double level) {
  if (credit.empty()) {
    return undefined_estimate(Status::insufficient, "consensus_accuracy", 0,
                              "no gold on annotated items: whether the consensus is right cannot be said");
  }
  double right = 0;
  for (const double c : credit) right += c;
  const auto n = static_cast<double>(credit.size());
  return stats::rate_estimate(std::min(right, n), n, "consensus_accuracy", {.level = level, .n_min = 10});
}

// Items whose label is none of those that most annotators chose.
std::int64_t differing(const stats::Choice& choice, const stats::Choice& majority) {
  std::int64_t count = 0;
  Ties ties(majority);
  for (std::size_t item = 0; item < choice.label.size(); ++item) {
    if (choice.label[item] != stats::no_category && !ties.holds(item, choice.label[item])) ++count;
  }
  return count;
}

// The exact sign test of two models on the same gold items (McNemar 1947, exact form).
std::string compared(const std::vector<double>& credit, const std::vector<double>& majority) {
  if (static_cast<std::int64_t>(credit.size()) < compared_min) return "";
  std::int64_t better = 0, worse = 0;
  for (std::size_t i = 0; i < credit.size(); ++i) {
    better += credit[i] > majority[i] + 1e-9 ? 1 : 0;
    worse += credit[i] < majority[i] - 1e-9 ? 1 : 0;
  }
  if (better + worse == 0) return "right on the same gold items as the majority";
  const auto low = static_cast<double>(std::min(better, worse)), all = static_cast<double>(better + worse);
  const double p = std::min(1.0, 2 * (1 - stats::beta_cdf(0.5, low + 1, std::max(all - low, 1e-9))));
  return fmt::format(
      "against the majority on gold: better on {} items, worse on {} (exact sign test, p = {})", better,
      worse, p < 0.001 ? "< 0.001" : decimals(p, 3));
}

std::string joined(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return a + b;
  return a + "; " + b;
}

std::optional<PredictiveCheck> shown(const std::optional<stats::PredictiveCheck>& check) {
  if (!check) return std::nullopt;
  return PredictiveCheck{check->p_unanimous, check->p_split, check->overconfident, check->temperature};
}

}  // namespace

void add_consensus(const Workspace& work, QuestionInspection& out) {
  if (!work.beliefs) return;
  const Beliefs& beliefs = *work.beliefs;
  const std::vector<double> majority = gold_credit(work, beliefs.choices[0]);
  for (std::size_t m = 0; m < beliefs.fits.size(); ++m) {
    const stats::Fit& fit = beliefs.fits[m];
    const std::vector<double> credit = m == 0 ? majority : gold_credit(work, beliefs.choices[m]);
    ConsensusRow row;
    row.model = fit.model;
    row.is_default = m == beliefs.default_model;
    row.accuracy = accuracy_of(credit, work.options.level);
    row.items = work.question.counts.items;
    row.ties = beliefs.choices[m].ties;
    row.differs_from_majority = m == 0 ? 0 : differing(beliefs.choices[m], beliefs.choices[0]);
    row.mean_confidence = beliefs.mean_confidence[m];
    row.status = work.votes.category_count < 2 ? Status::no_variation : fit.status;
    row.note = m == 0 ? fit.note : joined(fit.note, compared(credit, majority));
    row.check = shown(beliefs.checks[m]);
    out.consensus.push_back(std::move(row));
  }
}

}  // namespace assay::quality
