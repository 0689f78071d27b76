#pragma once
// Small JSON bodies, field by field. A body is an object; a field nobody asks for is an error, so that a
// misspelt one is not passed over. Depth at most 32, values at most half a million.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace assay::http {

inline constexpr int json_depth_max = 32;
inline constexpr std::size_t json_values_max = 500'000;

// The body as an object; error `invalid` when it is none.
Result<nlohmann::json> read_object(std::string_view body);

// Reads an object's fields. The first problem is kept and found at the end: until then fields read as empty.
// The object outlives this.
class Fields {
 public:
  // `where` names the object inside of the body: "questions[2]"; empty: the body itself.
  Fields(const nlohmann::json& object, std::string where);

  std::string text(const char* name);                                 // must be there
  std::string text_or(const char* name, std::string_view otherwise);  // absent or null: otherwise
  std::optional<std::string> maybe_text(const char* name);            // absent or null: nothing
  std::optional<std::int64_t> maybe_integer(const char* name);
  std::optional<double> maybe_number(const char* name);
  bool truth(const char* name);                          // absent: false
  std::vector<std::string> texts(const char* name);      // a list of texts; absent: none
  const nlohmann::json* list(const char* name);          // must be there; else null
  const nlohmann::json* maybe_object(const char* name);  // absent or null: null
  // Any value as it is; null when absent.
  const nlohmann::json* any(const char* name);

  void need(const char* name);  // must be there, though it may be null

  // "questions[2].name"
  std::string place(std::string_view name) const;
  void fail(std::string_view name, std::string_view message);
  void fail(const std::optional<Error>& error);
  // The first problem, or a field nobody asked for.
  std::optional<Error> problem() const;

 private:
  const nlohmann::json* find(const char* name);
  const nlohmann::json& object_;
  std::string where_;
  std::set<std::string, std::less<>> asked_;
  std::optional<Error> problem_;
};

}  // namespace assay::http
