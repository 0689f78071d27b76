// Is this the JSON of Label Studio? The keys of the first task tell, as far as the head of the file goes.

#include <algorithm>
#include <array>

#include "formats/json_keys.h"
#include "formats/readers.h"

namespace assay::formats {
namespace {

struct TaskKeys {
  bool has_data = false;         // an object
  bool has_annotations = false;  // an array
  bool has_predictions = false;  // an array
  bool has_result = false;       // an array, inside an annotation or prediction
  int further = 0;               // keys only tasks of Label Studio have
};

TaskKeys first_task(std::string_view head) {
  static constexpr std::array<std::string_view, 6> further = {
      "total_annotations", "cancelled_annotations", "total_predictions", "inner_id", "file_upload", "drafts"};
  TaskKeys found;
  JsonKeyWalk walk(head);
  JsonKey key;
  while (walk.next(key)) {
    if (key.braces == 1) {
      found.has_data |= key.name == "data" && key.value == '{';
      found.has_annotations |= (key.name == "annotations" || key.name == "completions") && key.value == '[';
      found.has_predictions |= key.name == "predictions" && key.value == '[';
      if (std::find(further.begin(), further.end(), key.name) != further.end()) ++found.further;
    }
    found.has_result |= key.braces == 2 && key.name == "result" && key.value == '[';
  }
  return found;
}

}  // namespace

bool looks_like_label_studio(std::string_view head, std::string_view) {
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || (head[first] != '[' && head[first] != '{')) return false;
  const TaskKeys keys = first_task(head.substr(first));
  const bool has_lists = keys.has_annotations || keys.has_predictions;
  if (has_lists && (keys.has_result || keys.has_data)) return true;
  return keys.further > 0 && (has_lists || keys.has_data);
}

}  // namespace assay::formats
