#pragma once
// The questions of a table that is no project's: of some of its rows.

#include "domain/schema.h"
#include "live/project_table.h"

namespace assay::live {

// The kind and the order of categories that the schema gives the question, as far as the table has them.
labels::QuestionOptions options_of(const domain::Schema& schema, const labels::Table& table,
                                   std::string_view question);
// Takes out of the table what conditions of its questions set aside: live/conditions.h.
void take_out_what_does_not_apply(labels::Table& table, const domain::Schema& schema);
// As a project's table has them when it holds these rows alone. Cost: a few passes over the rows a question.
Result<std::vector<QuestionState>> states_of(const labels::Table& table, const domain::Schema& schema);

}  // namespace assay::live
