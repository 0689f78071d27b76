#include "app/erasures.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "app/approvals.h"
#include "app/item_rows.h"
#include "app/permissions.h"
#include "app/projects.h"
#include "app/pseudonyms.h"
#include "app/user_states.h"
#include "base/json_text.h"
#include "base/merkle.h"
#include "store/erased_people.h"
#include "store/erasure.h"
#include "store/sign_in.h"
#include "store/user.h"

namespace assay::app {
namespace {

using domain::Erasure;
using store::Connection;
using store::ErasureSubjects;
using store::Outcome;
using store::Transaction;

Digest root_of(const std::vector<std::int64_t>& keys) {
  std::vector<Digest> leaves;
  for (const std::int64_t key : keys) leaves.push_back(leaf_hash(std::to_string(key)));
  return merkle_root(leaves);
}

domain::ErasureRoots roots_of(const ErasureSubjects& subjects) {
  return {root_of(subjects.items), root_of(subjects.annotators)};
}

std::int64_t count_of(const ErasureSubjects& subjects) {
  return std::ssize(subjects.items) + std::ssize(subjects.annotators);
}

// The leaves of an event: keys of items, and those of annotators with the word before them.
domain::AuditRows rows_of(const ErasureSubjects& subjects) {
  std::vector<Digest> leaves;
  for (const std::int64_t key : subjects.items) leaves.push_back(leaf_hash(std::to_string(key)));
  for (const std::int64_t key : subjects.annotators)
    leaves.push_back(leaf_hash(fmt::format("annotator {}", key)));
  return {count_of(subjects), merkle_root(leaves)};
}

domain::AuditEvent event_about(const Caller& caller, const char* verb, const Erasure& erasure,
                               const ErasureSubjects& subjects) {
  domain::AuditEvent event = event_by(caller, verb, "erasure");
  event.project = erasure.project;
  event.object = erasure.id.value;
  event.reason = erasure.basis;
  event.rows = rows_of(subjects);
  return event;
}

Result<std::int64_t> held_of(Connection& connection, const Erasure& erasure,
                             const ErasureSubjects& subjects) {
  Result<std::int64_t> people = store::held_annotators(connection, subjects.annotators);
  if (!people || !erasure.project) return people;
  const Result<std::int64_t> items = store::held_count(connection, *erasure.project, subjects.items);
  if (!items) return items;
  return people.value() + items.value();
}

Result<ErasureView> view_of(Connection& connection, const Erasure& erasure) {
  const auto subjects = store::subjects_of_erasure(connection, erasure.id);
  if (!subjects) return subjects.error();
  const bool waits = erasure.state == "received";
  const Result<std::int64_t> held =
      waits ? held_of(connection, erasure, subjects.value()) : Result<std::int64_t>(std::int64_t{0});
  if (!held) return held.error();
  return ErasureView{erasure, held.value(), domain::erasure_request(erasure, roots_of(subjects.value()))};
}

Result<std::vector<ErasureView>> views_of(Connection& connection,
                                          const Result<std::vector<Erasure>>& erasures) {
  if (!erasures) return erasures.error();
  std::vector<ErasureView> out;
  for (const Erasure& erasure : erasures.value()) {
    Result<ErasureView> view = view_of(connection, erasure);
    if (!view) return view.error();
    out.push_back(std::move(view).value());
  }
  return out;
}

Error not_there(const char* noun, std::size_t at) {
  return {ErrorCode::invalid,
          fmt::format("{} {} of the list is not in this project, or was erased", noun, at + 1),
          fmt::format("{}s", noun)};
}

// Each once, in order; refused by its place where it is not among those that are there.
Result<std::vector<std::int64_t>> checked_keys(std::vector<std::int64_t> keys,
                                               const std::vector<std::int64_t>& there, const char* noun) {
  for (std::size_t at = 0; at < keys.size(); ++at) {
    if (at >= there.size() || there[at] != keys[at]) return not_there(noun, at);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

Result<std::vector<std::int64_t>> annotators_there(Connection& connection, domain::ProjectId project,
                                                   const std::vector<std::int64_t>& keys) {
  const auto places = store::annotators_not_erased(connection, keys);
  if (!places) return places.error();
  std::vector<std::int64_t> out;
  for (const store::AnnotatorPlace& each : places.value()) {
    if (each.project == project) out.push_back(each.annotator);
  }
  return out;
}

Result<ErasureSubjects> subjects_asked(Context& context, domain::ProjectId project,
                                       const ErasureAsked& asked) {
  const std::size_t count = asked.items.size() + asked.annotators.size();
  if (count == 0 || count > domain::erasure_items_max)
    return Error{ErrorCode::invalid,
                 fmt::format("name 1 to {} items or annotators", domain::erasure_items_max), "items"};
  const Result<live::SharedTable> table = context.live.project(project);
  if (!table) return table.error();
  ErasureSubjects named;
  for (const std::string& name : asked.items) named.items.push_back(item_asked(*table.value(), name).value);
  for (const std::string& name : asked.annotators)
    named.annotators.push_back(table.value()->key_of(store::NameKind::annotator, name).value_or(0));
  return context.database.read([&](Connection& connection) -> Result<ErasureSubjects> {
    const auto items = store::items_not_erased(connection, project, named.items);
    if (!items) return items.error();
    const auto people = annotators_there(connection, project, named.annotators);
    if (!people) return people.error();
    auto item_keys = checked_keys(std::move(named.items), items.value(), "item");
    if (!item_keys) return item_keys.error();
    auto annotator_keys = checked_keys(std::move(named.annotators), people.value(), "annotator");
    if (!annotator_keys) return annotator_keys.error();
    return ErasureSubjects{std::move(item_keys).value(), std::move(annotator_keys).value()};
  });
}

Result<Erasure> changed_state(Transaction& transaction, Erasure erasure, const char* state) {
  erasure.state = state;
  if (auto kept = store::update_erasure(transaction.connection(), erasure); !kept) return kept.error();
  return erasure;
}

// What the caller needs: the right in the project, or to administer the server.
Result<Done> allow_erasing(Connection& connection, const Caller& caller,
                           const std::optional<domain::ProjectId>& project) {
  return project ? allow(connection, caller, Verb::erase, *project) : allow(caller, Verb::administer_users);
}

// Which erasure is meant: of a project, or with none of a person.
struct Meant {
  std::optional<domain::ProjectId> project;
  domain::ErasureId id;
};

Result<Erasure> found(Connection& connection, const Caller& caller, const Meant& meant, const char* verb) {
  if (auto may = allow_erasing(connection, caller, meant.project); !may) return may.error();
  Result<Erasure> erasure = store::erasure_by_id(connection, meant.project, meant.id);
  if (!erasure) return no_such("erasure", erasure.error());
  if (auto fits = domain::check_erasure_verb(erasure.value(), verb); !fits) return fits.error();
  return erasure;
}

// Whom an administrator may ask to have erased.
Result<domain::User> person_to_erase(Connection& connection, const Caller& caller, domain::UserId id) {
  if (id == caller.user.id)
    return Error{ErrorCode::conflict, "this is you: another administrator does that", "user"};
  Result<domain::User> person = store::user_by_id(connection, id);
  if (!person) return person;
  const auto there = store::persons_not_erased(connection, std::span(&id.value, 1));
  if (!there) return there.error();
  if (there.value().empty()) return Error{ErrorCode::conflict, "this person was erased already", "user"};
  if (person.value().administrator && person.value().state == "active") {
    if (auto stays = check_administrators(connection, 2); !stays) return stays.error();
  }
  return person;
}

// With the second person's signature, and nothing held.
Result<Erasure> begin_erasure(Context& context, const Caller& caller, const Meant& meant,
                              domain::ApprovalId approval) {
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Erasure>> {
    Connection& connection = transaction.connection();
    Result<Erasure> erasure = found(connection, caller, meant, "execute");
    if (!erasure) return erasure.error();
    if (const auto& person = erasure.value().person) {
      if (auto fits = person_to_erase(connection, caller, *person); !fits) return fits.error();
    }
    const Result<ErasureView> view = view_of(connection, erasure.value());
    if (!view) return view.error();
    const auto subjects = store::subjects_of_erasure(connection, meant.id);
    if (!subjects) return subjects.error();
    if (view.value().held > 0) {
      return Error{ErrorCode::conflict,
                   fmt::format("{} of {} are under a legal hold: lift it first, or leave them out",
                               view.value().held, count_of(subjects.value())),
                   "legal_hold"};
    }
    const auto agreed =
        use_approval(transaction, caller, approval,
                     {"destroy_key", meant.project, erasure.value().person, view.value().request});
    if (!agreed) return agreed.error();
    erasure.value().executed_by = caller.user.id;
    Result<Erasure> begun = changed_state(transaction, std::move(erasure).value(), "executing");
    if (!begun) return begun.error();
    domain::AuditEvent event = event_about(caller, "begin_erasure", begun.value(), subjects.value());
    event.after = agreed.value().request_sha256;
    return Outcome<Erasure>::changed(begun.value(), std::move(event));
  });
}

Result<Done> check_keys(const Context& context) {
  if (context.subject_keys != nullptr) return Done{};
  return Error{ErrorCode::unavailable, "this server has no keys of what is told about people", "keys"};
}

// What was destroyed, when: the hash stands in the log.
Digest receipt_of(const Erasure& erasure, const ErasureSubjects& subjects) {
  return sha256(fmt::format("assay/erasure-receipt/v1\n{}\n{}\n{}",
                            domain::erasure_request(erasure, roots_of(subjects)), count_of(subjects),
                            *erasure.executed_at));
}

// The pseudonym stays, which leads to nobody now and lets a file that still has the name be refused; a name
// that stood in clear gives way to one.
Result<Done> overwrite_annotators(Context& context, Transaction& transaction,
                                  const std::vector<std::int64_t>& annotators) {
  Connection& connection = transaction.connection();
  const auto places = store::annotators_not_erased(connection, annotators);
  if (!places) return places.error();
  std::set<std::int64_t> projects;
  for (const store::AnnotatorPlace& each : places.value()) {
    std::string name = each.name;
    if (each.is_in_clear) {
      const Result<std::string> secret = make_pseudonym_secret(context, transaction, each.project);
      if (!secret) return secret.error();
      name = annotator_pseudonym(secret.value(), no_organisation, each.name);
    }
    auto gone = store::overwrite_annotator(connection, each.annotator, name, transaction.now_us());
    if (!gone) return gone;
    projects.insert(each.project.value);
  }
  for (const std::int64_t project : projects) {
    if (auto forgotten = store::forget_answers(connection, {project}); !forgotten) return forgotten;
  }
  return Done{};
}

// As the words of a message have who did something.
std::string who(const std::string& name) {
  const std::string words = json_text(nlohmann::json({{"who", name}}));
  return words.substr(1, words.size() - 2);
}

Result<Done> overwrite_person(Transaction& transaction, domain::UserId id) {
  Connection& connection = transaction.connection();
  const Result<domain::User> person = store::user_by_id(connection, id);
  if (!person) return person.error();
  auto forgotten = store::forget_failures(connection, domain::sign_in_name(person.value().email));
  if (!forgotten) return forgotten.error();
  const store::InWords in_words{who(person.value().name), who(store::erased_person(id))};
  return store::overwrite_person(connection, person.value(), in_words, transaction.now_us());
}

Result<Erasure> overwrite(Context& context, Transaction& transaction, Erasure erasure,
                          const ErasureSubjects& subjects, std::vector<Digest>& files) {
  Connection& connection = transaction.connection();
  if (erasure.project) {
    Result<std::vector<Digest>> had = store::overwrite_items(connection, *erasure.project, subjects.items);
    if (!had) return had.error();
    files = std::move(had).value();
    if (auto forgotten = store::forget_answers(connection, *erasure.project); !forgotten)
      return forgotten.error();
  }
  if (auto gone = overwrite_annotators(context, transaction, subjects.annotators); !gone) return gone.error();
  if (erasure.person) {
    if (auto gone = overwrite_person(transaction, *erasure.person); !gone) return gone.error();
  }
  erasure.executed_at = transaction.now_us();
  erasure.receipt = receipt_of(erasure, subjects);
  return changed_state(transaction, std::move(erasure), "executed");
}

const char* verb_of(const Erasure& erasure) {
  if (erasure.person) return "erase_person";
  return erasure.item_count > 0 ? "erase_items" : "erase_annotators";
}

// The keys, and the notes that keep a copy of the database from bringing back what had none.
Result<Done> destroy_keys(Context& context, const Erasure& erasure, const ErasureSubjects& subjects) {
  const std::int64_t now = context.clock.now_us();
  const auto gone = context.subject_keys->destroy(store::SubjectKind::item, subjects.items, now);
  if (!gone) return gone.error();
  auto buried = context.subject_keys->bury(store::SubjectKind::annotator, subjects.annotators, now);
  if (!buried || !erasure.person) return buried;
  return context.subject_keys->bury(store::SubjectKind::person, std::span(&erasure.person->value, 1), now);
}

Result<std::set<std::int64_t>> projects_of(Context& context, const Erasure& erasure,
                                           const ErasureSubjects& subjects) {
  std::set<std::int64_t> out;
  if (erasure.project) out.insert(erasure.project->value);
  const auto places = context.database.read(
      [&](Connection& connection) { return store::annotators_not_erased(connection, subjects.annotators); });
  if (!places) return places.error();
  for (const store::AnnotatorPlace& each : places.value()) out.insert(each.project.value);
  return out;
}

void read_anew(Context& context, const std::set<std::int64_t>& projects) {
  for (const std::int64_t project : projects) {
    context.live.evict({project});
    context.tell({.kind = "project", .project = project});
  }
}

// Other servers on the database hear of a project by its events alone.
Result<Done> say_in_projects(Context& context, const Caller& caller, const Erasure& erasure,
                             const std::set<std::int64_t>& projects) {
  if (!erasure.person) return Done{};
  for (const std::int64_t project : projects) {
    auto said = context.database.write([&](Transaction&) -> Result<Outcome<Done>> {
      domain::AuditEvent event = event_by(caller, "erase_annotators", "erasure");
      event.project = domain::ProjectId{project};
      event.object = erasure.id.value;
      event.reason = erasure.basis;
      return Outcome<Done>::changed({}, std::move(event));
    });
    if (!said) return said;
  }
  return Done{};
}

Result<ErasureView> inserted(Transaction& transaction, const Caller& caller, Erasure erasure,
                             const ErasureSubjects& subjects) {
  erasure.item_count = std::ssize(subjects.items);
  erasure.annotator_count = std::ssize(subjects.annotators);
  erasure.requested_by = caller.user.id;
  erasure.requested_at = transaction.now_us();
  const Result<domain::ErasureId> id = store::insert_erasure(transaction.connection(), erasure, subjects);
  if (!id) return id.error();
  erasure.id = id.value();
  return view_of(transaction.connection(), erasure);
}

Result<ErasureView> withdraw(Context& context, const Caller& caller, const Meant& meant) {
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<ErasureView>> {
    Connection& connection = transaction.connection();
    Result<Erasure> erasure = found(connection, caller, meant, "withdraw");
    if (!erasure) return erasure.error();
    const Result<Erasure> ended = changed_state(transaction, std::move(erasure).value(), "withdrawn");
    if (!ended) return ended.error();
    const auto subjects = store::subjects_of_erasure(connection, meant.id);
    if (!subjects) return subjects.error();
    const Result<ErasureView> view = view_of(connection, ended.value());
    if (!view) return view.error();
    return Outcome<ErasureView>::changed(
        view.value(), event_about(caller, "withdraw_erasure", ended.value(), subjects.value()));
  });
}

Result<ErasureView> execute(Context& context, const Caller& caller, const Meant& meant,
                            domain::ApprovalId approval) {
  if (auto there = check_keys(context); !there) return there.error();
  const Result<Erasure> begun = begin_erasure(context, caller, meant, approval);
  if (!begun) return begun.error();
  const Result<Erasure> done = carry_out(context, caller, begun.value(), "");
  if (!done) return done.error();
  return context.database.read([&](Connection& connection) { return view_of(connection, done.value()); });
}

}  // namespace

Result<ErasureView> request_erasure(Context& context, const Caller& caller, domain::ProjectId project,
                                    const ErasureAsked& asked) {
  const Result<Done> may = context.database.read(
      [&](Connection& connection) { return allow(connection, caller, Verb::erase, project); });
  if (!may) return may.error();
  const Erasure erasure{.project = project, .basis = asked.basis, .reference = asked.reference};
  if (auto fits = domain::check_erasure(erasure); !fits) return fits.error();
  const Result<ErasureSubjects> subjects = subjects_asked(context, project, asked);
  if (!subjects) return subjects.error();
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<ErasureView>> {
    if (auto still = allow(transaction.connection(), caller, Verb::erase, project); !still)
      return still.error();
    const Result<ErasureView> view = inserted(transaction, caller, erasure, subjects.value());
    if (!view) return view.error();
    return Outcome<ErasureView>::changed(
        view.value(), event_about(caller, "request_erasure", view.value().erasure, subjects.value()));
  });
}

Result<ErasureView> withdraw_erasure(Context& context, const Caller& caller, domain::ProjectId project,
                                     domain::ErasureId id) {
  return withdraw(context, caller, {project, id});
}

Result<Erasure> carry_out(Context& context, const Caller& caller, Erasure erasure,
                          const std::string& reason) {
  if (auto there = check_keys(context); !there) return there.error();
  const auto subjects = context.database.read(
      [&](Connection& connection) { return store::subjects_of_erasure(connection, erasure.id); });
  if (!subjects) return subjects.error();
  const auto projects = projects_of(context, erasure, subjects.value());
  if (!projects) return projects.error();
  if (auto gone = destroy_keys(context, erasure, subjects.value()); !gone) return gone.error();
  std::vector<Digest> files;
  const Result<Erasure> done =
      context.database.write([&](Transaction& transaction) -> Result<Outcome<Erasure>> {
        Result<Erasure> ended = overwrite(context, transaction, erasure, subjects.value(), files);
        if (!ended) return ended.error();
        domain::AuditEvent event = event_about(caller, verb_of(erasure), ended.value(), subjects.value());
        event.after = ended.value().receipt;
        if (!reason.empty()) event.reason = reason;
        transaction.after_commit([&context, projects = projects.value()] { read_anew(context, projects); });
        return Outcome<Erasure>::changed(ended.value(), std::move(event));
      });
  if (!done) return done;
  for (const Digest& file : files) {
    if (auto removed = context.files.remove_content(file); !removed) return removed.error();
  }
  if (auto said = say_in_projects(context, caller, erasure, projects.value()); !said) return said.error();
  return done;
}

Result<ErasureView> execute_erasure(Context& context, const Caller& caller, domain::ProjectId project,
                                    domain::ErasureId id, domain::ApprovalId approval) {
  return execute(context, caller, {project, id}, approval);
}

Result<std::vector<ErasureView>> erasures(Context& context, const Caller& caller, domain::ProjectId project,
                                          const Page& page) {
  return context.database.read([&](Connection& connection) -> Result<std::vector<ErasureView>> {
    if (auto may = allow(connection, caller, Verb::see_protection, project); !may) return may.error();
    return views_of(connection,
                    store::erasures_in(connection, project, page.before, std::min(page.limit, page_max)));
  });
}

Result<ErasureView> request_person_erasure(Context& context, const Caller& caller,
                                           const PersonErasureAsked& asked) {
  if (auto may = allow(caller, Verb::administer_users); !may) return may.error();
  const Erasure erasure{.person = asked.person, .basis = asked.basis, .reference = asked.reference};
  if (auto fits = domain::check_erasure(erasure); !fits) return fits.error();
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<ErasureView>> {
    Connection& connection = transaction.connection();
    const Result<domain::User> person = person_to_erase(connection, caller, asked.person);
    if (!person) return person.error();
    ErasureSubjects subjects;
    auto annotators = store::annotators_of(connection, person.value());
    if (!annotators) return annotators.error();
    subjects.annotators = std::move(annotators).value();
    const Result<ErasureView> view = inserted(transaction, caller, erasure, subjects);
    if (!view) return view.error();
    return Outcome<ErasureView>::changed(
        view.value(), event_about(caller, "request_erasure", view.value().erasure, subjects));
  });
}

Result<ErasureView> withdraw_person_erasure(Context& context, const Caller& caller, domain::ErasureId id) {
  return withdraw(context, caller, {{}, id});
}

Result<ErasureView> execute_person_erasure(Context& context, const Caller& caller, domain::ErasureId id,
                                           domain::ApprovalId approval) {
  return execute(context, caller, {{}, id}, approval);
}

Result<std::vector<ErasureView>> person_erasures(Context& context, const Caller& caller, const Page& page) {
  if (auto may = allow(caller, Verb::administer_users); !may) return may.error();
  return context.database.read([&](Connection& connection) {
    return views_of(connection,
                    store::erasures_of_persons(connection, page.before, std::min(page.limit, page_max)));
  });
}

}  // namespace assay::app
