#include "app/annotations.h"
#include "app/batch.h"
#include "store/item.h"

namespace assay::app {
namespace {

using store::NameKind;

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
