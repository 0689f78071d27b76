#include "domain/item.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace assay::domain {
namespace {

using nlohmann::json;

constexpr std::array kinds = {"unseen", "text", "record", "conversation", "comparison", "image"};

Error invalid(std::string message, const char* where) {
  return Error{ErrorCode::invalid, std::move(message), where};
}

bool has_text(const json& object, const char* field) {
  const auto found = object.find(field);
  return found != object.end() && found->is_string();
}

bool is_conversation(const json& content) {
  if (!content.is_array()) return false;
  return std::all_of(content.begin(), content.end(), [](const json& turn) {
    return turn.is_object() && has_text(turn, "role") && has_text(turn, "text");
  });
}

Result<Done> check_form(const ItemContent& item) {
  if (item.kind == "unseen" || item.kind == "text") return Done{};
  const json content = json::parse(item.content, nullptr, false);
  if (item.kind == "record" && !content.is_object()) return invalid("a record is a JSON object", "content");
  if (item.kind == "conversation" && !is_conversation(content)) {
    return invalid("a conversation is a list of {role, text}", "content");
  }
  if (item.kind == "comparison" &&
      !(content.is_object() && has_text(content, "a") && has_text(content, "b"))) {
    return invalid("a comparison has the texts a and b, and may have a prompt", "content");
  }
  if (item.kind == "image" &&
      !(content.is_object() && (has_text(content, "file") || has_text(content, "url")))) {
    return invalid("an image names its file or its url", "content");
  }
  return Done{};
}

Result<Done> check_attributes(const std::string& text) {
  const json attributes = json::parse(text, nullptr, false);
  if (!attributes.is_object()) return invalid("attributes are a JSON object", "attributes");
  if (attributes.size() > attributes_max) {
    return invalid(fmt::format("at most {} attributes", attributes_max), "attributes");
  }
  for (const auto& [name, value] : attributes.items()) {
    if (value.is_string() || value.is_number()) continue;
    return invalid(fmt::format("the attribute \"{}\" is neither text nor number", name), "attributes");
  }
  return Done{};
}

}  // namespace

Result<ItemContent> checked_content(ItemContent content) {
  if (std::find(kinds.begin(), kinds.end(), content.kind) == kinds.end()) {
    return invalid("a kind is text, record, conversation, comparison or image", "kind");
  }
  if (content.content.size() > content_bytes_max) {
    return invalid(fmt::format("at most {} bytes", content_bytes_max), "content");
  }
  if (content.content.find('\0') != std::string::npos)
    return invalid("NUL has no place in content", "content");
  if (auto form = check_form(content); !form) return form.error();
  if (auto attributes = check_attributes(content.attributes); !attributes) return attributes.error();
  content.sha256 = sha256(content.content);
  return content;
}

}  // namespace assay::domain
