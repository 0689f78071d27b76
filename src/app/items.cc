#include "app/items.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <set>

#include "app/permissions.h"

namespace assay::app {
namespace {

using labels::none;
using live::ProjectTable;
using store::NameKind;

constexpr std::int64_t limit_max = 1000;

// A filter in codes of the table. matches(): can anything match at all?
struct CodedFilter {
  std::optional<std::uint16_t> question;
  std::optional<std::uint32_t> label, annotator, gold_label;
  std::vector<std::pair<const labels::Attribute*, std::uint32_t>> attributes;
  bool impossible = false;
};

// The code of a name a filter asks for; nothing matches a name that nobody ever used.
void ask(const labels::Dictionary& names, const std::string& name, std::optional<std::uint32_t>& into,
         CodedFilter& filter) {
  if (name.empty()) return;
  into = names.find(name);
  if (!into) filter.impossible = true;
}

CodedFilter coded(const ProjectTable& table, const ItemFilter& filter) {
  CodedFilter out;
  const labels::Table& columns = table.table();
  std::optional<std::uint32_t> question;
  ask(columns.questions, filter.question, question, out);
  if (question) out.question = static_cast<std::uint16_t>(*question);
  ask(columns.labels, filter.label, out.label, out);
  ask(columns.annotators, filter.annotator, out.annotator, out);
  ask(columns.labels, filter.gold_label, out.gold_label, out);
  for (const auto& [name, value] : filter.attributes) {
    const auto attribute = std::find_if(columns.item_attributes.begin(), columns.item_attributes.end(),
                                        [&](const labels::Attribute& each) { return each.name == name; });
    const auto code =
        attribute == columns.item_attributes.end() ? std::nullopt : attribute->values.find(value);
    if (!code) {
      out.impossible = true;
    } else {
      out.attributes.emplace_back(&*attribute, *code);
    }
  }
  return out;
}

std::vector<std::uint16_t> asked_questions(const ProjectTable& table, const CodedFilter& filter) {
  if (filter.question) return {*filter.question};
  std::vector<std::uint16_t> all(table.table().questions.size());
  std::iota(all.begin(), all.end(), std::uint16_t{0});
  return all;
}

// Share of pairs of answers that differ; absent with fewer than two.
std::optional<double> disagreement_of(const ProjectTable& table, const std::vector<std::uint32_t>& rows) {
  if (rows.size() < 2) return std::nullopt;
  std::map<std::uint32_t, std::int64_t> counts;
  for (const std::uint32_t row : rows) ++counts[table.table().label[row]];
  const auto n = static_cast<double>(rows.size());
  double same = 0;
  for (const auto& [label, count] : counts)
    same += static_cast<double>(count) * static_cast<double>(count - 1);
  return 1 - same / (n * (n - 1));
}

bool attributes_match(const CodedFilter& filter, std::uint32_t item) {
  return std::all_of(filter.attributes.begin(), filter.attributes.end(), [&](const auto& asked) {
    return item < asked.first->code.size() && asked.first->code[item] == asked.second;
  });
}

// Whether the item has, in one question, all that the filter asks of answers and gold.
bool answers_match(const ProjectTable& table, const CodedFilter& filter, const ItemFilter& asked,
                   std::uint32_t item) {
  const bool any =
      filter.label || filter.annotator || filter.gold_label || asked.disagreement || filter.question;
  if (!any) return true;
  std::vector<std::uint32_t> rows;
  for (const std::uint16_t question : asked_questions(table, filter)) {
    if (filter.gold_label && table.gold_label(item, question) != *filter.gold_label) continue;
    table.rows_in_force(item, question, rows);
    // Label and annotator together: that person said it.
    const bool said =
        (!filter.label && !filter.annotator) || std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
          return (!filter.label || table.table().label[row] == *filter.label) &&
                 (!filter.annotator || table.table().annotator[row] == *filter.annotator);
        });
    if (!said || (rows.empty() && !filter.gold_label)) continue;
    if (asked.disagreement && (disagreement_of(table, rows).value_or(0) > 0) != *asked.disagreement) continue;
    return true;
  }
  return false;
}

bool matches(const ProjectTable& table, const CodedFilter& filter, const ItemFilter& asked,
             std::uint32_t item) {
  if (!attributes_match(filter, item)) return false;
  if (!asked.name_contains.empty() &&
      table.table().items.name(item).find(asked.name_contains) == std::string_view::npos) {
    return false;
  }
  return answers_match(table, filter, asked, item);
}

// Worst first: by disagreement, or by the answers that differ from gold.
double badness(const ProjectTable& table, const CodedFilter& filter, const std::string& order,
               std::uint32_t item) {
  double worst = 0;
  std::vector<std::uint32_t> rows;
  for (const std::uint16_t question : asked_questions(table, filter)) {
    table.rows_in_force(item, question, rows);
    if (order == "disagreement") worst = std::max(worst, disagreement_of(table, rows).value_or(0));
    const std::uint32_t gold = table.gold_label(item, question);
    if (order != "errors" || gold == none || rows.empty()) continue;
    const auto wrong = std::count_if(rows.begin(), rows.end(),
                                     [&](std::uint32_t row) { return table.table().label[row] != gold; });
    worst = std::max(worst, static_cast<double>(wrong) / static_cast<double>(rows.size()));
  }
  return worst;
}

struct Found {
  std::vector<std::uint32_t> items;
  std::int64_t next = 0;
};

// In the order of first arrival: looks until the page is full.
Found first_matches(const ProjectTable& table, const CodedFilter& filter, const ItemFilter& asked) {
  Found found;
  const std::uint32_t count = table.table().items.size();
  const auto limit = static_cast<std::size_t>(asked.limit);
  auto item = static_cast<std::uint32_t>(std::min<std::int64_t>(asked.after, count));
  for (; item < count && found.items.size() < limit; ++item) {
    if (matches(table, filter, asked, item)) found.items.push_back(item);
  }
  found.next = item < count ? item : 0;
  return found;
}

Found worst_matches(const ProjectTable& table, const CodedFilter& filter, const ItemFilter& asked) {
  std::vector<std::pair<double, std::uint32_t>> all;
  for (std::uint32_t item = 0; item < table.table().items.size(); ++item) {
    if (matches(table, filter, asked, item))
      all.emplace_back(-badness(table, filter, asked.order, item), item);
  }
  const auto begin = static_cast<std::size_t>(std::min<std::int64_t>(asked.after, std::ssize(all)));
  const std::size_t end = std::min(all.size(), begin + static_cast<std::size_t>(asked.limit));
  std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(end), all.end());
  Found found;
  for (std::size_t at = begin; at < end; ++at) found.items.push_back(all[at].second);
  found.next = end < all.size() ? static_cast<std::int64_t>(end) : 0;
  return found;
}

void fill_answers(const ProjectTable& table, std::uint32_t item, ItemRow& row) {
  const labels::Table& columns = table.table();
  std::vector<std::uint32_t> rows;
  for (std::uint32_t code = 0; code < columns.questions.size(); ++code) {
    const auto question = static_cast<std::uint16_t>(code);
    const std::string name(columns.questions.name(code));
    table.rows_in_force(item, question, rows);
    for (const std::uint32_t at : rows)
      ++row.answers[name][std::string(columns.labels.name(columns.label[at]))];
    const std::optional<double> disagreement = disagreement_of(table, rows);
    if (disagreement) row.disagreement = std::max(row.disagreement.value_or(0), *disagreement);
    const std::uint32_t gold = table.gold_label(item, question);
    if (gold != none) row.gold[name] = std::string(columns.labels.name(gold));
  }
}

Result<Done> may_see(Context& context, const Caller& caller, domain::ProjectId project) {
  return context.database.read(
      [&](store::Connection& connection) { return allow(connection, caller, Verb::see_project, project); });
}

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

// "key:NAME" is the name its importer gave it, whatever it looks like; anything else is an id.
domain::ItemId asked_item(const ProjectTable& table, std::string_view asked) {
  constexpr std::string_view by_name = "key:";
  if (asked.starts_with(by_name)) {
    return {table.key_of(NameKind::item, asked.substr(by_name.size())).value_or(0)};
  }
  std::int64_t id = 0;
  const auto read = std::from_chars(asked.data(), asked.data() + asked.size(), id);
  return {read.ec == std::errc() && read.ptr == asked.data() + asked.size() ? id : 0};
}

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

}  // namespace

Result<ItemPage> items(Context& context, const Caller& caller, domain::ProjectId project,
                       const ItemFilter& given) {
  if (auto may = may_see(context, caller, project); !may) return may.error();
  if (given.order != "key" && given.order != "disagreement" && given.order != "errors") {
    return Error{ErrorCode::invalid, "orders are key, disagreement, errors", "order"};
  }
  ItemFilter filter = given;
  filter.limit = std::clamp<std::int64_t>(filter.limit, 1, limit_max);
  filter.after = std::max<std::int64_t>(filter.after, 0);
  Result<live::SharedTable> table = context.live.project(project);
  if (!table) return table.error();
  ItemPage page;
  std::vector<std::int64_t> keys;
  table.value()->look([&](const ProjectTable& looked) {
    const CodedFilter codes = coded(looked, filter);
    if (codes.impossible) return;
    const Found found =
        filter.order == "key" ? first_matches(looked, codes, filter) : worst_matches(looked, codes, filter);
    page.next = found.next;
    for (const std::uint32_t item : found.items) {
      keys.push_back(looked.key_at(NameKind::item, item));
      fill_answers(looked, item, page.items.emplace_back());
    }
  });
  Result<std::vector<domain::Item>> stored = context.database.read(
      [&](store::Connection& connection) { return store::items_by_id(connection, keys); });
  if (!stored) return stored.error();
  for (std::size_t at = 0; at < stored.value().size(); ++at) page.items[at].item = stored.value()[at];
  return page;
}

Result<ItemView> item(Context& context, const Caller& caller, domain::ProjectId project,
                      std::string_view asked) {
  if (auto may = may_see(context, caller, project); !may) return may.error();
  Result<live::SharedTable> table = context.live.project(project);
  if (!table) return table.error();
  const domain::ItemId id = asked_item(*table.value(), asked);
  Result<StoredItem> stored = context.database.read(
      [&](store::Connection& connection) { return stored_item(connection, project, id); });
  if (!stored) return stored.error();
  const KeyNames name(*table.value());
  ItemView view;
  view.row.item = stored.value().item;
  table.value()->look([&](const ProjectTable& looked) {
    const std::uint32_t code = looked.code_of(NameKind::item, id.value);
    if (code != none) fill_answers(looked, code, view.row);
  });
  for (const store::AnnotationRow& row : stored.value().annotations) {
    view.annotations.push_back(
        {row, name(NameKind::question, row.question), name(NameKind::annotator, row.annotator),
         name(NameKind::label, row.label), name(NameKind::guideline_version, row.guideline_version),
         name(NameKind::batch, row.batch), name(NameKind::provider, row.provider), false});
  }
  mark_in_force(view.annotations);
  for (const store::GoldRow& row : stored.value().gold) {
    view.gold.push_back({row, name(NameKind::question, row.question), name(NameKind::label, row.label)});
  }
  for (const store::RegionRow& row : stored.value().regions) {
    view.regions.push_back({row, name(NameKind::question, row.question),
                            name(NameKind::annotator, row.annotator), name(NameKind::label, row.label)});
  }
  return view;
}

}  // namespace assay::app
