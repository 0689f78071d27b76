#include "http/json_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_text.h"
#include "base/text.h"

namespace assay::http {

using nlohmann::json;

namespace {

// What a body would be, seen without building it.
struct Extent {
  int deepest = 0;
  std::size_t values = 1;  // at most so many
};

Extent extent_of(std::string_view body) {
  Extent extent;
  int depth = 0;
  bool inside_text = false;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (inside_text) {
      if (c == '\\') ++i;
      inside_text = c != '"';
    } else if (c == '"') {
      inside_text = true;
    } else if (c == '[' || c == '{') {
      extent.deepest = std::max(extent.deepest, ++depth);
      ++extent.values;
    } else if (c == ']' || c == '}') {
      --depth;
    } else if (c == ',') {
      ++extent.values;
    }
  }
  return extent;
}

}  // namespace

Result<json> read_object(std::string_view body) {
  // What is too deep or has too many values is refused before it is built: building recurses, and two bytes
  // of a body become a hundred of memory.
  const Extent extent = extent_of(body);
  if (extent.deepest > json_depth_max) {
    return Error{ErrorCode::invalid, "the body is nested too deeply", "body"};
  }
  if (extent.values > json_values_max) {
    return Error{
        ErrorCode::invalid,
        fmt::format("the body has more than {} values: send it in several requests", json_values_max),
        "body"};
  }
  json object = json_from<json>(body);
  if (object.is_discarded()) return Error{ErrorCode::invalid, "the body is no JSON", "body"};
  if (!object.is_object()) return Error{ErrorCode::invalid, "the body is no JSON object", "body"};
  return object;
}

Fields::Fields(const json& object, std::string where) : object_(object), where_(std::move(where)) {
  if (!object_.is_object()) problem_ = Error{ErrorCode::invalid, "this is no object", where_};
}

std::string Fields::place(std::string_view name) const {
  return where_.empty() ? std::string(name) : fmt::format("{}.{}", where_, name);
}

void Fields::fail(std::string_view name, std::string_view message) {
  if (!problem_) problem_ = Error{ErrorCode::invalid, std::string(message), place(name)};
}

void Fields::fail(const std::optional<Error>& error) {
  if (!problem_ && error) problem_ = error;
}

const json* Fields::find(const char* name) {
  asked_.insert(name);
  if (!object_.is_object()) return nullptr;
  const auto at = object_.find(name);
  return at == object_.end() || at->is_null() ? nullptr : &*at;
}

std::optional<std::string> Fields::maybe_text(const char* name) {
  const json* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) {
    fail(name, "this is no text");
    return std::nullopt;
  }
  return value->get<std::string>();
}

std::string Fields::text(const char* name) {
  auto value = maybe_text(name);
  if (!value) fail(name, "this text is needed");
  return value.value_or("");
}

std::string Fields::text_or(const char* name, std::string_view otherwise) {
  return maybe_text(name).value_or(std::string(otherwise));
}

std::optional<std::int64_t> Fields::maybe_integer(const char* name) {
  const json* value = find(name);
  if (value == nullptr) return std::nullopt;
  const bool fits = value->is_number_integer() &&
                    (!value->is_number_unsigned() || value->get<std::uint64_t>() <= INT64_MAX);
  if (!fits) {
    fail(name, "this is no whole number");
    return std::nullopt;
  }
  return value->get<std::int64_t>();
}

std::optional<double> Fields::maybe_number(const char* name) {
  const json* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number()) {
    fail(name, "this is no number");
    return std::nullopt;
  }
  return value->get<double>();
}

bool Fields::truth(const char* name) {
  const json* value = find(name);
  if (value != nullptr && !value->is_boolean()) fail(name, "this is neither true nor false");
  return value != nullptr && value->is_boolean() && value->get<bool>();
}

std::vector<std::string> Fields::texts(const char* name) {
  std::vector<std::string> texts;
  const json* value = find(name);
  if (value == nullptr) return texts;
  if (!value->is_array()) fail(name, "this is no list");
  for (const json& member : *value) {
    if (!member.is_string()) {
      fail(name, "this is no list of texts");
      return {};
    }
    texts.push_back(member.get<std::string>());
  }
  return texts;
}

const json* Fields::list(const char* name) {
  const json* value = find(name);
  if (value != nullptr && value->is_array()) return value;
  fail(name, "this list is needed");
  return nullptr;
}

const json* Fields::maybe_object(const char* name) {
  const json* value = find(name);
  if (value == nullptr || value->is_object()) return value;
  fail(name, "this is no object");
  return nullptr;
}

const json* Fields::any(const char* name) { return find(name); }

void Fields::need(const char* name) {
  if (!object_.is_object() || !object_.contains(name))
    fail(name, "this field is needed; null says that there is none");
}

std::optional<Error> Fields::problem() const {
  if (problem_) return problem_;
  for (const auto& [name, value] : object_.items()) {
    if (asked_.find(name) == asked_.end()) {
      return Error{ErrorCode::invalid, "there is no field of this name", place(printable(name))};
    }
  }
  return std::nullopt;
}

}  // namespace assay::http
