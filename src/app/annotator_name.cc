#include "app/annotator_name.h"

#include <algorithm>

#include "app/pseudonyms.h"
#include "store/annotator_identity.h"
#include "store/engagement.h"

namespace assay::app {
namespace {

constexpr std::size_t name_bytes_max = 255;

Error invalid(const char* message) { return Error{ErrorCode::invalid, message, "annotator"}; }

}  // namespace

bool may_name(const Caller& caller, const domain::Member& member) {
  return !member.engagement.none() && caller.user.organisation == member.organisation;
}

Result<Done> name_annotator(Context& context, store::Transaction& transaction, domain::ProjectId project,
                            const domain::Member& member, const std::string& name) {
  if (member.role != "annotator") return invalid("annotators alone have a name in annotations");
  if (name.size() > name_bytes_max || name.find('\0') != std::string::npos) {
    return invalid("a name has at most 255 bytes, and no NUL");
  }
  store::Connection& connection = transaction.connection();
  Result<std::string> secret = pseudonym_secret(context, connection, project);
  if (!secret) return secret.error();
  store::Names names(connection, {.project = project, .now_us = transaction.now_us()});
  const std::string pseudonym = annotator_pseudonym(secret.value(), member.organisation, name);
  Result<std::int64_t> key = names.key(store::NameKind::annotator, pseudonym);
  if (!key) return key.error();
  const auto erased = store::erased_annotators(connection, project);
  if (!erased) return erased.error();
  const auto is_theirs = [&](const auto& each) { return each.annotator == key.value(); };
  if (std::any_of(erased.value().begin(), erased.value().end(), is_theirs)) return erased_annotator();
  if (!names.made().empty()) {
    if (auto flushed = names.flush(); !flushed) return flushed;
    auto kept = store::insert_identities(connection, member.organisation, {{key.value(), name}});
    if (!kept) return kept;
    auto arrivals = std::make_shared<live::Arrivals>();
    arrivals->names.assign(names.made().begin(), names.made().end());
    arrivals->identities.push_back({key.value(), member.organisation.value, name});
    transaction.after_commit([&context, project, arrivals] { context.live.arrived(project, arrivals); });
  }
  return store::set_member_annotator(connection, project, member.user, key.value());
}

}  // namespace assay::app
