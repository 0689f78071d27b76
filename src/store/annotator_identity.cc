#include "store/annotator_identity.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement list_identities{
    "select a.annotator_id, i.sealed_name, i.organisation_id from annotator a join annotator_identity i on "
    "i.annotator_id = a.annotator_id where a.project_id = $1 and i.organisation_id = $2 and a.annotator_id > "
    "$3 and i.sealed_name is not null order by a.annotator_id"};
constexpr Statement list_all_identities{
    "select a.annotator_id, i.sealed_name, i.organisation_id from annotator a join annotator_identity i on "
    "i.annotator_id = a.annotator_id where a.project_id = $1 and a.annotator_id > $2 and i.sealed_name is "
    "not null order by a.annotator_id"};
constexpr Statement list_erased{
    "select annotator_id, name from annotator where project_id = $1 and erased_at is not null order by "
    "annotator_id"};
constexpr Statement list_open_names{
    "select annotator_id, name from annotator_identity where sealed_name is null and name <> '' order by "
    "annotator_id limit $1"};
constexpr Statement seal_name{
    "update annotator_identity set name = '', sealed_name = $2 where annotator_id = $1"};
constexpr Statement rename{"update annotator set name = $2 where annotator_id = $1"};

std::string about(std::int64_t annotator) {
  return fmt::format("assay/annotator-identity/v1\n{}", annotator);
}

std::string sealed(const Secret& key, const AnnotatorIdentity& identity) {
  return seal(key, about(identity.annotator), identity.name);
}

Result<std::vector<Secret>> keys_for(SubjectKeys& keys, const std::vector<AnnotatorIdentity>& identities) {
  std::vector<std::int64_t> ids;
  for (const AnnotatorIdentity& each : identities) ids.push_back(each.annotator);
  return keys.make(SubjectKind::annotator, ids);
}

Result<std::vector<AnnotatorIdentity>> opened(Connection& connection, const Statement& statement,
                                              std::span<const Value> values) {
  auto found = all_rows<AnnotatorIdentity>(connection, statement, values, [](const Row& row) {
    return AnnotatorIdentity{row.integer(0), std::string(row.bytes(1)), row.integer(2)};
  });
  if (!found) return found;
  std::vector<SealedName> names;
  for (AnnotatorIdentity& each : found.value()) names.push_back({each.annotator, &each.name});
  if (auto done = open_names(connection, names); !done) return done.error();
  std::erase_if(found.value(), [](const AnnotatorIdentity& each) { return each.name.empty(); });
  return found;
}

}  // namespace

Result<Done> insert_identities(Connection& connection, domain::OrganisationId organisation,
                               const std::vector<AnnotatorIdentity>& identities) {
  if (identities.empty()) return Done{};
  Result<SubjectKeys*> keys = keys_of(connection);
  if (!keys) return keys.error();
  const Result<std::vector<Secret>> made = keys_for(*keys.value(), identities);
  if (!made) return made.error();
  std::vector<std::string> names;
  for (std::size_t at = 0; at < identities.size(); ++at)
    names.push_back(sealed(made.value()[at], identities[at]));
  RowBlock block;
  block.table = "annotator_identity";
  block.columns = {"annotator_id", "organisation_id", "name", "sealed_name"};
  for (std::size_t at = 0; at < identities.size(); ++at) {
    block.values.insert(block.values.end(),
                        {identities[at].annotator, organisation.value, std::string_view(), Bytes{names[at]}});
  }
  return connection.insert_rows(block);
}

Result<std::vector<AnnotatorIdentity>> identities_of(Connection& connection, domain::ProjectId project,
                                                     domain::OrganisationId organisation,
                                                     std::int64_t after) {
  const Value values[] = {project.value, organisation.value, after};
  return opened(connection, list_identities, values);
}

Result<std::vector<AnnotatorIdentity>> all_identities(Connection& connection, domain::ProjectId project,
                                                      std::int64_t after) {
  const Value values[] = {project.value, after};
  return opened(connection, list_all_identities, values);
}

Result<Done> open_names(Connection& connection, std::span<const SealedName> names) {
  std::map<std::int64_t, std::string> by_annotator;  // sealed, then open
  for (const SealedName& each : names) {
    if (!each.text->empty()) by_annotator[each.annotator] = *each.text;
  }
  if (by_annotator.empty()) return Done{};
  std::vector<std::int64_t> ids;
  for (const auto& [annotator, text] : by_annotator) ids.push_back(annotator);
  Result<SubjectKeys*> keys = keys_of(connection);
  if (!keys) return keys.error();
  const Result<SubjectKeys::Found> found = keys.value()->find(SubjectKind::annotator, ids);
  if (!found) return found.error();
  for (std::size_t at = 0; at < ids.size(); ++at) {
    std::string& text = by_annotator[ids[at]];
    const auto& key = found.value()[at];
    const auto name = key ? open_sealed(*key, about(ids[at]), text) : std::optional<Secret>();
    text = name ? std::string(name->bytes()) : "";
  }
  for (const SealedName& each : names) {
    if (!each.text->empty()) *each.text = by_annotator[each.annotator];
  }
  return Done{};
}

Result<std::vector<AnnotatorIdentity>> erased_annotators(Connection& connection, domain::ProjectId project) {
  const Value values[] = {project.value};
  return all_rows<AnnotatorIdentity>(connection, list_erased, values, [](const Row& row) {
    return AnnotatorIdentity{row.integer(0), row.string(1), 0};
  });
}

Result<std::int64_t> seal_open_identities(Connection& connection, SubjectKeys& keys, std::int64_t at_most) {
  const Value values[] = {at_most};
  const auto found = all_rows<AnnotatorIdentity>(connection, list_open_names, values, [](const Row& row) {
    return AnnotatorIdentity{row.integer(0), row.string(1), 0};
  });
  if (!found) return found.error();
  const Result<std::vector<Secret>> made = keys_for(keys, found.value());
  if (!made) return made.error();
  for (std::size_t at = 0; at < found.value().size(); ++at) {
    const AnnotatorIdentity& each = found.value()[at];
    const std::string name = sealed(made.value()[at], each);
    if (auto ran = connection.run(seal_name, {each.annotator, Bytes{name}}); !ran) return ran.error();
  }
  return std::ssize(found.value());
}

Result<Done> rename_annotator(Connection& connection, std::int64_t annotator, std::string_view name) {
  return done_of(connection.run(rename, {annotator, name}));
}

}  // namespace assay::store
