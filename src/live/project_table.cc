#include "live/project_table.h"

#include <algorithm>
#include <mutex>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "labels/kind.h"
#include "labels/set_row.h"
#include "live/places.h"
#include "store/annotator_identity.h"
#include "store/engagement.h"
#include "store/item_log.h"
#include "store/project.h"

namespace assay::live {
namespace {

using labels::none;
using store::NameKind;

std::uint8_t state_of(const store::AnnotationKeys& keys) {
  std::uint8_t state = 0;
  if (keys.label == 0) state |= labels::row_skipped;
  const bool anchored =
      keys.origin == domain::Origin::prediction || keys.origin == domain::Origin::prediction_changed;
  if (anchored) state |= labels::row_anchored;
  return state;
}

labels::Dictionary& dictionary_of(labels::Table& table, NameKind kind) {
  switch (kind) {
    case NameKind::item:
      return table.items;
    case NameKind::question:
      return table.questions;
    case NameKind::annotator:
      return table.annotators;
    case NameKind::label:
      return table.labels;
    case NameKind::guideline_version:
      return table.guideline_versions;
    case NameKind::batch:
      return table.batches;
    case NameKind::provider:
      return table.providers;
  }
  return table.items;
}

labels::Attribute& attribute_named(std::vector<labels::Attribute>& all, const std::string& name) {
  for (labels::Attribute& attribute : all) {
    if (attribute.name == name) return attribute;
  }
  all.push_back({.name = name});
  return all.back();
}

template <class T>
std::size_t bytes_of(const std::vector<T>& column) {
  return column.capacity() * sizeof(T);
}

std::string attribute_text(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>() : json_text(value);
}

}  // namespace

const labels::Dictionary& ProjectTable::dictionary(NameKind kind) const {
  return dictionary_of(const_cast<labels::Table&>(table_), kind);
}

void ProjectTable::add_name(NameKind kind, std::int64_t key, std::string_view name) {
  const std::uint32_t code = dictionary_of(table_, kind).code(name);
  auto& keys = keys_[index_of(kind)];
  last_keys_[index_of(kind)] = std::max(last_keys_[index_of(kind)], key);
  if (code < keys.size() && (keys[code] > 0 || key < 0)) return;  // here already
  codes_[index_of(kind)].add(key, code);
  if (code < keys.size()) {
    keys[code] = key;  // a name that only a mapping knew until now
    return;
  }
  keys.push_back(key);
  if (kind == NameKind::item) {
    last_row_.push_back(none);
    index_.item_added(code);
  }
  if (kind == NameKind::label) conditions_.label_added(name);
  if (kind == NameKind::question) {
    tallies_.emplace_back();
    pool_.question_added();
    conditions_.set(*schema_, table_);
  }
}

Result<std::unique_ptr<ProjectTable>> ProjectTable::load(store::Connection& connection,
                                                         domain::ProjectId project,
                                                         const LoadOptions& options) {
  auto out = std::make_unique<ProjectTable>();
  ProjectTable& self = *out;
  self.part_ = options.part;
  Result<domain::Schema> schema = store::latest_schema(connection, project, options.schema_version_max);
  if (!schema) return schema.error();
  self.schema_ = std::make_shared<const domain::Schema>(std::move(schema).value());
  Result<domain::LabelHistory> history =
      store::label_history(connection, project, options.schema_version_max);
  if (!history) return history.error();
  self.pool_.set_history(std::move(history).value());
  const Result<Done> read = options.part.whole() ? self.read_rows(connection, project, options)
                                                 : self.read_part(connection, project, options);
  if (!read) return read.error();
  return out;
}

Result<Done> ProjectTable::read_rows(store::Connection& connection, domain::ProjectId project,
                                     const LoadOptions& options) {
  if (auto read = read_names(connection, project, options, nullptr); !read) return read;
  const Result<std::int64_t> content = store::last_item_content(connection, project);
  if (!content) return content.error();
  content_position_ = content.value();
  const auto nobody = store::erased_annotators(connection, project);
  if (!nobody) return nobody.error();
  removed_.annotators = std::ssize(nobody.value());
  const LogPlace& until = options.until;
  Result<Done> read = store::each_annotation(
      connection, project, 0,
      [&](const store::AnnotationKeys& keys) {
        if (keys.sequence <= until.sequence) add_row(keys);
      },
      options.more);
  if (!read) return read;
  return store::each_gold(connection, project, 0, [&](const store::GoldRow& gold) {
    if (gold.id <= until.gold) add_gold(gold);
  });
}

Result<Arrivals> ProjectTable::missing(store::Connection& connection, domain::ProjectId project) const {
  LogPlace place;
  store::ItemPlace items;
  {
    const std::shared_lock lock(mutex_);
    place = this->place();
    items = {place.names[index_of(NameKind::item)], content_position_};
  }
  Arrivals out;
  Result<Done> read = Done{};
  const std::int64_t last_item = place.names[index_of(NameKind::item)];
  read = store::each_item_beyond(connection, project, last_item, [&](const store::ItemHead& item) {
    if (!item.erased) out.names.push_back({NameKind::item, item.key, std::string(item.name)});
  });
  for (const NameKind kind : all_kinds) {
    if (!read) return read.error();
    if (kind == NameKind::item) continue;
    read = store::each_name(connection, project, kind, place.names[index_of(kind)],
                            [&](std::int64_t key, std::string_view name) {
                              out.names.push_back({kind, key, std::string(name)});
                            });
  }
  if (!read) return read.error();
  read = store::each_annotation(connection, project, place.sequence,
                                [&](const store::AnnotationKeys& keys) { out.annotations.push_back(keys); });
  if (!read) return read.error();
  read = store::each_gold(connection, project, place.gold,
                          [&](const store::GoldRow& gold) { out.gold.push_back(gold); });
  if (!read) return read.error();
  // Those of annotators with new rows too: somebody may have been named before the first.
  std::int64_t known = place.names[index_of(NameKind::annotator)];
  for (const store::AnnotationKeys& keys : out.annotations) {
    if (keys.annotator > 0) known = std::min(known, keys.annotator - 1);
  }
  auto identities = store::all_identities(connection, project, known);
  if (!identities) return identities.error();
  for (const store::AnnotatorIdentity& each : identities.value())
    out.identities.push_back({each.annotator, each.organisation, each.name});
  auto content = store::each_item_attributes(
      connection, project, items,
      [&](std::int64_t key, std::string_view json) { out.item_attributes.emplace_back(key, json); });
  if (!content) return content.error();
  out.content_position = content.value();
  return out;
}

LogPlace ProjectTable::place() const {
  LogPlace out{position_, gold_position_};
  for (const NameKind kind : all_kinds) {
    out.names[index_of(kind)] = last_keys_[index_of(kind)];
  }
  return out;
}

// An eighth more at a time, where a vector by itself would take as much again as it has.
void ProjectTable::make_room() {
  if (earlier_.size() < earlier_.capacity()) return;
  const std::size_t more = earlier_.size() / 8 + 1024;
  earlier_.reserve(earlier_.size() + more);
  table_.reserve_rows(more);
}

void ProjectTable::chain(std::uint32_t item, std::uint32_t row) {
  earlier_.push_back(last_row_[item]);
  last_row_[item] = row;
}

std::optional<std::uint32_t> ProjectTable::add_row(const store::AnnotationKeys& keys) {
  position_ = std::max(position_, keys.sequence);
  if (is_erased(keys.item)) {
    if (keys.admission == domain::Admission::admitted && keys.role == domain::Role::annotator)
      count_erased(keys);
    return std::nullopt;
  }
  if (keys.admission != domain::Admission::admitted) ++quarantined_;
  if (keys.admission != domain::Admission::admitted || keys.role != domain::Role::annotator) {
    set_aside_.insert(
        store::row_hash({keys.item, keys.question, keys.annotator, keys.label, keys.submitted_at}));
    return std::nullopt;
  }
  labels::RowCodes row = codes_of(keys);
  if (!map_label(keys, row)) return std::nullopt;
  if (const auto corrected = row_corrected_by(keys)) {
    correct(*corrected, row);
    return corrected;
  }
  const auto at = static_cast<std::uint32_t>(table_.row_count());
  make_room();
  chain(row.item, at);
  table_.add_codes(row);
  return at;
}

// The label under the latest schema. False: its category was split since, so it counts for nothing.
bool ProjectTable::map_label(const store::AnnotationKeys& keys, labels::RowCodes& row) {
  const std::size_t step = pool_.history().step_of_annotation(keys.sequence);
  const auto now = row.label == none ? std::optional(none) : label_now({step, row.question, row.label});
  if (now != row.label) {  // what comes again by its old name is known
    set_aside_.insert(
        store::row_hash({keys.item, keys.question, keys.annotator, keys.label, keys.submitted_at}));
  }
  if (!now) {
    pool_.count_unmapped(row.question);
    return false;
  }
  row.label = *now;
  if (row.label != none) pool_.count(row.question, step);
  return true;
}

std::optional<std::uint32_t> ProjectTable::label_now(const LabelPool::Given& given) {
  return pool_.now(given, table_, [this](std::string_view name) {
    if (!table_.labels.find(name)) add_name(NameKind::label, -(++made_up_keys_), name);
    return *table_.labels.find(name);
  });
}

labels::RowCodes ProjectTable::codes_of(const store::AnnotationKeys& keys) const {
  const auto code = [&](NameKind kind, std::int64_t key) { return codes_[index_of(kind)].code(key); };
  labels::RowCodes row;
  row.item = code(NameKind::item, keys.item);
  row.question = static_cast<std::uint16_t>(code(NameKind::question, keys.question));
  row.annotator = code(NameKind::annotator, keys.annotator);
  row.label = code(NameKind::label, keys.label);
  row.guideline_version = code(NameKind::guideline_version, keys.guideline_version);
  row.batch = code(NameKind::batch, keys.batch);
  row.provider = code(NameKind::provider, keys.provider);
  row.time_us = keys.submitted_at.value_or(labels::no_time);
  if (keys.active_ms) row.duration_s = static_cast<float>(*keys.active_ms) / 1000.0F;
  row.state = state_of(keys);
  return row;
}

// A correction names the newest row of its annotator on that question; so does the chain of the item.
std::optional<std::uint32_t> ProjectTable::row_corrected_by(const store::AnnotationKeys& keys) const {
  if (keys.supersedes == 0) return std::nullopt;
  const std::uint32_t annotator = code_of(NameKind::annotator, keys.annotator);
  const std::uint32_t question = code_of(NameKind::question, keys.question);
  std::uint32_t row = last_row_[code_of(NameKind::item, keys.item)];
  while (row != none && (table_.question[row] != question || table_.annotator[row] != annotator)) {
    row = earlier_[row];
  }
  return row == none ? std::nullopt : std::optional(row);
}

// The corrected answer stays on record and known; what is measured is the correction, as if it had been the
// answer.
void ProjectTable::correct(std::uint32_t row, const labels::RowCodes& codes) {
  store::SameAnnotation was;
  was.item = key_at(NameKind::item, table_.item[row]);
  was.question = key_at(NameKind::question, table_.question[row]);
  was.annotator = key_at(NameKind::annotator, table_.annotator[row]);
  was.label = table_.label[row] == none ? 0 : key_at(NameKind::label, table_.label[row]);
  if (row < table_.time_us.size() && table_.time_us[row] != labels::no_time) {
    was.submitted_at = table_.time_us[row];
  }
  set_aside_.insert(store::row_hash(was));
  labels::set_row(table_, row, codes);
}

void ProjectTable::rows_in_force(std::uint32_t item, std::uint16_t question, std::vector<std::uint32_t>& rows,
                                 std::uint32_t end) const {
  rows.clear();
  for (std::uint32_t row = last_row_[item]; row != none; row = earlier_[row]) {
    if (row < end && table_.question[row] == question && table_.label[row] != none) rows.push_back(row);
  }
  const auto time_of = [&](std::uint32_t row) {
    return row < table_.time_us.size() ? table_.time_us[row] : labels::no_time;
  };
  // The rule of labels/question.h: of several rows of one annotator the earliest by time, else by the log.
  std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (table_.annotator[a] != table_.annotator[b]) return table_.annotator[a] < table_.annotator[b];
    if (table_.annotator[a] != none && time_of(a) != time_of(b)) return time_of(a) < time_of(b);
    return a < b;
  });
  const auto same_person = [&](std::uint32_t a, std::uint32_t b) {
    return table_.annotator[a] != none && table_.annotator[a] == table_.annotator[b];
  };
  rows.erase(std::unique(rows.begin(), rows.end(), same_person), rows.end());
  if (conditions_.of(question) != nullptr)
    std::erase_if(rows, [&](std::uint32_t row) { return is_set_aside(row, end); });
}

ItemLabels ProjectTable::labels_of(const std::vector<std::uint32_t>& rows) const {
  ItemLabels out;
  out.reserve(rows.size());
  for (const std::uint32_t row : rows) out.push_back(table_.label[row]);
  return out;
}

void ProjectTable::follow(const store::AnnotationKeys& keys) {
  if (keys.sequence <= position_) return;  // here already
  if (keys.supersedes != 0 && !is_erased(keys.item)) return follow_correction(keys);
  const std::optional<std::uint32_t> row = add_row(keys);
  if (!row) return;
  index_.row_added(*this, *row);
  const std::uint16_t question = table_.question[*row];
  follow_in(question, *row);
  for (const std::uint16_t each : conditions_.dependents(question)) follow_in(each, *row);
}

// As a row in the place of another; tallies under way are made anew.
void ProjectTable::follow_correction(const store::AnnotationKeys& keys) {
  const std::uint32_t item = code_of(NameKind::item, keys.item);
  std::vector<std::uint16_t> touched = {
      static_cast<std::uint16_t>(code_of(NameKind::question, keys.question))};
  for (const std::uint16_t each : conditions_.dependents(touched.front())) touched.push_back(each);
  std::vector<ItemPart> before;
  for (const std::uint16_t question : touched) before.push_back(part_of_item(item, question));
  const std::size_t rows_before = table_.row_count();
  const std::optional<std::uint32_t> row = add_row(keys);
  if (!row) return;
  index_.row_added(*this, *row);
  if (table_.row_count() == rows_before) ++revision_;
  for (std::size_t at = 0; at < touched.size(); ++at) {
    std::optional<QuestionTally>& tally = tallies_[touched[at]];
    if (tally && !replace(item, touched[at], before[at], none, *tally)) tally.reset();
  }
}

void ProjectTable::add_gold(const store::GoldRow& gold) {
  if (gold.id <= gold_position_) return;  // here already
  gold_position_ = gold.id;
  if (is_erased(gold.item)) {
    if (gold.state == "active") count_erased(gold);
    return;
  }
  const std::uint32_t item = codes_[index_of(NameKind::item)].code(gold.item);
  const auto question = static_cast<std::uint16_t>(codes_[index_of(NameKind::question)].code(gold.question));
  take_gold(gold, item, question);
  index_.gold_changed(*this, item, question);
}

void ProjectTable::take_gold(const store::GoldRow& gold, std::uint32_t item, std::uint16_t question) {
  const auto label_or_none = label_now(
      {pool_.history().step_of_gold(gold.id), question, codes_[index_of(NameKind::label)].code(gold.label)});
  const std::uint32_t label = label_or_none.value_or(none);
  const std::uint64_t place = gold_place(item, question);
  const bool counts = gold.state == "active" && label_or_none;
  const auto found = gold_.find(place);
  if (conditions_.any() && (counts || found != gold_.end())) forget_conditioned(question);
  if (found == gold_.end() && counts) {
    gold_.emplace(place, Gold{label, gold.label});
    table_.gold.push_back({item, question, label});
    const auto rows = static_cast<std::uint32_t>(table_.row_count());
    std::optional<QuestionTally>& tally = tallies_[question];
    if (tally && !count_gold(table_.gold.back(), rows, *tally)) tally.reset();
    return;
  }
  if (found == gold_.end() || gold.supersedes == 0) return;
  ++revision_;
  tallies_[question].reset();
  std::erase_if(table_.gold,
                [&](const labels::GoldRow& row) { return row.item == item && row.question == question; });
  gold_.erase(found);
  if (!counts) return;
  gold_.emplace(place, Gold{label, gold.label});
  table_.gold.push_back({item, question, label});
}

void ProjectTable::item_is_erased(std::int64_t key) {
  std::int64_t& last = last_keys_[index_of(NameKind::item)];
  last = std::max(last, key);
  ++removed_.items;
}

void ProjectTable::count_erased(const store::AnnotationKeys& keys) {
  ++removed_.annotations;
  if (keys.label != 0) ++erased_answers_[{keys.item, keys.question}];
}

void ProjectTable::count_erased(const store::GoldRow& gold) {
  ++removed_.gold;
  const auto found = erased_answers_.find({gold.item, gold.question});
  if (found == erased_answers_.end()) return;
  removed_.judged[std::string(name_at(NameKind::question, code_of(NameKind::question, gold.question)))] +=
      found->second;
  erased_answers_.erase(found);
}

ProjectTable::Removed ProjectTable::removed() const {
  const std::shared_lock lock(mutex_);
  return removed_;
}

void ProjectTable::add_attributes(std::int64_t item_key, std::string_view text) {
  const std::uint32_t item = codes_[index_of(NameKind::item)].code(item_key);
  const nlohmann::json attributes = json_from<nlohmann::json>(text);
  if (item == none || !attributes.is_object()) return;
  for (const auto& [name, value] : attributes.items()) set_attribute(item, name, attribute_text(value));
}

void ProjectTable::set_attribute(std::uint32_t item, const std::string& name, std::string_view value) {
  labels::Attribute& attribute = attribute_named(table_.item_attributes, name);
  if (attribute.code.size() <= item) attribute.code.resize(item + 1, none);
  attribute.code[item] = attribute.values.code(value);
  const auto number = static_cast<std::size_t>(&attribute - table_.item_attributes.data());
  index_.attribute_set(number, item, attribute.code[item]);
}

void ProjectTable::arrive(const Arrivals& arrivals) {
  const std::unique_lock lock(mutex_);
  for (const store::NewName& name : arrivals.names) add_name(name.kind, name.key, name.name);
  for (const KnownItem& item : arrivals.known_items) take_item(item);
  for (const store::AnnotationKeys& keys : arrivals.annotations) follow(keys);
  for (const store::GoldRow& gold : arrivals.gold) add_gold(gold);
  for (const auto& [key, json] : arrivals.item_attributes) add_attributes(key, json);
  content_position_ = std::max(content_position_, arrivals.content_position);
}

void ProjectTable::set_schema(const domain::Schema& schema) {
  const std::unique_lock lock(mutex_);
  schema_ = std::make_shared<const domain::Schema>(schema);
  conditions_.set(schema, table_);
  ++revision_;
  for (auto& tally : tallies_) tally.reset();
}

void ProjectTable::prepare(const ItemFilterCodes& filter, ItemOrder order) {
  const std::vector<IndexPart> parts = parts_needed(filter, order);
  const auto stands = [&] {
    const std::shared_lock lock(mutex_);
    const std::uint32_t count = table_.items.size();
    return std::all_of(parts.begin(), parts.end(),
                       [&](IndexPart part) { return index_.stands(part, count); }) &&
           std::all_of(filter.attributes.begin(), filter.attributes.end(), [&](const auto& asked) {
             return !has_attribute_sets(*this, asked.first) || index_.attribute_stands(asked.first, count);
           });
  };
  while (!stands()) {
    const std::unique_lock lock(mutex_);
    for (const IndexPart part : parts) {
      if (!index_.stands(part, table_.items.size())) index_.step(*this, part);
    }
    for (const auto& [number, value] : filter.attributes) {
      if (has_attribute_sets(*this, number)) index_.step_attribute(*this, number);
    }
  }
}

ProjectTable::Memory ProjectTable::memory() const {
  const std::shared_lock lock(mutex_);
  Memory out;
  out.annotations = table_.row_bytes() + bytes_of(earlier_);
  out.names = bytes_of(last_row_);
  for (const NameKind kind : all_kinds) {
    out.names += dictionary(kind).bytes() + codes_[index_of(kind)].bytes() + bytes_of(keys_[index_of(kind)]);
  }
  for (const labels::Attribute& attribute : table_.item_attributes) {
    out.names += bytes_of(attribute.code) + attribute.values.bytes();
  }
  out.index = index_.bytes();
  return out;
}

// Shared: who reads it outlives its change.
std::shared_ptr<const domain::Schema> ProjectTable::schema() const {
  const std::shared_lock lock(mutex_);
  return schema_;
}

std::optional<std::int64_t> ProjectTable::key_of(NameKind kind, std::string_view name) const {
  const std::shared_lock lock(mutex_);
  const std::optional<std::uint32_t> code = dictionary(kind).find(name);
  if (!code) return std::nullopt;
  const std::int64_t key = keys_[index_of(kind)][*code];
  return key > 0 ? std::optional(key) : std::nullopt;  // a name that only a mapping knows is in no row
}

bool ProjectTable::has(const store::SameAnnotation& asked) const {
  const std::shared_lock lock(mutex_);
  const auto code = [&](NameKind kind, std::int64_t key) { return codes_[index_of(kind)].code(key); };
  const std::uint32_t item = code(NameKind::item, asked.item);
  if (item == none) return false;
  if (set_aside_.contains(store::row_hash(asked))) return true;
  const std::uint32_t question = code(NameKind::question, asked.question);
  const std::uint32_t annotator = code(NameKind::annotator, asked.annotator);
  const std::uint32_t label = code(NameKind::label, asked.label);
  const std::int64_t time = asked.submitted_at.value_or(labels::no_time);
  for (std::uint32_t row = last_row_[item]; row != none; row = earlier_[row]) {
    const bool same = table_.question[row] == question && table_.annotator[row] == annotator &&
                      table_.label[row] == label &&
                      (row < table_.time_us.size() ? table_.time_us[row] : labels::no_time) == time;
    if (same) return true;
  }
  return false;
}

ProjectTable::Held ProjectTable::gold_held(std::int64_t item_key, std::int64_t question_key,
                                           std::int64_t label, std::string_view name) const {
  const std::shared_lock lock(mutex_);
  const std::uint32_t item = code_of(NameKind::item, item_key);
  const std::uint32_t question = code_of(NameKind::question, question_key);
  if (item == none || question == none) return Held::none;
  const auto found = gold_.find(gold_place(item, static_cast<std::uint16_t>(question)));
  if (found == gold_.end()) return Held::none;
  const Gold& gold = found->second;
  return gold.given == label || table_.labels.name(gold.label) == name ? Held::same : Held::other;
}

std::int64_t ProjectTable::log_position() const {
  const std::shared_lock lock(mutex_);
  return position_;
}

std::int64_t ProjectTable::quarantined_count() const {
  const std::shared_lock lock(mutex_);
  return quarantined_;
}

ProjectTable::Sizes ProjectTable::sizes() const {
  const std::shared_lock lock(mutex_);
  return {static_cast<std::int64_t>(table_.items.size()), static_cast<std::int64_t>(table_.row_count()),
          static_cast<std::int64_t>(table_.annotators.size()), static_cast<std::int64_t>(gold_.size())};
}

std::uint32_t ProjectTable::gold_label(std::uint32_t item, std::uint16_t question) const {
  const auto found = gold_.find(gold_place(item, question));
  return found == gold_.end() ? none : found->second.label;
}

std::uint32_t ProjectTable::gold_counted(std::uint32_t item, std::uint16_t question) const {
  for (const auto* link = conditions_.of(question); link != nullptr; link = conditions_.of(link->parent)) {
    const std::uint32_t given = gold_label(item, link->parent);
    if (given != none && !link->has(given)) return none;
  }
  return gold_label(item, question);
}

ProjectTable::Copy ProjectTable::copy() const {
  const std::shared_lock lock(mutex_);
  Copy out{.table = table_, .place = place(), .removed = removed_, .schema_version = schema_->version};
  for (std::uint32_t code = 0; code < pool_.question_count(); ++code) {
    out.pooled.emplace(table_.questions.name(code), pool_.answers(static_cast<std::uint16_t>(code)));
  }
  labels::align_attributes(out.table.item_attributes, table_.items.size());
  return out;
}

}  // namespace assay::live
