#include "app/batches.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_set>

#include "app/item_rows.h"
#include "app/messages.h"
#include "app/permissions.h"
#include "app/projects.h"
#include "base/merkle.h"
#include "store/names.h"
#include "store/organisation.h"
#include "store/project.h"

namespace assay::app {
namespace {

using domain::BatchVerb;

Verb right_of(BatchVerb verb) {
  const bool is_clients = verb == BatchVerb::release || verb == BatchVerb::recall;
  return is_clients ? Verb::change_batches : Verb::assign_items;
}

Result<BatchView> view_of(store::Connection& connection, const domain::Batch& batch, std::int64_t now_us) {
  BatchView view{.batch = batch};
  Result<std::vector<store::BatchCounts>> counts = store::batch_counts(connection, {batch});
  if (!counts) return counts.error();
  view.counts = counts.value().front();
  Result<domain::Organisation> provider = store::organisation_by_id(connection, batch.organisation);
  if (!provider) return provider.error();
  const domain::Calendar& calendar = provider.value().calendar;
  view.day_work_us = domain::day_work_us(calendar);
  if (batch.is_open() && batch.due_at) view.left = domain::work_left(calendar, now_us, *batch.due_at);
  return view;
}

Result<domain::Engagement> engagement_to_work(store::Connection& connection, domain::ProjectId project,
                                              domain::EngagementId id) {
  Result<domain::Engagement> engagement = store::engagement_by_id(connection, project, id);
  if (!engagement && engagement.error().code == ErrorCode::not_found) {
    return Error{ErrorCode::invalid, "there is no such engagement in this project", "engagement"};
  }
  if (!engagement || !engagement.value().ended()) return engagement;
  return Error{ErrorCode::conflict, "the engagement has ended: nothing goes out to it", "engagement"};
}

// The keys of the named items, each of which is one of the project's.
Result<std::vector<std::int64_t>> keys_of(store::Connection& connection, const live::SharedTable& table,
                                          domain::ProjectId project, const std::vector<std::string>& names) {
  store::NamesOptions options{.project = project};
  options.known = [&](store::NameKind kind, std::string_view name) { return table->key_of(kind, name); };
  store::Names known(connection, std::move(options));
  std::vector<std::int64_t> out;
  std::unordered_set<std::int64_t> seen;
  for (std::size_t at = 0; at < names.size(); ++at) {
    Result<std::int64_t> key = known.find(store::NameKind::item, names[at]);
    if (!key) return key.error();
    const std::string where = fmt::format("items[{}]", at);
    if (key.value() == 0) return Error{ErrorCode::invalid, "the project has no item of this name", where};
    if (!seen.insert(key.value()).second)
      return Error{ErrorCode::invalid, "this item is in the list already", where};
    out.push_back(key.value());
  }
  return out;
}

Result<Done> check_new(const NewBatch& given, const domain::Batch& batch) {
  if (auto checked = domain::check_batch(batch); !checked) return checked;
  if (given.items.empty()) return Error{ErrorCode::invalid, "a batch has items: name them", "items"};
  if (given.items.size() <= domain::batch_items_max) return Done{};
  return Error{ErrorCode::invalid, fmt::format("at most {} items in a batch", domain::batch_items_max),
               "items"};
}

domain::AuditRows rows_of(const std::vector<std::int64_t>& items) {
  std::vector<Digest> leaves;
  for (const std::int64_t key : items) leaves.push_back(leaf_hash(std::to_string(key)));
  return {std::ssize(items), merkle_root(leaves)};
}

Result<Done> tell_leads(Context& context, store::Transaction& transaction, const domain::Batch& batch,
                        const char* kind) {
  Result<std::vector<domain::UserId>> leads =
      people_of(transaction.connection(), batch.project, batch.engagement, "lead");
  if (!leads) return leads.error();
  return tell(context, transaction,
              {.kind = kind,
               .recipients = std::move(leads).value(),
               .project = batch.project,
               .words = {{"batch", batch.name}, {"items", std::to_string(batch.item_count)}},
               .objects = {{"batch", std::to_string(batch.id.value)}},
               .link = fmt::format("/projects/{}/batches", batch.project.value)});
}

Result<Done> release(Context& context, store::Transaction& transaction, domain::Batch& batch) {
  store::Connection& connection = transaction.connection();
  Result<domain::Engagement> engagement = engagement_to_work(connection, batch.project, batch.engagement);
  if (!engagement) return engagement.error();
  Result<domain::Organisation> provider = store::organisation_by_id(connection, batch.organisation);
  if (!provider) return provider.error();
  Result<std::optional<std::int64_t>> due =
      domain::due_time(batch.due, provider.value().calendar, transaction.now_us());
  if (!due) return due.error();
  batch.due_at = due.value();
  batch.released_at = transaction.now_us();
  return tell_leads(context, transaction, batch, "batch_released");
}

Result<Done> recall(Context& context, store::Transaction& transaction, const domain::Batch& batch) {
  Result<std::int64_t> revoked = store::revoke_assignments(transaction.connection(), {.batch = batch.id},
                                                           "the batch was recalled", transaction.now_us());
  if (!revoked) return revoked.error();
  if (!batch.released_at) return Done{};  // nobody knew of it
  return tell_leads(context, transaction, batch, "batch_recalled");
}

Result<Done> check_finished(store::Connection& connection, const domain::Batch& batch) {
  Result<std::vector<store::BatchCounts>> counts = store::batch_counts(connection, {batch});
  if (!counts) return counts.error();
  const std::int64_t offered = counts.value().front().offered;
  if (offered == 0) return Done{};
  return Error{ErrorCode::conflict,
               fmt::format("{} assignments are offered still: wait for them, or revoke them first", offered),
               "state"};
}

// What a verb does beside the change of state.
Result<Done> act(Context& context, store::Transaction& transaction, domain::Batch& batch, BatchVerb verb) {
  switch (verb) {
    case BatchVerb::release:
      return release(context, transaction, batch);
    case BatchVerb::recall:
      return recall(context, transaction, batch);
    case BatchVerb::finish:
      return check_finished(transaction.connection(), batch);
    case BatchVerb::deliver:
    case BatchVerb::assign:
      return Done{};
  }
  return Done{};
}

// Who may not see which user an annotator is reads the pseudonym alone.
void hide_users(std::vector<store::AssignmentRow>& rows) {
  for (store::AssignmentRow& row : rows) {
    row.assignment.user = {};
    row.user.clear();
    row.annotator = row.pseudonym;
  }
}

std::vector<BatchItemRow> joined(std::vector<store::BatchItem> items,
                                 std::vector<store::AssignmentRow> assignments) {
  std::map<std::int64_t, std::vector<store::AssignmentRow>> by_item;
  for (store::AssignmentRow& row : assignments) by_item[row.assignment.item.value].push_back(std::move(row));
  std::vector<BatchItemRow> out;
  for (store::BatchItem& item : items) {
    const std::int64_t key = item.item.value;
    out.push_back({std::move(item), std::move(by_item[key])});
  }
  return out;
}

// The items of a page with their assignments, as this caller may see them.
Result<std::vector<BatchItemRow>> items_on_page(store::Connection& connection, const BatchSeen& seen,
                                                const Caller& caller, const BatchItemsAsked& asked) {
  const domain::BatchId id = seen.batch.id;
  Result<std::vector<store::BatchItem>> items =
      store::batch_items(connection, id, asked.after, std::min(asked.limit, page_max));
  if (!items) return items.error();
  if (items.value().empty()) return std::vector<BatchItemRow>();
  std::int64_t first = INT64_MAX, last = 0;
  for (const store::BatchItem& item : items.value()) {
    first = std::min(first, item.item.value);
    last = std::max(last, item.item.value);
  }
  Result<std::vector<store::AssignmentRow>> assignments =
      store::assignments_in(connection, id, {first}, {last});
  if (!assignments) return assignments.error();
  if (caller.user.organisation != seen.batch.organisation) hide_users(assignments.value());
  return joined(std::move(items).value(), std::move(assignments).value());
}

}  // namespace

Result<BatchSeen> batch_seen(store::Connection& connection, const Caller& caller, Verb verb,
                             domain::ProjectId project, domain::BatchId id) {
  if (auto may = allow(connection, caller, verb, project); !may) return may.error();
  Result<std::optional<store::Standing>> standing = store::standing_of(connection, project, caller.user.id);
  if (!standing) return standing.error();
  if (!standing.value()) return no_such("project");
  Result<domain::Batch> found = store::batch_by_id(connection, project, id);
  if (!found) return no_such("batch", found.error());
  const bool is_provider = !standing.value()->engagement.none();
  const bool is_hidden =
      is_provider && (found.value().engagement != standing.value()->engagement || !found.value().released_at);
  if (is_hidden) return no_such("batch");
  return BatchSeen{std::move(found).value(), *standing.value()};
}

domain::AuditEvent batch_event(const Caller& caller, std::string verb, const domain::Batch& batch) {
  domain::AuditEvent event = event_by(caller, std::move(verb), "batch");
  event.project = batch.project;
  event.object = batch.id.value;
  return event;
}

Result<std::vector<domain::UserId>> people_of(store::Connection& connection, domain::ProjectId project,
                                              domain::EngagementId engagement, std::string_view role) {
  Result<std::vector<domain::Member>> members = store::members_in(connection, project, engagement);
  if (!members) return members.error();
  std::vector<domain::UserId> out;
  for (const domain::Member& member : members.value()) {
    if (member.role == role) out.push_back(member.user);
  }
  return out;
}

Result<BatchView> make_batch(Context& context, const Caller& caller, domain::ProjectId project,
                             const NewBatch& given) {
  domain::Batch made;
  made.project = project;
  made.engagement = given.engagement;
  made.name = given.name;
  made.priority = given.priority;
  made.due = given.due;
  made.item_count = std::ssize(given.items);
  auto may = context.database.read([&](store::Connection& connection) {
    return allow(connection, caller, Verb::change_batches, project);
  });
  if (!may) return may.error();
  if (auto checked = check_new(given, made); !checked) return checked.error();
  Result<live::SharedTable> table = context.live.project(project);  // loaded before the write, not in it
  if (!table) return table.error();
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<BatchView>> {
    store::Connection& connection = transaction.connection();
    if (auto still = allow(connection, caller, Verb::change_batches, project); !still) return still.error();
    Result<domain::Engagement> engagement = engagement_to_work(connection, project, given.engagement);
    if (!engagement) return engagement.error();
    Result<std::vector<std::int64_t>> items = keys_of(connection, table.value(), project, given.items);
    if (!items) return items.error();
    made.created_at = transaction.now_us();
    Result<domain::BatchId> id = store::insert_batch(connection, made, items.value(), caller.user.id);
    if (!id) return id.error();
    Result<domain::Batch> kept = store::batch_by_id(connection, project, id.value());
    if (!kept) return kept.error();
    Result<BatchView> view = view_of(connection, kept.value(), transaction.now_us());
    if (!view) return view.error();
    domain::AuditEvent event = batch_event(caller, "make_batch", kept.value());
    event.rows = rows_of(items.value());
    return store::Outcome<BatchView>::changed(view.value(), std::move(event));
  });
}

Result<BatchView> change_batch(Context& context, const Caller& caller, domain::ProjectId project,
                               domain::BatchId id, BatchVerb verb) {
  Result<BatchView> changed =
      context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<BatchView>> {
        store::Connection& connection = transaction.connection();
        Result<BatchSeen> seen = batch_seen(connection, caller, right_of(verb), project, id);
        if (!seen) return seen.error();
        domain::Batch& batch = seen.value().batch;
        Result<std::string> next = domain::next_state(batch, verb);
        if (!next) return next.error();
        if (auto acted = act(context, transaction, batch, verb); !acted) return acted.error();
        const std::string from = batch.state;
        batch.state = std::move(next).value();
        Result<bool> updated = store::update_batch(connection, batch, from);
        if (!updated) return updated.error();
        Result<BatchView> view = view_of(connection, batch, transaction.now_us());
        if (!view) return view.error();
        domain::AuditEvent event = batch_event(caller, fmt::format("{}_batch", word_of(verb)), batch);
        event.before = sha256(from);
        event.after = sha256(batch.state);
        return store::Outcome<BatchView>::changed(view.value(), std::move(event));
      });
  if (changed) context.tell({.kind = "project", .project = project.value});
  return changed;
}

Result<std::vector<BatchView>> batches(Context& context, const Caller& caller, domain::ProjectId project,
                                       const Page& page) {
  return context.database.read([&](store::Connection& connection) -> Result<std::vector<BatchView>> {
    if (auto may = allow(connection, caller, Verb::see_batches, project); !may) return may.error();
    Result<std::optional<store::Standing>> standing = store::standing_of(connection, project, caller.user.id);
    if (!standing) return standing.error();
    if (!standing.value()) return no_such("project");
    Result<std::vector<domain::Batch>> found = store::batches_in(
        connection, {project, standing.value()->engagement, page.before, std::min(page.limit, page_max)});
    if (!found) return found.error();
    std::vector<BatchView> out;
    for (const domain::Batch& each : found.value()) {
      Result<BatchView> view = view_of(connection, each, context.clock.now_us());
      if (!view) return view.error();
      out.push_back(std::move(view).value());
    }
    return out;
  });
}

Result<BatchView> batch(Context& context, const Caller& caller, domain::ProjectId project,
                        domain::BatchId id) {
  return context.database.read([&](store::Connection& connection) -> Result<BatchView> {
    Result<BatchSeen> seen = batch_seen(connection, caller, Verb::see_batches, project, id);
    if (!seen) return seen.error();
    return view_of(connection, seen.value().batch, context.clock.now_us());
  });
}

Result<std::vector<BatchItemRow>> batch_items(Context& context, const Caller& caller,
                                              domain::ProjectId project, domain::BatchId id,
                                              const BatchItemsAsked& asked) {
  Result<domain::Scope> scope = scope_for(context, caller, Verb::see_batches, project);
  if (!scope) return scope.error();
  auto rows = context.database.read([&](store::Connection& connection) -> Result<std::vector<BatchItemRow>> {
    Result<BatchSeen> seen = batch_seen(connection, caller, Verb::see_batches, project, id);
    if (!seen) return seen.error();
    return items_on_page(connection, seen.value(), caller, asked);
  });
  if (!rows) return rows;
  std::vector<std::int64_t> keys;
  for (const BatchItemRow& row : rows.value()) keys.push_back(row.item.item.value);
  if (auto logged = log_read(context, caller, scope.value(), "read_items", keys); !logged)
    return logged.error();
  return rows;
}

}  // namespace assay::app
