#include "check.h"

int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace assay;
  labels::Table table;
  table.add({.item = "i0", .annotator = "w0", .label = "a"});
  formats::Problems problems;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = formats::read_gold(bytes, {.file = "f", .line_bytes_max = 1 << 14}, table, problems);
  if (!read.ok()) return 0;
  fuzz::check_questions(table);
  labels::Table again;
  const std::string written = formats::gold_csv(table);
  const auto reread = formats::read_gold(written, {.file = "again"}, again, problems);
  ASSAY_CHECK(reread.ok(), "the gold written is read");
  ASSAY_CHECK(again.gold.size() == table.gold.size(), "no gold is lost");
  return 0;
}
