#pragma once
// The report's page with a document inside. Inside render only.

#include <string>
#include <string_view>

namespace assay::render {

// json: the document; it is made safe for HTML here.
std::string page_with(std::string_view json);

}  // namespace assay::render
