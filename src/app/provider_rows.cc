#include "app/provider_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/pseudonyms.h"
#include "store/annotator_identity.h"
#include "store/engagement.h"

namespace assay::app {

Result<ProviderRows> ProviderRows::begin(const Context& context, store::Connection& connection,
                                         domain::ProjectId project, const store::BatchStart& start) {
  ProviderRows out;
  if (!start.has_engagements && !start.has_erased_annotators) return out;
  Result<std::vector<domain::Engagement>> engagements = store::engagements_in(connection, project);
  if (!engagements) return engagements.error();
  Result<std::string> secret = pseudonym_secret(context, connection, project);
  if (!secret) return secret.error();
  if (start.has_erased_annotators) {
    const auto erased = store::erased_annotators(connection, project);
    if (!erased) return erased.error();
    for (const store::AnnotatorIdentity& each : erased.value()) out.erased_.insert(each.name);
  }
  out.engagements_ = std::move(engagements).value();
  out.secret_ = std::move(secret).value();
  const auto own = std::find_if(
      out.engagements_.begin(), out.engagements_.end(),
      [&](const domain::Engagement& each) { return each.id == start.engagement && !each.id.none(); });
  if (own == out.engagements_.end()) return out;
  if (own->ended()) {
    return Error{ErrorCode::forbidden, "the engagement has ended: nothing more comes in by it", "engagement"};
  }
  out.own_provider_ = own->provider_name;
  return out;
}

Result<std::int64_t> ProviderRows::settle(std::string& provider, std::string& annotator) {
  if (!own_provider_.empty()) {
    if (!provider.empty() && provider != own_provider_) {
      return Error{ErrorCode::invalid, fmt::format("your rows are of the provider \"{}\"", own_provider_),
                   "provider"};
    }
    provider = own_provider_;
  }
  const auto found = std::find_if(engagements_.begin(), engagements_.end(), [&](const auto& each) {
    return !provider.empty() && each.provider_name == provider;
  });
  if (was_erased(annotator)) return erased_annotator();
  if (found == engagements_.end()) return 0;
  if (!annotator.empty()) {
    std::string name = std::move(annotator);
    annotator = annotator_pseudonym(secret_, found->organisation, name);
    by_pseudonym_.try_emplace(annotator, Who{found->organisation, std::move(name)});
  }
  return found->id.value;
}

// Whatever provider the row names or leaves out: a name of somebody erased is not taken in clear either.
bool ProviderRows::was_erased(const std::string& name) {
  if (erased_.empty() || name.empty()) return false;
  if (const auto known = asked_.find(name); known != asked_.end()) return known->second;
  const auto stands_for = [&](domain::OrganisationId organisation) {
    return erased_.contains(annotator_pseudonym(secret_, organisation, name));
  };
  const bool found =
      erased_.contains(name) || stands_for(no_organisation) ||
      std::any_of(engagements_.begin(), engagements_.end(),
                  [&](const domain::Engagement& each) { return stands_for(each.organisation); });
  return asked_.emplace(name, found).first->second;
}

Result<Done> ProviderRows::find_pseudonym(store::Names& names, std::string& annotator) {
  if (annotator.empty()) return Done{};
  if (was_erased(annotator)) return erased_annotator();
  for (const domain::Engagement& each : engagements_) {
    if (caller_is_provider() && each.provider_name != own_provider_) continue;
    std::string pseudonym = annotator_pseudonym(secret_, each.organisation, annotator);
    Result<std::int64_t> key = names.find(store::NameKind::annotator, pseudonym);
    if (!key) return key.error();
    if (key.value() == 0) continue;
    annotator = std::move(pseudonym);
    return Done{};
  }
  return Done{};
}

Result<std::vector<live::Identity>> ProviderRows::keep_identities(store::Connection& connection,
                                                                  store::Names& names) const {
  std::vector<live::Identity> out;
  if (by_pseudonym_.empty()) return out;
  std::map<std::int64_t, std::vector<store::AnnotatorIdentity>> by_organisation;
  for (const store::NewName& made : names.made()) {
    if (made.kind != store::NameKind::annotator) continue;
    const auto who = by_pseudonym_.find(made.name);
    if (who == by_pseudonym_.end()) continue;
    by_organisation[who->second.organisation.value].push_back({made.key, who->second.name});
  }
  for (const auto& [organisation, identities] : by_organisation) {
    if (auto kept = store::insert_identities(connection, {organisation}, identities); !kept)
      return kept.error();
  }
  for (const auto& [pseudonym, who] : by_pseudonym_) {
    Result<std::int64_t> key = names.find(store::NameKind::annotator, pseudonym);
    if (!key) return key.error();
    if (key.value() != 0) out.push_back({key.value(), who.organisation.value, who.name});
  }
  return out;
}

}  // namespace assay::app
