#include "domain/project.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "domain/user.h"

namespace assay::domain {
namespace {

constexpr std::array data_classes = {"public", "internal", "pii", "phi"};
constexpr std::size_t description_bytes_max = 10'000;

}  // namespace

bool is_regulated(std::string_view data_class) { return data_class == "pii" || data_class == "phi"; }

Result<Project> checked_project(Project project) {
  Result<std::string> name = name_of(project.name, "name");
  if (!name) return name.error();
  project.name = std::move(name).value();
  if (project.description.size() > description_bytes_max) {
    return Error{ErrorCode::invalid, fmt::format("at most {} bytes", description_bytes_max), "description"};
  }
  if (std::find(data_classes.begin(), data_classes.end(), project.data_class) == data_classes.end()) {
    return Error{ErrorCode::invalid, "a data class is public, internal, pii or phi", "data_class"};
  }
  return project;
}

}  // namespace assay::domain
