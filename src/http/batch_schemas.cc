#include "http/batch_schemas.h"

#include <nlohmann/json.hpp>

namespace assay::http {

using namespace schema;

namespace {

Json assignment_state() { return one_of({"offered", "submitted", "returned", "expired", "revoked"}); }

void add_assigning(Json& all) {
  const Json time = nullable(text("date-time"));
  const Json user = object({{"id", text()}, {"name", text()}});
  all["NewAssignments"] = object({{"annotators?", list_of(text())},
                                  {"per_item?", integer()},
                                  {"list?", list_of(object({{"item", text()}, {"annotator", text()}}))},
                                  {"lease_until?", time}});
  all["Assigned"] = object({{"assigned", integer()},
                            {"known", integer()},
                            {"by_annotator", list_of(object({{"user", user}, {"count", integer()}}))}});
  all["EngagedAnnotator"] =
      object({{"user", object({{"id", text()}, {"name", text()}, {"email", text("email")}})},
              {"annotator", nullable(text())}});
  all["EngagedAnnotatorPage"] = page_of(ref("EngagedAnnotator"));
  all["Reason"] = object({{"reason", text()}});
  all["Assignment"] = object({{"id", text()},
                              {"batch", object({{"id", text()}, {"name", text()}})},
                              {"item", text()},
                              {"user", nullable(user)},
                              {"annotator", text()},
                              {"state", assignment_state()},
                              {"late", boolean()},
                              {"lease_until", time},
                              {"created_at", text("date-time")},
                              {"ended_at", time},
                              {"submitted_at", time},
                              {"reason", nullable(text())}});
  all["BatchItem"] = object({{"id", text()}, {"key", text()}, {"assignments", list_of(ref("Assignment"))}});
  all["BatchItemPage"] = page_of(ref("BatchItem"));
}

}  // namespace

void add_batches(Json& all) {
  const Json time = nullable(text("date-time"));
  const Json work = object({{"count", integer()}, {"unit", one_of({"hours", "days"})}});
  all["NewBatch"] = object({{"engagement", text()},
                            {"name", text()},
                            {"items", list_of(text())},
                            {"priority?", integer()},
                            {"due?", nullable(object({{"at?", time}, {"work?", nullable(work)}}))}});
  all["Batch"] = object(
      {{"id", text()},
       {"engagement", object({{"id", text()}, {"provider", text()}})},
       {"name", text()},
       {"state", one_of({"draft", "released", "working", "done", "delivered", "recalled"})},
       {"priority", integer()},
       {"due", object({{"at", time}, {"work", nullable(work)}})},
       {"due_at", time},
       {"time_left",
        nullable(object({{"overdue", boolean()}, {"work_minutes", integer()}, {"day_minutes", integer()}}))},
       {"item_count", integer()},
       {"submitted_count", integer()},
       {"assignments", object({{"offered", integer()},
                               {"submitted", integer()},
                               {"returned", integer()},
                               {"expired", integer()},
                               {"revoked", integer()},
                               {"late", integer()}})},
       {"created_at", text("date-time")},
       {"released_at", time}});
  all["BatchPage"] = page_of(ref("Batch"));
  add_assigning(all);
}

void add_own_items(Json& all) {
  const Json time = nullable(text("date-time"));
  all["OwnItemRow"] = object({{"assignment", ref("Assignment")}, {"priority", integer()}, {"due_at", time}});
  all["OwnItemPage"] = page_of(ref("OwnItemRow"));
  const Json flag = one_of({"none", "unsure", "guideline_gap", "item_defect"});
  all["OwnItem"] =
      object({{"assignment", ref("Assignment")},
              {"key", text()},
              {"kind", one_of({"unseen", "text", "record", "conversation", "comparison", "image"})},
              {"content", anything()},
              {"image_url", nullable(text())},
              {"image", nullable(ref("Image"))},
              {"annotations", list_of(object({{"question", text()},
                                              {"label", nullable(text())},
                                              {"flag", flag},
                                              {"received_at", text("date-time")}}))}});
  all["Submission"] = object(
      {{"answers", list_of(object({{"question?", text()}, {"label?", nullable(text())}, {"flag?", flag}}))},
       {"shown_at?", time},
       {"first_action_at?", time},
       {"active_ms?", nullable(integer())}});
}

}  // namespace assay::http
