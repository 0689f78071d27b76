#include "store/item.h"

#include <algorithm>

#include "store/values.h"

namespace assay::store {
namespace {

#define ASSAY_ITEM_COLUMNS \
  "item_id, project_id, name, kind, content, attributes, content_sha256, state, created_at"

constexpr Statement set_content{
    "update item set kind = $2, content = $3, attributes = $4, content_sha256 = $5, state = 'ready' where "
    "item_id "
    "= $1 and kind = 'unseen' and attributes = '{}'"};
constexpr Statement find_item{"select " ASSAY_ITEM_COLUMNS
                              " from item where project_id = $1 and item_id = $2"};
#define ASSAY_SIXTEEN "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
constexpr std::size_t ids_at_once = 16;
constexpr Statement find_by_id{"select " ASSAY_ITEM_COLUMNS " from item where item_id in " ASSAY_SIXTEEN};
constexpr Statement find_listed{
    "select item_id, project_id, name, kind, case when length(content) > 20000 then substr(content, 1, 2000) "
    "else content end, attributes, content_sha256, state, created_at from item where item_id "
    "in " ASSAY_SIXTEEN};
constexpr Statement list_attributes{
    "select item_id, attributes from item where project_id = $1 and attributes <> '{}' order by item_id"};
constexpr Statement add_gold{
    "insert into gold (project_id, item_id, question_id, label_id, state, source, expert_count, supersedes, "
    "import_id, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning gold_id"};
constexpr Statement list_gold{
    "select gold_id, project_id, item_id, question_id, label_id, state, source, expert_count, supersedes, "
    "import_id, created_at from gold where project_id = $1 and gold_id > $2 order by gold_id"};
constexpr Statement find_gold{
    "select gold_id, project_id, item_id, question_id, label_id, state, source, expert_count, supersedes, "
    "import_id, created_at from gold where project_id = $1 and gold_id = $2"};
constexpr Statement list_gold_of_item{
    "select gold_id, project_id, item_id, question_id, label_id, state, source, expert_count, supersedes, "
    "import_id, created_at from gold where project_id = $1 and item_id = $2 order by gold_id limit 1000"};
constexpr Statement list_regions{
    "select project_id, item_id, question_id, annotator_id, label_id, is_gold, shape, geometry, import_id "
    "from "
    "region where item_id = $1 order by region_id limit 10000"};

domain::Item item_of(const Row& row) {
  domain::Item item;
  item.id = {row.integer(0)};
  item.project = {row.integer(1)};
  item.name = row.text(2);
  item.content.kind = row.text(3);
  item.content.content = row.text(4);
  item.content.attributes = row.text(5);
  if (!row.null(6)) item.content.sha256 = digest_of(row.bytes(6));
  item.state = row.text(7);
  item.created_at = row.integer(8);
  return item;
}

GoldRow gold_of(const Row& row) {
  GoldRow gold;
  gold.id = row.integer(0);
  gold.project = row.integer(1);
  gold.item = row.integer(2);
  gold.question = row.integer(3);
  gold.label = row.integer(4);
  gold.state = row.text(5);
  gold.source = row.text(6);
  gold.expert_count = integer_or_none(row, 7);
  gold.supersedes = row.integer(8);
  gold.import = row.integer(9);
  gold.created_at = row.integer(10);
  return gold;
}

RegionRow region_of(const Row& row) {
  return {row.integer(0),      row.integer(1), row.integer(2), row.integer(3), row.integer(4),
          row.integer(5) != 0, row.string(6),  row.string(7),  row.integer(8)};
}

}  // namespace

Result<bool> set_item_content(Connection& connection, domain::ItemId id, const domain::ItemContent& content) {
  const Value sha = content.sha256 ? Value(bytes_of(*content.sha256)) : Value(nullptr);
  Result<std::int64_t> changed = connection.run(
      set_content, {id.value, std::string_view(content.kind), std::string_view(content.content),
                    std::string_view(content.attributes), sha});
  if (!changed) return changed.error();
  return changed.value() == 1;
}

Result<domain::Item> item_by_id(Connection& connection, domain::ProjectId project, domain::ItemId id) {
  return first_row<domain::Item>(connection, find_item, {project.value, id.value}, item_of,
                                 "there is no such item in this project");
}

namespace {

// Sixteen at a time: one statement, prepared once, and few round trips.
Result<std::vector<domain::Item>> items_by(Connection& connection, const Statement& statement,
                                           std::span<const std::int64_t> ids) {
  std::vector<domain::Item> out(ids.size());
  for (std::size_t begin = 0; begin < ids.size(); begin += ids_at_once) {
    const std::size_t count = std::min(ids_at_once, ids.size() - begin);
    std::vector<Value> values(ids_at_once, Value(std::int64_t{0}));
    for (std::size_t at = 0; at < count; ++at) values[at] = ids[begin + at];
    Result<std::int64_t> ran = connection.run(statement, values, [&](const Row& row) {
      domain::Item item = item_of(row);
      for (std::size_t at = begin; at < begin + count; ++at) {
        if (ids[at] == item.id.value) out[at] = item;
      }
    });
    if (!ran) return ran.error();
  }
  return out;
}

}  // namespace

Result<std::vector<domain::Item>> items_by_id(Connection& connection, std::span<const std::int64_t> ids) {
  return items_by(connection, find_by_id, ids);
}

Result<std::vector<domain::Item>> items_listed(Connection& connection, std::span<const std::int64_t> ids) {
  return items_by(connection, find_listed, ids);
}

Result<Done> each_item_attributes(Connection& connection, domain::ProjectId project,
                                  const std::function<void(std::int64_t, std::string_view)>& each) {
  return done_of(connection.run(list_attributes, {project.value},
                                [&](const Row& row) { each(row.integer(0), row.text(1)); }));
}

Result<std::int64_t> insert_gold(Connection& connection, const GoldRow& gold) {
  return key_from(connection, add_gold,
                  {gold.project, gold.item, gold.question, gold.label, std::string_view(gold.state),
                   std::string_view(gold.source), or_null(gold.expert_count), key_or_null(gold.supersedes),
                   gold.import, gold.created_at});
}

Result<Done> each_gold(Connection& connection, domain::ProjectId project, std::int64_t after,
                       const std::function<void(const GoldRow&)>& each) {
  return done_of(
      connection.run(list_gold, {project.value, after}, [&](const Row& row) { each(gold_of(row)); }));
}

Result<GoldRow> gold_by_id(Connection& connection, domain::ProjectId project, std::int64_t id) {
  return first_row<GoldRow>(connection, find_gold, {project.value, id}, gold_of,
                            "there is no such gold in this project");
}

std::int64_t label_in_force(std::span<const GoldRow> gold, std::int64_t question) {
  std::int64_t held = 0;
  for (const GoldRow& row : gold) {
    if (row.question != question || (held != 0 && row.supersedes == 0)) continue;
    held = row.state == "active" ? row.label : 0;
  }
  return held;
}

Result<std::vector<GoldRow>> gold_of_item(Connection& connection, domain::ProjectId project,
                                          domain::ItemId item) {
  const Value values[] = {project.value, item.value};
  return all_rows<GoldRow>(connection, list_gold_of_item, values, gold_of);
}

Result<Done> insert_regions(Connection& connection, const std::vector<RegionRow>& rows) {
  RowBlock block;
  block.table = "region";
  block.columns = {"project_id", "item_id", "question_id", "annotator_id", "label_id",
                   "is_gold",    "shape",   "geometry",    "import_id"};
  for (const RegionRow& row : rows) {
    block.values.insert(
        block.values.end(),
        {row.project, row.item, row.question, key_or_null(row.annotator), key_or_null(row.label),
         std::int64_t{row.is_gold}, std::string_view(row.shape), std::string_view(row.geometry), row.import});
  }
  return connection.insert_rows(block);
}

Result<std::vector<RegionRow>> regions_of_item(Connection& connection, domain::ItemId item) {
  const Value values[] = {item.value};
  return all_rows<RegionRow>(connection, list_regions, values, region_of);
}

}  // namespace assay::store
