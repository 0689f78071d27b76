#include "quality/slice_cards.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "stats/interval/binomial.h"

namespace assay::quality {
namespace {

constexpr std::size_t significant_max = 12, others_max = 3;
constexpr std::size_t card_annotators_max = 5;
constexpr double left_min = 20;  // rows outside the kept slices, below which nothing can be added

// Turns what was found into what is shown.
class Cards {
 public:
  Cards(const Workspace& work, Judge judge, const JudgedRows& rows, const std::vector<SliceColumn>& columns)
      : work_(work), judge_(judge), rows_(rows), columns_(columns) {}

  ErrorSlice card(const stats::ErrorSlice& found) const {
    ErrorSlice out;
    out.subject = judge_ == Judge::gold ? "annotations" : "consensus";
    if (found.inside) out.within = work_.question.categories[*found.inside];
    fill_predicates(found, out);
    const stats::SliceEffect& effect = found.effect;
    out.n = effect.rows;
    out.errors = std::llround(effect.errors);
    out.rate = effect.rate;
    out.rest_rate = effect.rest_rate;
    out.lift = effect.lift;
    out.excess_errors = effect.excess_errors;
    out.share_of_errors = effect.share_of_errors;
    out.score = found.slice.score;
    out.p_adjusted = found.p_adjusted;
    out.significant = found.significant;
    out.confirmed_p = found.confirmed_p;
    out.confirm_note = found.confirm_note;
    fill_people(effect, out);
    for (const std::size_t row : effect.examples)
      out.examples.emplace_back(work_.table->items.name(static_cast<std::uint32_t>(rows_.item[row])));
    out.advice = advice(found, out);
    return out;
  }

 private:
  void fill_predicates(const stats::ErrorSlice& found, ErrorSlice& out) const {
    for (const stats::SlicePredicate& predicate : found.slice.predicates) {
      const SliceColumn& column = columns_[predicate.feature];
      out.predicates.push_back({column.name, column.values[predicate.code - 1]});
      out.text += fmt::format("{}{} is {}", out.text.empty() ? "" : " and ", column.name,
                              column.values[predicate.code - 1]);
    }
  }

  std::string name_of(std::uint32_t annotator) const {
    if (annotator >= work_.table->annotators.size()) return "(not named)";
    return std::string(work_.table->annotators.name(annotator));
  }

  void fill_people(const stats::SliceEffect& effect, ErrorSlice& out) const {
    if (effect.confusion && effect.confusion->truth != effect.confusion->given) {
      out.largest_confusion = ConfusionPair{work_.question.categories[effect.confusion->truth],
                                            work_.question.categories[effect.confusion->given],
                                            effect.confusion->count,
                                            {}};
    }
    for (const stats::AnnotatorPart& part : effect.annotators) {
      if (out.annotators.size() == card_annotators_max) break;
      out.annotators.push_back({name_of(part.annotator), part.rows, std::llround(part.errors)});
    }
    if (effect.explained_by) out.one_annotator_explains = name_of(*effect.explained_by);
  }

  bool has_level(const stats::ErrorSlice& found, stats::FeatureLevel level) const {
    return std::any_of(found.slice.predicates.begin(), found.slice.predicates.end(),
                       [&](const auto& p) { return columns_[p.feature].level == level; });
  }

  static bool names(const ErrorSlice& slice, std::string_view attribute) {
    return std::any_of(slice.predicates.begin(), slice.predicates.end(),
                       [&](const Predicate& p) { return p.attribute == attribute; });
  }

  std::string advice(const stats::ErrorSlice& found, const ErrorSlice& out) const {
    if (out.one_annotator_explains) {
      return fmt::format("it is {}, not the kind of item: go through their mistakes with them",
                         *out.one_annotator_explains);
    }
    if (has_level(found, stats::FeatureLevel::identity)) {
      return out.predicates.size() == 1 ? "it is one person's work: see the annotators"
                                        : "one person's trouble in one part: practise it with them";
    }
    if (has_level(found, stats::FeatureLevel::annotator))
      return "it is the people: compare how they were trained, and calibrate them on shared items";
    if (names(out, "guideline_version"))
      return "compare this guideline version with the others, rule by rule";
    if (names(out, "time") || names(out, "batch")) return "find out what changed in that part of the work";
    if (out.largest_confusion && out.largest_confusion->count >= 5) {
      return fmt::format("write a rule that tells \"{}\" from \"{}\" there, with examples",
                         out.largest_confusion->from, out.largest_confusion->to);
    }
    return "look at the examples, then mend the guideline or the items";
  }

  const Workspace& work_;
  Judge judge_;
  const JudgedRows& rows_;
  const std::vector<SliceColumn>& columns_;
};

double sure_lift(const ErrorSlice& card) { return card.lift.interval ? card.lift.interval->lower : 0; }

// Beyond chance first; over all items before inside a category; then what is surely worst.
bool goes_before(const SliceCandidate& a, const SliceCandidate& b) {
  if (a.card.significant != b.card.significant) return a.card.significant;
  if (a.inside.has_value() != b.inside.has_value()) return !a.inside.has_value();
  return sure_lift(a.card) > sure_lift(b.card);
}

// A predicate as a column and a code of it; nothing when these rows do not have it.
struct Bound {
  const SliceColumn* column = nullptr;
  std::uint32_t code = 0;
};

std::optional<std::vector<Bound>> bind(const JudgedData& data, const std::vector<Predicate>& predicates) {
  std::vector<Bound> bound;
  for (const Predicate& predicate : predicates) {
    for (const SliceColumn& column : data.columns) {
      const auto at = std::find(column.values.begin(), column.values.end(), predicate.value);
      if (column.name != predicate.attribute || at == column.values.end()) continue;
      bound.push_back({&column, static_cast<std::uint32_t>(at - column.values.begin()) + 1});
      break;
    }
  }
  if (bound.size() != predicates.size()) return std::nullopt;
  return bound;
}

bool holds(const std::vector<Bound>& bound, std::size_t row) {
  return std::all_of(bound.begin(), bound.end(),
                     [&](const Bound& b) { return b.column->code[row] == b.code; });
}

// Which rows of each judge lie in slices that are kept.
class Covered {
 public:
  explicit Covered(const std::map<Judge, JudgedData>& data) : data_(data) {
    for (const auto& [judge, judged] : data) rows_[judge].assign(judged.rows.error.size(), 0);
  }

  // Is the candidate, outside what is covered, worse than what is neither in it nor covered?
  bool adds(const SliceCandidate& candidate) const {
    const JudgedData& data = data_.at(candidate.judge);
    const auto bound = bind(data, candidate.card.predicates);
    if (!bound) return true;
    double left = 0, left_errors = 0, rest = 0, rest_errors = 0;
    const std::vector<char>& covered = rows_.at(candidate.judge);
    for (std::size_t row = 0; row < covered.size(); ++row) {
      if (covered[row] != 0 || (candidate.inside && data.rows.truth[row] != *candidate.inside)) continue;
      const bool in = holds(*bound, row);
      (in ? left : rest) += 1;
      (in ? left_errors : rest_errors) += static_cast<double>(data.rows.error[row]);
    }
    if (left < left_min) return false;
    if (!(rest > 0)) return true;
    return stats::wilson_interval(std::min(left_errors, left), left).lower > rest_errors / rest;
  }

  void cover(const SliceCandidate& kept) {
    for (const auto& [judge, data] : data_) {
      const auto bound = bind(data, kept.card.predicates);
      if (!bound) continue;
      std::vector<char>& covered = rows_.at(judge);
      for (std::size_t row = 0; row < covered.size(); ++row) {
        const bool inside = !kept.inside || data.rows.truth[row] == *kept.inside;
        if (inside && holds(*bound, row)) covered[row] = 1;
      }
    }
  }

 private:
  const std::map<Judge, JudgedData>& data_;
  std::map<Judge, std::vector<char>> rows_;
};

}  // namespace

ErrorSlice slice_card(const Workspace& work, Judge judge, const JudgedRows& rows,
                      const std::vector<SliceColumn>& columns, const stats::ErrorSlice& found) {
  return Cards(work, judge, rows, columns).card(found);
}

std::vector<ErrorSlice> select_cards(std::vector<SliceCandidate> candidates,
                                     const std::map<Judge, JudgedData>& data) {
  std::stable_sort(candidates.begin(), candidates.end(), goes_before);
  Covered covered(data);
  std::vector<SliceCandidate> kept;
  for (SliceCandidate& candidate : candidates) {
    const bool significant = candidate.card.significant;
    const bool enough = kept.size() >= (significant ? significant_max : others_max) ||
                        (!significant && !kept.empty() && kept.front().card.significant);
    if (enough || !covered.adds(candidate)) continue;
    covered.cover(candidate);
    kept.push_back(std::move(candidate));
  }
  // By excess errors as a share of the judged annotations, because the judges see different numbers of them.
  const auto cost = [&](const SliceCandidate& c) {
    return c.card.excess_errors / static_cast<double>(data.at(c.judge).rows.error.size());
  };
  std::stable_sort(kept.begin(), kept.end(), [&](const auto& a, const auto& b) { return cost(a) > cost(b); });
  std::vector<ErrorSlice> cards;
  for (SliceCandidate& candidate : kept) cards.push_back(std::move(candidate.card));
  return cards;
}

}  // namespace assay::quality
