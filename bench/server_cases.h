#pragma once
// What ./do bench server measures: one function a target of docs/reference/benchmarks.md, each on a server of
// its own. They print lines of a table; nothing is judged here.

#include <cstdint>
#include <string>

#include "bench/server_process.h"

namespace assay::bench {

struct CaseOptions {
  std::string assay;                      // the program
  std::string shim;                       // counts syncs; empty: not counted
  std::string postgres;                   // address of a server that may be filled; empty: SQLite
  double seconds = 20;                    // of load
  std::int64_t annotations = 10'000'000;  // that measure_loading loads
  std::int64_t items = 5'000'000;         // of measure_sizes, with 4 annotations and 10 events each
};

void measure_batches(const CaseOptions& options);   // 100 rows at once, 8 clients
void measure_posts(const CaseOptions& options);     // one row at once, 64 clients
void measure_overview(const CaseOptions& options);  // after each new annotation, at 10^4, 10^5, 10^6
void measure_loading(const CaseOptions& options);   // 10^7 annotations at the start, and their memory
void measure_items(const CaseOptions& options);     // a page of 100 of 10^3 and of 10^6, 64 clients
void measure_sizes(const CaseOptions& options);     // 5e6 items, 2e7 annotations, 5e7 events: 30 GB of disk
void measure_import(const CaseOptions& options);    // what other writes wait while 10^6 items come in

}  // namespace assay::bench
