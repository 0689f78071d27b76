#include <algorithm>
#include <string_view>
#include <tuple>

#include "quality/agreement_plan.h"
#include "quality/annotator_ranks.h"
#include "quality/sections.h"
#include "stats/agreement/by_annotator.h"
#include "stats/agreement/pair_kappa.h"
#include "stats/agreement/seriate.h"

namespace assay::quality {
namespace {

constexpr std::size_t pair_annotators_max = 40;
constexpr std::int64_t shared_min = 10;

// Codes of the annotators with most annotations; of equals the first by name.
std::vector<std::uint32_t> busiest(const Workspace& work) {
  std::vector<std::int64_t> annotations(work.question.annotator_count, 0);
  for (const std::uint32_t annotator : work.question.annotator) ++annotations[annotator];
  std::vector<std::tuple<std::int64_t, std::string_view, std::uint32_t>> order;
  for (std::uint32_t code = 0; code < work.table->annotators.size(); ++code) {
    if (annotations[code] > 0)
      order.emplace_back(-annotations[code], work.table->annotators.name(code), code);
  }
  std::sort(order.begin(), order.end());
  if (order.size() > pair_annotators_max) order.resize(pair_annotators_max);
  std::vector<std::uint32_t> codes;
  for (const auto& entry : order) codes.push_back(std::get<2>(entry));
  return codes;
}

PairMatrix empty_matrix(const Workspace& work, const std::vector<std::uint32_t>& codes) {
  PairMatrix matrix;
  for (const std::uint32_t code : codes) matrix.annotators.emplace_back(work.table->annotators.name(code));
  matrix.n.assign(codes.size(), std::vector<std::int64_t>(codes.size(), 0));
  matrix.agreement.assign(codes.size(), std::vector<std::optional<double>>(codes.size()));
  matrix.kappa = matrix.agreement;
  return matrix;
}

// The pairs of the annotators in the order of codes.
PairMatrix compare_pairs(const Workspace& work, const std::vector<std::uint32_t>& codes) {
  PairMatrix matrix = empty_matrix(work, codes);
  std::vector<std::uint32_t> place(work.question.annotator_count, stats::ignored);
  for (std::uint32_t at = 0; at < codes.size(); ++at) place[codes[at]] = at;
  const stats::ByAnnotator grouped = stats::group_by_annotator(work.votes, place);
  stats::PairWalk walk(work.votes, grouped, place);
  stats::PairKappa kappa(stats::Scale::nominal, values_of(work.question), work.votes.category_count);
  for (std::size_t a = 0; a < codes.size(); ++a) {
    matrix.n[a][a] = static_cast<std::int64_t>(grouped.labels(codes[a]));
    walk.visit(codes[a], 1, [&](const stats::SharedLabels& shared) {
      const std::size_t b = place[shared.partner];
      const auto n = static_cast<std::int64_t>(shared.item.size());
      matrix.n[a][b] = matrix.n[b][a] = n;
      if (n < shared_min) return;
      kappa.load(shared.mine, shared.theirs);
      matrix.agreement[a][b] = matrix.agreement[b][a] = kappa.agreeing() / kappa.items();
      if (kappa.defined()) matrix.kappa[a][b] = matrix.kappa[b][a] = kappa.value();
    });
  }
  return matrix;
}

// Pairs that share too little are as far apart as those who agree no more than by chance.
std::vector<std::vector<double>> distances(const PairMatrix& matrix) {
  const std::size_t count = matrix.annotators.size();
  std::vector<std::vector<double>> distance(count, std::vector<double>(count, 1));
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = 0; b < count; ++b) {
      if (matrix.kappa[a][b]) distance[a][b] = 1 - *matrix.kappa[a][b];
    }
  }
  return distance;
}

PairMatrix reordered(const PairMatrix& matrix, const std::vector<std::size_t>& order) {
  PairMatrix out = matrix;
  for (std::size_t a = 0; a < order.size(); ++a) {
    out.annotators[a] = matrix.annotators[order[a]];
    for (std::size_t b = 0; b < order.size(); ++b) {
      out.n[a][b] = matrix.n[order[a]][order[b]];
      out.agreement[a][b] = matrix.agreement[order[a]][order[b]];
      out.kappa[a][b] = matrix.kappa[order[a]][order[b]];
    }
  }
  return out;
}

}  // namespace

void add_pairs(const Workspace& work, QuestionInspection& out) {
  const std::vector<std::uint32_t> codes = busiest(work);
  if (codes.size() < 2) return;
  const PairMatrix matrix = compare_pairs(work, codes);
  out.pairs = reordered(matrix, stats::seriate(distances(matrix)));
}

}  // namespace assay::quality
