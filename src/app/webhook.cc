#include "app/webhook.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/import_file.h"
#include "app/permissions.h"
#include "base/json_text.h"

namespace assay::app {
namespace {

using nlohmann::json;

bool brings_annotations(const std::string& action) {
  return action == "ANNOTATION_CREATED" || action == "ANNOTATION_UPDATED" ||
         action == "ANNOTATIONS_CREATED" || action == "ANNOTATIONS_UPDATED";
}

// The objects at a key that holds one or a list of them.
std::vector<json> objects_at(const json& event, const char* key) {
  std::vector<json> out;
  const auto found = event.find(key);
  if (found == event.end()) return out;
  if (found->is_object()) out.push_back(*found);
  if (!found->is_array()) return out;
  std::copy_if(found->begin(), found->end(), std::back_inserter(out),
               [](const json& each) { return each.is_object(); });
  return out;
}

bool belongs(const json& annotation, const json& task) {
  return annotation.value("task", json()) == task.value("id", json());
}

// The event as the export that the reader of the format knows: tasks with their annotations.
Result<std::string> tasks_of(const json& event, const std::string& action) {
  std::vector<json> tasks = objects_at(event, "task");
  std::vector<json> annotations = objects_at(event, "annotation");
  if (tasks.empty()) return Error{ErrorCode::invalid, "the event has no task", "task"};
  if (annotations.empty()) return Error{ErrorCode::invalid, "the event has no annotation", "annotation"};
  json out = json::array();
  for (json& task : tasks) {
    json members = json::array();
    for (json& annotation : annotations) {
      if (tasks.size() > 1 && !belongs(annotation, task)) continue;
      if (action.ends_with("UPDATED") && annotation.contains("updated_at")) annotation.erase("created_at");
      members.push_back(annotation);
    }
    task["annotations"] = std::move(members);
    out.push_back(std::move(task));
  }
  return json_text(out);
}

std::int64_t added_count(const Added& added) {
  return std::count_if(added.results.begin(), added.results.end(),
                       [](const RowResult& row) { return row.status == RowResult::Status::added; });
}

Result<Done> may_add(Context& context, const Caller& caller, domain::ProjectId project) {
  return context.database.read([&](store::Connection& connection) {
    return allow(connection, caller, Verb::add_annotations, project);
  });
}

Result<Done> add_rows(Context& context, const Caller& caller, const Source& source,
                      const labels::Table& table, WebhookOutcome& out) {
  auto rows = annotation_rows(table, 0, table.row_count());
  for (domain::NewAnnotation& row : rows) row.corrects = out.action.ends_with("UPDATED");
  if (!rows.empty()) {
    Result<Added> added = add_annotations(context, caller, source, rows);
    if (!added) return added.error();
    out.annotations = std::move(added).value();
  }
  const auto gold = gold_rows(table, 0, table.gold.size());
  if (!gold.empty()) {
    const Result<Added> added = add_gold(context, caller, source, gold);
    if (!added) return added.error();
    out.gold = added_count(added.value());
  }
  const auto regions = region_rows(table, 0, table.regions.rows.size());
  if (!regions.empty()) {
    const Result<Added> added = add_regions(context, caller, source, regions);
    if (!added) return added.error();
    out.regions = added_count(added.value());
  }
  return Done{};
}

}  // namespace

Result<WebhookOutcome> receive_label_studio(Context& context, const Caller& caller, const Source& source,
                                            const json& event) {
  if (auto may = may_add(context, caller, source.project); !may) return may.error();
  WebhookOutcome out;
  const auto action = event.find("action");
  if (action == event.end() || !action->is_string()) {
    return Error{ErrorCode::invalid, "an event of Label Studio says its action", "action"};
  }
  out.action = action->get<std::string>();
  if (!brings_annotations(out.action)) return out;
  const Result<std::string> tasks = tasks_of(event, out.action);
  if (!tasks) return tasks.error();
  labels::Table table;
  formats::Problems problems;
  formats::ReadOptions options;
  options.file = "webhook";
  options.format = "label_studio";
  const auto read = formats::read_annotations(tasks.value(), options, table, problems);
  if (!read) return read.error();
  if (table.row_count() > batch_rows_max) {
    return Error{ErrorCode::invalid, "an event has at most 10,000 answers; import an export instead",
                 "annotation"};
  }
  if (auto added = add_rows(context, caller, source, table, out); !added) return added.error();
  return out;
}

}  // namespace assay::app
