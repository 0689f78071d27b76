#pragma once
// What a table holds in the forms of other programs, and what each of them cannot hold.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "labels/table.h"

namespace assay::formats {

struct Exchanged {
  std::string text;
  std::vector<std::string> lost;  // "12 regions", "durations of 300 rows": what the form cannot hold
};

// A form to write. write refuses tables that do not fit at all, such as several questions where there is room
// for one.
struct ExchangeForm {
  const char* name;
  const char* description;
  const char* ending;  // of files; two forms may share one
  Result<Exchanged> (*write)(const labels::Table& table);
};

std::span<const ExchangeForm> exchange_forms();

Result<Exchanged> write_csv(const labels::Table& table);           // Assay's own rows
Result<Exchanged> write_jsonl(const labels::Table& table);         // the same as objects
Result<Exchanged> write_crowd_kit(const labels::Table& table);     // task,worker,label
Result<Exchanged> write_label_studio(const labels::Table& table);  // tasks with annotations, stars and all
Result<Exchanged> write_coco(const labels::Table& table);          // boxes and outlines of images

// One row of write_jsonl.
void append_jsonl(std::string& text, const labels::Table& table, std::size_t row);

// item,annotator,question,label,shape,geometry: regions as a table of their own.
std::string regions_csv(const labels::Table& table);

// What of a table is lost where only rows with these properties fit; the rest is held.
struct Held {
  bool questions = false, times = false, durations = false, provenance = false, states = false;
  bool raised = false;  // flags and comments
  bool skipped = false, unknown_annotators = false, gold = false, regions = false, attributes = false;
};
std::vector<std::string> losses(const labels::Table& table, const Held& held);

}  // namespace assay::formats
