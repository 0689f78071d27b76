#include "render/report_page.h"

// The assembler copies the file's bytes: no generated source, no compile time. ASSAY_REPORT_PAGE is its path.
__asm__(
    ".pushsection .rodata, \"a\", @progbits\n"
    ".global assay_report_page_begin\n"
    ".global assay_report_page_end\n"
    "assay_report_page_begin:\n"
    ".incbin \"" ASSAY_REPORT_PAGE
    "\"\n"
    "assay_report_page_end:\n"
    ".byte 0\n"
    ".popsection\n");

extern "C" {
extern const char assay_report_page_begin[];
extern const char assay_report_page_end[];
}

namespace assay::render {

std::string_view report_page() {
  return {assay_report_page_begin, static_cast<std::size_t>(assay_report_page_end - assay_report_page_begin)};
}

}  // namespace assay::render
