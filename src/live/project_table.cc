#include "live/project_table.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <nlohmann/json.hpp>

#include "labels/kind.h"

namespace assay::live {
namespace {

using labels::none;
using store::NameKind;

constexpr std::array kinds = {NameKind::item,    NameKind::question,          NameKind::annotator,
                              NameKind::label,   NameKind::guideline_version, NameKind::batch,
                              NameKind::provider};

std::size_t index_of(NameKind kind) { return static_cast<std::size_t>(kind); }

std::uint64_t gold_place(std::uint32_t item, std::uint16_t question) {
  return std::uint64_t{item} << 16 | question;
}

// Of 64 bits: two of a million different rows share one with probability 3e-8, and then one of them is taken
// for known.
std::uint64_t row_hash(const store::SameAnnotation& row) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const std::int64_t part :
       {row.item, row.question, row.annotator, row.label, row.submitted_at.value_or(labels::no_time)}) {
    hash = (hash ^ static_cast<std::uint64_t>(part)) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 32;
  }
  return hash;
}

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

std::string attribute_text(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

const labels::Dictionary& ProjectTable::dictionary(NameKind kind) const {
  return dictionary_of(const_cast<labels::Table&>(table_), kind);
}

void ProjectTable::add_name(NameKind kind, std::int64_t key, std::string_view name) {
  const std::uint32_t code = dictionary_of(table_, kind).code(name);
  auto& keys = keys_[index_of(kind)];
  if (code < keys.size()) return;  // here already
  keys.push_back(key);
  codes_[index_of(kind)].add(key, code);
  if (kind == NameKind::item) last_row_.push_back(none);
  if (kind == NameKind::question) tallies_.emplace_back();
}

Result<Done> ProjectTable::read_names(store::Connection& connection, domain::ProjectId project,
                                      const LogPlace& until) {
  for (const NameKind kind : kinds) {
    Result<Done> read =
        store::each_name(connection, project, kind, 0, [&](std::int64_t key, std::string_view name) {
          if (key <= until.names[index_of(kind)]) add_name(kind, key, name);
        });
    if (!read) return read;
  }
  return Done{};
}

Result<std::unique_ptr<ProjectTable>> ProjectTable::load(store::Connection& connection,
                                                         domain::ProjectId project, const LogPlace& until) {
  auto out = std::make_unique<ProjectTable>();
  ProjectTable& self = *out;
  Result<Done> read = self.read_names(connection, project, until);
  if (!read) return read.error();
  read = store::each_annotation(connection, project, 0, [&](const store::AnnotationKeys& keys) {
    if (keys.sequence <= until.sequence) self.add_row(keys);
  });
  if (!read) return read.error();
  read = store::each_gold(connection, project, 0, [&](const store::GoldRow& gold) {
    if (gold.id <= until.gold) self.add_gold(gold);
  });
  if (!read) return read.error();
  read = store::each_item_attributes(
      connection, project, [&](std::int64_t key, std::string_view json) { self.add_attributes(key, json); });
  if (!read) return read.error();
  return out;
}

void ProjectTable::chain(std::uint32_t item, std::uint32_t row) {
  earlier_.push_back(last_row_[item]);
  last_row_[item] = row;
}

bool ProjectTable::add_row(const store::AnnotationKeys& keys) {
  position_ = std::max(position_, keys.sequence);
  if (keys.admission != domain::Admission::admitted) ++quarantined_;
  if (keys.admission != domain::Admission::admitted || keys.role != domain::Role::annotator) {
    set_aside_.insert(row_hash({keys.item, keys.question, keys.annotator, keys.label, keys.submitted_at}));
    return false;
  }
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
  chain(row.item, static_cast<std::uint32_t>(table_.row_count()));
  table_.add_codes(row);
  return true;
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
}

ItemLabels ProjectTable::labels_of(const std::vector<std::uint32_t>& rows) const {
  ItemLabels out;
  out.reserve(rows.size());
  for (const std::uint32_t row : rows) out.push_back(table_.label[row]);
  return out;
}

// The label is a category of the tally, if need be from now on.
bool ProjectTable::know_label(std::uint32_t label, std::uint16_t question, QuestionTally& tally) const {
  if (label == none || tally.category_of(label) != none) return true;
  return tally.extend(table_.labels, label, options_of(table_.questions.name(question)));
}

// What the row changes in its question's tally, which has counted all rows before it. False: the tally is to
// be made anew.
bool ProjectTable::count_row(std::uint32_t row, QuestionTally& tally) const {
  const std::uint32_t item = table_.item[row];
  const std::uint16_t question = table_.question[row];
  std::vector<std::uint32_t> rows;
  rows_in_force(item, question, rows, row);
  const ItemLabels before = labels_of(rows);
  rows_in_force(item, question, rows, row + 1);
  const bool skipped = table_.label[row] == none;
  const bool repeated = !skipped && rows.size() == before.size();
  const bool anchored = row < table_.state.size() && (table_.state[row] & labels::row_anchored) != 0;
  tally.count_row({skipped, repeated, anchored});
  if (skipped) return true;
  return know_label(table_.label[row], question, tally) &&
         tally.change(before, labels_of(rows), gold_label(item, question));
}

// The same of a gold that came when the table had so many rows.
bool ProjectTable::count_gold(const labels::GoldRow& gold, std::uint32_t row_count,
                              QuestionTally& tally) const {
  std::vector<std::uint32_t> rows;
  rows_in_force(gold.item, gold.question, rows, row_count);
  return know_label(gold.label, gold.question, tally) && tally.add_gold(labels_of(rows), gold.label);
}

void ProjectTable::follow(const store::AnnotationKeys& keys) {
  if (keys.sequence <= position_) return;  // here already
  if (!add_row(keys)) return;
  const auto row = static_cast<std::uint32_t>(table_.row_count() - 1);
  std::optional<QuestionTally>& tally = tallies_[table_.question[row]];
  if (tally && !count_row(row, *tally)) tally.reset();
}

void ProjectTable::add_gold(const store::GoldRow& gold) {
  if (gold.id <= gold_position_) return;  // here already
  gold_position_ = gold.id;
  const std::uint32_t item = codes_[index_of(NameKind::item)].code(gold.item);
  const auto question = static_cast<std::uint16_t>(codes_[index_of(NameKind::question)].code(gold.question));
  const std::uint32_t label = codes_[index_of(NameKind::label)].code(gold.label);
  const std::uint64_t place = gold_place(item, question);
  const bool counts = gold.state == "active";
  const auto found = gold_.find(place);
  if (found == gold_.end() && counts) {
    gold_.emplace(place, label);
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
  gold_.emplace(place, label);
  table_.gold.push_back({item, question, label});
}

void ProjectTable::add_attributes(std::int64_t item_key, std::string_view text) {
  const std::uint32_t item = codes_[index_of(NameKind::item)].code(item_key);
  const nlohmann::json attributes = nlohmann::json::parse(text, nullptr, false);
  if (item == none || !attributes.is_object()) return;
  for (const auto& [name, value] : attributes.items()) {
    labels::Attribute& attribute = attribute_named(table_.item_attributes, name);
    if (attribute.code.size() <= item) attribute.code.resize(item + 1, none);
    attribute.code[item] = attribute.values.code(attribute_text(value));
  }
}

void ProjectTable::arrive(const Arrivals& arrivals) {
  const std::unique_lock lock(mutex_);
  for (const store::NewName& name : arrivals.names) add_name(name.kind, name.key, name.name);
  for (const store::AnnotationKeys& keys : arrivals.annotations) follow(keys);
  for (const store::GoldRow& gold : arrivals.gold) add_gold(gold);
  for (const auto& [key, json] : arrivals.item_attributes) add_attributes(key, json);
}

void ProjectTable::set_schema(const domain::Schema& schema) {
  const std::unique_lock lock(mutex_);
  schema_ = std::make_shared<const domain::Schema>(schema);
  ++revision_;
  for (auto& tally : tallies_) tally.reset();
}

// Shared: who reads a schema outlives its change.
std::shared_ptr<const domain::Schema> ProjectTable::schema() const {
  const std::shared_lock lock(mutex_);
  return schema_;
}

std::optional<std::int64_t> ProjectTable::key_of(NameKind kind, std::string_view name) const {
  const std::shared_lock lock(mutex_);
  const std::optional<std::uint32_t> code = dictionary(kind).find(name);
  if (!code) return std::nullopt;
  return keys_[index_of(kind)][*code];
}

bool ProjectTable::has(const store::SameAnnotation& asked) const {
  const std::shared_lock lock(mutex_);
  const auto code = [&](NameKind kind, std::int64_t key) { return codes_[index_of(kind)].code(key); };
  const std::uint32_t item = code(NameKind::item, asked.item);
  if (item == none) return false;
  if (set_aside_.contains(row_hash(asked))) return true;
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

std::int64_t ProjectTable::gold_of(std::int64_t item_key, std::int64_t question_key) const {
  const std::shared_lock lock(mutex_);
  const std::uint32_t item = code_of(NameKind::item, item_key);
  const std::uint32_t question = code_of(NameKind::question, question_key);
  if (item == none || question == none) return 0;
  const std::uint32_t label = gold_label(item, static_cast<std::uint16_t>(question));
  return label == none ? 0 : key_at(NameKind::label, label);
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
  return found == gold_.end() ? none : found->second;
}

labels::QuestionOptions ProjectTable::options_of(std::string_view question) const {
  labels::QuestionOptions options;
  for (const domain::Question& known : schema_->questions) {
    if (known.name != question) continue;
    options.kind = labels::kind_from_name(known.kind);
    for (const domain::Category& category : known.categories) {
      if (table_.labels.find(category.name)) options.order.push_back(category.name);
    }
  }
  return options;
}

struct ProjectTable::Draft {
  labels::Table table;  // the columns that tallies are made of
  std::int64_t revision = 0;
  struct Missing {
    std::uint16_t question = 0;
    labels::QuestionOptions options;
    std::optional<QuestionTally> made;
  };
  std::vector<Missing> missing;
};

ProjectTable::Draft ProjectTable::draft() const {
  const std::shared_lock lock(mutex_);
  Draft out;
  out.revision = revision_;
  for (std::uint32_t code = 0; code < tallies_.size(); ++code) {
    const auto question = static_cast<std::uint16_t>(code);
    if (!tallies_[code]) out.missing.push_back({question, options_of(table_.questions.name(code)), {}});
  }
  if (out.missing.empty()) return out;
  out.table.items = table_.items;
  out.table.questions = table_.questions;
  out.table.annotators = table_.annotators;
  out.table.labels = table_.labels;
  out.table.item = table_.item;
  out.table.question = table_.question;
  out.table.annotator = table_.annotator;
  out.table.label = table_.label;
  out.table.time_us = table_.time_us;
  out.table.state = table_.state;
  out.table.gold = table_.gold;
  return out;
}

// What came while the tally was made, gold first: rows are counted by the gold of now.
bool ProjectTable::catch_up(std::size_t rows, std::size_t golds, std::uint16_t question,
                            QuestionTally& tally) const {
  for (std::size_t at = golds; at < table_.gold.size(); ++at) {
    const bool own = table_.gold[at].question == question;
    if (own && !count_gold(table_.gold[at], static_cast<std::uint32_t>(rows), tally)) return false;
  }
  for (std::size_t row = rows; row < table_.row_count(); ++row) {
    const bool own = table_.question[row] == question;
    if (own && !count_row(static_cast<std::uint32_t>(row), tally)) return false;
  }
  return true;
}

// False when what the draft rests on has changed.
bool ProjectTable::take_up(Draft& draft) {
  const std::unique_lock lock(mutex_);
  if (draft.revision != revision_) return false;
  for (Draft::Missing& each : draft.missing) {
    if (catch_up(draft.table.row_count(), draft.table.gold.size(), each.question, *each.made))
      tallies_[each.question] = std::move(each.made);
  }
  return true;
}

Result<Done> ProjectTable::make_missing() {
  const std::lock_guard making(making_mutex_);
  for (;;) {
    Draft draft = this->draft();
    for (Draft::Missing& each : draft.missing) {
      Result<QuestionTally> made = QuestionTally::make(draft.table, each.question, each.options);
      if (!made) return made.error();
      each.made = std::move(made).value();
    }
    if (take_up(draft)) return Done{};
  }
}

std::vector<QuestionState> ProjectTable::states_now() const {
  std::vector<QuestionState> out;
  for (std::uint32_t code = 0; code < tallies_.size(); ++code) {
    const QuestionTally& tally = *tallies_[code];
    QuestionState state{tally.tally(table_, static_cast<std::uint16_t>(code)),
                        tally.counts(),
                        tally.categories(),
                        tally.gold().wrong,
                        {}};
    state.counts.annotators = static_cast<std::int64_t>(table_.annotators.size());
    for (const auto& [category, sums] : tally.gold().by_gold) state.by_gold.emplace_back(category, sums);
    out.push_back(std::move(state));
  }
  return out;
}

Result<std::vector<QuestionState>> ProjectTable::states() {
  for (;;) {
    {
      const std::shared_lock lock(mutex_);
      const bool whole =
          std::all_of(tallies_.begin(), tallies_.end(), [](const auto& tally) { return tally.has_value(); });
      if (whole) return states_now();
    }
    if (auto made = make_missing(); !made) return made.error();
  }
}

ProjectTable::Copy ProjectTable::copy() const {
  const std::shared_lock lock(mutex_);
  Copy out{table_, {position_, gold_position_}};
  for (const NameKind kind : kinds) {
    const auto& keys = keys_[index_of(kind)];
    out.place.names[index_of(kind)] = keys.empty() ? 0 : keys.back();
  }
  labels::align_attributes(out.table.item_attributes, table_.items.size());
  return out;
}

}  // namespace assay::live
