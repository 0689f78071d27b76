#include "app/item_search.h"

#include <nlohmann/json.hpp>

#include "base/json_text.h"

namespace assay::app {
namespace {

using nlohmann::json;

// Whether a text inside of the value has it. Depth is that of content that was checked when it came.
bool has_text(const json& value, const Caseless& wanted) {
  if (value.is_string()) return wanted.is_in(value.get_ref<const std::string&>());
  if (value.is_number()) return wanted.is_in(json_text(value));
  if (!value.is_structured()) return false;
  for (const json& member : value) {
    if (has_text(member, wanted)) return true;
  }
  return false;
}

}  // namespace

bool ItemSearch::finds(const domain::Item& item) const {
  if (wanted_.is_in(item.name)) return true;
  const domain::ItemContent& content = item.content;
  if (content.kind == "text") return wanted_.is_in(content.content);
  if (content.kind == "unseen" || content.kind == "image") return false;
  return has_text(json_from<json>(content.content), wanted_);
}

}  // namespace assay::app
