#include "app/batch_clock.h"

#include <fmt/format.h>

#include <map>

#include "app/batches.h"
#include "app/messages.h"
#include "base/merkle.h"
#include "base/zone.h"
#include "store/organisation.h"

namespace assay::app {
namespace {

constexpr std::int64_t horizon_us = 31 * day_us;  // beyond: not within a working day, whatever the holidays

std::string link_of(domain::ProjectId project) { return fmt::format("/projects/{}/batches", project.value); }

Result<Done> tell_of_leases(Context& context, store::Transaction& transaction, domain::ProjectId project,
                            const std::vector<store::ExpiredAssignment>& expired) {
  std::map<std::int64_t, std::int64_t> counts;  // by engagement
  for (const store::ExpiredAssignment& each : expired) ++counts[each.engagement.value];
  for (const auto& [engagement, count] : counts) {
    auto leads = people_of(transaction.connection(), project, {engagement}, "lead");
    if (!leads) return leads.error();
    auto told = tell(context, transaction,
                     {.kind = "leases_over",
                      .recipients = std::move(leads).value(),
                      .project = project,
                      .words = {{"items", std::to_string(count)}},
                      .link = link_of(project)});
    if (!told) return told;
  }
  return Done{};
}

// The server itself does it: the event names nobody.
domain::AuditEvent expired_event(domain::ProjectId project,
                                 const std::vector<store::ExpiredAssignment>& expired) {
  std::vector<Digest> leaves;
  for (const store::ExpiredAssignment& each : expired)
    leaves.push_back(leaf_hash(std::to_string(each.id.value)));
  domain::AuditEvent event = event_by({}, "expire_assignments", "project");
  event.project = project;
  event.object = project.value;
  event.rows = domain::AuditRows{std::ssize(expired), merkle_root(leaves)};
  return event;
}

Result<Done> end_leases(Context& context, domain::ProjectId project) {
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
    Result<std::vector<store::ExpiredAssignment>> expired =
        store::expire_assignments(transaction.connection(), project, transaction.now_us());
    if (!expired) return expired.error();
    if (expired.value().empty()) return store::Outcome<Done>::unchanged({});
    if (auto told = tell_of_leases(context, transaction, project, expired.value()); !told)
      return told.error();
    transaction.after_commit(
        [&context, project] { context.tell({.kind = "project", .project = project.value}); });
    return store::Outcome<Done>::changed({}, expired_event(project, expired.value()));
  });
}

// What is to be told of a batch now; empty: nothing.
struct DueTelling {
  store::DueBatch due;
  std::string what;  // soon, overdue
};

Result<std::vector<DueTelling>> due_tellings(store::Connection& connection, std::int64_t now_us) {
  std::vector<DueTelling> out;
  Result<std::vector<store::DueBatch>> due = store::batches_due(connection, now_us + horizon_us);
  if (!due) return due.error();
  for (store::DueBatch& each : due.value()) {
    Result<domain::Organisation> provider = store::organisation_by_id(connection, each.batch.organisation);
    if (!provider) return provider.error();
    const domain::Calendar& calendar = provider.value().calendar;
    const domain::WorkLeft left = domain::work_left(calendar, now_us, *each.batch.due_at);
    const bool is_soon = !left.is_overdue && left.work_us <= domain::day_work_us(calendar);
    if (left.is_overdue) {
      out.push_back({std::move(each), "overdue"});
    } else if (is_soon && each.told == "nothing") {
      out.push_back({std::move(each), "soon"});
    }
  }
  return out;
}

Result<std::vector<domain::UserId>> who_hears(store::Connection& connection, const DueTelling& telling) {
  const domain::Batch& batch = telling.due.batch;
  auto out = people_of(connection, batch.project, batch.engagement, "lead");
  if (!out || telling.what == "soon") return out;
  auto owners = people_of(connection, batch.project, {}, "owner");
  if (!owners) return owners;
  out.value().insert(out.value().end(), owners.value().begin(), owners.value().end());
  return out;
}

Result<Done> tell_of_due(Context& context, store::Transaction& transaction, const DueTelling& telling) {
  store::Connection& connection = transaction.connection();
  const domain::Batch& batch = telling.due.batch;
  Result<bool> first = store::set_due_told(connection, batch.id, telling.due.told, telling.what);
  if (!first) return first.error();
  if (!first.value()) return Done{};
  auto counts = store::batch_counts(connection, {batch});
  if (!counts) return counts.error();
  const std::int64_t left = batch.item_count - counts.value().front().submitted_items;
  auto recipients = who_hears(connection, telling);
  if (!recipients) return recipients.error();
  return tell(context, transaction,
              {.kind = telling.what == "soon" ? "batch_due_soon" : "batch_overdue",
               .recipients = std::move(recipients).value(),
               .project = batch.project,
               .words = {{"batch", batch.name}, {"left", std::to_string(left)}},
               .objects = {{"batch", std::to_string(batch.id.value)}},
               .link = link_of(batch.project)});
}

}  // namespace

Result<Done> look_at_batches(Context& context) {
  const std::int64_t now_us = context.clock.now_us();
  auto over = context.database.read(
      [&](store::Connection& connection) { return store::projects_with_leases_over(connection, now_us); });
  if (!over) return over.error();
  for (const domain::ProjectId project : over.value()) {
    if (auto ended = end_leases(context, project); !ended) return ended;
  }
  auto tellings =
      context.database.read([&](store::Connection& connection) { return due_tellings(connection, now_us); });
  if (!tellings) return tellings.error();
  if (tellings.value().empty()) return Done{};
  return context.database.maintain([&](store::Transaction& transaction) -> Result<Done> {
    for (const DueTelling& telling : tellings.value()) {
      if (auto told = tell_of_due(context, transaction, telling); !told) return told;
    }
    return Done{};
  });
}

}  // namespace assay::app
