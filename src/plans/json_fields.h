#pragma once
// Fields of a JSON object, each read once by its name and kind; what was not read is refused at the end, so
// that a misspelt field is never passed over.

#include <fmt/format.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>

#include "base/result.h"
#include "stats/plan/exact_rate.h"

namespace assay::plans {

class JsonFields {
 public:
  // where: how the object is called in messages.
  JsonFields(const nlohmann::json& object, std::string where) : object_(object), where_(std::move(where)) {
    if (!object_.is_object()) fail("", "is not a JSON object");
  }

  bool has(const std::string& name) const { return object_.is_object() && object_.contains(name); }

  // Each notes the first problem and gives back a harmless value; look at problem() before using any.
  std::string text(const std::string& name);
  std::int64_t count(const std::string& name);
  double number(const std::string& name);
  bool truth(const std::string& name);
  stats::ExactRate rate(const std::string& name);  // a decimal as text, as in "0.05"
  const nlohmann::json& list(const std::string& name);
  const nlohmann::json& object(const std::string& name);

  void fail(const std::string& name, const std::string& what);
  // The first problem, also a field that nobody read.
  std::optional<Error> problem();

 private:
  const nlohmann::json* find(const std::string& name);

  const nlohmann::json& object_;
  std::string where_;
  std::set<std::string> read_;
  std::optional<Error> problem_;
};

}  // namespace assay::plans
