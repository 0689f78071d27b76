#include "quality/projection.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.h"
#include "base/version.h"
#include "quality/gate_draw.h"
#include "quality/inspect.h"
#include "stats/interval/shrunk.h"

namespace assay::quality {
namespace {

constexpr std::int64_t items_max = 1'000'000'000;
constexpr double sum_gap_max = 0.05;

Result<Done> check(const ProjectOptions& o) {
  if (o.items < 1 || o.items > items_max) {
    return Error{ErrorCode::invalid, "a production has 1 to 1,000,000,000 items", "--items"};
  }
  if (o.batch_size < 0 || o.batch_size > o.items) {
    return Error{ErrorCode::invalid, "a batch holds at most the items of the production", "--batch-size"};
  }
  if (o.rho && !(*o.rho >= 0 && *o.rho < 1))
    return Error{ErrorCode::invalid, "rho lies from 0 to 1", "--rho"};
  return Done{};
}

stats::ProjectionOptions stats_options(const ProductionProjection& p) {
  stats::ProjectionOptions o;
  o.items = p.options.items;
  o.batch_size = p.options.batch_size;
  o.rho = p.correlation.rho;
  o.phi = p.phi;
  o.level = p.options.level;
  o.limit = p.options.limit;
  o.seed = p.options.seed;
  return o;
}

// What the correlation is, and what must be said of it.
void settle_correlation(ProductionProjection& p, const std::vector<stats::ClusterCount>& clusters) {
  p.clusters = static_cast<std::int64_t>(clusters.size());
  p.correlation = stats::cluster_correlation(clusters);
  if (p.options.rho) {
    p.correlation.rho = *p.options.rho;
    p.correlation.assumed = true;
  }
  p.phi = stats::design_effect(clusters, p.correlation.rho);
  if (p.correlation.rho <= 0) {
    p.notes.push_back("No variation between batches is in the intervals.");
  } else if (p.correlation.assumed) {
    p.notes.push_back(fmt::format("Variation between batches is assumed (rho = {:.3g}), not measured: {} {}.",
                                  p.correlation.rho, p.clusters,
                                  p.clusters == 1 ? "cluster cannot show it" : "clusters"));
  }
  if (p.options.batch_size == 0 && p.correlation.rho > 0) {
    p.notes.push_back(
        "The production is taken as one batch with one rate; --batch-size names the size of its "
        "batches and makes the interval narrower.");
  }
}

ProductionProjection begin(const ProjectOptions& options) {
  ProductionProjection p;
  p.version = version();
  p.options = options;
  return p;
}

std::string cluster_kind(const labels::Table& table, const labels::QuestionTable& question,
                         const GateDraw& draw, const std::string& asked) {
  if (!asked.empty()) return asked;
  if (table.batches.size() > 1) return "batch";
  for (const DrawnItem& item : draw.items) {
    if (question.item_begin[item.item + 1] - question.item_begin[item.item] > 1) return "";
  }
  return "annotator";
}

using Clusters = std::vector<stats::ClusterCount>;

// Counts of what `hit` says, by cluster.
template <class Hit>
Clusters counts_by_cluster(const GateDraw& draw, const Hit& hit) {
  std::map<std::uint32_t, stats::ClusterCount> by;
  for (const DrawnItem& item : draw.items) {
    stats::ClusterCount& count = by[item.judgement.cluster];
    count.judged += 1;
    count.wrong += hit(item) ? 1 : 0;
  }
  Clusters out;
  for (const auto& [code, count] : by) out.push_back(count);
  return out;
}

void project_categories(ProductionProjection& p, const labels::QuestionTable& question,
                        const GateDraw& draw) {
  std::vector<ProjectedCategory> rows(question.category_count());
  for (const DrawnItem& item : draw.items) {
    if (item.delivered == labels::none) continue;
    ++rows[item.delivered].judged;
    rows[item.delivered].wrong += item.judgement.wrong;
  }
  std::vector<double> wrong, judged;
  for (const ProjectedCategory& row : rows) {
    wrong.push_back(static_cast<double>(row.wrong));
    judged.push_back(static_cast<double>(row.judged));
  }
  const stats::ShrunkRates shrunk = stats::shrunk_rates(wrong, judged);
  stats::ProjectionOptions options = stats_options(p);
  if (shrunk.a > 0) options.prior = {shrunk.a, shrunk.b};
  options.limit.reset();
  double sum = 0;
  for (std::uint32_t code = 0; code < rows.size(); ++code) {
    ProjectedCategory& row = rows[code];
    row.category = question.categories[code];
    row.delivered = draw.delivered_count[code];
    if (row.judged == 0) continue;
    const auto shares =
        counts_by_cluster(draw, [&](const DrawnItem& item) { return item.delivered == code; });
    const double share_rho = p.options.rho ? *p.options.rho : stats::cluster_correlation(shares).rho;
    row.projection =
        stats::project_category({static_cast<double>(row.delivered),
                                 static_cast<double>(draw.delivered_items), wrong[code], judged[code]},
                                options, share_rho, stats::design_effect(shares, share_rho));
    sum += *row.projection.wrong.count.value;
    p.categories.push_back(row);
  }
  for (ProjectedCategory& row : p.categories) {
    row.share_of_wrong = sum > 0 ? *row.projection.wrong.count.value / sum : 0;
  }
  std::stable_sort(p.categories.begin(), p.categories.end(), [](const auto& a, const auto& b) {
    return *a.projection.wrong.count.value > *b.projection.wrong.count.value;
  });
  if (std::fabs(sum - *p.total.count.value) > sum_gap_max * *p.total.count.value) {
    p.notes.push_back(
        p.undecided > 0
            ? "The categories do not add up to the total: items without a clear label belong to "
              "none of them. The total comes from all items together and stands."
            : "The categories do not add up to the total: too few judged items in them. The total "
              "comes from all items together and stands.");
  }
}

}  // namespace

Result<ProductionProjection> project_counts(std::int64_t wrong, std::int64_t judged,
                                            const ProjectOptions& options) {
  if (auto done = check(options); !done.ok()) return done.error();
  if (judged < 1 || wrong < 0 || wrong > judged || judged > items_max) {
    return Error{ErrorCode::invalid,
                 "so many wrong of so many judged: 0 <= wrong <= judged, judged at least 1", ""};
  }
  ProductionProjection p = begin(options);
  p.wrong = wrong;
  p.judged = judged;
  settle_correlation(p, {{static_cast<double>(wrong), static_cast<double>(judged)}});
  p.total = stats::project_count(static_cast<double>(wrong), static_cast<double>(judged), stats_options(p));
  return p;
}

Result<ProductionProjection> project_pilot(const labels::Table& table, const ProjectOptions& options) {
  if (auto done = check(options); !done.ok()) return done.error();
  const auto questions = chosen_questions(table, options.only_question);
  if (!questions.ok()) return questions.error();
  if (questions.value().size() != 1) {
    return Error{ErrorCode::invalid, "the labels answer several questions; name one", "--question"};
  }
  const auto question = labels::question_table(table, questions.value().front(), options.question);
  if (!question.ok()) return question.error();
  Result<GateDraw> drawn = gate_draw(table, question.value());
  if (!drawn.ok()) return drawn.error();
  GateDraw& draw = drawn.value();
  ProductionProjection p = begin(options);
  p.question = question.value().question;
  p.cluster = cluster_kind(table, question.value(), draw, options.cluster);
  if (!p.cluster.empty()) {
    if (auto done = set_clusters(table, question.value(), p.cluster, draw); !done.ok()) return done.error();
  }
  for (const DrawnItem& item : draw.items) {
    ++p.judged;
    p.wrong += item.judgement.wrong_to_pass();
    p.undecided += item.judgement.undecided;
  }
  settle_correlation(p,
                     counts_by_cluster(draw, [](const DrawnItem& i) { return i.judgement.wrong_to_pass(); }));
  if (p.undecided > 0) {
    p.notes.push_back(
        fmt::format("{} judged items have no clear label and count as wrong.", grouped(p.undecided)));
  }
  p.total =
      stats::project_count(static_cast<double>(p.wrong), static_cast<double>(p.judged), stats_options(p));
  project_categories(p, question.value(), draw);
  return p;
}

}  // namespace assay::quality
