#pragma once
// Canonical JSON: the one spelling of a value that is hashed and signed. RFC 8785, restricted so that no two
// programs can disagree: keys are 1 to 64 of [a-z0-9_], in byte order, none twice; numbers are integers of at
// most 2^53 - 1 in size, without exponent, zero without sign; there are no fractions (decimals are strings in
// their shortest plain form, "0.05"); strings are valid UTF-8 and escape only what RFC 8785 escapes; at most
// 16 lists and objects stand inside one another; no space anywhere.
//
// Hashed bytes are kept as received and never written anew; reading refuses whatever is not already
// canonical.

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace assay {

inline constexpr std::int64_t canonical_integer_max = (std::int64_t{1} << 53) - 1;
inline constexpr int canonical_depth_max = 16;
inline constexpr std::size_t canonical_key_max = 64;

class CanonicalJson {
 public:
  using List = std::vector<CanonicalJson>;
  using Object = std::map<std::string, CanonicalJson, std::less<>>;

  CanonicalJson() = default;  // null
  CanonicalJson(std::nullptr_t) {}
  CanonicalJson(const char* text) : value_(std::string(text)) {}
  CanonicalJson(std::string_view text) : value_(std::string(text)) {}
  CanonicalJson(std::string text) : value_(std::move(text)) {}
  CanonicalJson(List list) : value_(std::move(list)) {}
  CanonicalJson(Object object) : value_(std::move(object)) {}
  // bool, or an integer. What an int64 cannot hold becomes its largest value, which writing refuses as it
  // would the original.
  template <class Scalar, std::enable_if_t<std::is_integral_v<Scalar>, int> = 0>
  CanonicalJson(Scalar scalar) : value_(held_form(scalar)) {}

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  // The value if it is of that kind, otherwise nothing.
  std::optional<bool> truth() const { return held<bool>(); }
  std::optional<std::int64_t> integer() const { return held<std::int64_t>(); }
  const std::string* text() const { return std::get_if<std::string>(&value_); }
  const List* list() const { return std::get_if<List>(&value_); }
  const Object* object() const { return std::get_if<Object>(&value_); }
  // The field of an object; nothing when it is absent or this is no object.
  const CanonicalJson* field(std::string_view name) const;

  friend bool operator==(const CanonicalJson&, const CanonicalJson&) = default;

 private:
  template <class Scalar>
  static auto held_form(Scalar scalar) {
    if constexpr (std::is_same_v<Scalar, bool>) {
      return scalar;
    } else {
      return std::in_range<std::int64_t>(scalar) ? static_cast<std::int64_t>(scalar)
                                                 : std::numeric_limits<std::int64_t>::max();
    }
  }
  template <class Kind>
  std::optional<Kind> held() const {
    const Kind* value = std::get_if<Kind>(&value_);
    return value == nullptr ? std::nullopt : std::optional<Kind>(*value);
  }

  std::variant<std::monostate, bool, std::int64_t, std::string, List, Object> value_;
};

// The bytes of the value. Error `invalid` names the key or string that canonical JSON cannot hold.
Result<std::string> canonical_bytes(const CanonicalJson& value);

// Reads bytes that must be canonical already; where = "byte 17" of the first that is not. Linear in the
// bytes; the caller bounds them.
Result<CanonicalJson> parse_canonical(std::string_view bytes);

}  // namespace assay
