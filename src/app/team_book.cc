#include "app/team_book.h"

#include <algorithm>
#include <map>
#include <optional>

#include "app/work_times.h"
#include "store/annotator_identity.h"
#include "store/engagement.h"
#include "store/organisation.h"
#include "store/user.h"

namespace assay::app {
namespace {

using labels::none;
using store::NameKind;

// People by what annotations may call them.
class PeopleCalled {
 public:
  explicit PeopleCalled(const std::vector<domain::User>& users) {
    for (const domain::User& each : users) {
      by_email_.emplace(each.email, each.id.value);
      const auto [found, is_first] = by_name_.emplace(each.name, each.id.value);
      if (!is_first) found->second = 0;  // two of one name: nobody knows which
    }
  }

  std::int64_t find(const std::string& name) const {
    if (const Result<std::string> address = domain::email_of(name); address.ok()) {
      if (const auto found = by_email_.find(address.value()); found != by_email_.end()) return found->second;
    }
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? 0 : found->second;
  }

 private:
  std::map<std::string, std::int64_t> by_email_, by_name_;
};

}  // namespace

Result<TeamBook> TeamBook::read(store::Connection& connection, domain::ProjectId project,
                                domain::OrganisationId organisation, std::int64_t now_us) {
  TeamBook out;
  Result<std::vector<domain::Team>> teams = store::teams_of(connection, organisation, now_us);
  if (!teams) return teams.error();
  out.teams_ = std::move(teams).value();
  Result<std::vector<domain::User>> users = store::users_of(connection, organisation);
  if (!users) return users.error();
  Result<std::vector<store::AnnotatorIdentity>> identities =
      store::identities_of(connection, project, organisation);
  if (!identities) return identities.error();
  Result<std::vector<domain::Membership>> memberships = store::memberships_of(connection, organisation);
  if (!memberships) return memberships.error();
  std::map<std::int64_t, std::uint32_t> place;
  for (std::uint32_t at = 0; at < out.teams_.size(); ++at) place[out.teams_[at].id.value] = at;
  std::map<std::int64_t, std::vector<Span>> spans;  // by person
  for (domain::Membership& each : memberships.value()) {
    const auto team = place.find(each.team.value);
    if (team != place.end()) spans[each.user.value].push_back({team->second, std::move(each)});
  }
  for (auto& [user, all] : spans) {
    std::stable_sort(all.begin(), all.end(), [](const Span& a, const Span& b) {
      return a.membership.begins_at > b.membership.begins_at;
    });
  }
  Result<std::vector<store::NamedMember>> named = store::named_members(connection, project, organisation);
  if (!named) return named.error();
  std::map<std::int64_t, std::int64_t> told;  // annotator to person
  for (const store::NamedMember& each : named.value()) told[each.annotator] = each.user.value;
  const PeopleCalled people(users.value());
  for (const store::AnnotatorIdentity& each : identities.value()) {
    const auto by_hand = told.find(each.annotator);
    const std::int64_t user = by_hand != told.end() ? by_hand->second : people.find(each.name);
    const auto own = spans.find(user);
    out.annotators_.push_back(
        {each.annotator, user != 0, own == spans.end() ? std::vector<Span>() : own->second});
  }
  return out;
}

std::vector<const TeamBook::Annotator*> TeamBook::by_code(const live::ProjectTable& project,
                                                          const labels::Table& table) const {
  std::vector<const Annotator*> out(table.annotators.size(), nullptr);
  project.look([&](const live::ProjectTable& looked) {
    for (const Annotator& each : annotators_) {
      const std::uint32_t code = looked.code_of(NameKind::annotator, each.key);
      if (code < out.size()) out[code] = &each;
    }
  });
  return out;
}

Partition TeamBook::partition(const live::ProjectTable& project, const labels::Table& table) const {
  const std::vector<const Annotator*> annotators = by_code(project, table);
  Partition out;
  for (const domain::Team& each : teams_) out.names.push_back(each.name);
  const auto none_at = static_cast<std::uint32_t>(out.names.size());
  out.names.insert(out.names.end(), {in_no_team, time_not_told});
  out.part_of_row.assign(table.row_count(), none_at);
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::int64_t time = row < table.time_us.size() ? table.time_us[row] : labels::no_time;
    if (time == labels::no_time) {
      out.part_of_row[row] = none_at + 1;
      continue;
    }
    const std::uint32_t code = table.annotator[row];
    const Annotator* annotator = code < annotators.size() ? annotators[code] : nullptr;
    if (annotator == nullptr) continue;
    const auto span = std::find_if(annotator->spans.begin(), annotator->spans.end(),
                                   [&](const Span& each) { return each.membership.holds_at(time); });
    if (span != annotator->spans.end()) out.part_of_row[row] = span->team;
  }
  return out;
}

std::int64_t TeamBook::unknown_annotators(const live::ProjectTable& project,
                                          const labels::Table& table) const {
  const std::vector<const Annotator*> all = by_code(project, table);
  std::vector<bool> is_used(table.annotators.size(), false);
  for (const std::uint32_t code : table.annotator) {
    if (code < is_used.size()) is_used[code] = true;
  }
  std::int64_t out = 0;
  for (std::size_t code = 0; code < all.size(); ++code) {
    const bool is_person = all[code] != nullptr && all[code]->is_person;
    out += is_used[code] && !is_person ? 1 : 0;
  }
  return out;
}

}  // namespace assay::app
