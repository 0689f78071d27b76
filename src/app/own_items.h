#pragma once
// What an annotator sees of a project: the items that are assigned to them, and of answers their own. An
// assignment of somebody else is not there.

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/item_images.h"
#include "store/assignment.h"

namespace assay::app {

// What is offered by open batches: by priority, due time and age. Or what has ended, newest first.
Result<std::vector<store::AssignmentRow>> own_items(Context& context, const Caller& caller,
                                                    domain::ProjectId project, store::Wanted wanted,
                                                    std::int64_t limit);

struct OwnItem {
  store::AssignmentRow row;
  domain::Item item;
  std::vector<store::OwnAnnotation> annotations;  // by the caller alone
  std::optional<ImageView> image;                 // of an image
};
// Shown while it is offered or submitted; after that conflict says what has become of it.
Result<OwnItem> own_item(Context& context, const Caller& caller, domain::ProjectId project,
                         domain::AssignmentId id);
// As item_image().
Result<ImageBytes> own_item_image(Context& context, const Caller& caller, domain::ProjectId project,
                                  domain::AssignmentId id);

struct Answered {
  std::string question;              // empty: the only one
  std::optional<std::string> label;  // absent: skipped
  domain::Flag flag = domain::Flag::none;
};
struct NewSubmission {
  std::vector<Answered> answers;  // 1 to 1000
  std::optional<std::int64_t> shown_at, first_action_at, active_ms;
};
// The answers are kept under the caller's name in annotations and the batch's name, and the assignment is
// submitted; one that has expired takes them late. All or nothing.
Result<store::AssignmentRow> submit_item(Context& context, const Caller& caller, domain::ProjectId project,
                                         domain::AssignmentId id, const NewSubmission& given);
// The lead is told, without the reason.
Result<store::AssignmentRow> return_item(Context& context, const Caller& caller, domain::ProjectId project,
                                         domain::AssignmentId id, const std::string& reason);

}  // namespace assay::app
