// Trusted labels that were wrong.

#include "app/gold.h"

#include <nlohmann/json.hpp>

#include "formats/values.h"
#include "http/handlers.h"
#include "http/item_json.h"
#include "http/services.h"

namespace assay::http {
namespace {

Answer change_gold(const Call& call, const std::function<void(Fields&, app::GoldChange&)>& read) {
  const auto project = path_id<domain::ProjectTag>(call, "id");
  if (!project.ok()) return error_answer(project.error());
  app::GoldChange change;
  change.gold = id_from(path_value(call.request, "gold")).value_or(0);
  if (auto wrong = read_body(call, [&](Fields& fields) {
        change.reason = fields.text("reason");
        read(fields, change);
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::change_gold(*call.services.app, caller_of(call), project.value(), change), gold_json);
}

}  // namespace

Answer replace_gold(const Call& call) {
  return change_gold(call, [](Fields& fields, app::GoldChange& change) {
    const nlohmann::json* label = fields.any("label");
    change.label = label != nullptr && label->is_array() ? formats::label_set(fields.texts("label"))
                                                         : fields.text("label");
    change.source = fields.text_or("source", "");
    change.expert_count = fields.maybe_integer("expert_count");
  });
}

Answer retire_gold(const Call& call) {
  return change_gold(call, [](Fields&, app::GoldChange&) {});
}

}  // namespace assay::http
