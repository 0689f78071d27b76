#pragma once
// The sections of one question as JSON values: parts of the report's document, and of what the server shows
// live.

#include <nlohmann/json.hpp>

#include "quality/inspection.h"

namespace assay::render {

using Json = nlohmann::ordered_json;

Json estimate_json(const Estimate& estimate);
Json files_json(const std::vector<quality::FileNote>& files);
Json data_section(const quality::QuestionInspection& question);
Json question_section(const quality::QuestionInspection& question);

}  // namespace assay::render
