// What the caller was told.

#include "app/messages.h"

#include <nlohmann/json.hpp>

#include "app/message_kinds.h"
#include "http/handlers.h"
#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

Json message_json(const store::MessageRow& row) {
  const domain::Message& message = row.message;
  Json project = nullptr;
  if (!message.project.none() && !row.project_name.empty()) {
    project = {{"id", id_json(message.project.value)}, {"name", row.project_name}};
  }
  return {{"id", id_json(message.id.value)},
          {"kind", message.kind},
          {"subject", app::message_subject(message, row.project_name)},
          {"text", app::message_text(message, row.project_name)},
          {"project", std::move(project)},
          {"link", message.link},
          {"created_at", time_json(message.created_at)},
          {"read_at", maybe_time_json(message.read_at)}};
}

}  // namespace

Answer list_messages(const Call& call) {
  const auto asked = page_asked(call);
  if (!asked.ok()) return error_answer(asked.error());
  const std::string_view which = query_value(call.request, "which").value_or("all");
  if (which != "all" && which != "unread") {
    return error_answer({ErrorCode::invalid, "ask for all or for unread", "which"});
  }
  const auto found = app::messages(*call.services.app, caller_of(call),
                                   {which == "unread", {asked.value().before, asked.value().limit}});
  if (!found.ok()) return error_answer(found.error());
  Json items = Json::array();
  for (const store::MessageRow& row : found.value()) items.push_back(message_json(row));
  const std::int64_t last = found.value().empty() ? 0 : found.value().back().message.id.value;
  return page_answer(std::move(items), last, asked.value());
}

Answer count_unread_messages(const Call& call) {
  return answer_of(app::unread_messages(*call.services.app, caller_of(call)), [](std::int64_t count) {
    return Json{{"unread", count}};
  });
}

Answer read_message(const Call& call) {
  const auto id = path_id<domain::MessageTag>(call, "message");
  if (!id.ok()) return error_answer(id.error());
  const auto done = app::read_message(*call.services.app, caller_of(call), id.value());
  return done.ok() ? done_answer() : error_answer(done.error());
}

Answer read_messages(const Call& call) {
  std::int64_t last = 0;
  if (auto wrong = read_body(call, [&](Fields& fields) {
        const auto id = id_from(fields.text("up_to"));
        if (!id) fields.fail("up_to", "name the newest message that was seen");
        last = id.value_or(0);
      })) {
    return *std::move(wrong);
  }
  return answer_of(app::read_messages(*call.services.app, caller_of(call), {last}), [](std::int64_t count) {
    return Json{{"read", count}};
  });
}

}  // namespace assay::http
