#include "app/approvals.h"

#include "app/messages.h"
#include "app/permissions.h"
#include "base/canonical_json.h"
#include "store/approval.h"
#include "store/project.h"
#include "store/user.h"

namespace assay::app {
namespace {

using domain::Approval;
using store::Connection;
using store::Outcome;
using store::Transaction;

domain::AuditEvent event_about(const Caller& caller, const char* verb, const Approval& approval) {
  domain::AuditEvent event = event_by(caller, verb, "approval");
  event.object = approval.id.value;
  event.project = approval.project;
  event.after = approval.request_sha256;
  return event;
}

Result<Done> check_request(const ApprovalRequest& asked) {
  if (auto known = domain::check_action(asked.action); !known) return known;
  if (asked.request.size() > domain::request_bytes_max) {
    return Error{ErrorCode::invalid, "a request has at most 64 KiB", "request"};
  }
  const Result<CanonicalJson> parsed = parse_canonical(asked.request);
  if (parsed.ok() && parsed.value().object() != nullptr) return Done{};
  return Error{ErrorCode::invalid, "a request is an object of canonical JSON", "request"};
}

Approval approval_for(const Caller& caller, const ApprovalRequest& asked) {
  Approval out;
  out.organisation = caller.user.organisation;
  out.action = asked.action;
  out.project = asked.project;
  out.subject = asked.subject;
  out.request = asked.request;
  out.requested_by = caller.user.id;
  out.request_sha256 = domain::request_digest(out);
  return out;
}

Result<Done> check_client(Connection& connection, const Caller& caller) {
  Result<std::string> kind = store::organisation_kind(connection, caller.user.organisation);
  if (!kind) return kind.error();
  if (kind.value() == "client") return Done{};
  return Error{ErrorCode::forbidden, "somebody of the client asks for this", "organisation"};
}

// What the project demands of who asks or agrees; nothing where it is none.
Result<Done> allow_in(Connection& connection, const Caller& caller, Verb verb,
                      const std::optional<domain::ProjectId>& project) {
  return project ? allow(connection, caller, verb, *project) : Result<Done>(Done{});
}

Result<Done> check_agrees(Transaction& transaction, const Caller& caller, const Approval& approval) {
  Connection& connection = transaction.connection();
  if (auto may = allow_in(connection, caller, Verb::approve, approval.project); !may) return may;
  Result<bool> tied = store::tied_since(connection, caller.user.id, approval.requested_by,
                                        transaction.now_us() - domain::tie_us);
  if (!tied) return tied.error();
  if (auto fits = domain::check_approver(approval, {caller.user, tied.value()}); !fits) return fits;
  return domain::check_approvable(approval, transaction.now_us());
}

bool may_see(Connection& connection, const Caller& caller, const Approval& approval) {
  if (approval.requested_by == caller.user.id) return true;
  return allow_in(connection, caller, Verb::see_project, approval.project).ok();
}

// Those of them who are not tied to the requester, whom check_agrees would refuse.
Result<std::vector<domain::UserId>> who_may_agree(Transaction& transaction, const Approval& approval) {
  auto people = store::approvers_of(transaction.connection(), approval);
  if (!people) return people;
  std::vector<domain::UserId> out;
  for (const domain::UserId user : people.value()) {
    const auto tied = store::tied_since(transaction.connection(), user, approval.requested_by,
                                        transaction.now_us() - domain::tie_us);
    if (!tied) return tied.error();
    if (!tied.value()) out.push_back(user);
  }
  return out;
}

Result<Done> tell_about(Context& context, Transaction& transaction, const Caller& caller, const char* kind,
                        const Approval& approval, std::vector<domain::UserId> recipients) {
  return tell(context, transaction,
              {.kind = kind,
               .recipients = std::move(recipients),
               .project = approval.project.value_or(domain::ProjectId{}),
               .words = {{"who", caller.user.name}, {"what", domain::action_help(approval.action)}},
               .objects = {{"approval", std::to_string(approval.id.value)}},
               .link = "/approvals"});
}

Error none_such() { return Error{ErrorCode::not_found, "there is no such approval", "approval"}; }

}  // namespace

Result<Approval> request_approval(Context& context, const Caller& caller, const ApprovalRequest& asked) {
  if (auto in = allow_session(caller); !in) return in.error();
  if (auto fits = check_request(asked); !fits) return fits.error();
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Approval>> {
    Connection& connection = transaction.connection();
    if (auto may = allow_in(connection, caller, Verb::request_approval, asked.project); !may) {
      return may.error();
    }
    if (auto client = check_client(connection, caller); !client) return client.error();
    Approval approval = approval_for(caller, asked);
    approval.requested_at = transaction.now_us();
    approval.expires_at = transaction.now_us() + domain::approval_life_us;
    Result<domain::ApprovalId> id = store::insert_approval(connection, approval);
    if (!id) return id.error();
    approval.id = id.value();
    auto people = who_may_agree(transaction, approval);
    if (!people) return people.error();
    auto told =
        tell_about(context, transaction, caller, "approval_asked", approval, std::move(people).value());
    if (!told) return told.error();
    return Outcome<Approval>::changed(approval, event_about(caller, "request_approval", approval));
  });
}

Result<Approval> approve(Context& context, const Caller& caller, domain::ApprovalId id,
                         const std::string& confirmation) {
  if (auto in = allow_session(caller); !in) return in.error();
  return context.database.write([&](Transaction& transaction) -> Result<Outcome<Approval>> {
    Connection& connection = transaction.connection();
    Result<Approval> found = store::approval_by_id(connection, id);
    if (!found) return found.error();
    Approval approval = std::move(found).value();
    if (approval.organisation != caller.user.organisation) return none_such();
    if (auto agrees = check_agrees(transaction, caller, approval); !agrees) return agrees.error();
    Result<Methods> methods = use_confirmation(transaction, caller, confirmation, approval.request_sha256);
    if (!methods) return methods.error();
    approval.approved_by = caller.user.id;
    approval.approved_at = transaction.now_us();
    approval.expires_at = transaction.now_us() + domain::approval_life_us;
    if (auto kept = store::update_approval(connection, approval); !kept) return kept.error();
    auto told = tell_about(context, transaction, caller, "approval_given", approval, {approval.requested_by});
    if (!told) return told.error();
    domain::AuditEvent event = event_about(caller, "approve", approval);
    event.methods = methods.value();
    return Outcome<Approval>::changed(approval, std::move(event));
  });
}

Result<std::vector<Approval>> approvals(Context& context, const Caller& caller, std::int64_t before,
                                        std::int64_t limit) {
  if (auto in = allow_signed_in(caller, Access::read); !in) return in.error();
  return context.database.read([&](Connection& connection) -> Result<std::vector<Approval>> {
    std::vector<Approval> out;
    for (std::int64_t from = before; std::ssize(out) < limit;) {
      Result<std::vector<Approval>> page =
          store::approvals_of(connection, caller.user.organisation, from, limit);
      if (!page) return page;
      for (Approval& approval : page.value()) {
        if (std::ssize(out) < limit && may_see(connection, caller, approval)) out.push_back(approval);
      }
      if (std::ssize(page.value()) < limit) break;
      from = page.value().back().id.value;
    }
    return out;
  });
}

Result<Approval> use_approval(Transaction& transaction, const Caller& caller, domain::ApprovalId id,
                              const ApprovalRequest& asked) {
  Connection& connection = transaction.connection();
  Result<Approval> found = store::approval_by_id(connection, id);
  if (!found) return found;
  Approval approval = std::move(found).value();
  if (approval.organisation != caller.user.organisation) return none_such();
  const std::int64_t now = transaction.now_us();
  if (auto fits = domain::check_usable(approval, approval_for(caller, asked), now); !fits)
    return fits.error();
  approval.used_at = now;
  if (auto kept = store::update_approval(connection, approval); !kept) return kept.error();
  return approval;
}

}  // namespace assay::app
