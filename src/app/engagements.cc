#include "app/engagements.h"

#include <algorithm>
#include <set>

#include "app/permissions.h"
#include "app/provider_rows.h"
#include "base/keys.h"
#include "store/engagement.h"
#include "store/organisation.h"
#include "store/project.h"

namespace assay::app {
namespace {

using store::NameKind;

constexpr std::size_t secret_bytes = 32;

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

Result<std::string> secret_of(store::Transaction& transaction, domain::ProjectId project) {
  Result<std::string> held = store::pseudonym_secret(transaction.connection(), project);
  if (!held || !held.value().empty()) return held;
  std::string fresh = random_bytes(secret_bytes);
  auto kept = store::insert_pseudonym_secret(transaction.connection(), project, fresh, transaction.now_us());
  if (!kept) return kept.error();
  return fresh;
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

Error stranger() { return Error{ErrorCode::not_found, "there is no such project", "project"}; }

struct Asking {
  store::Standing standing;
  bool of_provider() const { return !standing.engagement.none(); }
};

// The caller's right, and how they stand.
Result<Asking> asking(store::Connection& connection, const Caller& caller, Verb verb,
                      domain::ProjectId project) {
  if (auto may = allow(connection, caller, verb, project); !may) return may.error();
  Result<std::optional<store::Standing>> standing = store::standing_of(connection, project, caller.user.id);
  if (!standing) return standing.error();
  if (!standing.value()) return stranger();
  return Asking{*standing.value()};
}

// What a lead may do to the people of a project.
Result<Done> check_lead(const Asking& lead, const domain::Member& member) {
  if (!lead.of_provider()) return Done{};
  if (lead.standing.ended) {
    return Error{ErrorCode::forbidden, "the engagement has ended", "engagement"};
  }
  if (member.engagement != lead.standing.engagement) {
    return Error{ErrorCode::forbidden, "a lead brings people into their own engagement", "engagement"};
  }
  if (member.role == "annotator" || member.role == "reviewer") return Done{};
  return Error{ErrorCode::forbidden, "a lead names annotators and reviewers; the owner names leads", "role"};
}

// The organisation that a member on this side comes from. On the client's side: any that is not engaged here
// as a provider, unless it is the owner's own.
Result<domain::User> person_for(store::Connection& connection, const Caller& caller,
                                domain::ProjectId project, const NewMember& given) {
  if (!given.engagement.none()) {
    Result<domain::Engagement> engagement = store::engagement_by_id(connection, project, given.engagement);
    if (!engagement) return engagement.error();
    if (engagement.value().ended()) {
      return Error{ErrorCode::conflict, "the engagement has ended", "engagement"};
    }
    return store::user_of_organisation(connection, given.email, engagement.value().organisation);
  }
  Result<domain::User> own = store::user_of_organisation(connection, given.email, caller.user.organisation);
  if (own || given.role != "auditor") return own;
  return store::client_user(connection, given.email);  // an auditor may come from another client's house
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
        Result<std::string> secret = secret_of(transaction, project);
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
    return store::members_in(connection, project, who.value().standing.engagement);
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
        Result<std::optional<domain::Member>> made = store::member_of(connection, project, member.user);
        if (!made) return made.error();
        domain::AuditEvent event = member_event(caller, "set_member", project, member.user);
        event.after = sha256(member.role + (member.adjudicates ? "\nadjudicates" : "\n"));
        return store::Outcome<domain::Member>::changed(made.value().value_or(member), std::move(event));
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
    return store::Outcome<Done>::changed({}, member_event(caller, "remove_member", project, user));
  });
}

}  // namespace assay::app
