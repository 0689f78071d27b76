#pragma once
// What is held about one person, as a file for who asks (GDPR Articles 15 and 20).

#include <string>

#include "app/context.h"

namespace assay::app {

// JSON: the account of a person and every annotator that they are. One's own, or any by a server
// administrator, whose copy says nothing of projects but their ids and counts the annotators. Taking it is an
// event.
Result<std::string> own_report(Context& context, const Caller& caller);
Result<std::string> person_report(Context& context, const Caller& caller, domain::UserId person);

// JSON: one annotator of a project, by the name under which the caller sees them: their own organisation by
// theirs, everybody else by the pseudonym. Items stand in it by their numbers. Taking it is an event.
Result<std::string> annotator_report(Context& context, const Caller& caller, domain::ProjectId project,
                                     const std::string& annotator);

}  // namespace assay::app
