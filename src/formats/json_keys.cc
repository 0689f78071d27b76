#include "formats/json_keys.h"

#include <algorithm>

namespace assay::formats {

bool JsonKeyWalk::next(JsonKey& key) {
  while (at_ < text_.size()) {
    const char c = text_[at_++];
    if (c == '{') ++braces_;
    if (c == '}' && --braces_ == 0) ++objects_;
    if (c != '"') continue;
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
    if (at_ >= text_.size()) return false;
    key = {text_.substr(begin, at_ - begin), braces_, objects_, 0};
    ++at_;
    if (after_blanks() != ':') continue;
    ++at_;
    key.value = after_blanks();
    return true;
  }
  return false;
}

char JsonKeyWalk::after_blanks() {
  while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  return at_ < text_.size() ? text_[at_] : '\0';
}

FirstKeys::FirstKeys(std::string_view head) {
  constexpr std::size_t keys_max = 5000;
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || (head[first] != '[' && head[first] != '{')) return;
  JsonKeyWalk walk(head.substr(first));
  JsonKey key;
  while (keys_.size() < keys_max && walk.next(key) && key.objects == 0) keys_.push_back(key);
}

bool FirstKeys::has(std::string_view name, char value, int braces) const {
  return std::any_of(keys_.begin(), keys_.end(), [&](const JsonKey& key) {
    return key.braces == braces && key.name == name && (value == any_value || key.value == value);
  });
}

bool FirstKeys::has_ending(std::string_view end, char value) const {
  return std::any_of(keys_.begin(), keys_.end(), [&](const JsonKey& key) {
    return key.braces == 1 && key.name.ends_with(end) && (value == any_value || key.value == value);
  });
}

}  // namespace assay::formats
