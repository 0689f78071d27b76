#include "store/item.h"

#include <algorithm>

#include "store/item_log.h"
#include "store/sealed_item.h"
#include "store/subject_keys.h"
#include "store/values.h"

namespace assay::store {
namespace {

#define ASSAY_ITEM_COLUMNS                                                                                 \
  "item_id, project_id, name, kind, content, attributes, content_sha256, state, created_at, sealed_head, " \
  "sealed_content"

constexpr Statement set_content{
    "update item set kind = $2, content = $3, attributes = $4, content_sha256 = $5, state = 'ready' where "
    "item_id "
    "= $1 and kind = 'unseen' and attributes = '{}' and state <> 'erased'"};
constexpr Statement find_sealed{
    "select kind, sealed_head from item where item_id = $1 and sealed_head is not null and state <> "
    "'erased'"};
constexpr Statement set_sealed_content{
    "update item set kind = $2, sealed_head = $3, sealed_content = $4, content_sha256 = $5, state = 'ready' "
    "where item_id = $1"};
constexpr Statement find_item{"select " ASSAY_ITEM_COLUMNS
                              " from item where project_id = $1 and item_id = $2"};
#define ASSAY_SIXTEEN "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
constexpr std::size_t ids_at_once = 16;
constexpr Statement find_by_id{"select " ASSAY_ITEM_COLUMNS " from item where item_id in " ASSAY_SIXTEEN};
constexpr Statement find_listed{
    "select item_id, project_id, name, kind, case when length(content) > 20000 then substr(content, 1, 2000) "
    "else content end, attributes, content_sha256, state, created_at, sealed_head, sealed_content from item "
    "where item_id in " ASSAY_SIXTEEN};
constexpr std::size_t listed_whole_max = 20'000, listed_beginning = 2'000;  // bytes of content in lists
constexpr Statement note_content{
    "insert into item_content (project_id, item_id) select project_id, item_id from item where item_id = $1"};
constexpr Statement last_content{
    "select coalesce(max(item_content_id), 0) from item_content where project_id = $1"};
constexpr Statement list_later_content{
    "select item_content_id, item_id from item_content where project_id = $1 and item_content_id > $2 order "
    "by "
    "item_content_id"};
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

StoredItem stored_item(const Row& row) {
  StoredItem stored;
  domain::Item& item = stored.item;
  item.id = {row.integer(0)};
  item.project = {row.integer(1)};
  item.name = row.text(2);
  item.content.kind = row.text(3);
  item.content.content = row.text(4);
  item.content.attributes = row.text(5);
  if (!row.null(6)) item.content.sha256 = digest_of(row.bytes(6));
  item.state = row.text(7);
  item.created_at = row.integer(8);
  stored.head = row.bytes(9);
  stored.content = row.bytes(10);
  return stored;
}

// So many bytes, or a few fewer: no character is cut.
std::size_t whole_characters(std::string_view text, std::size_t at_most) {
  while (at_most > 0 && (static_cast<unsigned char>(text[at_most]) & 0xC0) == 0x80) --at_most;
  return at_most;
}

// Gives a sealed item that was known by name alone its content.
Result<bool> set_sealed(Connection& connection, std::int64_t item, const std::string& sealed_head,
                        const domain::ItemContent& content) {
  Result<SubjectKeys*> keys = keys_of(connection);
  if (!keys) return keys.error();
  const Result<SubjectKeys::Found> found = keys.value()->find(SubjectKind::item, std::span(&item, 1));
  if (!found) return found.error();
  const std::optional<Secret>& key = found.value().front();
  auto head = key ? open_head(*key, item, sealed_head) : std::nullopt;
  if (!head || head->attributes != "{}") return false;
  head->attributes = content.attributes;
  head->sha256 = content.sha256;
  const std::string new_head = seal_head(*key, item, *head);
  const std::string sealed = seal_content(*key, item, content.content);
  const std::string file = sealed_file_hash(content);
  Result<std::int64_t> changed =
      connection.run(set_sealed_content, {item, std::string_view(content.kind), Bytes{new_head},
                                          Bytes{sealed}, file.empty() ? Value(nullptr) : Value(Bytes{file})});
  if (!changed) return changed.error();
  return changed.value() == 1;
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

// So that whoever holds the item's name in memory already learns of its attributes.
Result<bool> noted(Connection& connection, domain::ItemId id) {
  if (auto kept = connection.run_later(note_content, {id.value}); !kept) return kept.error();
  return true;
}

}  // namespace

Result<bool> set_item_content(Connection& connection, domain::ItemId id, const domain::ItemContent& content) {
  std::string kind, head;
  Result<std::int64_t> ran = connection.run(find_sealed, {id.value}, [&](const Row& row) {
    kind = row.text(0);
    head = row.bytes(1);
  });
  if (!ran) return ran.error();
  if (ran.value() > 0) {
    const Result<bool> set =
        kind == "unseen" ? set_sealed(connection, id.value, head, content) : Result<bool>(false);
    return set && set.value() ? noted(connection, id) : set;
  }
  const Value sha = content.sha256 ? Value(bytes_of(*content.sha256)) : Value(nullptr);
  Result<std::int64_t> changed = connection.run(
      set_content, {id.value, std::string_view(content.kind), std::string_view(content.content),
                    std::string_view(content.attributes), sha});
  if (!changed) return changed.error();
  return changed.value() == 1 ? noted(connection, id) : false;
}

Result<domain::Item> item_by_id(Connection& connection, domain::ProjectId project, domain::ItemId id) {
  Result<StoredItem> stored = first_row<StoredItem>(connection, find_item, {project.value, id.value},
                                                    stored_item, "there is no such item in this project");
  if (!stored) return stored.error();
  if (auto opened = open_items(connection, std::span(&stored.value(), 1)); !opened) return opened.error();
  return std::move(stored.value().item);
}

namespace {

// Sixteen at a time: one statement, prepared once, and few round trips.
Result<std::vector<domain::Item>> items_by(Connection& connection, const Statement& statement,
                                           std::span<const std::int64_t> ids) {
  std::vector<StoredItem> stored(ids.size());
  for (std::size_t begin = 0; begin < ids.size(); begin += ids_at_once) {
    const std::size_t count = std::min(ids_at_once, ids.size() - begin);
    std::vector<Value> values(ids_at_once, Value(std::int64_t{0}));
    for (std::size_t at = 0; at < count; ++at) values[at] = ids[begin + at];
    Result<std::int64_t> ran = connection.run(statement, values, [&](const Row& row) {
      const StoredItem one = stored_item(row);
      for (std::size_t at = begin; at < begin + count; ++at) {
        if (ids[at] == one.item.id.value) stored[at] = one;
      }
    });
    if (!ran) return ran.error();
  }
  if (auto opened = open_items(connection, stored); !opened) return opened.error();
  std::vector<domain::Item> out;
  for (StoredItem& one : stored) out.push_back(std::move(one.item));
  return out;
}

}  // namespace

Result<std::vector<domain::Item>> items_by_id(Connection& connection, std::span<const std::int64_t> ids) {
  return items_by(connection, find_by_id, ids);
}

Result<std::vector<domain::Item>> items_listed(Connection& connection, std::span<const std::int64_t> ids) {
  Result<std::vector<domain::Item>> items = items_by(connection, find_listed, ids);
  if (!items) return items;
  for (domain::Item& item : items.value()) {
    std::string& content = item.content.content;
    if (content.size() > listed_whole_max) content.resize(whole_characters(content, listed_beginning));
  }
  return items;
}

Result<std::int64_t> last_item_content(Connection& connection, domain::ProjectId project) {
  return key_from(connection, last_content, {project.value});
}

Result<std::int64_t> each_item_attributes(Connection& connection, domain::ProjectId project,
                                          const ItemPlace& after,
                                          const std::function<void(std::int64_t, std::string_view)>& each) {
  const Result<Done> fresh = each_item_beyond(connection, project, after.item, [&](const ItemHead& item) {
    if (!item.attributes.empty()) each(item.key, item.attributes);
  });
  if (!fresh) return fresh.error();
  std::int64_t last = after.content;
  std::vector<std::int64_t> keys;
  const Result<std::int64_t> later =
      connection.run(list_later_content, {project.value, after.content}, [&](const Row& row) {
        last = row.integer(0);
        keys.push_back(row.integer(1));
      });
  if (!later) return later.error();
  const Result<std::vector<domain::Item>> items = items_by_id(connection, keys);
  if (!items) return items.error();
  for (const domain::Item& item : items.value()) {
    if (item.content.attributes != "{}") each(item.id.value, item.content.attributes);
  }
  return last;
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
