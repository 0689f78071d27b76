#include "domain/erasure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/canonical_json.h"
#include "base/text.h"
#include "domain/user.h"

namespace assay::domain {
namespace {

constexpr std::array bases = {"request", "retention", "contract", "defect"};
constexpr std::size_t reason_bytes_min = 20, reason_bytes_max = 2000;

}  // namespace

Result<Done> check_erasure(const Erasure& asked) {
  if (std::find(bases.begin(), bases.end(), asked.basis) == bases.end())
    return Error{ErrorCode::invalid, "a basis is request, retention, contract or defect", "basis"};
  if (asked.reference.size() > reference_bytes_max || !is_utf8(asked.reference))
    return Error{ErrorCode::invalid, fmt::format("at most {} bytes of text", reference_bytes_max),
                 "reference"};
  return Done{};
}

Result<Done> check_erasure_verb(const Erasure& erasure, std::string_view verb) {
  const bool fits = erasure.state == "received" || (verb == "execute" && erasure.state == "executing");
  if (fits) return Done{};
  return Error{ErrorCode::conflict,
               fmt::format("this erasure is {}; only one that is received can be {}", erasure.state,
                           verb == "execute" ? "executed" : "withdrawn"),
               "state"};
}

std::string erasure_request(const Erasure& erasure, const ErasureRoots& roots) {
  CanonicalJson::Object what{{"basis", erasure.basis}, {"erasure", erasure.id.value}};
  if (erasure.person) what["person"] = erasure.person->value;
  if (erasure.item_count > 0) what["items"] = erasure.item_count;
  if (erasure.item_count > 0) what["items_root"] = hex(roots.items);
  if (erasure.annotator_count > 0) what["annotators"] = erasure.annotator_count;
  if (erasure.annotator_count > 0) what["annotators_root"] = hex(roots.annotators);
  return canonical_bytes(what).value();
}

Result<Done> check_keep_days(std::int64_t days) {
  if (days >= 1 && days <= keep_days_max) return Done{};
  return Error{ErrorCode::invalid, fmt::format("items are kept 1 to {} days", keep_days_max), "keep_days"};
}

Result<std::string> checked_reason(std::string_view reason, const char* field) {
  const bool fits = reason.size() >= reason_bytes_min && reason.size() <= reason_bytes_max && is_utf8(reason);
  if (fits) return std::string(reason);
  return Error{
      ErrorCode::invalid,
      fmt::format("say why in {} to {} bytes; name nobody and no item", reason_bytes_min, reason_bytes_max),
      field};
}

}  // namespace assay::domain
