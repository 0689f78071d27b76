#include "domain/assignment.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace assay::domain {

Result<Done> check_verb(const Assignment& assignment, AssignmentVerb verb) {
  const auto conflict = [&](const char* allowed) {
    return Error{ErrorCode::conflict, fmt::format("the assignment is {}; {}", assignment.state, allowed),
                 "state"};
  };
  const bool is_offered = assignment.state == "offered";
  switch (verb) {
    case AssignmentVerb::submit:
      if (is_offered || (assignment.state == "expired" && !assignment.submitted_at)) return Done{};
      return conflict("it is submitted once, while it is offered or after it has expired");
    case AssignmentVerb::give_back:
      if (is_offered) return Done{};
      return conflict("it is returned while it is offered");
    case AssignmentVerb::revoke:
      if (is_offered) return Done{};
      return conflict("it is revoked while it is offered");
  }
  return Done{};
}

std::vector<Pair> evenly_shared(std::span<const std::int64_t> items, std::span<const std::int64_t> annotators,
                                std::int64_t per_item, const std::set<Pair>& held) {
  std::map<std::int64_t, std::int64_t> load, people;  // by annotator; by item
  for (const Pair& pair : held) {
    ++load[pair.annotator];
    ++people[pair.item];
  }
  std::vector<Pair> out;
  for (const std::int64_t item : items) {
    std::vector<std::int64_t> free;
    for (const std::int64_t annotator : annotators) {
      if (!held.contains({item, annotator})) free.push_back(annotator);
    }
    std::stable_sort(free.begin(), free.end(), [&](auto a, auto b) { return load[a] < load[b]; });
    const std::int64_t wanted = std::clamp<std::int64_t>(per_item - people[item], 0, std::ssize(free));
    for (std::int64_t at = 0; at < wanted; ++at) {
      const std::int64_t annotator = free[static_cast<std::size_t>(at)];
      out.push_back({item, annotator});
      ++load[annotator];
    }
  }
  return out;
}

}  // namespace assay::domain
