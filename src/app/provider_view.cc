#include "app/provider_view.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "app/permissions.h"
#include "base/zone.h"
#include "stats/accuracy/clustered_rate.h"
#include "stats/interval/binomial.h"
#include "store/engagement.h"
#include "store/organisation.h"

namespace assay::app {
namespace {

using live::ProjectTable;

constexpr std::size_t rows_a_look = 100'000;  // between looks rows may arrive
constexpr std::size_t weeks_max = 104;
constexpr std::int64_t days_to_thursday = 3;  // 1970-01-01 was one

struct Judged {
  double answers = 0, right = 0;
};
struct Week {
  std::int64_t annotations = 0;
  std::unordered_set<std::uint32_t> items, annotators;
  std::unordered_map<std::uint64_t, Judged> judged;  // by question and item with gold
};

std::int64_t week_of(const std::string& zone, std::int64_t time_us) {
  const std::int64_t day = day_number(local_from_utc(zone, time_us)) + days_to_thursday;
  return day / 7 - (day % 7 < 0 ? 1 : 0);
}

class Weeks {
 public:
  explicit Weeks(std::string zone) : zone_(std::move(zone)) {}

  void take(const ProjectTable& table, std::size_t row) {
    const labels::Table& columns = table.table();
    if (columns.label[row] == labels::none) return;
    const std::int64_t time = row < columns.time_us.size() ? columns.time_us[row] : labels::no_time;
    if (time == labels::no_time) {
      ++without_time_;
      return;
    }
    Week& week = weeks_[week_at(time)];
    ++week.annotations;
    week.items.insert(columns.item[row]);
    if (columns.annotator[row] != labels::none) week.annotators.insert(columns.annotator[row]);
    const std::uint32_t gold = table.gold_label(columns.item[row], columns.question[row]);
    if (gold == labels::none) return;
    Judged& judged = week.judged[std::uint64_t{columns.question[row]} << 32 | columns.item[row]];
    judged.answers += 1;
    judged.right += columns.label[row] == gold ? 1 : 0;
  }

  std::vector<ProviderWeek> rows() const {
    std::vector<ProviderWeek> out;
    const std::size_t skipped = weeks_.size() > weeks_max ? weeks_.size() - weeks_max : 0;
    auto at = std::next(weeks_.begin(), static_cast<std::ptrdiff_t>(skipped));
    for (; at != weeks_.end(); ++at) out.push_back(row_of(at->first, at->second));
    return out;
  }
  std::int64_t without_time() const { return without_time_; }

 private:
  // Rows come mostly in the order of time: most are in the week of the row before.
  std::int64_t week_at(std::int64_t time) {
    if (time < week_begin_us_ || time >= week_begin_us_ + 7 * day_us) {
      week_ = week_of(zone_, time);
      week_begin_us_ = utc_from_local(zone_, (week_ * 7 - days_to_thursday) * day_us);
      // A week with a clock change is an hour shorter or longer: its last day is asked for each time.
      const std::int64_t end = utc_from_local(zone_, ((week_ + 1) * 7 - days_to_thursday) * day_us);
      if (end != week_begin_us_ + 7 * day_us) week_begin_us_ = INT64_MAX - 7 * day_us;
    }
    return week_;
  }

  static ProviderWeek row_of(std::int64_t number, const Week& week) {
    ProviderWeek row;
    row.begins = date_text(number * 7 - days_to_thursday);
    row.annotations = week.annotations;
    row.items = std::ssize(week.items);
    row.annotators = std::ssize(week.annotators);
    stats::ClusterSums sums;
    for (const auto& [place, judged] : week.judged) sums.put_cluster(judged.answers, judged.right);
    row.accuracy =
        sums.amount() > 0
            ? stats::rate_estimate(
                  sums.hits(), sums.amount(), "accuracy",
                  {.interval = stats::RateInterval::wilson, .n_min = 1, .n_effective = sums.effective_n()})
            : undefined_estimate(Status::insufficient, "accuracy", 0, "no answer of this week has gold");
    return row;
  }

  const std::string zone_;
  std::map<std::int64_t, Week> weeks_;
  std::int64_t week_ = 0;
  std::int64_t week_begin_us_ = INT64_MAX - 7 * day_us;
  std::int64_t without_time_ = 0;
};

struct Seen {
  domain::Engagement engagement;
  domain::Scope scope;
  std::string zone;
};

// The client's side may look at every provider's part, a provider's people at their own.
Result<Seen> seen_by(store::Connection& connection, const Caller& caller, domain::ProjectId project,
                     domain::EngagementId id) {
  Result<domain::Scope> scope = scope_for(connection, caller, Verb::see_quality, project);
  if (!scope) return scope.error();
  const Error missing{ErrorCode::not_found, "there is no such engagement in this project", "engagement"};
  Result<domain::Engagement> engagement = store::engagement_by_id(connection, project, id);
  if (!engagement) return engagement.error().code == ErrorCode::not_found ? missing : engagement.error();
  Seen out{std::move(engagement).value(), scope.value(), ""};
  if (!out.scope.whole() && out.scope.provider != out.engagement.provider) return missing;
  out.scope.provider = out.engagement.provider;
  Result<domain::Organisation> organisation =
      store::organisation_by_id(connection, out.engagement.organisation);
  if (!organisation) return organisation.error();
  out.zone = organisation.value().calendar.time_zone;
  return out;
}

}  // namespace

Result<ProviderView> provider_view(Context& context, const Caller& caller, domain::ProjectId project,
                                   domain::EngagementId id) {
  Result<Seen> seen = context.database.read(
      [&](store::Connection& connection) { return seen_by(connection, caller, project, id); });
  if (!seen) return seen.error();
  Result<live::SharedTable> table = context.live.table(seen.value().scope);
  if (!table) return table.error();
  Result<Overview> overview = overview_of(*table.value());
  if (!overview) return overview.error();
  Weeks weeks(seen.value().zone);
  std::size_t row = 0;
  for (bool is_more = true; is_more;) {
    is_more = table.value()->look([&](const ProjectTable& looked) {
      const std::size_t end = std::min(row + rows_a_look, looked.table().row_count());
      for (; row < end; ++row) weeks.take(looked, row);
      return row < looked.table().row_count();
    });
  }
  return ProviderView{std::move(seen.value().engagement), table.value()->sizes(), std::move(overview).value(),
                      weeks.rows(), weeks.without_time()};
}

}  // namespace assay::app
