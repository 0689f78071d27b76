#pragma once
// The keys at the beginning of a JSON text, by which formats are told apart without parsing it.

#include <string_view>
#include <vector>

namespace assay::formats {

struct JsonKey {
  std::string_view name;
  int braces = 0;   // open { around it
  int objects = 0;  // outermost objects closed before it
  char value = 0;   // the first character of its value; 0 when the text ends before
};

// Walks over JSON text and hands out every key of an object. Text that is no JSON yields nonsense keys, never
// a crash.
class JsonKeyWalk {
 public:
  explicit JsonKeyWalk(std::string_view text) : text_(text) {}
  bool next(JsonKey& key);

 private:
  char after_blanks();

  std::string_view text_;
  std::size_t at_ = 0;
  int braces_ = 0;
  int objects_ = 0;
};

// The keys of the first outermost object of a text that begins with { or [. Empty for any other text.
class FirstKeys {
 public:
  explicit FirstKeys(std::string_view head);

  static constexpr char any_value = 0;
  // Is there a key of that name, so deep (1 = outermost), whose value begins with that character?
  bool has(std::string_view name, char value = any_value, int braces = 1) const;
  bool has_ending(std::string_view end, char value = any_value) const;  // outermost
  bool empty() const { return keys_.empty(); }

 private:
  std::vector<JsonKey> keys_;
};

}  // namespace assay::formats
