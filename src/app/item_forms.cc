#include "app/item_forms.h"

#include <array>
#include <nlohmann/json.hpp>

#include "base/json_text.h"

namespace assay::app {
namespace {

using nlohmann::json;

constexpr std::array role_names = {"role", "from", "speaker", "author", "name", "user", "sender"};
constexpr std::array turn_text_names = {"text", "content", "value", "utterance", "message", "body"};
constexpr std::size_t turns_max = 10'000;

// A text, or the texts of a list of parts such as {"type": "text", "text": "…"}.
std::optional<std::string> words_of(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return std::nullopt;
  std::string words;
  for (const json& part : value) {
    const json* text = part.is_object() && part.contains("text") ? &part["text"] : &part;
    if (!words.empty()) words += '\n';
    words +=
        text->is_string() ? text->get<std::string>() : "[" + part.value("type", std::string("part")) + "]";
  }
  return words;
}

template <class Names>
const json* member_of(const json& object, const Names& names) {
  for (const char* name : names) {
    const auto found = object.find(name);
    if (found != object.end() && !found->is_null()) return &*found;
  }
  return nullptr;
}

std::optional<json> turn_from(const json& given) {
  if (!given.is_object()) return std::nullopt;
  const json* role = member_of(given, role_names);
  const json* text = member_of(given, turn_text_names);
  if (role == nullptr || !role->is_string()) return std::nullopt;
  std::optional<std::string> words = text == nullptr ? std::string() : words_of(*text);
  if (!words) return std::nullopt;
  return json{{"role", *role}, {"text", *words}};
}

std::optional<json> turns_from(const json& given) {
  if (!given.is_array() || given.empty() || given.size() > turns_max) return std::nullopt;
  json turns = json::array();
  for (const json& each : given) {
    std::optional<json> turn = turn_from(each);
    if (!turn) return std::nullopt;
    turns.push_back(*std::move(turn));
  }
  return turns;
}

}  // namespace

std::optional<std::string> conversation_from(std::string_view text) {
  if (text.empty() || text.front() != '[') return std::nullopt;
  const std::optional<json> turns = turns_from(json_from<json>(text));
  return turns ? std::optional(json_text(*turns)) : std::nullopt;
}

std::string answer_from(std::string_view cell) {
  if (cell.empty() || (cell.front() != '[' && cell.front() != '{')) return std::string(cell);
  const json given = json_from<json>(cell);
  if (const std::optional<json> turns = turns_from(given)) {
    std::string words;
    for (const json& turn : *turns) {
      if (!words.empty()) words += "\n\n";
      if (turns->size() > 1) words += turn["role"].get<std::string>() + ": ";
      words += turn["text"].get<std::string>();
    }
    return words;
  }
  const json* text = given.is_object() ? member_of(given, turn_text_names) : nullptr;
  const std::optional<std::string> words = text == nullptr ? std::nullopt : words_of(*text);
  return words.value_or(std::string(cell));
}

bool is_json_object(std::string_view text) {
  return text.starts_with('{') && json_from<json>(text).is_object();
}

}  // namespace assay::app
