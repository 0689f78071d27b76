#include "app/annotations.h"
#include "app/batch.h"
#include "app/item_rows.h"
#include "store/item.h"

namespace assay::app {
namespace {

using store::NameKind;

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
    if (!item_key && item_key.error().code == ErrorCode::invalid) {
      batch_.refused(item_key.error());
      return Done{};
    }
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

}  // namespace

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

}  // namespace assay::app
