#include "app/own_items.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/annotations.h"
#include "app/assignments.h"
#include "app/batches.h"
#include "app/item_rows.h"
#include "app/messages.h"
#include "app/permissions.h"
#include "app/projects.h"
#include "store/item.h"

namespace assay::app {
namespace {

using store::AssignmentRow;

constexpr std::size_t answers_max = 1000;
constexpr std::int64_t quiet_us = 3'600'000'000;

// The caller's own; anybody else's is not there.
Result<AssignmentRow> own_row(store::Connection& connection, const Caller& caller, Verb verb,
                              domain::ProjectId project, domain::AssignmentId id) {
  if (auto may = allow(connection, caller, verb, project); !may) return may.error();
  Result<AssignmentRow> found = store::assignment_by_id(connection, project, id);
  if (!found) return no_such("assignment", found.error());
  if (found.value().assignment.user != caller.user.id) return no_such("assignment");
  return found;
}

Result<Done> check_shown(const AssignmentRow& row, std::int64_t now_us) {
  const domain::Assignment& assignment = row.assignment;
  const bool is_offered = assignment.state == "offered" && !assignment.is_over(now_us);
  const bool is_shown = row.batch_state != "recalled" && (is_offered || assignment.state == "submitted");
  if (is_shown) return Done{};
  const bool has_expired = assignment.state == "offered" && !is_offered;
  const std::string state = has_expired ? "expired" : assignment.state;
  return Error{ErrorCode::conflict,
               fmt::format("the assignment is {}; its item is shown while it is offered or submitted", state),
               "state"};
}

struct Stored {
  AssignmentRow row;
  domain::Item item;
  std::vector<store::OwnAnnotation> annotations;
};

Result<Stored> stored(store::Connection& connection, const Caller& caller, domain::ProjectId project,
                      domain::AssignmentId id, std::int64_t now_us) {
  Result<AssignmentRow> row = own_row(connection, caller, Verb::see_own_items, project, id);
  if (!row) return row.error();
  if (auto shown = check_shown(row.value(), now_us); !shown) return shown.error();
  const domain::Assignment& assignment = row.value().assignment;
  Result<domain::Item> item = store::item_by_id(connection, project, assignment.item);
  if (!item) return item.error();
  auto annotations = store::annotations_by(connection, assignment.item, assignment.annotator);
  if (!annotations) return annotations.error();
  return Stored{row.value(), std::move(item).value(), std::move(annotations).value()};
}

// Read, and on record that it was.
Result<Stored> seen(Context& context, const Caller& caller, domain::ProjectId project,
                    domain::AssignmentId id, const std::string& verb) {
  Result<domain::Scope> scope = scope_for(context, caller, Verb::see_own_items, project);
  if (!scope) return scope.error();
  Result<Stored> found = context.database.read([&](store::Connection& connection) {
    return stored(connection, caller, project, id, context.clock.now_us());
  });
  if (!found) return found;
  auto logged = log_read(context, caller, scope.value(), verb, {found.value().item.id.value});
  if (!logged) return logged.error();
  return found;
}

Result<std::vector<domain::NewAnnotation>> rows_of(store::Transaction& transaction, const AssignmentRow& row,
                                                   const NewSubmission& given) {
  std::vector<domain::NewAnnotation> out;
  for (const Answered& answer : given.answers) {
    domain::NewAnnotation one;
    one.item = row.item;
    one.question = answer.question;
    one.annotator = row.annotator;
    one.label = answer.label;
    one.batch = row.batch;
    one.flag = answer.flag;
    one.origin = domain::Origin::manual;
    one.shown_at = given.shown_at;
    one.first_action_at = given.first_action_at;
    one.submitted_at = transaction.now_us();
    one.active_ms = given.active_ms;
    out.push_back(std::move(one));
  }
  return out;
}

Result<Done> tell_of_return(Context& context, store::Transaction& transaction, const AssignmentRow& row) {
  const domain::Assignment& assignment = row.assignment;
  auto leads = people_of(transaction.connection(), assignment.project, assignment.engagement, "lead");
  if (!leads) return leads.error();
  return tell(context, transaction,
              {.kind = "item_returned",
               .recipients = std::move(leads).value(),
               .project = assignment.project,
               .words = {{"batch", row.batch}},
               .about = fmt::format("batch {}", assignment.batch.value),
               .quiet_us = quiet_us,
               .link = fmt::format("/projects/{}/batches", assignment.project.value)});
}

}  // namespace

Result<std::vector<AssignmentRow>> own_items(Context& context, const Caller& caller,
                                             domain::ProjectId project, store::Wanted wanted,
                                             std::int64_t limit) {
  Result<domain::Scope> scope = scope_for(context, caller, Verb::see_own_items, project);
  if (!scope) return scope.error();
  auto rows = context.database.read([&](store::Connection& connection) {
    return store::assignments_of(connection, project, caller.user.id, wanted, std::min(limit, page_max));
  });
  if (!rows) return rows;
  std::vector<std::int64_t> keys;
  for (const AssignmentRow& row : rows.value()) keys.push_back(row.assignment.item.value);
  if (auto logged = log_read(context, caller, scope.value(), "read_items", keys); !logged)
    return logged.error();
  return rows;
}

Result<OwnItem> own_item(Context& context, const Caller& caller, domain::ProjectId project,
                         domain::AssignmentId id) {
  Result<Stored> found = seen(context, caller, project, id, "read_item");
  if (!found) return found.error();
  Stored& one = found.value();
  OwnItem out{std::move(one.row), std::move(one.item), std::move(one.annotations), {}};
  if (out.item.content.kind == "image") out.image = image_view(context, out.item);
  return out;
}

Result<ImageBytes> own_item_image(Context& context, const Caller& caller, domain::ProjectId project,
                                  domain::AssignmentId id) {
  Result<Stored> found = seen(context, caller, project, id, "read_image");
  if (!found) return found.error();
  return image_bytes(context, found.value().item);
}

Result<AssignmentRow> submit_item(Context& context, const Caller& caller, domain::ProjectId project,
                                  domain::AssignmentId id, const NewSubmission& given) {
  const Source source{.project = project};
  auto added = add_own_annotations(
      context, caller, source,
      [&](store::Transaction& transaction) -> Result<std::vector<domain::NewAnnotation>> {
        auto row = own_row(transaction.connection(), caller, Verb::answer_own_items, project, id);
        if (!row) return row.error();
        if (given.answers.empty() || given.answers.size() > answers_max) {
          return Error{ErrorCode::invalid, fmt::format("1 to {} answers, one a question", answers_max),
                       "answers"};
        }
        auto may = domain::check_verb(row.value().assignment, domain::AssignmentVerb::submit);
        if (!may) return may.error();
        return rows_of(transaction, row.value(), given);
      });
  if (!added) return added.error();
  return context.database.read(
      [&](store::Connection& connection) { return store::assignment_by_id(connection, project, id); });
}

Result<AssignmentRow> return_item(Context& context, const Caller& caller, domain::ProjectId project,
                                  domain::AssignmentId id, const std::string& reason) {
  auto done =
      context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<AssignmentRow>> {
        store::Connection& connection = transaction.connection();
        Result<AssignmentRow> found = own_row(connection, caller, Verb::answer_own_items, project, id);
        if (!found) return found.error();
        if (auto checked = check_reason(reason); !checked) return checked.error();
        domain::Assignment& assignment = found.value().assignment;
        auto may = domain::check_verb(assignment, domain::AssignmentVerb::give_back);
        if (!may) return may.error();
        assignment.state = "returned";
        assignment.reason = reason;
        assignment.ended_at = transaction.now_us();
        Result<bool> ended = store::end_assignment(connection, assignment);
        if (!ended) return ended.error();
        if (auto told = tell_of_return(context, transaction, found.value()); !told) return told.error();
        return store::Outcome<AssignmentRow>::changed(
            found.value(), assignment_event(caller, "return_assignment", assignment));
      });
  if (done) context.tell({.kind = "project", .project = project.value});
  return done;
}

}  // namespace assay::app
