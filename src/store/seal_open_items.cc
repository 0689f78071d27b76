#include "store/seal_open_items.h"

#include "store/sealed_item.h"
#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement list_regulated{
    "select project_id from project where data_class in ('pii', 'phi') order by project_id"};
constexpr Statement list_open_items{
    "select item_id, name, kind, content, attributes, content_sha256 from item where project_id = $1 and "
    "sealed_head is null and state <> 'erased' order by item_id limit $2"};
constexpr Statement seal_item{
    "update item set name = $2, content = '', attributes = '{}', content_sha256 = null, sealed_head = $3, "
    "sealed_content = $4 where item_id = $1"};

struct OpenItem {
  std::int64_t id = 0;
  SealedHead head;
  std::string kind, content;
};

OpenItem open_item(const Row& row) {
  OpenItem out{row.integer(0), {row.string(1), row.string(4), {}}, row.string(2), row.string(3)};
  if (!row.null(5)) out.head.sha256 = digest_of(row.bytes(5));
  return out;
}

}  // namespace

Result<std::vector<domain::ProjectId>> regulated_projects(Connection& connection) {
  return all_rows<domain::ProjectId>(connection, list_regulated, {},
                                     [](const Row& row) { return domain::ProjectId{row.integer(0)}; });
}

Result<std::int64_t> seal_open_items(Connection& connection, domain::ProjectId project, SubjectKeys& keys,
                                     std::int64_t at_most) {
  const Value values[] = {project.value, at_most};
  const auto items = all_rows<OpenItem>(connection, list_open_items, values, open_item);
  if (!items) return items.error();
  const Result<SubjectKeys::SharedSecret> project_key = keys.project_key(project.value);
  if (!project_key) return project_key.error();
  std::vector<std::int64_t> ids;
  for (const OpenItem& item : items.value()) ids.push_back(item.id);
  const Result<std::vector<Secret>> made = keys.make(SubjectKind::item, ids);
  if (!made) return made.error();
  for (std::size_t at = 0; at < ids.size(); ++at) {
    const OpenItem& item = items.value()[at];
    const Secret& key = made.value()[at];
    const std::string name = item_handle(*project_key.value(), item.head.name);
    const std::string head = seal_head(key, item.id, item.head);
    const std::string content = seal_content(key, item.id, item.content);
    const Value sealed = item.kind == "unseen" ? Value(nullptr) : Value(Bytes{content});
    const auto ran = connection.run(seal_item, {item.id, std::string_view(name), Bytes{head}, sealed});
    if (!ran) return ran.error();
  }
  return std::ssize(ids);
}

}  // namespace assay::store
