#include "store/erasure.h"

#include "store/values.h"

namespace assay::store {
namespace {

#define ASSAY_ERASURE                                                                           \
  "select erasure_id, project_id, user_id, basis, reference, state, item_count, requested_by, " \
  "requested_at, executed_by, executed_at, receipt_sha256, annotator_count from erasure where "

constexpr Statement add_erasure{
    "insert into erasure (project_id, user_id, basis, reference, state, item_count, annotator_count, "
    "requested_by, requested_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning erasure_id"};
constexpr Statement find_in_project{ASSAY_ERASURE "erasure_id = $1 and project_id = $2"};
constexpr Statement find_of_person{ASSAY_ERASURE "erasure_id = $1 and project_id is null"};
constexpr Statement list_in_project{ASSAY_ERASURE
                                    "project_id = $1 and erasure_id < $2 order by erasure_id desc limit $3"};
constexpr Statement list_of_persons{
    ASSAY_ERASURE "project_id is null and erasure_id < $1 order by erasure_id desc limit $2"};
constexpr Statement list_under_way{ASSAY_ERASURE "state = 'executing' order by erasure_id"};
constexpr Statement change_erasure{
    "update erasure set state = $2, executed_by = $3, executed_at = $4, receipt_sha256 = $5 where erasure_id "
    "= "
    "$1"};
constexpr Statement list_erased_items{
    "select item_id from erasure_item where erasure_id = $1 order by item_id"};
constexpr Statement list_erased_annotators{
    "select annotator_id from erasure_annotator where erasure_id = $1 order by annotator_id"};
constexpr Statement find_file{
    "select content_sha256 from item where item_id = $1 and project_id = $2 and kind = 'image' and "
    "sealed_head "
    "is not null and content_sha256 is not null"};
constexpr Statement overwrite_sealed{
    "update item set kind = 'unseen', content = '', attributes = '{}', content_sha256 = null, sealed_head = "
    "null, sealed_content = null, state = 'erased' where item_id = $1 and project_id = $2 and sealed_head is "
    "not null"};
// The name that an importer gave says too much; its key is as good.
constexpr Statement overwrite_open{
    "update item set kind = 'unseen', content = '', attributes = '{}', content_sha256 = null, state = "
    "'erased', "
    "name = $3 where item_id = $1 and project_id = $2 and sealed_head is null and state <> 'erased'"};
constexpr Statement drop_regions{"delete from region where item_id = $1 and project_id = $2"};
constexpr Statement drop_answers{"delete from idempotency where project_id = $1"};
constexpr Statement drop_problems{
    "update import_outcome set problems = '[]' where import_id in (select import_id from import_record where "
    "project_id = $1)"};
constexpr Statement drop_results{
    "update job set result = '', progress = '{}', error = '' where project_id = $1 and kind = 'import' and "
    "state in ('done', "
    "'failed', 'cancelled')"};
constexpr Statement find_item_place{"select project_id from item where item_id = $1 and state <> 'erased'"};
constexpr Statement list_ever_erased{
    "select distinct i.item_id from erasure_item i join erasure e on e.erasure_id = i.erasure_id where "
    "e.state "
    "= 'executed' order by i.item_id"};
constexpr Statement is_there{
    "select item_id from item where item_id = $1 and project_id = $2 and state <> 'erased'"};
constexpr Statement list_beyond{
    "select i.item_id from item i where i.project_id = $1 and i.created_at < $2 and i.state <> 'erased' and "
    "not "
    "exists (select 1 from legal_hold h where h.project_id = i.project_id and h.lifted_at is null and "
    "((h.item_id is null and h.annotator_id is null) or h.item_id = i.item_id)) order by i.item_id limit $3"};
constexpr Statement add_hold{
    "insert into legal_hold (project_id, item_id, annotator_id, reason, placed_by, placed_at) values ($1, "
    "$2, "
    "$3, $4, $5, $6) returning legal_hold_id"};
constexpr Statement list_holds{
    "select h.legal_hold_id, h.project_id, h.item_id, h.reason, h.placed_by, h.placed_at, h.lifted_by, "
    "h.lifted_at, h.annotator_id, coalesce(a.name, '') from legal_hold h left join annotator a on "
    "a.annotator_id = h.annotator_id where h.project_id = $1 order by h.legal_hold_id desc limit 1000"};
constexpr Statement end_hold{
    "update legal_hold set lifted_by = $3, lifted_at = $4 where legal_hold_id = $1 and project_id = $2 and "
    "lifted_at is null"};
constexpr Statement find_whole_hold{
    "select 1 from legal_hold where project_id = $1 and item_id is null and annotator_id is null and "
    "lifted_at is null limit 1"};
constexpr Statement find_hold_of{
    "select 1 from legal_hold where project_id = $1 and item_id = $2 and lifted_at is null limit 1"};
constexpr Statement put_rule{
    "insert into retention_rule (project_id, keep_days, changed_by, changed_at) values ($1, $2, $3, $4) on "
    "conflict (project_id) do update set keep_days = excluded.keep_days, changed_by = excluded.changed_by, "
    "changed_at = excluded.changed_at"};
constexpr Statement drop_rule{"delete from retention_rule where project_id = $1"};
constexpr Statement rule_ran{"update retention_rule set last_run_at = $2 where project_id = $1"};
#define ASSAY_RULE "select project_id, keep_days, changed_by, changed_at, last_run_at from retention_rule "
constexpr Statement list_rules{ASSAY_RULE "order by project_id"};
constexpr Statement find_rule{ASSAY_RULE "where project_id = $1"};

template <class IdType>
std::optional<IdType> id_or_none(const Row& row, int column) {
  return row.null(column) ? std::nullopt : std::optional(IdType{row.integer(column)});
}

domain::Erasure erasure_of(const Row& row) {
  domain::Erasure out;
  out.id = {row.integer(0)};
  out.project = id_or_none<domain::ProjectId>(row, 1);
  out.person = id_or_none<domain::UserId>(row, 2);
  out.basis = row.text(3);
  out.reference = row.text(4);
  out.state = row.text(5);
  out.item_count = row.integer(6);
  out.requested_by = {row.integer(7)};
  out.requested_at = row.integer(8);
  out.executed_by = {row.integer(9)};
  out.executed_at = integer_or_none(row, 10);
  if (!row.null(11)) out.receipt = digest_of(row.bytes(11));
  out.annotator_count = row.integer(12);
  return out;
}

domain::LegalHold hold_of(const Row& row) {
  return {.id = {row.integer(0)},
          .project = {row.integer(1)},
          .item = id_or_none<domain::ItemId>(row, 2),
          .annotator = id_or_none<domain::AnnotatorId>(row, 8),
          .reason = row.string(3),
          .placed_by = {row.integer(4)},
          .placed_at = row.integer(5),
          .lifted_by = {row.integer(6)},
          .lifted_at = integer_or_none(row, 7),
          .annotator_name = row.string(9)};
}

domain::RetentionRule rule_of(const Row& row) {
  return {{row.integer(0)}, row.integer(1), {row.integer(2)}, row.integer(3), integer_or_none(row, 4)};
}

template <class IdType>
Value id_value(const std::optional<IdType>& id) {
  return id ? key_or_null(id->value) : Value(nullptr);
}

// The first column of the rows that the statement gives for each item.
Result<std::vector<std::int64_t>> those_with_a_row(
    Connection& connection, const Statement& statement, std::span<const std::int64_t> items,
    const std::function<std::vector<Value>(std::int64_t)>& ask) {
  std::vector<std::int64_t> out;
  for (const std::int64_t item : items) {
    const std::vector<Value> values = ask(item);
    const Result<std::int64_t> ran = connection.run(statement, values, {});
    if (!ran) return ran.error();
    if (ran.value() > 0) out.push_back(item);
  }
  return out;
}

}  // namespace

Result<domain::ErasureId> insert_erasure(Connection& connection, const domain::Erasure& erasure,
                                         const ErasureSubjects& subjects) {
  const Result<std::int64_t> id =
      key_from(connection, add_erasure,
               {id_value(erasure.project), id_value(erasure.person), std::string_view(erasure.basis),
                std::string_view(erasure.reference), std::string_view(erasure.state), erasure.item_count,
                erasure.annotator_count, key_or_null(erasure.requested_by.value), erasure.requested_at});
  if (!id) return id.error();
  RowBlock items{"erasure_item", {"erasure_id", "item_id"}, {}};
  for (const std::int64_t key : subjects.items) items.values.insert(items.values.end(), {id.value(), key});
  RowBlock people{"erasure_annotator", {"erasure_id", "annotator_id"}, {}};
  for (const std::int64_t key : subjects.annotators)
    people.values.insert(people.values.end(), {id.value(), key});
  for (const RowBlock* block : {&items, &people}) {
    if (block->values.empty()) continue;
    if (auto inserted = connection.insert_rows(*block); !inserted) return inserted.error();
  }
  return domain::ErasureId{id.value()};
}

Result<domain::Erasure> erasure_by_id(Connection& connection, std::optional<domain::ProjectId> project,
                                      domain::ErasureId id) {
  constexpr const char* missing = "there is no such erasure";
  if (!project)
    return first_row<domain::Erasure>(connection, find_of_person, {id.value}, erasure_of, missing);
  return first_row<domain::Erasure>(connection, find_in_project, {id.value, project->value}, erasure_of,
                                    missing);
}

Result<std::vector<domain::Erasure>> erasures_in(Connection& connection, domain::ProjectId project,
                                                 std::int64_t before, std::int64_t limit) {
  const Value values[] = {project.value, before, limit};
  return all_rows<domain::Erasure>(connection, list_in_project, values, erasure_of);
}

Result<std::vector<domain::Erasure>> erasures_of_persons(Connection& connection, std::int64_t before,
                                                         std::int64_t limit) {
  const Value values[] = {before, limit};
  return all_rows<domain::Erasure>(connection, list_of_persons, values, erasure_of);
}

Result<std::vector<domain::Erasure>> erasures_under_way(Connection& connection) {
  return all_rows<domain::Erasure>(connection, list_under_way, {}, erasure_of);
}

Result<Done> update_erasure(Connection& connection, const domain::Erasure& erasure) {
  const Value receipt = erasure.receipt ? Value(bytes_of(*erasure.receipt)) : Value(nullptr);
  return done_of(connection.run(
      change_erasure, {erasure.id.value, std::string_view(erasure.state),
                       key_or_null(erasure.executed_by.value), or_null(erasure.executed_at), receipt}));
}

Result<ErasureSubjects> subjects_of_erasure(Connection& connection, domain::ErasureId id) {
  const Value values[] = {id.value};
  const auto key = [](const Row& row) { return row.integer(0); };
  auto items = all_rows<std::int64_t>(connection, list_erased_items, values, key);
  if (!items) return items.error();
  auto annotators = all_rows<std::int64_t>(connection, list_erased_annotators, values, key);
  if (!annotators) return annotators.error();
  return ErasureSubjects{std::move(items).value(), std::move(annotators).value()};
}

Result<std::vector<Digest>> overwrite_items(Connection& connection, domain::ProjectId project,
                                            std::span<const std::int64_t> items) {
  std::vector<Digest> files;
  for (const std::int64_t item : items) {
    Result<std::int64_t> ran = connection.run(
        find_file, {item, project.value}, [&](const Row& row) { files.push_back(digest_of(row.bytes(0))); });
    const std::string name = "erased " + std::to_string(item);
    if (ran) ran = connection.run(overwrite_open, {item, project.value, std::string_view(name)});
    if (ran) ran = connection.run(overwrite_sealed, {item, project.value});
    if (ran) ran = connection.run(drop_regions, {item, project.value});
    if (!ran) return ran.error();
  }
  return files;
}

Result<Done> forget_answers(Connection& connection, domain::ProjectId project) {
  for (const Statement& statement : {drop_answers, drop_problems, drop_results}) {
    const Result<std::int64_t> ran = connection.run(statement, {project.value});
    if (!ran) return ran.error();
  }
  return Done{};
}

Result<std::vector<ItemInProject>> places_not_erased(Connection& connection,
                                                     std::span<const std::int64_t> items) {
  std::vector<ItemInProject> out;
  for (const std::int64_t item : items) {
    const Result<std::int64_t> ran = connection.run(find_item_place, {item}, [&](const Row& row) {
      out.push_back({item, {row.integer(0)}});
    });
    if (!ran) return ran.error();
  }
  return out;
}

Result<std::vector<std::int64_t>> items_ever_erased(Connection& connection) {
  return all_rows<std::int64_t>(connection, list_ever_erased, {},
                                [](const Row& row) { return row.integer(0); });
}

Result<std::vector<std::int64_t>> items_not_erased(Connection& connection, domain::ProjectId project,
                                                   std::span<const std::int64_t> items) {
  return those_with_a_row(connection, is_there, items, [&](std::int64_t item) {
    return std::vector<Value>{item, project.value};
  });
}

Result<std::vector<std::int64_t>> items_beyond(Connection& connection, domain::ProjectId project,
                                               std::int64_t came_before, std::int64_t limit) {
  const Value values[] = {project.value, came_before, limit};
  return all_rows<std::int64_t>(connection, list_beyond, values,
                                [](const Row& row) { return row.integer(0); });
}

Result<domain::LegalHoldId> insert_hold(Connection& connection, const domain::LegalHold& hold) {
  const Result<std::int64_t> id =
      key_from(connection, add_hold,
               {hold.project.value, id_value(hold.item), id_value(hold.annotator),
                std::string_view(hold.reason), hold.placed_by.value, hold.placed_at});
  if (!id) return id.error();
  return domain::LegalHoldId{id.value()};
}

Result<std::vector<domain::LegalHold>> holds_in(Connection& connection, domain::ProjectId project) {
  const Value values[] = {project.value};
  return all_rows<domain::LegalHold>(connection, list_holds, values, hold_of);
}

Result<bool> lift_hold(Connection& connection, const domain::LegalHold& hold) {
  const Result<std::int64_t> ran = connection.run(
      end_hold, {hold.id.value, hold.project.value, hold.lifted_by.value, or_null(hold.lifted_at)});
  if (!ran) return ran.error();
  return ran.value() == 1;
}

Result<bool> is_held_as_a_whole(Connection& connection, domain::ProjectId project) {
  const Result<std::int64_t> ran = connection.run(find_whole_hold, {project.value});
  if (!ran) return ran.error();
  return ran.value() > 0;
}

Result<std::int64_t> held_count(Connection& connection, domain::ProjectId project,
                                std::span<const std::int64_t> items) {
  const Result<bool> whole = is_held_as_a_whole(connection, project);
  if (!whole) return whole.error();
  if (whole.value()) return std::ssize(items);
  const auto held = those_with_a_row(connection, find_hold_of, items, [&](std::int64_t item) {
    return std::vector<Value>{project.value, item};
  });
  if (!held) return held.error();
  return std::ssize(held.value());
}

Result<Done> put_retention(Connection& connection, const domain::RetentionRule& rule) {
  return done_of(
      connection.run(put_rule, {rule.project.value, rule.keep_days, rule.changed_by.value, rule.changed_at}));
}

Result<Done> remove_retention(Connection& connection, domain::ProjectId project) {
  return done_of(connection.run(drop_rule, {project.value}));
}

Result<Done> retention_has_run(Connection& connection, domain::ProjectId project, std::int64_t now_us) {
  return done_of(connection.run(rule_ran, {project.value, now_us}));
}

Result<std::vector<domain::RetentionRule>> retention_rules(Connection& connection) {
  return all_rows<domain::RetentionRule>(connection, list_rules, {}, rule_of);
}

Result<std::optional<domain::RetentionRule>> retention_of(Connection& connection, domain::ProjectId project) {
  std::optional<domain::RetentionRule> found;
  const Result<std::int64_t> ran =
      connection.run(find_rule, {project.value}, [&](const Row& row) { found = rule_of(row); });
  if (!ran) return ran.error();
  return found;
}

}  // namespace assay::store
