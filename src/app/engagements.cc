#include "app/engagements.h"

#include <algorithm>
#include <set>

#include "app/annotator_name.h"
#include "app/member_rules.h"
#include "app/permissions.h"
#include "app/pseudonyms.h"
#include "store/annotator_identity.h"
#include "store/assignment.h"
#include "store/engagement.h"
#include "store/organisation.h"
#include "store/project.h"

namespace assay::app {
namespace {

using store::NameKind;

domain::AuditEvent engagement_event(const Caller& caller, std::string verb,
                                    const domain::Engagement& engagement) {
  domain::AuditEvent event = event_by(caller, std::move(verb), "engagement");
  event.project = engagement.project;
  event.object = engagement.id.value;
  return event;
}

Result<domain::Organisation> organisation_to_engage(store::Connection& connection,
                                                    domain::OrganisationId id) {
  Result<domain::Organisation> organisation = store::organisation_by_id(connection, id);
  if (organisation && organisation.value().state != "active") {
    return Error{ErrorCode::conflict,
                 "the organisation is " + organisation.value().state + "; only active ones are engaged",
                 "organisation"};
  }
  return organisation;
}

// Whoever is outside of the client's house would see items about people under a contract alone, and contracts
// are not on record.
Result<Done> check_data_class(store::Connection& connection, domain::ProjectId id,
                              const domain::Organisation& organisation) {
  Result<domain::Project> project = store::project_by_id(connection, id);
  if (!project) return project.error();
  if (organisation.kind == "client" || !domain::is_regulated(project.value().data_class)) return Done{};
  return Error{ErrorCode::conflict,
               "items of a project of class " + project.value().data_class +
                   " are for the client's own people: engage an organisation of kind client",
               "organisation"};
}

// Annotators, by key, whose rows all name this provider.
std::vector<store::AnnotatorIdentity> only_of(const live::ProjectTable& project, std::string_view provider) {
  return project.look([&](const live::ProjectTable& table) {
    std::vector<store::AnnotatorIdentity> out;
    const labels::Table& columns = table.table();
    const auto code = columns.providers.find(provider);
    if (!code) return out;
    std::vector<bool> theirs(columns.annotators.size(), false), others(columns.annotators.size(), false);
    for (std::size_t row = 0; row < columns.row_count(); ++row) {
      const std::uint32_t annotator = columns.annotator[row];
      if (annotator == labels::none) continue;
      const bool own = row < columns.provider.size() && columns.provider[row] == *code;
      (own ? theirs : others)[annotator] = true;
    }
    for (std::uint32_t annotator = 0; annotator < columns.annotators.size(); ++annotator) {
      if (!theirs[annotator] || others[annotator]) continue;
      out.push_back(
          {table.key_at(NameKind::annotator, annotator), std::string(columns.annotators.name(annotator))});
    }
    return out;
  });
}

Result<Done> give_pseudonyms(store::Connection& connection, domain::OrganisationId organisation,
                             std::string_view secret,
                             const std::vector<store::AnnotatorIdentity>& annotators) {
  for (const store::AnnotatorIdentity& each : annotators) {
    const std::string pseudonym = annotator_pseudonym(secret, organisation, each.name);
    if (auto renamed = store::rename_annotator(connection, each.annotator, pseudonym); !renamed)
      return renamed;
  }
  return store::insert_identities(connection, organisation, annotators);
}

// A project keeps an owner.
Result<Done> check_owner_stays(store::Connection& connection, domain::ProjectId project,
                               domain::UserId user) {
  Result<std::optional<domain::Member>> before = store::member_of(connection, project, user);
  if (!before) return before.error();
  if (!before.value() || before.value()->role != "owner") return Done{};
  Result<std::int64_t> owners = store::owner_count(connection, project);
  if (!owners) return owners.error();
  if (owners.value() > 1) return Done{};
  return Error{ErrorCode::conflict, "this is the project's last owner: name another first", "user"};
}

void hide_name(const Caller& caller, domain::Member& member) {
  if (!may_name(caller, member)) member.annotator.clear();
}

// Whoever is no annotator of the project any more keeps no item.
Result<Done> take_items_back(store::Transaction& transaction, domain::ProjectId project, domain::UserId user,
                             std::string_view reason) {
  Result<std::int64_t> revoked = store::revoke_assignments(
      transaction.connection(), {.project = project, .user = user}, reason, transaction.now_us());
  if (!revoked) return revoked.error();
  return Done{};
}

Result<domain::Member> member_made(store::Connection& connection, domain::ProjectId project,
                                   const domain::Member& member) {
  Result<std::optional<domain::Member>> made = store::member_of(connection, project, member.user);
  if (!made) return made.error();
  return made.value().value_or(member);
}

// The name that the request gives a member, and what another role takes away.
Result<Done> settle_annotator(Context& context, store::Transaction& transaction, const Caller& caller,
                              domain::ProjectId project, const domain::Member& made, const NewMember& given) {
  if (made.role != "annotator") {
    auto back = take_items_back(transaction, project, made.user, "the annotator has another role");
    if (!back) return back;
  }
  if (given.annotator.empty()) return Done{};
  if (!may_name(caller, made)) {
    return Error{ErrorCode::forbidden,
                 "only people of the annotator's own organisation say under which name annotations come",
                 "annotator"};
  }
  return name_annotator(context, transaction, project, made, given.annotator);
}

domain::AuditEvent member_event(const Caller& caller, std::string verb, domain::ProjectId project,
                                domain::UserId user) {
  domain::AuditEvent event = event_by(caller, std::move(verb), "user");
  event.project = project;
  event.object = user.value;
  return event;
}

}  // namespace

Result<domain::Engagement> engage(Context& context, const Caller& caller, domain::ProjectId project,
                                  domain::OrganisationId organisation) {
  auto may = context.database.read([&](store::Connection& connection) {
    return allow(connection, caller, Verb::engage_provider, project);
  });
  if (!may) return may.error();
  Result<live::SharedTable> table = context.live.project(project);  // loaded before the write, not in it
  if (!table) return table.error();
  return context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<domain::Engagement>> {
        store::Connection& connection = transaction.connection();
        if (auto still = allow(connection, caller, Verb::engage_provider, project); !still)
          return still.error();
        Result<domain::Organisation> provider = organisation_to_engage(connection, organisation);
        if (!provider) return provider.error();
        if (auto fits = check_data_class(connection, project, provider.value()); !fits) return fits.error();
        Result<std::string> secret = make_pseudonym_secret(context, transaction, project);
        if (!secret) return secret.error();
        store::Names names(connection, {.project = project, .now_us = transaction.now_us()});
        Result<std::int64_t> key = names.key(NameKind::provider, provider.value().name);
        if (!key) return key.error();
        if (auto flushed = names.flush(); !flushed) return flushed.error();
        domain::Engagement made;
        made.project = project;
        made.organisation = organisation;
        made.organisation_name = made.provider_name = provider.value().name;
        made.provider = {key.value()};
        made.created_at = transaction.now_us();
        Result<domain::EngagementId> id = store::insert_engagement(connection, made, caller.user.id);
        if (!id) return id.error();
        made.id = id.value();
        auto given = give_pseudonyms(connection, organisation, secret.value(),
                                     only_of(*table.value(), made.provider_name));
        if (!given) return given.error();
        // Annotators have other names now: who asks next reads the project anew.
        transaction.after_commit([&context, project] {
          context.live.evict(project);
          context.live.load_soon(project);
        });
        return store::Outcome<domain::Engagement>::changed(made,
                                                           engagement_event(caller, "engage_provider", made));
      });
}

Result<domain::Engagement> end_engagement(Context& context, const Caller& caller, domain::ProjectId project,
                                          domain::EngagementId id) {
  return context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<domain::Engagement>> {
        store::Connection& connection = transaction.connection();
        if (auto may = allow(connection, caller, Verb::engage_provider, project); !may) return may.error();
        Result<domain::Engagement> found = store::engagement_by_id(connection, project, id);
        if (!found) return found.error();
        domain::Engagement engagement = std::move(found).value();
        if (engagement.ended()) {
          return Error{ErrorCode::conflict, "the engagement has ended already", "engagement"};
        }
        const std::int64_t now = transaction.now_us();
        Result<bool> set = store::set_engagement_state(connection, id, engagement.state, "ended", now);
        if (!set) return set.error();
        engagement.state = "ended";
        engagement.ended_at = now;
        Result<std::int64_t> revoked =
            store::revoke_assignments(connection, {.engagement = id}, "the engagement has ended", now);
        if (!revoked) return revoked.error();
        return store::Outcome<domain::Engagement>::changed(
            engagement, engagement_event(caller, "end_engagement", engagement));
      });
}

Result<std::vector<domain::Engagement>> engagements(Context& context, const Caller& caller,
                                                    domain::ProjectId project) {
  return context.database.read([&](store::Connection& connection) -> Result<std::vector<domain::Engagement>> {
    const Result<Asking> who = asking(connection, caller, Verb::see_people, project);
    if (!who) return who.error();
    Result<std::vector<domain::Engagement>> all = store::engagements_in(connection, project);
    if (!all || !who.value().of_provider()) return all;
    std::erase_if(all.value(), [&](const auto& each) { return each.id != who.value().standing.engagement; });
    return all;
  });
}

Result<std::vector<domain::Member>> members(Context& context, const Caller& caller,
                                            domain::ProjectId project) {
  return context.database.read([&](store::Connection& connection) -> Result<std::vector<domain::Member>> {
    const Result<Asking> who = asking(connection, caller, Verb::see_people, project);
    if (!who) return who.error();
    Result<std::vector<domain::Member>> all =
        store::members_in(connection, project, who.value().standing.engagement);
    if (!all) return all;
    for (domain::Member& member : all.value()) hide_name(caller, member);
    return all;
  });
}

Result<domain::Member> set_member(Context& context, const Caller& caller, domain::ProjectId project,
                                  const NewMember& given) {
  Result<std::string> address = domain::email_of(given.email);
  if (!address) return address.error();
  domain::Member member;
  member.role = given.role;
  member.engagement = given.engagement;
  member.adjudicates = given.adjudicates;
  if (auto checked = domain::check_member(member); !checked) return checked.error();
  NewMember asked = given;
  asked.email = address.value();
  return context.database.write(
      [&](store::Transaction& transaction) -> Result<store::Outcome<domain::Member>> {
        store::Connection& connection = transaction.connection();
        const Result<Asking> who = asking(connection, caller, Verb::change_people, project);
        if (!who) return who.error();
        if (auto may = check_lead(who.value(), member); !may) return may.error();
        Result<domain::User> person = person_for(connection, caller, project, asked);
        if (!person) return person.error();
        Result<std::optional<domain::Member>> before =
            store::member_of(connection, project, person.value().id);
        if (!before) return before.error();
        if (before.value()) {
          if (auto may = check_lead(who.value(), *before.value()); !may) return may.error();
        }
        if (member.role != "owner") {
          if (auto stays = check_owner_stays(connection, project, person.value().id); !stays)
            return stays.error();
        }
        member.user = person.value().id;
        member.created_at = transaction.now_us();
        if (auto set = store::set_member(connection, project, member); !set) return set.error();
        Result<domain::Member> made = member_made(connection, project, member);
        if (!made) return made.error();
        auto settled = settle_annotator(context, transaction, caller, project, made.value(), given);
        if (!settled) return settled.error();
        if (!given.annotator.empty()) made.value().annotator = given.annotator;
        hide_name(caller, made.value());
        domain::AuditEvent event = member_event(caller, "set_member", project, member.user);
        event.after = sha256(member.role + (member.adjudicates ? "\nadjudicates" : "\n"));
        return store::Outcome<domain::Member>::changed(made.value(), std::move(event));
      });
}

Result<Done> remove_member(Context& context, const Caller& caller, domain::ProjectId project,
                           domain::UserId user) {
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
    store::Connection& connection = transaction.connection();
    const Result<Asking> who = asking(connection, caller, Verb::change_people, project);
    if (!who) return who.error();
    const Error missing{ErrorCode::not_found, "this person is not in the project", "user"};
    Result<std::optional<domain::Member>> member = store::member_of(connection, project, user);
    if (!member) return member.error();
    const bool is_seen = member.value() && (!who.value().of_provider() ||
                                            member.value()->engagement == who.value().standing.engagement);
    if (!is_seen) return missing;
    if (auto may = check_lead(who.value(), *member.value()); !may) return may.error();
    if (auto stays = check_owner_stays(connection, project, user); !stays) return stays.error();
    Result<bool> removed = store::remove_member(connection, project, user);
    if (!removed) return removed.error();
    if (!removed.value()) return missing;
    if (auto back = take_items_back(transaction, project, user, "the annotator left the project"); !back)
      return back.error();
    return store::Outcome<Done>::changed({}, member_event(caller, "remove_member", project, user));
  });
}

}  // namespace assay::app
