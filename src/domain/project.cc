#include "domain/project.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "domain/user.h"

namespace assay::domain {
namespace {

constexpr std::array data_classes = {"public", "internal", "pii", "phi"};
constexpr std::size_t description_bytes_max = 10'000, purpose_bytes_max = 1000;

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
  if (project.purpose.size() > purpose_bytes_max || !is_utf8(project.purpose))
    return Error{ErrorCode::invalid, fmt::format("at most {} bytes of text", purpose_bytes_max), "purpose"};
  if (is_regulated(project.data_class) && project.purpose.empty())
    return Error{ErrorCode::invalid, "items about people are kept for a purpose: say which", "purpose"};
  return project;
}

}  // namespace assay::domain
