// One provider's part of a project: a table that holds its annotators' rows alone, and of items, labels and
// trusted labels what those rows touch. Whoever is handed such a table cannot learn of the rest.

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_set>

#include "live/places.h"
#include "live/project_table.h"
#include "store/annotation_log.h"
#include "store/annotator_identity.h"
#include "store/engagement.h"
#include "store/item_log.h"

namespace assay::live {
namespace {

using labels::none;
using store::NameKind;

std::array<std::pair<NameKind, std::int64_t>, 7> keys_used(const store::AnnotationKeys& keys) {
  return {{{NameKind::item, keys.item},
           {NameKind::question, keys.question},
           {NameKind::annotator, keys.annotator},
           {NameKind::label, keys.label},
           {NameKind::guideline_version, keys.guideline_version},
           {NameKind::batch, keys.batch},
           {NameKind::provider, keys.provider}}};
}

// What a part still lacks of the names its new rows use, taken from the whole project once each.
class Wanted {
 public:
  using Take = std::function<void(NameKind, std::int64_t)>;
  Wanted(const ProjectTable& part, Take take) : part_(part), take_(std::move(take)) {}

  void want(NameKind kind, std::int64_t key) {
    if (key == 0 || knows(kind, key)) return;
    taken_.emplace(kind, key);
    take_(kind, key);
  }
  bool knows(NameKind kind, std::int64_t key) const {
    return part_.code_of(kind, key) != none || taken_.contains({kind, key});
  }

 private:
  const ProjectTable& part_;
  const Take take_;
  std::set<std::pair<NameKind, std::int64_t>> taken_;
};

}  // namespace

std::set<std::int64_t> providers_of(const Arrivals& arrivals) {
  std::set<std::int64_t> out;
  for (const store::AnnotationKeys& keys : arrivals.annotations) out.insert(keys.provider);
  const bool is_other = !arrivals.gold.empty() || !arrivals.item_attributes.empty();
  if (is_other || out.empty()) out.insert(0);
  return out;
}

struct ProjectTable::Gathered {
  std::vector<store::AnnotationKeys> rows;
  std::vector<store::GoldRow> gold;
  std::array<std::unordered_set<std::int64_t>, store::name_kind_count> used;
  std::map<std::int64_t, std::string> own_names;  // of annotators, by key

  void take(const store::AnnotationKeys& keys) {
    rows.push_back(keys);
    for (const auto& [kind, key] : keys_used(keys)) used[index_of(kind)].insert(key);
  }
  // Questions are the schema's and known to everybody.
  bool uses(NameKind kind, std::int64_t key) const {
    return kind == NameKind::question || used[index_of(kind)].contains(key);
  }
  std::string_view name_of(NameKind kind, std::int64_t key, std::string_view name) const {
    const auto own = kind == NameKind::annotator ? own_names.find(key) : own_names.end();
    return own == own_names.end() ? name : std::string_view(own->second);
  }
};

Result<Done> ProjectTable::read_names(store::Connection& connection, domain::ProjectId project,
                                      const LoadOptions& options, const Gathered* only) {
  const auto take = [&](NameKind kind, std::int64_t key, std::string_view name) {
    if (key > options.until.names[index_of(kind)] || (only && !only->uses(kind, key))) return false;
    add_name(kind, key, only ? only->name_of(kind, key, name) : name);
    return true;
  };
  Result<Done> read = store::each_item(
      connection, project,
      [&](const store::ItemHead& item) {
        const bool is_meant = item.key <= options.until.names[index_of(NameKind::item)] &&
                              (!only || only->uses(NameKind::item, item.key));
        if (item.erased && is_meant) item_is_erased(item.key);
        if (item.erased) return;
        if (!take(NameKind::item, item.key, item.name)) return;
        if (!item.attributes.empty()) add_attributes(item.key, item.attributes);
      },
      options.more);
  for (const NameKind kind : all_kinds) {
    if (!read) return read;
    if (kind == NameKind::item) continue;  // read above, with their attributes
    read = store::each_name(connection, project, kind, 0,
                            [&](std::int64_t key, std::string_view name) { take(kind, key, name); });
  }
  return read;
}

Result<Done> ProjectTable::read_part(store::Connection& connection, domain::ProjectId project,
                                     const LoadOptions& options) {
  Gathered gathered;
  Result<Done> read = store::each_annotation(
      connection, project, 0,
      [&](const store::AnnotationKeys& keys) {
        if (keys.sequence <= options.until.sequence && keys.provider == part_.provider.value)
          gathered.take(keys);
      },
      options.more);
  if (!read) return read;
  read = store::each_gold(connection, project, 0, [&](const store::GoldRow& gold) {
    if (gold.id > options.until.gold || !gathered.uses(NameKind::item, gold.item)) return;
    gathered.gold.push_back(gold);
    gathered.used[index_of(NameKind::label)].insert(gold.label);
  });
  if (!read) return read;
  const auto identities = store::identities_of(connection, project, part_.names_of);
  if (!identities) return identities.error();
  for (const store::AnnotatorIdentity& each : identities.value())
    gathered.own_names[each.annotator] = each.name;
  const auto nobody = store::erased_annotators(connection, project);
  if (!nobody) return nobody.error();
  removed_.annotators = std::count_if(nobody.value().begin(), nobody.value().end(), [&](const auto& each) {
    return gathered.uses(NameKind::annotator, each.annotator);
  });
  if (read = read_names(connection, project, options, &gathered); !read) return read;
  for (const store::AnnotationKeys& keys : gathered.rows) add_row(keys);
  for (const store::GoldRow& gold : gathered.gold) add_gold(gold);
  return Done{};
}

Arrivals ProjectTable::part_of(const Arrivals& all, const ProjectTable& whole) const {
  Arrivals out;
  const std::shared_lock lock(mutex_);
  const std::shared_lock whole_lock(whole.mutex_);
  std::map<std::int64_t, std::string_view> own_names;
  for (const Identity& each : all.identities) {
    if (each.organisation == part_.names_of.value) own_names[each.annotator] = each.name;
  }
  Wanted wanted(*this, [&](NameKind kind, std::int64_t key) {
    const std::uint32_t code = whole.code_of(kind, key);
    if (code == none) return;
    if (kind == NameKind::item) {
      out.known_items.push_back(whole.known_item(code));
      return;
    }
    const auto own = kind == NameKind::annotator ? own_names.find(key) : own_names.end();
    out.names.push_back(
        {kind, key, std::string(own == own_names.end() ? whole.name_at(kind, code) : own->second)});
  });
  for (const store::NewName& name : all.names) {
    if (name.kind == NameKind::question) wanted.want(name.kind, name.key);
  }
  for (const store::AnnotationKeys& keys : all.annotations) {
    if (keys.provider != part_.provider.value) continue;
    for (const auto& [kind, key] : keys_used(keys)) wanted.want(kind, key);
    out.annotations.push_back(keys);
  }
  for (const store::GoldRow& gold : all.gold) {
    if (!wanted.knows(NameKind::item, gold.item)) continue;
    wanted.want(NameKind::label, gold.label);
    out.gold.push_back(gold);
  }
  for (const auto& attributes : all.item_attributes) {
    if (wanted.knows(NameKind::item, attributes.first)) out.item_attributes.push_back(attributes);
  }
  return out;
}

KnownItem ProjectTable::known_item(std::uint32_t item) const {
  KnownItem out;
  out.key = key_at(NameKind::item, item);
  out.name = name_at(NameKind::item, item);
  for (const labels::Attribute& attribute : table_.item_attributes) {
    const std::uint32_t value = item < attribute.code.size() ? attribute.code[item] : none;
    if (value != none) out.attributes.emplace_back(attribute.name, attribute.values.name(value));
  }
  for (std::size_t at = 0; at < table_.questions.size(); ++at) {
    const auto question = static_cast<std::uint16_t>(at);
    const auto found = gold_.find(gold_place(item, question));
    if (found == gold_.end()) continue;
    out.gold.push_back({key_at(NameKind::question, question), found->second.given,
                        std::string(table_.labels.name(found->second.label))});
  }
  return out;
}

// Before the item's first row, so that no tally holds it yet.
void ProjectTable::take_item(const KnownItem& item) {
  add_name(NameKind::item, item.key, item.name);
  const std::uint32_t code = code_of(NameKind::item, item.key);
  for (const auto& [name, value] : item.attributes) set_attribute(code, name, value);
  for (const KnownItem::Gold& gold : item.gold) {
    if (!table_.labels.find(gold.label)) add_name(NameKind::label, -(++made_up_keys_), gold.label);
    const auto question = static_cast<std::uint16_t>(code_of(NameKind::question, gold.question));
    const std::uint32_t label = *table_.labels.find(gold.label);
    if (!gold_.emplace(gold_place(code, question), Gold{label, gold.given}).second) continue;
    table_.gold.push_back({code, question, label});
    tallies_[question].reset();
    if (conditions_.any()) forget_conditioned(question);
    index_.gold_changed(*this, code, question);
  }
}

}  // namespace assay::live
