#pragma once
// What the benchmarks share: reading annotations into memory, clocks and memory.

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "labels/question.h"
#include "labels/table.h"

namespace assay::bench {

// One question of a file, in force, with its gold and names.
struct Loaded {
  labels::Table table;
  labels::QuestionTable question;
};

// Reads labels, and gold where a path is given.
Result<Loaded> load(const std::string& labels_path, const std::string& gold_path);

double seconds_since(std::chrono::steady_clock::time_point start);
double processor_seconds();  // of all threads of this process, so far

// Peak of resident memory since the last call of forget_peak, in MB; Linux only.
double peak_mb();
double now_mb();
void forget_peak();

}  // namespace assay::bench
