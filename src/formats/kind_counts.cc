#include "formats/kind_counts.h"

#include <fmt/format.h>

namespace assay::formats {
namespace {

constexpr std::uint32_t kinds_max = 200;  // kinds name what a file calls things, so a file could make many
constexpr std::string_view further = "further kinds of things that are not read";

}  // namespace

std::string path_text(const TaskPlace& place) {
  if (place.annotation < 0) return "";
  const std::string path = fmt::format("annotations[{}]", place.annotation);
  return place.result < 0 ? path : fmt::format("{}.result[{}]", path, place.result);
}

void KindCounts::add(std::string_view kind, const TaskPlace& place) {
  if (kinds_.size() >= kinds_max && !kinds_.find(kind)) kind = further;
  const std::uint32_t code = kinds_.code(kind);
  if (code == seen_.size()) seen_.push_back({place, 0});
  ++seen_[code].count;
}

void KindCounts::report(const std::string& file, Problems& problems) const {
  for (std::uint32_t code = 0; code < kinds_.size(); ++code) {
    const Seen& seen = seen_[code];
    problems.add(
        {.file = file,
         .row = seen.first.task,
         .column = path_text(seen.first),
         .message = fmt::format("{} ({} in the file, this is the first)", kinds_.name(code), seen.count)});
  }
}

std::string KindCounts::list() const {
  std::string text;
  for (std::uint32_t code = 0; code < kinds_.size(); ++code) {
    text += fmt::format("{}{} {}", code == 0 ? "" : ", ", seen_[code].count, kinds_.name(code));
  }
  return text;
}

}  // namespace assay::formats
