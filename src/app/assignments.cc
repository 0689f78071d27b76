#include "app/assignments.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "app/batches.h"
#include "app/messages.h"
#include "app/permissions.h"
#include "base/merkle.h"
#include "domain/user.h"

namespace assay::app {
namespace {

using store::EngagedAnnotator;

Error invalid(std::string message, std::string where) {
  return Error{ErrorCode::invalid, std::move(message), std::move(where)};
}

// Of one engagement, found by what people call them.
class Annotators {
 public:
  explicit Annotators(std::vector<EngagedAnnotator> all) : all_(std::move(all)) {
    for (const EngagedAnnotator& each : all_) by_annotator_[each.annotator.value] = &each;
  }
  Annotators(const Annotators&) = delete;
  Annotators& operator=(const Annotators&) = delete;

  Result<std::int64_t> of_user(domain::UserId user, const std::string& where) const {
    return key_of([&](const EngagedAnnotator& each) { return each.user == user; }, where);
  }
  Result<std::int64_t> called(const std::string& name, const std::string& where) const {
    const Result<std::string> email = domain::email_of(name);
    return key_of(
        [&](const EngagedAnnotator& each) {
          return !name.empty() &&
                 (each.annotator_name == name || (email.ok() && each.email == email.value()));
        },
        where);
  }
  const EngagedAnnotator& with(std::int64_t key) const { return *by_annotator_.at(key); }

 private:
  template <class Fits>
  Result<std::int64_t> key_of(const Fits& fits, const std::string& where) const {
    const auto found = std::find_if(all_.begin(), all_.end(), fits);
    if (found == all_.end()) return invalid("nobody of the engagement's annotators is this", where);
    if (!found->annotator.none()) return found->annotator.value;
    return invalid("say first under which name this person's annotations come", where);
  }

  std::vector<EngagedAnnotator> all_;
  std::map<std::int64_t, const EngagedAnnotator*> by_annotator_;
};

// What stands before anything is assigned.
struct Ground {
  const domain::Batch& batch;
  const Annotators& annotators;
  std::set<domain::Pair> held;     // of the batch
  std::set<domain::Pair> offered;  // of all open batches of the engagement
  bool has(const domain::Pair& pair) const { return held.contains(pair) || offered.contains(pair); }
};

Result<std::vector<domain::Pair>> even_pairs(store::Connection& connection, const NewAssignments& given,
                                             const Ground& ground) {
  std::vector<std::int64_t> people;
  for (std::size_t at = 0; at < given.annotators.size(); ++at) {
    const std::string where = fmt::format("annotators[{}]", at);
    Result<std::int64_t> key = ground.annotators.of_user(given.annotators[at], where);
    if (!key) return key.error();
    if (std::find(people.begin(), people.end(), key.value()) != people.end())
      return invalid("this person is in the list already", where);
    people.push_back(key.value());
  }
  if (given.per_item < 1 || given.per_item > std::ssize(people)) {
    return invalid(
        fmt::format("an item goes to 1 person at least, and to as many as are named: {}", people.size()),
        "per_item");
  }
  Result<std::vector<std::int64_t>> items = store::item_keys_of(connection, ground.batch.id);
  if (!items) return items.error();
  std::set<domain::Pair> has = ground.offered;  // who has an item by another batch answers it there
  has.insert(ground.held.begin(), ground.held.end());
  return domain::evenly_shared(items.value(), people, given.per_item, has);
}

// Keys of the batch's items by their names.
Result<std::unordered_map<std::string, std::int64_t>> items_by_name(store::Connection& connection,
                                                                    domain::BatchId batch) {
  Result<std::vector<store::BatchItem>> items =
      store::batch_items(connection, batch, 0, static_cast<std::int64_t>(domain::batch_items_max));
  if (!items) return items.error();
  std::unordered_map<std::string, std::int64_t> out;
  for (store::BatchItem& item : items.value()) out.emplace(std::move(item.name), item.item.value);
  return out;
}

Result<std::vector<domain::Pair>> listed_pairs(store::Connection& connection, const NewAssignments& given,
                                               const Ground& ground, std::int64_t& known) {
  Result<std::unordered_map<std::string, std::int64_t>> items = items_by_name(connection, ground.batch.id);
  if (!items) return items.error();
  std::vector<domain::Pair> out;
  std::set<domain::Pair> seen;
  for (std::size_t at = 0; at < given.list.size(); ++at) {
    const auto item = items.value().find(given.list[at].item);
    if (item == items.value().end()) {
      return invalid("the batch has no item of this name", fmt::format("list[{}].item", at));
    }
    Result<std::int64_t> annotator =
        ground.annotators.called(given.list[at].annotator, fmt::format("list[{}].annotator", at));
    if (!annotator) return annotator.error();
    const domain::Pair pair{item->second, annotator.value()};
    const bool is_new = !ground.has(pair) && seen.insert(pair).second;
    if (is_new) out.push_back(pair);
    known += is_new ? 0 : 1;
  }
  return out;
}

Result<Done> check_given(const NewAssignments& given, std::int64_t now_us) {
  if (given.annotators.empty() == given.list.empty()) {
    return invalid("say among whom the items are shared, or list who gets which", "annotators");
  }
  if (given.list.size() > assigned_max) {
    return invalid(fmt::format("at most {} assignments at once", assigned_max), "list");
  }
  if (given.lease_until && *given.lease_until <= now_us) return invalid("this time is over", "lease_until");
  return Done{};
}

// A batch that is overdue is still worked on: then nothing but its end ends the lease.
std::optional<std::int64_t> lease_of(const NewAssignments& given, const domain::Batch& batch,
                                     std::int64_t now_us) {
  if (given.lease_until) return given.lease_until;
  return batch.due_at && *batch.due_at > now_us ? batch.due_at : std::nullopt;
}

std::vector<domain::Assignment> rows_of(const std::vector<domain::Pair>& pairs, const Ground& ground,
                                        std::optional<std::int64_t> lease_until, std::int64_t now_us) {
  std::vector<domain::Assignment> rows;
  rows.reserve(pairs.size());
  for (const domain::Pair& pair : pairs) {
    domain::Assignment row;
    row.project = ground.batch.project;
    row.engagement = ground.batch.engagement;
    row.batch = ground.batch.id;
    row.item = {pair.item};
    row.annotator = {pair.annotator};
    row.user = ground.annotators.with(pair.annotator).user;
    row.lease_until = lease_until;
    row.created_at = now_us;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<AssignedCount> counted(const std::vector<domain::Pair>& pairs, const Annotators& annotators) {
  std::map<std::int64_t, std::int64_t> counts;
  for (const domain::Pair& pair : pairs) ++counts[pair.annotator];
  std::vector<AssignedCount> out;
  for (const auto& [annotator, count] : counts) out.push_back({annotators.with(annotator), count});
  return out;
}

Result<Done> tell_annotators(Context& context, store::Transaction& transaction, const domain::Batch& batch,
                             const Assigned& assigned) {
  for (const AssignedCount& each : assigned.by_annotator) {
    auto told = tell(context, transaction,
                     {.kind = "items_assigned",
                      .recipients = {each.annotator.user},
                      .project = batch.project,
                      .words = {{"batch", batch.name}, {"items", std::to_string(each.count)}},
                      .objects = {{"batch", std::to_string(batch.id.value)}},
                      .link = fmt::format("/projects/{}/own_items", batch.project.value)});
    if (!told) return told;
  }
  return Done{};
}

domain::AuditEvent assigned_event(const Caller& caller, const domain::Batch& batch,
                                  const std::vector<domain::Pair>& pairs) {
  std::vector<Digest> leaves;
  for (const domain::Pair& pair : pairs)
    leaves.push_back(leaf_hash(fmt::format("{} {}", pair.item, pair.annotator)));
  domain::AuditEvent event = batch_event(caller, "assign_items", batch);
  event.rows = domain::AuditRows{std::ssize(pairs), merkle_root(leaves)};
  return event;
}

Result<Done> check_working(const store::Standing& standing) {
  if (!standing.ended) return Done{};
  return Error{ErrorCode::forbidden, "the engagement has ended: nothing more is assigned in it",
               "engagement"};
}

// What of the batch goes to whom; `known` counts what was listed in vain.
Result<std::vector<domain::Pair>> pairs_asked(store::Connection& connection, const NewAssignments& given,
                                              Ground& ground, std::int64_t& known) {
  Result<std::set<domain::Pair>> held = store::pairs_held(connection, ground.batch.id);
  if (!held) return held.error();
  Result<std::set<domain::Pair>> offered = store::pairs_offered(connection, ground.batch.engagement);
  if (!offered) return offered.error();
  ground.held = std::move(held).value();
  ground.offered = std::move(offered).value();
  Result<std::vector<domain::Pair>> pairs = given.list.empty()
                                                ? even_pairs(connection, given, ground)
                                                : listed_pairs(connection, given, ground, known);
  if (!pairs || pairs.value().size() <= assigned_max) return pairs;
  return invalid(
      fmt::format("at most {} assignments at once; this would be {}", assigned_max, pairs.value().size()),
      "per_item");
}

}  // namespace

Result<Done> check_reason(const std::string& reason) {
  if (!reason.empty() && reason.size() <= reason_bytes_max && reason.find('\0') == std::string::npos)
    return Done{};
  return invalid(fmt::format("say why, in at most {} bytes", reason_bytes_max), "reason");
}

domain::AuditEvent assignment_event(const Caller& caller, std::string verb,
                                    const domain::Assignment& assignment) {
  domain::AuditEvent event = event_by(caller, std::move(verb), "assignment");
  event.project = assignment.project;
  event.object = assignment.id.value;
  return event;
}

Result<std::vector<EngagedAnnotator>> own_annotators(Context& context, const Caller& caller,
                                                     domain::ProjectId project) {
  return context.database.read([&](store::Connection& connection) -> Result<std::vector<EngagedAnnotator>> {
    if (auto may = allow(connection, caller, Verb::assign_items, project); !may) return may.error();
    Result<std::optional<store::Standing>> standing = store::standing_of(connection, project, caller.user.id);
    if (!standing) return standing.error();
    if (!standing.value()) return no_such("project");
    return store::annotators_in(connection, standing.value()->engagement);
  });
}

Result<Assigned> assign_items(Context& context, const Caller& caller, domain::ProjectId project,
                              domain::BatchId id, const NewAssignments& given) {
  auto done =
      context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Assigned>> {
        store::Connection& connection = transaction.connection();
        const std::int64_t now_us = transaction.now_us();
        Result<BatchSeen> seen = batch_seen(connection, caller, Verb::assign_items, project, id);
        if (!seen) return seen.error();
        if (auto working = check_working(seen.value().standing); !working) return working.error();
        domain::Batch& batch = seen.value().batch;
        Result<std::string> next = domain::next_state(batch, domain::BatchVerb::assign);
        if (!next) return next.error();
        if (auto checked = check_given(given, now_us); !checked) return checked.error();
        Result<std::vector<EngagedAnnotator>> people = store::annotators_in(connection, batch.engagement);
        if (!people) return people.error();
        const Annotators annotators(std::move(people).value());
        Ground ground{batch, annotators, {}, {}};
        Assigned out;
        Result<std::vector<domain::Pair>> pairs = pairs_asked(connection, given, ground, out.known);
        if (!pairs) return pairs.error();
        if (pairs.value().empty()) return store::Outcome<Assigned>::unchanged(out);
        out.assigned = std::ssize(pairs.value());
        out.by_annotator = counted(pairs.value(), annotators);
        const auto rows = rows_of(pairs.value(), ground, lease_of(given, batch, now_us), now_us);
        if (auto added = store::insert_assignments(connection, rows, caller.user.id); !added)
          return added.error();
        const std::string from = batch.state;
        batch.state = std::move(next).value();
        Result<bool> updated = store::update_batch(connection, batch, from);
        if (!updated) return updated.error();
        if (auto told = tell_annotators(context, transaction, batch, out); !told) return told.error();
        return store::Outcome<Assigned>::changed(out, assigned_event(caller, batch, pairs.value()));
      });
  if (done) context.tell({.kind = "project", .project = project.value});
  return done;
}

Result<store::AssignmentRow> revoke_assignment(Context& context, const Caller& caller,
                                               domain::ProjectId project, domain::AssignmentId id,
                                               const std::string& reason) {
  auto done = context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<store::AssignmentRow>> {
        store::Connection& connection = transaction.connection();
        if (auto may = allow(connection, caller, Verb::assign_items, project); !may) return may.error();
        Result<store::AssignmentRow> found = store::assignment_by_id(connection, project, id);
        if (!found) return no_such("assignment", found.error());
        domain::Assignment& assignment = found.value().assignment;
        auto seen = batch_seen(connection, caller, Verb::assign_items, project, assignment.batch);
        if (!seen) return no_such("assignment", seen.error());
        if (auto checked = check_reason(reason); !checked) return checked.error();
        if (auto may = domain::check_verb(assignment, domain::AssignmentVerb::revoke); !may)
          return may.error();
        assignment.state = "revoked";
        assignment.reason = reason;
        assignment.ended_at = transaction.now_us();
        Result<bool> ended = store::end_assignment(connection, assignment);
        if (!ended) return ended.error();
        return store::Outcome<store::AssignmentRow>::changed(
            found.value(), assignment_event(caller, "revoke_assignment", assignment));
      });
  if (done) context.tell({.kind = "project", .project = project.value});
  return done;
}

}  // namespace assay::app
