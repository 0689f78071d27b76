#include "app/annotations.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/batch.h"
#include "app/item_rows.h"
#include "store/annotation.h"
#include "store/item.h"

namespace assay::app {
namespace {

using store::NameKind;

Result<Done> check_count(std::size_t count) {
  if (count <= batch_rows_max) return Done{};
  return Error{ErrorCode::invalid,
               fmt::format("at most {} rows in one request; this has {}", batch_rows_max, count), ""};
}

// Why the row counts for nothing until somebody mends it; empty: it is admitted. `question` is the one the
// row is about.
std::string reason_to_quarantine(const domain::Schema& schema, const std::string& question,
                                 const std::optional<std::string>& label) {
  const auto known = std::find_if(schema.questions.begin(), schema.questions.end(),
                                  [&](const domain::Question& each) { return each.name == question; });
  if (!label || known == schema.questions.end() || known->categories.empty() || known->kind == "set")
    return "";
  const bool is_category = std::any_of(known->categories.begin(), known->categories.end(),
                                       [&](const domain::Category& each) { return each.name == *label; });
  return is_category ? "" : fmt::format("not a category of schema version {}", schema.version);
}

class AnnotationRows {
 public:
  explicit AnnotationRows(Batch& batch) : batch_(batch), last_(batch.last_sequence()) {}

  // An error is the whole batch's; a row that is wrong by itself is refused in the outcome.
  Result<Done> add(domain::NewAnnotation given) {
    if (auto checked = domain::check_annotation(given); !checked) {
      batch_.refused(checked.error());
      return Done{};
    }
    const Result<std::int64_t> engagement = batch_.settle_provider(given.provider, given.annotator);
    if (!engagement) {
      batch_.refused(engagement.error());
      return Done{};
    }
    Result<store::AnnotationRow> row = row_of(given);
    if (!row && row.error().code != ErrorCode::invalid) return row.error();
    if (!row) {
      batch_.refused(row.error());
      return Done{};
    }
    const store::SameAnnotation same{row.value().item, row.value().question, row.value().annotator,
                                     row.value().label, row.value().submitted_at};
    Result<bool> has = batch_.has(same);
    if (!has) return has.error();
    if (has.value()) {
      batch_.known();
      return Done{};
    }
    Result<std::string> content = domain::annotation_content(given);
    if (!content) {
      batch_.refused(content.error());
      return Done{};
    }
    if (!batch_.mark(store::row_hash(same))) {
      batch_.known();
      return Done{};
    }
    row.value().sequence = ++last_;
    row.value().engagement = engagement.value();
    batch_.added(last_, content.value());
    rows_.push_back(std::move(row).value());
    return Done{};
  }

  Result<Done> write() {
    if (auto names = batch_.names().flush(); !names) return names;
    if (auto rows = store::insert_annotations(batch_.connection(), rows_); !rows) return rows;
    for (const store::AnnotationRow& row : rows_) {
      batch_.arrivals().annotations.push_back({row.sequence, row.item, row.question, row.annotator, row.label,
                                               row.guideline_version, row.provider, row.batch,
                                               row.submitted_at, row.active_ms, row.role, row.origin,
                                               row.admission, row.supersedes});
    }
    batch_.outcome().log_position = last_;
    return Done{};
  }

 private:
  Result<store::AnnotationRow> row_of(const domain::NewAnnotation& given) {
    store::AnnotationRow row;
    const std::pair<std::int64_t*, std::pair<NameKind, const std::string*>> names[] = {
        {&row.item, {NameKind::item, &given.item}},
        {&row.annotator, {NameKind::annotator, &given.annotator}},
        {&row.guideline_version, {NameKind::guideline_version, &given.guideline_version}},
        {&row.provider, {NameKind::provider, &given.provider}},
        {&row.batch, {NameKind::batch, &given.batch}}};
    Result<std::string> asked = question_asked(batch_.schema(), given.question);
    if (!asked) return asked.error();
    Result<std::int64_t> question = batch_.names().key(NameKind::question, asked.value());
    if (!question) return question.error();
    row.question = question.value();
    for (const auto& [key, name] : names) {
      Result<std::int64_t> found = batch_.names().key(name.first, *name.second);
      if (!found) return found.error();
      *key = found.value();
    }
    if (given.label) {
      Result<std::int64_t> label = batch_.names().key(NameKind::label, *given.label);
      if (!label) return label.error();
      row.label = label.value();
    }
    fill(given, row);
    row.quarantine_reason = reason_to_quarantine(batch_.schema(), asked.value(), given.label);
    if (!row.quarantine_reason.empty()) row.admission = domain::Admission::quarantined;
    if (auto corrected = correct(given, row); !corrected) return corrected.error();
    return row;
  }

  // What is set aside corrects nothing: the answer before it stays in force.
  Result<Done> correct(const domain::NewAnnotation& given, store::AnnotationRow& row) {
    if (!given.corrects || row.annotator == 0 || row.admission != domain::Admission::admitted) return Done{};
    if (auto names = batch_.names().flush(); !names) return names;
    Result<std::int64_t> last = store::last_said(batch_.connection(), row.item, row.question, row.annotator);
    if (!last) return last.error();
    row.supersedes = last.value();
    return Done{};
  }

  void fill(const domain::NewAnnotation& given, store::AnnotationRow& row) {
    row.rules_cited = given.rules_cited;
    row.role = given.role;
    row.pass = given.pass;
    row.flag = given.flag;
    row.origin = given.origin;
    row.confidence = given.confidence;
    row.shown_at = given.shown_at;
    row.first_action_at = given.first_action_at;
    row.submitted_at = given.submitted_at;
    row.active_ms = given.active_ms;
    row.import = batch_.import();
    row.received_at = batch_.now_us();
    row.project = batch_.project().value;
  }

  Batch& batch_;
  std::int64_t last_ = 0;
  std::vector<store::AnnotationRow> rows_;
};

Result<Done> add_item(Batch& batch, const NewItem& given) {
  Result<domain::ItemContent> content = checked_item(given);
  if (!content) {
    batch.refused(content.error());
    return Done{};
  }
  Result<std::string> name = domain::name_of(given.name, "key");
  Result<std::int64_t> key = batch.names().key(NameKind::item, name.value());
  if (!key) return key.error();
  if (!batch.names().give_content(key.value(), content.value())) {
    Result<bool> set = store::set_item_content(batch.connection(), {key.value()}, content.value());
    if (!set) return set.error();
    if (!set.value()) {
      batch.known();
      return Done{};
    }
  }
  batch.added(0, name.value() + "\n" + hex(*content.value().sha256) + "\n" + content.value().attributes);
  batch.arrivals().item_attributes.emplace_back(key.value(), content.value().attributes);
  return Done{};
}

class GoldRows {
 public:
  explicit GoldRows(Batch& batch) : batch_(batch) {}

  Result<Done> add(const NewGold& given) {
    Result<std::string> label = domain::name_of(given.label, "label");
    Result<std::string> item = domain::name_of(given.item, "item");
    Result<std::int64_t> question = batch_.question_key(given.question);
    if (!label || !item || !question) {
      batch_.refused(!label ? label.error() : !item ? item.error() : question.error());
      return Done{};
    }
    store::GoldRow row;
    row.project = batch_.project().value;
    row.question = question.value();
    Result<std::int64_t> item_key = batch_.names().key(NameKind::item, item.value());
    if (!item_key) return item_key.error();
    row.item = item_key.value();
    Result<std::int64_t> label_key = batch_.names().key(NameKind::label, label.value());
    if (!label_key) return label_key.error();
    row.label = label_key.value();
    row.source = given.source.substr(0, 255);
    row.expert_count = given.expert_count;
    row.import = batch_.import();
    row.created_at = batch_.now_us();
    return settle(row, item.value(), label.value());
  }

  Result<Done> write() {
    if (auto names = batch_.names().flush(); !names) return names;
    for (store::GoldRow& row : rows_) {
      Result<std::int64_t> id = store::insert_gold(batch_.connection(), row);
      if (!id) return id.error();
      row.id = id.value();
    }
    batch_.arrivals().gold = rows_;
    return Done{};
  }

 private:
  using Held = Batch::Held;

  // One trusted label an item and question: the same again is known, another one is for people to settle.
  Result<Done> settle(const store::GoldRow& row, const std::string& item, const std::string& label) {
    Result<Held> in_record = batch_.gold_held(row, label);
    if (!in_record) return in_record.error();
    const Held held = in_record.value() == Held::none ? held_by_commit(row) : in_record.value();
    if (held == Held::same) {
      batch_.known();
    } else if (held == Held::other) {
      batch_.refused(Error{ErrorCode::conflict,
                           "the item has another gold for this question; retire that one first", "label"});
    } else {
      batch_.added(0, item + "\n" + label);
      rows_.push_back(row);
    }
    return Done{};
  }

  // What this batch, or another one of the same commit, has added already; the row is marked if nothing.
  Held held_by_commit(const store::GoldRow& row) {
    const std::uint64_t this_one = store::row_hash({row.item, row.question, gold_place, row.label, {}});
    if (!batch_.mark(store::row_hash({row.item, row.question, gold_place, 0, {}}))) {
      return batch_.marked(this_one) ? Held::same : Held::other;
    }
    batch_.mark(this_one);
    return Held::none;
  }

  static constexpr std::int64_t gold_place = -1;  // where the key of an annotator stands in an annotation
  Batch& batch_;
  std::vector<store::GoldRow> rows_;
};

// Who marked a region stands under the name that their annotations have.
Result<Done> settle_region(Batch& batch, NewRegion& region) {
  if (!batch.providers().caller_is_provider()) {
    return batch.providers().find_pseudonym(batch.names(), region.annotator);
  }
  if (region.is_gold) {
    return Error{ErrorCode::forbidden, "trusted regions come from the client's side", "is_gold"};
  }
  std::string provider;
  const Result<std::int64_t> settled = batch.settle_provider(provider, region.annotator);
  if (!settled) return settled.error();
  return Done{};
}

Result<store::RegionRow> region_row(Batch& batch, NewRegion given) {
  if (auto settled = settle_region(batch, given); !settled) return settled.error();
  store::RegionRow row{.project = batch.project().value,
                       .is_gold = given.is_gold,
                       .shape = given.shape,
                       .geometry = given.geometry,
                       .import = batch.import()};
  Result<std::int64_t> question = batch.question_key(given.question);
  if (!question) return question.error();
  row.question = question.value();
  const std::pair<std::int64_t*, std::pair<NameKind, const std::string*>> names[] = {
      {&row.item, {NameKind::item, &given.item}},
      {&row.annotator, {NameKind::annotator, &given.annotator}},
      {&row.label, {NameKind::label, &given.label}}};
  for (const auto& [key, name] : names) {
    Result<std::int64_t> found = batch.names().key(name.first, *name.second);
    if (!found) return found.error();
    *key = found.value();
  }
  return row;
}

}  // namespace

Result<domain::ItemContent> checked_item(const NewItem& given) {
  if (given.error) return *given.error;
  if (given.content.kind == "unseen") {
    return Error{ErrorCode::invalid, "an item without content comes by its annotations", "kind"};
  }
  if (Result<std::string> name = domain::name_of(given.name, "key"); !name) return name.error();
  Result<domain::ItemContent> content = domain::checked_content(given.content);
  if (!content || content.value().kind != "image" || given.bytes == NewItem::Bytes::kept) return content;
  if (domain::image_place(content.value().content).value().kind != domain::ImagePlace::Kind::kept)
    return content;
  return Error{ErrorCode::invalid,
               "an image names its file or its url; bytes come as a file or in a zip, by an import",
               "content"};
}

Result<Added> try_items(Context& context, const live::ProjectTable& table, std::span<const NewItem> rows) {
  Added out;
  std::vector<std::int64_t> keys;  // of the rows whose names are known, in their order
  for (const NewItem& row : rows) {
    const Result<domain::ItemContent> content = checked_item(row);
    out.results.push_back({RowResult::Status::added, 0, {}});
    if (!content) out.results.back() = {RowResult::Status::refused, 0, content.error()};
    const auto key = content ? table.key_of(NameKind::item, row.name) : std::nullopt;
    keys.push_back(key.value_or(0));
  }
  Result<std::vector<domain::Item>> held = context.database.read(
      [&](store::Connection& connection) { return store::items_by_id(connection, keys); });
  if (!held) return held.error();
  for (std::size_t at = 0; at < keys.size(); ++at) {
    if (keys[at] != 0 && held.value()[at].content.kind != "unseen")
      out.results[at].status = RowResult::Status::known;
  }
  return out;
}

Result<Added> add_annotations(Context& context, const Caller& caller, const Source& source,
                              std::span<const domain::NewAnnotation> rows) {
  if (auto counted = check_count(rows.size()); !counted) return counted.error();
  return write_batch(context, caller, source, {"add_annotations", Verb::add_annotations},
                     [&](Batch& batch) -> Result<Done> {
                       AnnotationRows writer(batch);
                       for (const domain::NewAnnotation& row : rows) {
                         if (auto added = writer.add(row); !added) return added;
                       }
                       return writer.write();
                     });
}

Result<Added> add_items(Context& context, const Caller& caller, const Source& source,
                        std::span<const NewItem> rows) {
  if (auto counted = check_count(rows.size()); !counted) return counted.error();
  return write_batch(context, caller, source, {"add_items", Verb::import_data},
                     [&](Batch& batch) -> Result<Done> {
                       for (const NewItem& row : rows) {
                         if (auto added = add_item(batch, row); !added) return added;
                       }
                       return batch.names().flush();
                     });
}

Result<Added> add_gold(Context& context, const Caller& caller, const Source& source,
                       std::span<const NewGold> rows) {
  if (auto counted = check_count(rows.size()); !counted) return counted.error();
  // Labels of earlier versions of the schema are known by their names of today to the table alone.
  if (items_seen(context, caller, source.project)) static_cast<void>(context.live.project(source.project));
  return write_batch(context, caller, source, {"add_gold", Verb::change_gold},
                     [&](Batch& batch) -> Result<Done> {
                       GoldRows writer(batch);
                       for (const NewGold& row : rows) {
                         if (auto added = writer.add(row); !added) return added;
                       }
                       return writer.write();
                     });
}

Result<Added> add_regions(Context& context, const Caller& caller, const Source& source,
                          std::span<const NewRegion> rows) {
  if (auto counted = check_count(rows.size()); !counted) return counted.error();
  return write_batch(context, caller, source, {"add_regions", Verb::add_annotations},
                     [&](Batch& batch) -> Result<Done> {
                       std::vector<store::RegionRow> made;
                       for (const NewRegion& given : rows) {
                         Result<store::RegionRow> row = region_row(batch, given);
                         if (!row) return row.error();
                         batch.added(0, given.item + "\n" + given.label + "\n" + given.geometry);
                         made.push_back(std::move(row).value());
                       }
                       if (auto names = batch.names().flush(); !names) return names;
                       return store::insert_regions(batch.connection(), made);
                     });
}

}  // namespace assay::app
