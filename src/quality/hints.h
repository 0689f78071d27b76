#pragma once
// Hints for whoever writes the guideline: which categories are confused and what kind of a problem that is,
// and how many issues nobody has raised yet. docs/methods/guideline_hints.md.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/estimate.h"

namespace assay::quality {

// What a confused pair of categories asks for: a rule for a kind of items, definitions that do not overlap,
// or it cannot be said.
enum class ConfusionSource { items, definitions, unclear };
const char* confusion_source_name(ConfusionSource source);  // "items", ...

struct LeaningRow {
  std::string annotator;
  std::int64_t labels = 0;
  std::string says;  // the category of the two that this person says more often than the others
  double z = 0;      // how much, in standard deviations; positive
};

struct ConfusedPairRow {
  std::string first, second;
  double disagreements = 0;  // pairs of labels that differ so, each item weighted by 1 / (labels - 1)
  double share = 0;          // of all such disagreements
  std::int64_t items = 0, split_items = 0;
  Estimate agreement;  // alpha among labels of the two alone
  ConfusionSource source = ConfusionSource::unclear;
  double people_p = 1;         // adjusted for the pairs looked at (Benjamini and Hochberg)
  bool people_differ = false;  // p at most .01: two readings, or one person's habit
  std::vector<LeaningRow> leaning;
  std::vector<std::string> examples;  // items on which the two are most evenly split
};

// What annotators raised beside their labels.
struct RaisedRow {
  std::string by;    // "flag", "comment"
  std::string kind;  // the flag; the comment as first written, regardless of case and blanks
  std::int64_t items = 0, annotators = 0;
  std::vector<std::string> examples;  // items
};

struct UnseenRow {
  std::string attribute;  // the attribute of items that names issues; "flag", "comment": of annotations
  Estimate next_is_new;   // chance that the next item raises an issue of a new kind
  std::int64_t kinds = 0, once = 0;
  double kinds_expected = 0;
  bool kinds_is_bound = false;
};

struct HintsSection {
  std::vector<ConfusedPairRow> pairs;  // most disagreements first
  std::vector<RaisedRow> raised;       // on most items first
  std::vector<UnseenRow> unseen;
};

}  // namespace assay::quality
