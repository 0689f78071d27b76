#include "http/app_archive.h"

#include <cstddef>

// The assembler copies the file's bytes: no generated source, no compile time. ASSAY_APP_ARCHIVE is its path.
__asm__(
    ".pushsection .rodata, \"a\", @progbits\n"
    ".global assay_app_archive_begin\n"
    ".global assay_app_archive_end\n"
    "assay_app_archive_begin:\n"
    ".incbin \"" ASSAY_APP_ARCHIVE
    "\"\n"
    "assay_app_archive_end:\n"
    ".byte 0\n"
    ".popsection\n");

extern "C" {
extern const char assay_app_archive_begin[];
extern const char assay_app_archive_end[];
}

namespace assay::http {

std::string_view app_archive() {
  return {assay_app_archive_begin, static_cast<std::size_t>(assay_app_archive_end - assay_app_archive_begin)};
}

}  // namespace assay::http
