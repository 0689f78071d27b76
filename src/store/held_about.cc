#include "store/held_about.h"

#include <span>
#include <string_view>

#include "store/values.h"

namespace assay::store {
namespace {

// Columns separated by one space, in the order of the statement; numbers end in _id, _count, _ms or _at.
struct PartQuery {
  const char* name;
  std::string_view columns;
  Statement statement;
};

constexpr PartQuery person_parts[] = {
    {"account",
     "user_id email name organisation state created_at erased_at",
     {"select u.user_id, u.email, u.name, o.name, u.state, u.created_at, u.erased_at from user_account u "
      "join "
      "organisation o on o.organisation_id = u.organisation_id where u.user_id = $1"}},
    {"projects",
     "project_id project role created_at",
     {"select m.project_id, p.name, m.role, m.created_at from project_member m join project p on "
      "p.project_id = m.project_id where m.user_id = $1 order by m.project_id limit 100000"}},
    {"teams",
     "team begins_at ends_at",
     {"select t.name, m.begins_at, m.ends_at from team_member m join team t on t.team_id = m.team_id where "
      "m.user_id = $1 order by m.begins_at limit 100000"}},
    {"sessions",
     "methods created_at last_used_at expires_at",
     {"select methods, created_at, last_used_at, expires_at from user_session where user_id = $1 order by "
      "session_id limit 100000"}},
    {"tokens",
     "name prefix scopes created_at last_used_at expires_at revoked_at",
     {"select name, prefix, scopes, created_at, last_used_at, expires_at, revoked_at from api_token where "
      "user_id = $1 order by token_id limit 100000"}},
    {"second_factor",
     "created_at confirmed_at",
     {"select created_at, confirmed_at from second_factor where user_id = $1"}},
    {"issuers",
     "issuer subject created_at",
     {"select issuer, subject, created_at from user_identity where user_id = $1 order by created_at limit "
      "100000"}},
    {"invitations",
     "email created_at expires_at ended_at outcome",
     {"select email, created_at, expires_at, ended_at, outcome from invitation where user_id = $1 order by "
      "invitation_id limit 100000"}},
    {"messages",
     "kind created_at read_at",
     {"select kind, created_at, read_at from message where user_id = $1 order by message_id limit 100000"}},
    {"looks_at_items",
     "project_id verb purpose looked_at",
     {"select project_id, verb, purpose, at from item_read where user_id = $1 order by item_read_id limit "
      "100000"}},
    {"emergencies",
     "project_id reason opened_at expires_at review",
     {"select project_id, reason, opened_at, expires_at, review from break_glass where user_id = $1 order by "
      "break_glass_id limit 100000"}},
    {"deeds",
     "verb times_count first_at last_at",
     {"select verb, count(*), min(at), max(at) from audit_event where user_id = $1 group by verb order by "
      "verb"}},
    {"erasures",
     "erasure_id basis reference state requested_at executed_at",
     {"select erasure_id, basis, reference, state, requested_at, executed_at from erasure where user_id = $1 "
      "order by erasure_id limit 100000"}}};

constexpr PartQuery of_annotator[] = {
    {"annotator",
     "annotator_id project_id pseudonym organisation erased_at",
     {"select a.annotator_id, a.project_id, a.name, o.name, a.erased_at from annotator a left join "
      "annotator_identity i on i.annotator_id = a.annotator_id left join organisation o on "
      "o.organisation_id = i.organisation_id where a.annotator_id = $1"}},
    {"annotations",
     "item_id question label received_at submitted_at active_ms",
     {"select a.item_id, q.name, t.value, a.received_at, a.submitted_at, a.active_ms from annotation a join "
      "annotator w on w.annotator_id = $1 join question q on q.question_id = a.question_id left join term t "
      "on "
      "t.term_id = a.label_id where a.project_id = w.project_id and a.annotator_id = w.annotator_id order by "
      "a.sequence limit 100000"}},
    {"assignments",
     "item_id state created_at submitted_at ended_at",
     {"select item_id, state, created_at, submitted_at, ended_at from assignment where annotator_id = $1 "
      "order by assignment_id limit 100000"}},
    {"regions",
     "times_count",
     {"select count(*) from region r join annotator w on w.annotator_id = $1 where r.project_id = "
      "w.project_id and r.annotator_id = w.annotator_id"}},
    {"legal_holds",
     "placed_at lifted_at",
     {"select placed_at, lifted_at from legal_hold where annotator_id = $1 order by legal_hold_id limit "
      "100000"}},
    {"erasures",
     "erasure_id basis reference state requested_at executed_at",
     {"select e.erasure_id, e.basis, e.reference, e.state, e.requested_at, e.executed_at from erasure e join "
      "erasure_annotator a on a.erasure_id = e.erasure_id where a.annotator_id = $1 order by e.erasure_id "
      "limit 100000"}}};

bool is_number(std::string_view column) {
  return column.ends_with("_id") || column.ends_with("_count") || column.ends_with("_ms") ||
         column.ends_with("_at");
}

HeldRow row_of(const Row& row, std::string_view columns) {
  HeldRow out;
  for (int at = 0; !columns.empty(); ++at) {
    const std::size_t end = std::min(columns.find(' '), columns.size());
    const std::string_view column = columns.substr(0, end);
    columns.remove_prefix(std::min(end + 1, columns.size()));
    HeldValue value = nullptr;
    if (!row.null(at)) value = is_number(column) ? HeldValue(row.integer(at)) : HeldValue(row.string(at));
    out.emplace_back(column, std::move(value));
  }
  return out;
}

Result<std::vector<HeldPart>> parts(Connection& connection, std::span<const PartQuery> queries,
                                    std::int64_t id) {
  std::vector<HeldPart> out;
  for (const PartQuery& query : queries) {
    HeldPart part{query.name, {}};
    const Result<std::int64_t> ran = connection.run(
        query.statement, {id}, [&](const Row& row) { part.rows.push_back(row_of(row, query.columns)); });
    if (!ran) return ran.error();
    out.push_back(std::move(part));
  }
  return out;
}

}  // namespace

Result<std::vector<HeldPart>> held_about_person(Connection& connection, domain::UserId user) {
  return parts(connection, person_parts, user.value);
}

Result<std::vector<HeldPart>> held_about_annotator(Connection& connection, std::int64_t annotator) {
  return parts(connection, of_annotator, annotator);
}

}  // namespace assay::store
