#include <map>

#include "app/erasures.h"
#include "app/permissions.h"
#include "base/merkle.h"
#include "store/annotator_identity.h"
#include "store/erased_people.h"
#include "store/erasure.h"
#include "store/seal_open_items.h"

namespace assay::app {
namespace {

using domain::Erasure;
using store::Connection;
using store::SubjectKind;
using store::Transaction;

constexpr std::int64_t sealed_at_once = 500;

const Caller& the_server() {
  static const Caller nobody;
  return nobody;
}

Result<Done> finish_what_was_under_way(Context& context) {
  const auto begun =
      context.database.read([](Connection& connection) { return store::erasures_under_way(connection); });
  if (!begun) return begun.error();
  for (const Erasure& erasure : begun.value()) {
    const auto done = carry_out(context, the_server(), erasure, "the server had stopped during it");
    if (!done) return done.error();
  }
  return Done{};
}

using Keys = Result<std::vector<std::int64_t>>;

// The copy of the keys was older than the erasure.
Result<Done> destroy_again(Context& context) {
  const std::int64_t now = context.clock.now_us();
  const Keys items = context.database.read(store::items_ever_erased);
  if (!items) return items.error();
  const auto gone = context.subject_keys->destroy(SubjectKind::item, items.value(), now);
  if (!gone) return gone.error();
  const Keys annotators = context.database.read(store::annotators_ever_erased);
  if (!annotators) return annotators.error();
  auto buried = context.subject_keys->bury(SubjectKind::annotator, annotators.value(), now);
  if (!buried) return buried;
  const Keys persons = context.database.read(store::persons_ever_erased);
  if (!persons) return persons.error();
  return context.subject_keys->bury(SubjectKind::person, persons.value(), now);
}

Result<Done> erase_once_more(Context& context, Erasure erasure, const store::ErasureSubjects& subjects) {
  erasure.state = "executing";
  erasure.reference = "an older copy of the database held them";
  erasure.item_count = std::ssize(subjects.items);
  erasure.annotator_count = std::ssize(subjects.annotators);
  const Result<Erasure> noted = context.database.maintain([&](Transaction& transaction) -> Result<Erasure> {
    erasure.requested_at = transaction.now_us();
    const auto id = store::insert_erasure(transaction.connection(), erasure, subjects);
    if (!id) return id.error();
    erasure.id = id.value();
    if (auto kept = store::update_erasure(transaction.connection(), erasure); !kept) return kept.error();
    return erasure;
  });
  if (!noted) return noted.error();
  const auto done = carry_out(context, the_server(), noted.value(), "erased before this copy was restored");
  if (!done) return done.error();
  return Done{};
}

// By project, what the copy of the database has of subjects whose keys were destroyed.
Result<std::map<std::int64_t, store::ErasureSubjects>> places_of_the_erased(Context& context) {
  std::map<std::int64_t, store::ErasureSubjects> out;
  const Keys items = context.subject_keys->destroyed(SubjectKind::item);
  if (!items) return items.error();
  const auto places = context.database.read(
      [&](Connection& connection) { return store::places_not_erased(connection, items.value()); });
  if (!places) return places.error();
  for (const store::ItemInProject& place : places.value())
    out[place.project.value].items.push_back(place.item);
  const Keys annotators = context.subject_keys->destroyed(SubjectKind::annotator);
  if (!annotators) return annotators.error();
  const auto people = context.database.read(
      [&](Connection& connection) { return store::annotators_not_erased(connection, annotators.value()); });
  if (!people) return people.error();
  for (const store::AnnotatorPlace& place : people.value())
    out[place.project.value].annotators.push_back(place.annotator);
  return out;
}

// The copy of the database was older than the erasure.
Result<Done> erase_again(Context& context) {
  const auto places = places_of_the_erased(context);
  if (!places) return places.error();
  for (const auto& [project, subjects] : places.value()) {
    auto done = erase_once_more(context, {.project = domain::ProjectId{project}}, subjects);
    if (!done) return done;
  }
  const Keys destroyed = context.subject_keys->destroyed(SubjectKind::person);
  if (!destroyed) return destroyed.error();
  const Keys persons = context.database.read(
      [&](Connection& connection) { return store::persons_not_erased(connection, destroyed.value()); });
  if (!persons) return persons.error();
  for (const std::int64_t person : persons.value()) {
    auto done = erase_once_more(context, {.person = domain::UserId{person}}, {});
    if (!done) return done;
  }
  return Done{};
}

Result<Done> seal_what_stands_open(Context& context) {
  const auto projects =
      context.database.read([](Connection& connection) { return store::regulated_projects(connection); });
  if (!projects) return projects.error();
  for (const domain::ProjectId project : projects.value()) {
    for (std::int64_t sealed = sealed_at_once; sealed == sealed_at_once;) {
      const auto count = context.database.maintain([&](Transaction& transaction) {
        return store::seal_open_items(transaction.connection(), project, *context.subject_keys,
                                      sealed_at_once);
      });
      if (!count) return count.error();
      sealed = count.value();
    }
  }
  return Done{};
}

Result<Done> seal_who_stands_open(Context& context) {
  for (std::int64_t sealed = sealed_at_once; sealed == sealed_at_once;) {
    const auto count = context.database.maintain([&](Transaction& transaction) {
      return store::seal_open_identities(transaction.connection(), *context.subject_keys, sealed_at_once);
    });
    if (!count) return count.error();
    sealed = count.value();
  }
  return Done{};
}

}  // namespace

Result<Done> settle_protection(Context& context) {
  if (context.subject_keys == nullptr) return Done{};
  for (const auto step :
       {finish_what_was_under_way, destroy_again, erase_again, seal_what_stands_open, seal_who_stands_open}) {
    if (auto done = step(context); !done) return done;
  }
  return Done{};
}

}  // namespace assay::app
