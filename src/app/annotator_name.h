#pragma once
// Which of a project's annotators a person is. Their own organisation says so by the name it knows them by;
// the record has the pseudonym.

#include <string>

#include "app/context.h"
#include "domain/engagement.h"

namespace assay::app {

// Only somebody of the provider may say or read it.
bool may_name(const Caller& caller, const domain::Member& member);
// Joins the member to the annotator of this name, who is made when no annotation has named them yet. invalid
// for who is no annotator, conflict when the name is another member's.
Result<Done> name_annotator(Context& context, store::Transaction& transaction, domain::ProjectId project,
                            const domain::Member& member, const std::string& name);

}  // namespace assay::app
