#include "http/batch_routes.h"

#include "http/handlers.h"
#include "http/route_parts.h"

namespace assay::http {
namespace {

using enum Who;
using enum Scope;

void add_batches(std::vector<Route>& to) {
  to.push_back({"GET",
                "/api/v1/projects/{id}/batches",
                "Batches, newest first; a provider's people see those released to their engagement",
                signed_in,
                read,
                "",
                "BatchPage",
                "",
                list_batches,
                0,
                {page_limit, page_cursor}});
  to.push_back({"POST", "/api/v1/projects/{id}/batches",
                "Make a batch of items for an engagement: a draft that its provider does not see yet",
                signed_in, write, "NewBatch", "Batch",
                R"({"engagement":"1","name":"First week","items":["i1"],"priority":2,)"
                R"("due":{"work":{"count":3,"unit":"days"}}})",
                make_batch, large});
  to.push_back({"GET", "/api/v1/projects/{id}/batches/{batch}", "A batch and what became of its items",
                signed_in, read, "", "Batch", "", show_batch});
  to.push_back({"GET",
                "/api/v1/projects/{id}/batches/{batch}/items",
                "The items of a batch with their assignments; outside of their organisation annotators are "
                "pseudonyms",
                signed_in,
                read,
                "",
                "BatchItemPage",
                "",
                list_batch_items,
                0,
                {page_limit, page_cursor}});
  to.push_back({"POST", "/api/v1/projects/{id}/batches/{batch}/release",
                "Release a draft: its time runs, its provider's leads are told", signed_in, write, "",
                "Batch", "", release_batch});
  to.push_back({"POST", "/api/v1/projects/{id}/batches/{batch}/assignments",
                "Assign the items of a batch: evenly among annotators, or as listed", signed_in, write,
                "NewAssignments", "Assigned",
                R"({"list":[{"item":"i1","annotator":"annotator@people.example"}]})", assign_items, large});
  to.push_back({"POST", "/api/v1/projects/{id}/batches/{batch}/finish",
                "Say that a batch is done: nothing of it is offered any more", signed_in, write, "", "Batch",
                "", finish_batch});
  to.push_back({"POST", "/api/v1/projects/{id}/batches/{batch}/deliver", "Deliver a batch that is done",
                signed_in, write, "", "Batch", "", deliver_batch});
  to.push_back({"POST", "/api/v1/projects/{id}/batches/{batch}/recall",
                "Recall a batch: what is offered is revoked, what was answered is kept", signed_in, write, "",
                "Batch", "", recall_batch});
}

void add_assignments(std::vector<Route>& to) {
  to.push_back({"GET", "/api/v1/projects/{id}/annotators",
                "The annotators of the own engagement, to whom a lead may assign items", signed_in, read, "",
                "EngagedAnnotatorPage", "", list_own_annotators});
  to.push_back({"POST", "/api/v1/projects/{id}/assignments/{assignment}/revoke",
                "Take back an item that is not answered yet", signed_in, write, "Reason", "Assignment",
                R"({"reason":"ill until Monday"})", revoke_assignment, small});
}

void add_own_items(std::vector<Route>& to) {
  to.push_back({"GET",
                "/api/v1/projects/{id}/own_items",
                "The items assigned to the annotator who asks: first what is due first",
                signed_in,
                read,
                "",
                "OwnItemPage",
                "",
                list_own_items,
                0,
                {page_limit, {"state", "string", "offered when not told, or ended: newest first"}}});
  to.push_back({"GET", "/api/v1/projects/{id}/own_items/{assignment}",
                "An assigned item: its content, and of its labels the own ones", signed_in, read, "",
                "OwnItem", "", show_own_item});
  to.push_back({.method = "GET",
                .path = "/api/v1/projects/{id}/own_items/{assignment}/image",
                .summary = "The bytes of an assigned image, whole or a part",
                .handler = show_own_item_image,
                .parameters = {{"Range", "string", "bytes=FIRST-LAST", "header"}},
                .answer_type = "image/png"});
  to.push_back({"POST", "/api/v1/projects/{id}/own_items/{assignment}/submit",
                "Answer an assigned item; after its lease the answer is kept as late", signed_in, write,
                "Submission", "Assignment", R"({"answers":[{"label":"x"}]})", submit_own_item, small});
  to.push_back({"POST", "/api/v1/projects/{id}/own_items/{assignment}/return",
                "Give an item back without an answer", signed_in, write, "Reason", "Assignment",
                R"({"reason":"not in my language"})", return_own_item, small});
}

}  // namespace

void add_batch_routes(std::vector<Route>& to) {
  add_batches(to);
  add_assignments(to);
  add_own_items(to);
}

}  // namespace assay::http
