#pragma once
// A project of a given size put straight into a database whose server does not run: what a benchmark starts
// from, where making it row by row over HTTP would take the time of the measurement many times over.

#include <cstdint>
#include <string>

#include "base/result.h"
#include "store/database.h"

namespace assay::bench {

struct SeedPlan {
  domain::ProjectId project;
  std::int64_t items = 0;
  std::int64_t annotations_per_item = 0;
  std::int64_t annotators = 50;
  bool with_content = false;  // items get a text and the attributes language (5 values) and source (3)
};

// Four categories, 80 % agreement with the item's own; times ascend. Indexes of the table are dropped first
// and made anew at the end: their text is read from the database.
Result<Done> seed_project(store::Connection& connection, const SeedPlan& plan);

// Names that seeded items, annotators and labels have.
std::string seeded_item(std::int64_t number);
std::string seeded_annotator(std::int64_t number);
std::string seeded_label(std::int64_t number);

}  // namespace assay::bench
