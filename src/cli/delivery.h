#pragma once
// The files of a delivery into one table, as every command that reads annotations does it.

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/arguments.h"
#include "cli/progress.h"
#include "formats/problem.h"
#include "labels/question.h"
#include "labels/table.h"
#include "quality/inspection.h"

namespace assay::cli {

struct DeliveryOptions {
  std::vector<std::string> labels;
  std::string gold, items, annotators;
  std::string format, delimiter, annotator;
  std::string pseudonyms;            // file with the key; empty: names stay
  std::vector<std::string> columns;  // "role=name"
  bool strict = false;
  bool with_hashes = false;  // SHA-256 of every file, for what is kept
};

struct Delivery {
  labels::Table table;
  formats::Problems problems;
  std::vector<quality::FileNote> files;
  std::int64_t rows = 0;
};

// --format, --delimiter, --column, --annotator, --pseudonyms, --strict.
void declare_reading(Arguments& arguments, DeliveryOptions& options);

// Reads labels, gold and attributes and settles which question the gold answers. Refuses unreadable files,
// and with `strict` files with any problem.
Result<Delivery> read_delivery(const DeliveryOptions& options, ProgressLine& progress);

// The first problems with their places on console.err, and how many there are.
void report_problems(const formats::Problems& problems, Console& console);

// The level of intervals that --level names.
Result<Done> check_level(double level);

struct KindOptions {
  std::string kind;
  std::vector<std::string> order;
};
// --kind, --order.
void declare_kind(Arguments& arguments, KindOptions& options);
Result<labels::QuestionOptions> question_options(const KindOptions& options);

}  // namespace assay::cli
