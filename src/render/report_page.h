#pragma once
// The page of the HTML report as web/ builds it (web/dist/report.html), kept inside the binary.

#include <string_view>

namespace assay::render {

std::string_view report_page();

}  // namespace assay::render
