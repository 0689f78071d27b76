#include "plans/json_fields.h"

#include "base/text.h"

namespace assay::plans {
namespace {

const nlohmann::json nothing;
const nlohmann::json empty_list = nlohmann::json::array();

}  // namespace

void JsonFields::fail(const std::string& name, const std::string& what) {
  if (problem_) return;
  problem_ = Error{ErrorCode::invalid, name.empty() ? what : fmt::format("\"{}\" {}", printable(name), what),
                   where_};
}

const nlohmann::json* JsonFields::find(const std::string& name) {
  read_.insert(name);
  if (!object_.is_object()) return nullptr;
  const auto found = object_.find(name);
  if (found != object_.end()) return &*found;
  fail(name, "is missing");
  return nullptr;
}

std::string JsonFields::text(const std::string& name) {
  const nlohmann::json* value = find(name);
  if (value == nullptr) return "";
  if (value->is_string()) return value->get<std::string>();
  fail(name, "is not a text");
  return "";
}

std::int64_t JsonFields::count(const std::string& name) {
  constexpr std::int64_t count_max = 1'000'000'000'000;
  const nlohmann::json* value = find(name);
  if (value == nullptr) return 0;
  if (value->is_number_integer() &&
      !(value->is_number_unsigned() && value->get<std::uint64_t>() > 1ULL << 62U)) {
    const auto count = value->get<std::int64_t>();
    if (count >= 0 && count <= count_max) return count;
  }
  fail(name, "is not a whole number from 0 to 10^12");
  return 0;
}

double JsonFields::number(const std::string& name) {
  const nlohmann::json* value = find(name);
  if (value == nullptr) return 0;
  if (value->is_number()) return value->get<double>();
  fail(name, "is not a number");
  return 0;
}

bool JsonFields::truth(const std::string& name) {
  const nlohmann::json* value = find(name);
  if (value == nullptr) return false;
  if (value->is_boolean()) return value->get<bool>();
  fail(name, "is not true or false");
  return false;
}

stats::ExactRate JsonFields::rate(const std::string& name) {
  const std::string written = text(name);
  if (const auto rate = stats::exact_rate(written)) return *rate;
  fail(name, "is not a rate from 0 to 1 of at most nine decimals, as text: \"0.05\"");
  return {};
}

const nlohmann::json& JsonFields::list(const std::string& name) {
  const nlohmann::json* value = find(name);
  if (value == nullptr) return empty_list;
  if (value->is_array()) return *value;
  fail(name, "is not a list");
  return empty_list;
}

const nlohmann::json& JsonFields::object(const std::string& name) {
  const nlohmann::json* value = find(name);
  return value == nullptr ? nothing : *value;
}

std::optional<Error> JsonFields::problem() {
  if (problem_ || !object_.is_object()) return problem_;
  for (const auto& [name, value] : object_.items()) {
    if (!read_.contains(name)) fail(name, "is not a field that is known here");
  }
  return problem_;
}

}  // namespace assay::plans
