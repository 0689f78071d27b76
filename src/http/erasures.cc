// Demands to erase: of items and annotators of a project, and of people who have accounts; and what is held
// about a person, for who asks.

#include "app/erasures.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/person_report.h"
#include "base/json_text.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/signed_in.h"
#include "http/user_names.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

Json erasure_json(const app::ErasureView& view, const UserNames& names) {
  const domain::Erasure& erasure = view.erasure;
  return {{"id", id_json(erasure.id.value)},
          {"basis", erasure.basis},
          {"reference", erasure.reference},
          {"state", erasure.state},
          {"person", names(erasure.person ? erasure.person->value : 0)},
          {"item_count", erasure.item_count},
          {"annotator_count", erasure.annotator_count},
          {"held_count", view.held},
          {"request", json_from<Json>(view.request)},
          {"requested_by", names(erasure.requested_by.value)},
          {"requested_at", time_json(erasure.requested_at)},
          {"executed_by", names(erasure.executed_by.value)},
          {"executed_at", maybe_time_json(erasure.executed_at)},
          {"receipt_sha256", erasure.receipt ? Json(hex(*erasure.receipt)) : Json(nullptr)}};
}

// What the path names: an erasure of a project, or one of a person.
enum class ErasureOf { project, person };
struct Meant {
  std::optional<domain::ProjectId> project;
  domain::ErasureId id;
};

Result<Meant> meant_by(const Call& call, ErasureOf of) {
  Meant out;
  if (of == ErasureOf::project) {
    const auto project = path_id<domain::ProjectTag>(call, "id");
    if (!project.ok()) return project.error();
    out.project = project.value();
  }
  const auto id = path_id<domain::ErasureTag>(call, "erasure");
  if (!id.ok()) return id.error();
  out.id = id.value();
  return out;
}

Answer erasure_answer(const Call& call, const Result<app::ErasureView>& view) {
  return answer_of(view, [&](const auto& each) { return erasure_json(each, UserNames(call)); });
}

Answer page_of_erasures(const Call& call, const PageAsked& asked,
                        const Result<std::vector<app::ErasureView>>& found) {
  if (!found.ok()) return error_answer(found.error());
  const UserNames names(call);
  Json items = Json::array();
  for (const app::ErasureView& view : found.value()) items.push_back(erasure_json(view, names));
  const std::int64_t last = found.value().empty() ? 0 : found.value().back().erasure.id.value;
  return page_answer(std::move(items), last, asked);
}

Answer withdraw(const Call& call, ErasureOf of) {
  const auto meant = meant_by(call, of);
  if (!meant.ok()) return error_answer(meant.error());
  const auto& [project, id] = meant.value();
  return erasure_answer(call, project
                                  ? app::withdraw_erasure(*call.services.app, caller_of(call), *project, id)
                                  : app::withdraw_person_erasure(*call.services.app, caller_of(call), id));
}

Answer execute(const Call& call, ErasureOf of) {
  const auto meant = meant_by(call, of);
  if (!meant.ok()) return error_answer(meant.error());
  domain::ApprovalId approval;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        const auto read = id_from(fields.text("approval"));
        if (!read) fields.fail("approval", "the id of an approval of this erasure's request");
        approval = {read.value_or(0)};
      })) {
    return *std::move(wrong);
  }
  const auto& [project, id] = meant.value();
  return erasure_answer(
      call, project ? app::execute_erasure(*call.services.app, caller_of(call), *project, id, approval)
                    : app::execute_person_erasure(*call.services.app, caller_of(call), id, approval));
}

}  // namespace

Answer list_erasures(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  return page_of_erasures(call, asked.value(),
                          app::erasures(*call.services.app, caller_of(call), id.value(),
                                        {asked.value().before, asked.value().limit}));
}

Answer list_person_erasures(const Call& call) {
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  return page_of_erasures(
      call, asked.value(),
      app::person_erasures(*call.services.app, caller_of(call), {asked.value().before, asked.value().limit}));
}

Answer request_erasure(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  app::ErasureAsked asked;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        asked.items = fields.texts("items");
        asked.annotators = fields.texts("annotators");
        asked.basis = fields.text_or("basis", "request");
        asked.reference = fields.text_or("reference", "");
      })) {
    return *std::move(wrong);
  }
  return erasure_answer(call, app::request_erasure(*call.services.app, caller_of(call), id.value(), asked));
}

Answer request_person_erasure(const Call& call) {
  app::PersonErasureAsked asked;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        const auto read = id_from(fields.text("person"));
        if (!read) fields.fail("person", "the id of a user");
        asked.person = {read.value_or(0)};
        asked.basis = fields.text_or("basis", "request");
        asked.reference = fields.text_or("reference", "");
      })) {
    return *std::move(wrong);
  }
  return erasure_answer(call, app::request_person_erasure(*call.services.app, caller_of(call), asked));
}

Answer withdraw_erasure(const Call& call) { return withdraw(call, ErasureOf::project); }
Answer withdraw_person_erasure(const Call& call) { return withdraw(call, ErasureOf::person); }
Answer execute_erasure(const Call& call) { return execute(call, ErasureOf::project); }
Answer execute_person_erasure(const Call& call) { return execute(call, ErasureOf::person); }

Answer take_own_report(const Call& call) {
  return download_answer(app::own_report(*call.services.app, caller_of(call)), "application/json",
                         "held-about-me.json");
}

Answer take_person_report(const Call& call) {
  const auto id = path_id<domain::UserTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  return download_answer(app::person_report(*call.services.app, caller_of(call), id.value()),
                         "application/json", fmt::format("held-about-user-{}.json", id.value().value));
}

Answer take_annotator_report(const Call& call) {
  const auto id = path_id<domain::ProjectTag>(call, "id");
  if (!id.ok()) return error_answer(id.error());
  const std::string annotator(query_value(call.request, "annotator").value_or(""));
  return download_answer(app::annotator_report(*call.services.app, caller_of(call), id.value(), annotator),
                         "application/json", fmt::format("project-{}-annotator.json", id.value().value));
}

}  // namespace assay::http
