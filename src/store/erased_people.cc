#include "store/erased_people.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/annotator_identity.h"
#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement find_annotator_place{
    "select a.project_id, a.name, i.annotator_id from annotator a left join annotator_identity i on "
    "i.annotator_id = a.annotator_id where a.annotator_id = $1 and a.erased_at is null"};
constexpr Statement forget_identity{
    "update annotator_identity set name = '', sealed_name = null where annotator_id = $1"};
constexpr Statement call_erased{
    "update annotator set name = $2, erased_at = $3 where annotator_id = $1 and erased_at is null"};
constexpr Statement part_member{"update project_member set annotator_id = null where annotator_id = $1"};
constexpr Statement revoke{
    "update assignment set state = 'revoked', reason = 'the annotator was erased', ended_at = $2, waits = 0 "
    "where annotator_id = $1 and state = 'offered'"};
constexpr Statement list_annotators_erased{
    "select distinct a.annotator_id from erasure_annotator a join erasure e on e.erasure_id = a.erasure_id "
    "where e.state = 'executed' order by a.annotator_id"};
constexpr Statement find_hold{
    "select 1 from annotator a join legal_hold h on h.project_id = a.project_id and h.lifted_at is null "
    "where "
    "a.annotator_id = $1 and (h.annotator_id = a.annotator_id or (h.item_id is null and h.annotator_id is "
    "null)) limit 1"};
constexpr Statement list_named{
    "select m.annotator_id from project_member m join annotator a on a.annotator_id = m.annotator_id where "
    "m.user_id = $1 and a.erased_at is null"};
constexpr Statement list_in_clear{
    "select a.annotator_id from annotator a where lower(a.name) = $1 and a.erased_at is null"};
constexpr Statement list_sealed{
    "select i.annotator_id, i.sealed_name from annotator_identity i where i.organisation_id = $1 and "
    "i.sealed_name is not null"};
constexpr Statement list_persons_erased{
    "select distinct user_id from erasure where user_id is not null and state = 'executed' order by user_id"};
constexpr Statement find_person{"select 1 from user_account where user_id = $1 and erased_at is null"};

// Of a person, by their number.
constexpr Statement forget_person[] = {
    {"delete from user_session where user_id = $1"},
    {"delete from sign_in_challenge where user_id = $1"},
    {"delete from second_factor where user_id = $1"},
    {"delete from recovery_code where user_id = $1"},
    {"delete from message_preference where user_id = $1"},
    {"delete from sending where user_id = $1"},
    {"delete from sending where message_id in (select message_id from message where user_id = $1)"},
    {"delete from message where user_id = $1"},
    {"delete from idempotency where user_id = $1"},
    {"delete from user_identity where user_id = $1"},
    {"update invitation set email = '' where user_id = $1"},
    {"update api_token set name = '' where user_id = $1"}};
constexpr Statement end_all_tokens{
    "update api_token set revoked_at = $2 where user_id = $1 and revoked_at is null"};
constexpr Statement end_invitations{
    "update invitation set ended_at = $2, outcome = 'revoked' where user_id = $1 and ended_at is null"};
constexpr Statement call_person{
    "update user_account set name = $2, email = $3, password_hash = null, administrator = 0, state = "
    "'closed', erased_at = $4 where user_id = $1"};
// In messages to others, where they stand as who did something.
constexpr Statement rename_in_messages{
    "update message set words = replace(words, $1, $2) where replace(words, $1, $2) <> words"};

Result<std::vector<std::int64_t>> keys_by(Connection& connection, const Statement& statement,
                                          std::span<const Value> values) {
  return all_rows<std::int64_t>(connection, statement, values, [](const Row& row) { return row.integer(0); });
}

bool is_address(std::string_view name, const domain::User& person) {
  const Result<std::string> address = domain::email_of(std::string(name));
  return address && address.value() == person.email;
}

// Annotators whom the organisation knows by this person's address.
Result<std::vector<std::int64_t>> known_by_address(Connection& connection, const domain::User& person) {
  const Value values[] = {person.organisation.value};
  auto found = all_rows<AnnotatorIdentity>(connection, list_sealed, values, [](const Row& row) {
    return AnnotatorIdentity{row.integer(0), std::string(row.bytes(1)), 0};
  });
  if (!found) return found.error();
  std::vector<SealedName> names;
  for (AnnotatorIdentity& each : found.value()) names.push_back({each.annotator, &each.name});
  if (auto opened = open_names(connection, names); !opened) return opened.error();
  std::vector<std::int64_t> out;
  for (const AnnotatorIdentity& each : found.value()) {
    if (is_address(each.name, person)) out.push_back(each.annotator);
  }
  return out;
}

}  // namespace

Result<std::vector<AnnotatorPlace>> annotators_not_erased(Connection& connection,
                                                          std::span<const std::int64_t> annotators) {
  std::vector<AnnotatorPlace> out;
  for (const std::int64_t annotator : annotators) {
    const Result<std::int64_t> ran = connection.run(find_annotator_place, {annotator}, [&](const Row& row) {
      out.push_back({annotator, {row.integer(0)}, row.string(1), row.null(2)});
    });
    if (!ran) return ran.error();
  }
  return out;
}

Result<Done> overwrite_annotator(Connection& connection, std::int64_t annotator, std::string_view name,
                                 std::int64_t now_us) {
  Result<std::int64_t> ran = connection.run(forget_identity, {annotator});
  if (ran) ran = connection.run(call_erased, {annotator, name, now_us});
  if (ran) ran = connection.run(part_member, {annotator});
  if (ran) ran = connection.run(revoke, {annotator, now_us});
  return done_of(ran);
}

Result<std::vector<std::int64_t>> annotators_ever_erased(Connection& connection) {
  return keys_by(connection, list_annotators_erased, {});
}

Result<std::int64_t> held_annotators(Connection& connection, std::span<const std::int64_t> annotators) {
  std::int64_t held = 0;
  for (const std::int64_t annotator : annotators) {
    const Result<std::int64_t> ran = connection.run(find_hold, {annotator});
    if (!ran) return ran.error();
    held += ran.value() > 0 ? 1 : 0;
  }
  return held;
}

Result<std::vector<std::int64_t>> annotators_of(Connection& connection, const domain::User& person) {
  const Value by_user[] = {person.id.value};
  Result<std::vector<std::int64_t>> out = keys_by(connection, list_named, by_user);
  if (!out) return out;
  const Value by_address[] = {std::string_view(person.email)};
  for (const auto& more :
       {keys_by(connection, list_in_clear, by_address), known_by_address(connection, person)}) {
    if (!more) return more.error();
    out.value().insert(out.value().end(), more.value().begin(), more.value().end());
  }
  std::sort(out.value().begin(), out.value().end());
  out.value().erase(std::unique(out.value().begin(), out.value().end()), out.value().end());
  return out;
}

Result<Done> overwrite_person(Connection& connection, const domain::User& person, const InWords& in_words,
                              std::int64_t now_us) {
  const std::string name = erased_person(person.id), address = fmt::format("erased {}", person.id.value);
  const std::string_view before = in_words.before, after = in_words.after;
  Result<std::int64_t> ran = connection.run(end_all_tokens, {person.id.value, now_us});
  if (ran) ran = connection.run(end_invitations, {person.id.value, now_us});
  for (const Statement& statement : forget_person) {
    if (ran) ran = connection.run(statement, {person.id.value});
  }
  if (ran) ran = connection.run(rename_in_messages, {before, after});
  if (ran) {
    ran = connection.run(call_person,
                         {person.id.value, std::string_view(name), std::string_view(address), now_us});
  }
  return done_of(ran);
}

Result<std::vector<std::int64_t>> persons_ever_erased(Connection& connection) {
  return keys_by(connection, list_persons_erased, {});
}

Result<std::vector<std::int64_t>> persons_not_erased(Connection& connection,
                                                     std::span<const std::int64_t> persons) {
  std::vector<std::int64_t> out;
  for (const std::int64_t person : persons) {
    const Result<std::int64_t> ran = connection.run(find_person, {person});
    if (!ran) return ran.error();
    if (ran.value() > 0) out.push_back(person);
  }
  return out;
}

std::string erased_person(domain::UserId id) { return fmt::format("erased person {}", id.value); }

}  // namespace assay::store
