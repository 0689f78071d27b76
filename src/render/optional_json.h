#pragma once
// What may be absent, as JSON: null, never a number that stands for nothing.

#include <nlohmann/json.hpp>
#include <optional>

namespace assay::render {

template <class T>
nlohmann::ordered_json optional_json(const std::optional<T>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
}

}  // namespace assay::render
