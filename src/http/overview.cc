#include "app/overview.h"

#include <nlohmann/json.hpp>

#include "http/handlers.h"
#include "http/overview_json.h"
#include "http/services.h"
#include "http/wire_values.h"
#include "render/json_sections.h"

namespace assay::http {
namespace {

Json categories_of(const Json& question) {
  Json out = Json::array();
  for (const Json& row : question["categories"]) {
    out.push_back({{"category", row["category"]}, {"count", row["labels"]}, {"share", row["share"]}});
  }
  return out;
}

// A question as live numbers show it, out of its part of the report's document.
Json question_json(const Json& question, const live::SetAside& aside, const app::Overview& overview) {
  const Json& data = question["data"];
  Json out = {{"question", question["question"]},
              {"kind", data["kind"]},
              {"annotations", data["annotations"]},
              {"items", data["items"]},
              {"annotators", data["annotators"]},
              {"skipped", data.value("skipped", 0)},
              {"quarantined", overview.quarantined},
              {"agreement", question["agreement"]},
              {"categories", categories_of(question)},
              {"accuracy", nullptr},
              {"by_category", Json::array()},
              {"histogram", Json::array()},
              {"schema_versions", data["schema_versions"]},
              {"unmapped", data["unmapped"]},
              {"does_not_apply", {{"answers", aside.answers}, {"gold", aside.gold}}}};
  const auto accuracy = question.find("accuracy");
  if (accuracy != question.end() && accuracy->is_object()) {
    out["accuracy"] = (*accuracy)["overall"];
    out["by_category"] = (*accuracy)["by_category"];
  }
  const auto histogram = question.find("disagreement");
  if (histogram != question.end() && histogram->is_array()) {
    for (const Json& bin : *histogram)
      out["histogram"].push_back({{"lower", bin["lower"]}, {"upper", bin["upper"]}, {"items", bin["items"]}});
  }
  return out;
}

}  // namespace

Json overview_json(const app::Overview& overview) {
  Json questions = Json::array();
  for (const quality::QuestionInspection& question : overview.inspection.questions) {
    const live::SetAside aside = overview.set_aside.at(question.question);
    questions.push_back(question_json(render::question_section(question), aside, overview));
  }
  return {{"log_position", overview.log_position},
          {"quarantined", overview.quarantined},
          {"removed",
           {{"items", overview.removed.items},
            {"annotations", overview.removed.annotations},
            {"gold", overview.removed.gold},
            {"annotators", overview.removed.annotators}}},
          {"questions", std::move(questions)}};
}

Answer show_overview(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::overview(*call.services.app, caller_of(call), id.value()), overview_json);
}

}  // namespace assay::http
