#include "quality/chosen_distance.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"

namespace assay::quality {
namespace {

constexpr std::size_t depth_max = 64;

Error refused(const std::string& message) { return Error{ErrorCode::invalid, message, "--distance"}; }

Result<Done> check_numbers(const Workspace& work, const ChosenDistance& chosen) {
  const labels::Kind kind = work.question.kind;
  if (kind != labels::Kind::interval && kind != labels::Kind::ratio && kind != labels::Kind::ordinal) {
    return refused(fmt::format(
        "{} distances need numbers, and the labels of question \"{}\" are {}; give "
        "--kind interval if they are numbers",
        stats::scale_name(chosen.scale), printable(work.question.question), labels::kind_name(kind)));
  }
  if (chosen.scale == stats::Scale::circular) return Done{};
  for (std::size_t k = 0; k < work.question.category_number.size(); ++k) {
    const double x = work.question.category_number[k];
    if (x >= chosen.low && x <= chosen.high) continue;
    return refused(fmt::format("label {} lies outside {} to {}", printable(work.question.categories[k]),
                               chosen.low, chosen.high));
  }
  return Done{};
}

// Nodes from below the root to the category.
Result<std::vector<std::string>> path_of(const std::string& category,
                                         const std::map<std::string, std::string>& parent) {
  std::vector<std::string> path;
  for (std::string node = category; !node.empty();) {
    path.push_back(node);
    if (path.size() > depth_max) {
      return refused(fmt::format("the tree above category \"{}\" is deeper than {}, or goes in a circle",
                                 printable(category), depth_max));
    }
    const auto up = parent.find(node);
    if (up == parent.end()) {
      if (path.size() > 1) break;  // a parent that is listed under nothing hangs below the root
      return refused(
          fmt::format("the tree does not name category \"{}\"; add a row for it", printable(category)));
    }
    node = up->second;
  }
  std::reverse(path.begin(), path.end());
  return path;
}

Result<Done> make_paths(Workspace& work, const ChosenDistance& chosen) {
  if (work.question.kind == labels::Kind::interval || work.question.kind == labels::Kind::ratio)
    return refused("a tree is for names; give --kind nominal if these numbers are names");
  const std::map<std::string, std::string> parent(chosen.parent_of.begin(), chosen.parent_of.end());
  std::map<std::string, std::uint32_t> number;
  for (const std::string& category : work.question.categories) {
    const auto path = path_of(category, parent);
    if (!path.ok()) return path.error();
    std::vector<std::uint32_t> codes;
    for (const std::string& node : path.value())
      codes.push_back(number.emplace(node, static_cast<std::uint32_t>(number.size())).first->second);
    work.tree_paths.push_back(std::move(codes));
  }
  return Done{};
}

}  // namespace

Result<Done> prepare_distance(Workspace& work) {
  if (!work.options.distance) return Done{};
  const ChosenDistance& chosen = *work.options.distance;
  return chosen.scale == stats::Scale::tree ? make_paths(work, chosen) : check_numbers(work, chosen);
}

void put_distance(const Workspace& work, stats::CategoryValues& values) {
  if (!work.options.distance) return;
  values.period = work.options.distance->period;
  values.low = work.options.distance->low;
  values.high = work.options.distance->high;
  values.paths = work.tree_paths;
}

}  // namespace assay::quality
