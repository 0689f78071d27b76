#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "app/item_rows.h"
#include "app/items.h"

namespace assay::app {
namespace {

using labels::none;
using live::ProjectTable;
using store::NameKind;

// Names of the keys that stored rows carry.
class KeyNames {
 public:
  explicit KeyNames(const ProjectTable& table) : table_(table) {}
  std::string operator()(NameKind kind, std::int64_t key) const {
    if (key == 0) return "";
    return table_.look([&](const ProjectTable& table) -> std::string {
      const std::uint32_t code = table.code_of(kind, key);
      return code == none ? "" : std::string(table.name_at(kind, code));
    });
  }

 private:
  const ProjectTable& table_;
};

struct StoredItem {
  domain::Item item;
  std::vector<store::AnnotationRow> annotations;
  std::vector<store::GoldRow> gold;
  std::vector<store::RegionRow> regions;
};

Result<StoredItem> stored_item(store::Connection& connection, domain::ProjectId project, domain::ItemId id) {
  StoredItem out;
  Result<domain::Item> item = store::item_by_id(connection, project, id);
  if (!item) return item.error();
  out.item = std::move(item).value();
  Result<std::vector<store::AnnotationRow>> annotations = store::annotations_of_item(connection, id);
  if (!annotations) return annotations.error();
  out.annotations = std::move(annotations).value();
  Result<std::vector<store::GoldRow>> gold = store::gold_of_item(connection, project, id);
  if (!gold) return gold.error();
  out.gold = std::move(gold).value();
  Result<std::vector<store::RegionRow>> regions = store::regions_of_item(connection, id);
  if (!regions) return regions.error();
  out.regions = std::move(regions).value();
  return out;
}

// Of a part of the project its own rows; trusted labels for whom they are shown to.
void keep_seen(const domain::Scope& scope, const ProjectTable& table, StoredItem& stored) {
  if (!scope.sees_gold) {
    stored.gold.clear();
    std::erase_if(stored.regions, [](const store::RegionRow& row) { return row.is_gold; });
  }
  if (scope.whole()) return;
  std::erase_if(stored.annotations,
                [&](const store::AnnotationRow& row) { return row.provider != scope.provider.value; });
  table.look([&](const ProjectTable& looked) {
    std::erase_if(stored.regions, [&](const store::RegionRow& row) {
      return row.annotator == 0 || looked.code_of(NameKind::annotator, row.annotator) == none;
    });
  });
}

// The sequence numbers of the rows in force are not in memory; a row is in force when it is the one of its
// annotator and question that the rule of labels/question.h takes.
void mark_in_force(std::vector<NamedAnnotation>& annotations) {
  std::map<std::pair<std::int64_t, std::int64_t>, NamedAnnotation*> first;
  const auto earlier = [](const NamedAnnotation& a, const NamedAnnotation& b) {
    return a.row.submitted_at.value_or(labels::no_time) < b.row.submitted_at.value_or(labels::no_time);
  };
  std::set<std::int64_t> corrected;
  for (const NamedAnnotation& each : annotations) corrected.insert(each.row.supersedes);
  for (NamedAnnotation& each : annotations) {
    if (corrected.contains(each.row.sequence)) continue;
    const bool counts = each.row.label != 0 && each.row.admission == domain::Admission::admitted &&
                        each.row.role == domain::Role::annotator;
    if (!counts) continue;
    each.in_force = each.row.annotator == 0;
    if (each.in_force) continue;
    NamedAnnotation*& held = first[{each.row.question, each.row.annotator}];
    if (held == nullptr || earlier(each, *held)) held = &each;
  }
  for (const auto& [key, held] : first) held->in_force = true;
}

// What is in force and not counted by the table is set aside: its question did not apply to who gave it.
void mark_what_applies(const ProjectTable& table, domain::ItemId item,
                       std::vector<NamedAnnotation>& annotations) {
  const std::uint32_t code = table.code_of(NameKind::item, item.value);
  if (code == none) return;
  std::vector<std::uint32_t> rows;
  for (NamedAnnotation& each : annotations) {
    const auto question = static_cast<std::uint16_t>(table.code_of(NameKind::question, each.row.question));
    if (!each.in_force || each.row.annotator == 0 || table.conditions().of(question) == nullptr) continue;
    table.rows_in_force(code, question, rows);
    const std::uint32_t annotator = table.code_of(NameKind::annotator, each.row.annotator);
    each.applies = std::any_of(rows.begin(), rows.end(),
                               [&](std::uint32_t row) { return table.table().annotator[row] == annotator; });
  }
}

bool is_in_force(const store::GoldRow& gold, const std::vector<store::GoldRow>& all) {
  return gold.state == "active" && std::none_of(all.begin(), all.end(), [&](const store::GoldRow& other) {
           return other.supersedes == gold.id;
         });
}

}  // namespace

Result<ItemView> item(Context& context, const Caller& caller, domain::ProjectId project,
                      std::string_view asked) {
  const Result<ItemsSeen> seen = items_seen(context, caller, project);
  if (!seen) return seen.error();
  const domain::Scope& scope = seen.value().scope;
  const ProjectTable& table = *seen.value().table;
  const domain::ItemId id = item_asked(table, asked);
  if (auto there = check_seen(seen.value(), id); !there) return there.error();
  if (auto logged = log_read(context, caller, scope, "read_item", {id.value}); !logged) return logged.error();
  Result<StoredItem> stored = context.database.read(
      [&](store::Connection& connection) { return stored_item(connection, project, id); });
  if (!stored) return stored.error();
  keep_seen(scope, table, stored.value());
  const KeyNames name(table);
  ItemView view;
  view.row.item = stored.value().item;
  table.look([&](const ProjectTable& looked) {
    fill_answers(looked, looked.code_of(NameKind::item, id.value), scope, view.row);
  });
  for (const store::AnnotationRow& row : stored.value().annotations) {
    view.annotations.push_back(
        {row, name(NameKind::question, row.question), name(NameKind::annotator, row.annotator),
         name(NameKind::label, row.label), name(NameKind::guideline_version, row.guideline_version),
         name(NameKind::batch, row.batch), name(NameKind::provider, row.provider), false, true});
  }
  mark_in_force(view.annotations);
  table.look([&](const ProjectTable& looked) { mark_what_applies(looked, id, view.annotations); });
  for (const store::GoldRow& row : stored.value().gold) {
    view.gold.push_back({row, view.row.item.name, name(NameKind::question, row.question),
                         name(NameKind::label, row.label), is_in_force(row, stored.value().gold)});
  }
  for (const store::RegionRow& row : stored.value().regions) {
    view.regions.push_back({row, name(NameKind::question, row.question),
                            name(NameKind::annotator, row.annotator), name(NameKind::label, row.label)});
  }
  if (view.row.item.content.kind == "image") view.image = image_view(context, view.row.item);
  return view;
}

}  // namespace assay::app
