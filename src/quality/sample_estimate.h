#pragma once
// An error rate from a sample and the design by which it was drawn. docs/methods/designs.md,
// docs/reference/design.md.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/estimate.h"
#include "base/result.h"
#include "labels/table.h"
#include "quality/inspection.h"
#include "stats/design/stratified.h"

namespace assay::quality {

// simple           a simple random sample; with `population` of a lot of that size
// stratified       a random sample in each stratum
// weighted         every item had its own probability to be drawn
// difference       the same, with a prediction for every item of the population
// assisted         a simple random sample, with a prediction for every item of the population
// double_sampling  a reviewer looked at all, an expert at some
// gold_error       labels against gold, part of which was labelled again
enum class Design { simple, stratified, weighted, difference, assisted, double_sampling, gold_error };
const char* design_name(Design design);
std::optional<Design> design_from_name(const std::string& name);
inline constexpr Design designs[] = {Design::simple,     Design::stratified, Design::weighted,
                                     Design::difference, Design::assisted,   Design::double_sampling,
                                     Design::gold_error};

struct SampleDesign {
  Design design = Design::simple;
  std::string wrong = "wrong";  // column: was the item wrong? Empty cells were not judged
  std::string stratum, probability, prediction, reviewer, gold_wrong, by;  // columns
  std::map<std::string, std::int64_t> strata;  // items of each stratum in the population
  std::optional<std::int64_t> population;
  std::int64_t categories = 2;
  stats::Claim claim = stats::Claim::this_lot;
};

struct SampleRow {
  std::string group;  // of `by`; empty: all
  std::string name;   // "error_rate", "gold_error", "disagreement_with_gold"
  Estimate estimate;
};

struct SampleEstimate {
  std::string version;
  SampleDesign design;
  double level = 0.95;
  std::vector<FileNote> files;
  std::int64_t rows = 0, judged = 0;
  std::vector<SampleRow> rates;
  std::vector<std::string> notes;
};

// The sample's columns are item attributes of the table. Refuses columns that are not there and cells that
// are not what they should be, with the item's name.
Result<SampleEstimate> estimate_sample(const labels::Table& table, const SampleDesign& design, double level);

}  // namespace assay::quality
