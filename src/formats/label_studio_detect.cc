// Is this the JSON of Label Studio? The keys of the first task tell, as far as the head of the file goes.

#include <algorithm>
#include <array>

#include "formats/readers.h"

namespace assay::formats {
namespace {

// Walks over JSON text and hands out every key of an object: how deep it stands and how its value begins.
// Text that is no JSON yields nonsense keys, never a crash.
class KeyWalk {
 public:
  explicit KeyWalk(std::string_view text) : text_(text) {}

  struct Key {
    std::string_view name;
    int braces = 0;  // open { around it
    char value = 0;  // the first character of its value; 0 when the text ends before
  };

  bool next(Key& key) {
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '{') ++braces_;
      if (c == '}') --braces_;
      if (c != '"') continue;
      const std::size_t begin = at_;
      while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
      if (at_ >= text_.size()) return false;
      key = {text_.substr(begin, at_ - begin), braces_, 0};
      ++at_;
      if (after_blanks() != ':') continue;
      ++at_;
      key.value = after_blanks();
      return true;
    }
    return false;
  }

 private:
  char after_blanks() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
      ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int braces_ = 0;
};

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
  KeyWalk walk(head);
  KeyWalk::Key key;
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
