// How a project stands now, question by question, with the keys of an inspection.

#include "app/overview.h"

#include <nlohmann/json.hpp>

#include "http/handlers.h"
#include "http/services.h"
#include "http/wire_values.h"
#include "render/json.h"

namespace assay::http {
namespace {

// One question of the inspection, as the inspection's own document says it.
Json question_document(const quality::Inspection& whole, const quality::QuestionInspection& question) {
  quality::Inspection one = whole;
  one.questions = {question};
  return Json::parse(render::inspection_json(one));
}

}  // namespace

Answer show_overview(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return answer_of(app::overview(*call.services.app, caller_of(call), id.value()),
                   [](const app::Overview& found) {
                     Json questions = Json::array();
                     for (const quality::QuestionInspection& question : found.inspection.questions) {
                       Json json = {{"question", question.question}};
                       json["document"] = question_document(found.inspection, question);
                       questions.push_back(std::move(json));
                     }
                     return Json{{"log_position", found.log_position},
                                 {"quarantined", found.quarantined},
                                 {"unseen_items", found.unseen_items},
                                 {"questions", std::move(questions)}};
                   });
}

}  // namespace assay::http
