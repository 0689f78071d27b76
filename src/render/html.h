#pragma once
// An inspection as one HTML file that opens offline: the page built from web/ with the document inside.

#include <string>
#include <string_view>

#include "quality/inspection.h"

namespace assay::render {

// The whole file.
std::string inspection_html(const quality::Inspection& inspection);

// JSON that means the same and holds nothing that HTML could take for its own: <, >, & and the line
// separators U+2028 and U+2029 become \u escapes. They can stand only inside strings of a document.
std::string html_safe_json(std::string_view json);

}  // namespace assay::render
