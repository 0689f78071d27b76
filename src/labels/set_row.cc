#include "labels/set_row.h"

#include "base/check.h"

namespace assay::labels {

void set_row(Table& table, std::size_t at, const RowCodes& row) {
  ASSAY_CHECK(at < table.row_count(), "a row that is there is set");
  table.item[at] = row.item;
  table.question[at] = row.question;
  table.annotator[at] = row.annotator;
  table.label[at] = row.label;
  const auto set = [&](auto& column, auto value, auto absent) {
    if (value == absent && column.empty()) return;
    if (column.size() < table.row_count()) column.resize(table.row_count(), absent);
    column[at] = value;
  };
  set(table.guideline_version, row.guideline_version, none);
  set(table.batch, row.batch, none);
  set(table.provider, row.provider, none);
  set(table.flag, row.flag, none);
  set(table.comment, row.comment, none);
  set(table.time_us, row.time_us, no_time);
  set(table.duration_s, row.duration_s, -1.0F);
  set(table.state, row.state, std::uint8_t{0});
}

}  // namespace assay::labels
