#pragma once
// Questions, attributes of items and changes of categories as they stand on the wire.

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "domain/schema.h"
#include "http/json_fields.h"

namespace assay::http {

nlohmann::ordered_json questions_on_wire(const std::vector<domain::Question>& questions);
nlohmann::ordered_json attributes_on_wire(const std::vector<domain::ItemAttribute>& attributes);
nlohmann::ordered_json changes_on_wire(const std::vector<domain::CategoryChange>& changes);

// From the list of that name; absent: none. What is wrong is told to `fields`.
std::vector<domain::Question> read_questions(Fields& fields, const char* name);
std::vector<domain::CategoryChange> read_changes(Fields& fields, const char* name);
std::vector<domain::ItemAttribute> read_attributes(Fields& fields, const char* name);

}  // namespace assay::http
