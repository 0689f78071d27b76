#pragma once
// What labelling tools tell by themselves.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "app/annotations.h"

namespace assay::app {

struct WebhookOutcome {
  std::string action;                  // as the tool calls it
  Added annotations;                   // empty when the event brings none
  std::int64_t gold = 0, regions = 0;  // added
};

// An event of Label Studio: {action, task, annotation}. ANNOTATION_CREATED, ANNOTATION_UPDATED and their
// plurals add what was said; an update corrects what the same person said before: it is in force, dated by
// when it was made, and the first answer stays on record. Other events change nothing. The same event again
// adds nothing. Annotations, gold and regions of an event are a write each.
Result<WebhookOutcome> receive_label_studio(Context& context, const Caller& caller, const Source& source,
                                            const nlohmann::json& event);

}  // namespace assay::app
