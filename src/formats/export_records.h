#pragma once
// What the readers of exports in JSON records share: a Reader is made of the rows and reads one record at a
// time.

#include <string>
#include <string_view>

#include "formats/export_rows.h"
#include "formats/json_records.h"
#include "formats/reader.h"

namespace assay::formats {

// understood: what each column of the table is made from, for people.
template <class Reader>
Result<ReadSummary> read_export(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                Problems& problems, const char* format, const char* understood) {
  ExportRows rows(options, table, problems);
  Reader reader(rows);
  const Result<std::string> read =
      read_records(bytes, options, problems,
                   [&](simdjson::dom::object record, std::int64_t row) { reader.read(record, row); });
  if (!read.ok()) return read.error();
  return rows.finish(format, read.value() + ": " + understood);
}

}  // namespace assay::formats
