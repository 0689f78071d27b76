#include "check.h"

int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace assay;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto subject : {formats::AttributeOf::item, formats::AttributeOf::annotator}) {
    labels::Table table;
    table.add({.item = "i0", .annotator = "w0", .label = "a"});
    formats::Problems problems;
    // Twice: the second time every attribute meets an earlier one of its name.
    for (int time = 0; time < 2; ++time) {
      const auto read =
          formats::read_attributes(bytes, subject, {.file = "f", .line_bytes_max = 1 << 14}, table, problems);
      if (!read.ok()) break;
      const bool of_items = subject == formats::AttributeOf::item;
      const std::size_t subjects = of_items ? table.items.size() : table.annotators.size();
      for (const auto& attribute : of_items ? table.item_attributes : table.annotator_attributes) {
        const bool is_text = attribute.type == labels::Attribute::Type::text;
        ASSAY_CHECK((is_text ? attribute.code.size() : attribute.number.size()) == subjects,
                    "attributes are as long as what they describe");
      }
      fuzz::check_questions(table);
    }
  }
  return 0;
}
