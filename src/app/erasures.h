#pragma once
// What is told about people is erased: demanded, held back by a legal hold, agreed to by two people, executed
// once. The keys go first, then what is left of the rows; the audit log and its heads stay as they are.

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/projects.h"
#include "domain/erasure.h"

namespace assay::app {

struct ErasureAsked {
  std::vector<std::string> items;       // ids, or "key:NAME"; with the annotators 1 to 10,000
  std::vector<std::string> annotators;  // as the project calls them
  std::string basis = "request";
  std::string reference;
};
struct ErasureView {
  domain::Erasure erasure;
  std::int64_t held = 0;  // items and annotators under a legal hold: nothing is executed while there are any
  std::string request;    // what two people agree to, word for word: action destroy_key
};

// Items and annotators that are unknown or erased already are refused by their place in the list.
Result<ErasureView> request_erasure(Context& context, const Caller& caller, domain::ProjectId project,
                                    const ErasureAsked& asked);
Result<ErasureView> withdraw_erasure(Context& context, const Caller& caller, domain::ProjectId project,
                                     domain::ErasureId id);
// Needs an approval of exactly its request. When it returns the keys are destroyed.
Result<ErasureView> execute_erasure(Context& context, const Caller& caller, domain::ProjectId project,
                                    domain::ErasureId id, domain::ApprovalId approval);
Result<std::vector<ErasureView>> erasures(Context& context, const Caller& caller, domain::ProjectId project,
                                          const Page& page);

// Of a person who has an account: a server administrator asks, another person of the client agrees. It covers
// the annotators that the person is, in all projects. Error `conflict` for one's own, and for the last active
// administrator's.
struct PersonErasureAsked {
  domain::UserId person;
  std::string basis = "request";
  std::string reference;
};
Result<ErasureView> request_person_erasure(Context& context, const Caller& caller,
                                           const PersonErasureAsked& asked);
Result<ErasureView> withdraw_person_erasure(Context& context, const Caller& caller, domain::ErasureId id);
Result<ErasureView> execute_person_erasure(Context& context, const Caller& caller, domain::ErasureId id,
                                           domain::ApprovalId approval);
Result<std::vector<ErasureView>> person_erasures(Context& context, const Caller& caller, const Page& page);

// Executes an erasure that is under way; `reason` of its event. For rules, and for what a stop interrupted.
Result<domain::Erasure> carry_out(Context& context, const Caller& caller, domain::Erasure erasure,
                                  const std::string& reason);
// At the start of a server, before anybody reads: finishes what was under way, destroys again what an older
// copy of the keys has brought back, erases what an older copy of the database has, and seals items about
// people that came before items were sealed.
Result<Done> settle_protection(Context& context);

}  // namespace assay::app
