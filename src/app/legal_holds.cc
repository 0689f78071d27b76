#include "app/legal_holds.h"

#include <fmt/format.h>

#include "app/erasures.h"
#include "app/item_rows.h"
#include "app/messages.h"
#include "app/permissions.h"
#include "base/clock.h"
#include "store/erased_people.h"
#include "store/erasure.h"
#include "store/message.h"

namespace assay::app {
namespace {

using domain::LegalHold;
using domain::RetentionRule;
using store::Connection;
using store::Outcome;
using store::Transaction;

domain::AuditEvent event_about(const Caller& caller, const char* verb, const LegalHold& hold) {
  domain::AuditEvent event = event_by(caller, verb, "legal_hold");
  event.project = hold.project;
  event.object = hold.id.value;
  event.reason = hold.reason;
  return event;
}

Result<std::optional<domain::ItemId>> item_held(Context& context, domain::ProjectId project,
                                                const std::string& asked) {
  if (asked.empty()) return std::optional<domain::ItemId>();
  const Result<live::SharedTable> table = context.live.project(project);
  if (!table) return table.error();
  const domain::ItemId item = item_asked(*table.value(), asked);
  const auto found = context.database.read([&](Connection& connection) {
    return store::items_not_erased(connection, project, std::span(&item.value, 1));
  });
  if (!found) return found.error();
  if (found.value().empty()) return no_such("item");
  return std::optional(item);
}

Result<std::optional<domain::AnnotatorId>> annotator_held(Context& context, domain::ProjectId project,
                                                          const std::string& asked) {
  if (asked.empty()) return std::optional<domain::AnnotatorId>();
  const Result<live::SharedTable> table = context.live.project(project);
  if (!table) return table.error();
  const domain::AnnotatorId annotator{table.value()->key_of(store::NameKind::annotator, asked).value_or(0)};
  const auto found = context.database.read([&](Connection& connection) {
    return store::annotators_not_erased(connection, std::span(&annotator.value, 1));
  });
  if (!found) return found.error();
  if (found.value().empty()) return no_such("annotator");
  return std::optional(annotator);
}

Result<Done> allow_change(Context& context, const Caller& caller, domain::ProjectId project) {
  return context.database.read(
      [&](Connection& connection) { return allow(connection, caller, Verb::change_protection, project); });
}

}  // namespace

Result<LegalHold> place_hold(Context& context, const Caller& caller, domain::ProjectId project,
                             const HoldAsked& asked) {
  if (auto may = allow_change(context, caller, project); !may) return may.error();
  const Result<std::string> reason = domain::checked_reason(asked.reason, "reason");
  if (!reason) return reason.error();
  const auto item = item_held(context, project, asked.item);
  if (!item) return item.error();
  const auto annotator = annotator_held(context, project, asked.annotator);
  if (!annotator) return annotator.error();
  if (item.value() && annotator.value())
    return Error{ErrorCode::invalid, "a hold is on an item or on an annotator: place two", "annotator"};
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<LegalHold>> {
    Connection& connection = transaction.connection();
    if (auto may = allow(connection, caller, Verb::change_protection, project); !may) return may.error();
    LegalHold hold{.project = project,
                   .item = item.value(),
                   .annotator = annotator.value(),
                   .reason = reason.value(),
                   .annotator_name = asked.annotator};
    hold.placed_by = caller.user.id;
    hold.placed_at = transaction.now_us();
    const Result<domain::LegalHoldId> id = store::insert_hold(connection, hold);
    if (!id) return id.error();
    hold.id = id.value();
    return Outcome<LegalHold>::changed(hold, event_about(caller, "place_hold", hold));
  });
}

Result<LegalHold> lift_hold(Context& context, const Caller& caller, domain::ProjectId project,
                            domain::LegalHoldId id) {
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<LegalHold>> {
    Connection& connection = transaction.connection();
    if (auto may = allow(connection, caller, Verb::change_protection, project); !may) return may.error();
    const auto all = store::holds_in(connection, project);
    if (!all) return all.error();
    for (LegalHold hold : all.value()) {
      if (hold.id != id) continue;
      hold.lifted_by = caller.user.id;
      hold.lifted_at = transaction.now_us();
      const Result<bool> lifted = store::lift_hold(connection, hold);
      if (!lifted) return lifted.error();
      if (!lifted.value()) return Error{ErrorCode::conflict, "this hold was lifted before", "state"};
      return Outcome<LegalHold>::changed(hold, event_about(caller, "lift_hold", hold));
    }
    return no_such("legal hold");
  });
}

Result<std::vector<LegalHold>> legal_holds(Context& context, const Caller& caller,
                                           domain::ProjectId project) {
  return context.database.read([&](Connection& connection) -> Result<std::vector<LegalHold>> {
    if (auto may = allow(connection, caller, Verb::see_protection, project); !may) return may.error();
    return store::holds_in(connection, project);
  });
}

Result<std::optional<RetentionRule>> retention(Context& context, const Caller& caller,
                                               domain::ProjectId project) {
  return context.database.read([&](Connection& connection) -> Result<std::optional<RetentionRule>> {
    if (auto may = allow(connection, caller, Verb::see_protection, project); !may) return may.error();
    return store::retention_of(connection, project);
  });
}

Result<std::optional<RetentionRule>> set_retention(Context& context, const Caller& caller,
                                                   domain::ProjectId project,
                                                   std::optional<std::int64_t> keep_days) {
  if (keep_days) {
    if (auto fits = domain::check_keep_days(*keep_days); !fits) return fits.error();
  }
  using Rule = std::optional<RetentionRule>;
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Rule>> {
    Connection& connection = transaction.connection();
    if (auto may = allow(connection, caller, Verb::change_protection, project); !may) return may.error();
    domain::AuditEvent event = event_by(caller, "set_retention", "project");
    event.project = project;
    event.object = project.value;
    event.reason = keep_days ? fmt::format("items are kept {} days", *keep_days) : "no rule";
    const Result<Done> kept =
        keep_days ? store::put_retention(connection,
                                         {project, *keep_days, caller.user.id, transaction.now_us(), {}})
                  : store::remove_retention(connection, project);
    if (!kept) return kept.error();
    const auto rule = store::retention_of(connection, project);
    if (!rule) return rule.error();
    return Outcome<Rule>::changed(rule.value(), std::move(event));
  });
}

namespace {

// The event of what a rule begins, and the message to those whose project it is.
Result<Outcome<domain::Erasure>> begin_by_rule(Context& context, Transaction& transaction,
                                               const RetentionRule& rule,
                                               const std::vector<std::int64_t>& items) {
  Connection& connection = transaction.connection();
  domain::Erasure erasure{.project = rule.project, .basis = "retention", .state = "executing"};
  erasure.reference = fmt::format("kept {} days", rule.keep_days);
  erasure.item_count = std::ssize(items);
  erasure.requested_at = transaction.now_us();
  const Result<domain::ErasureId> id = store::insert_erasure(connection, erasure, {items, {}});
  if (!id) return id.error();
  erasure.id = id.value();
  if (auto ran = store::retention_has_run(connection, rule.project, transaction.now_us()); !ran)
    return ran.error();
  Result<std::vector<domain::UserId>> owners = store::owners_of(connection, rule.project);
  if (!owners) return owners.error();
  const Result<Done> told =
      tell(context, transaction,
           {.kind = "items_erased_by_rule",
            .recipients = std::move(owners).value(),
            .project = rule.project,
            .words = {{"count", std::to_string(items.size())}, {"days", std::to_string(rule.keep_days)}},
            .objects = {{"erasure", std::to_string(id.value().value)}},
            .link = fmt::format("/projects/{}/protection", rule.project.value)});
  if (!told) return told.error();
  domain::AuditEvent event = event_by({}, "begin_erasure", "erasure");
  event.project = rule.project;
  event.object = erasure.id.value;
  event.reason = erasure.basis;
  return Outcome<domain::Erasure>::changed(erasure, std::move(event));
}

Result<Done> run_rule(Context& context, const RetentionRule& rule) {
  constexpr std::int64_t day = day_us;
  const std::int64_t came_before = context.clock.now_us() - rule.keep_days * day;
  const auto items = context.database.read([&](Connection& connection) {
    return store::items_beyond(connection, rule.project, came_before, domain::erasure_items_max);
  });
  if (!items) return items.error();
  if (items.value().empty()) return Done{};
  const Result<domain::Erasure> begun = context.database.write(
      [&](Transaction& transaction) { return begin_by_rule(context, transaction, rule, items.value()); });
  if (!begun) return begun.error();
  const auto done = carry_out(context, {}, begun.value(), "retention: " + begun.value().reference);
  if (!done) return done.error();
  return Done{};
}

}  // namespace

Result<Done> run_retention(Context& context) {
  const auto rules =
      context.database.read([](Connection& connection) { return store::retention_rules(connection); });
  if (!rules) return rules.error();
  for (const RetentionRule& rule : rules.value()) {
    if (auto ran = run_rule(context, rule); !ran) return ran;
  }
  return Done{};
}

}  // namespace assay::app
