#pragma once
// Evidence about people as JSON. Inside render only.

#include <optional>

#include "quality/people.h"
#include "render/json_sections.h"

namespace assay::render {

Json people_json(const std::optional<quality::PeopleSection>& section);  // null without

}  // namespace assay::render
