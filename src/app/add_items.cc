#include "app/annotations.h"
#include "app/batch.h"
#include "store/item.h"

namespace assay::app {
namespace {

using store::NameKind;

Result<Done> add_item(Batch& batch, const NewItem& given) {
  Result<domain::ItemContent> content = checked_item(given, batch.schema().attributes);
  if (!content) {
    batch.refused(content.error());
    return Done{};
  }
  Result<std::string> name = domain::name_of(given.name, "key");
  Result<std::int64_t> key = batch.names().key(NameKind::item, name.value());
  if (!key && key.error().code == ErrorCode::invalid) {
    batch.refused(key.error());
    return Done{};
  }
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

}  // namespace

Result<domain::ItemContent> checked_item(const NewItem& given,
                                         const std::vector<domain::ItemAttribute>& declared) {
  if (given.error) return *given.error;
  if (given.content.kind == "unseen") {
    return Error{ErrorCode::invalid, "an item without content comes by its annotations", "kind"};
  }
  if (Result<std::string> name = domain::name_of(given.name, "key"); !name) return name.error();
  Result<std::string> attributes = domain::fitted_attributes(declared, given.content.attributes);
  if (!attributes) return attributes.error();
  domain::ItemContent fitted = given.content;
  fitted.attributes = std::move(attributes).value();
  Result<domain::ItemContent> content = domain::checked_content(std::move(fitted));
  if (!content || content.value().kind != "image" || given.bytes == NewItem::Bytes::kept) return content;
  if (domain::image_place(content.value().content).value().kind != domain::ImagePlace::Kind::kept)
    return content;
  return Error{ErrorCode::invalid,
               "an image names its file or its url; bytes come as a file or in a zip, by an import",
               "content"};
}

Result<Added> try_items(Context& context, const live::ProjectTable& table, std::span<const NewItem> rows) {
  Added out;
  const auto schema = table.schema();
  std::vector<std::int64_t> keys;  // of the rows whose names are known, in their order
  for (const NewItem& row : rows) {
    const Result<domain::ItemContent> content = checked_item(row, schema->attributes);
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

}  // namespace assay::app
