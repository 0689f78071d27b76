#pragma once
// An inspection: everything that is said about a delivery, as plain values. docs/reference/inspection.md
// names every field as JSON; render turns it into text, JSON and HTML. Rows stand in the order in which they
// are shown.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/estimate.h"
#include "labels/question.h"
#include "quality/hints.h"
#include "quality/people.h"

namespace assay::quality {

struct FileNote {
  std::string role;  // "labels", "gold", "items", "annotators", "tally"
  std::string name;
  std::string format;
  std::string understood;
  std::int64_t rows = 0;
  std::string sha256;  // empty when it was not asked for
};

struct Warning {
  std::string code;  // stable: "paradox", "repeated_rows", "gold_only_category", ...
  std::string text;
};

struct Advice {
  std::string text;
  std::string evidence;  // the numbers that say so
};

struct LabelsPerItem {
  std::int64_t min = 0, max = 0;
  double median = 0, mean = 0;
  std::vector<std::pair<std::int64_t, std::int64_t>> histogram;  // labels on an item, items
};

struct DataSection {
  std::vector<std::int64_t> category_counts;
  LabelsPerItem labels_per_item;
};

struct AgreementRow {
  std::string metric;
  std::string weights;
  Estimate estimate;
  bool sampled = false;  // of some pairs of annotators only: the estimate's note says of which
};

struct SliceRow {
  std::string attribute;
  std::string slice;
  std::int64_t items = 0;
  std::int64_t annotations = 0;
  std::string metric;
  Estimate estimate;
  Estimate shrunk;
  std::optional<double> p;           // one-sided: this slice is worse than the rest
  std::optional<double> p_adjusted;  // for the attribute's slices: see docs/methods/agreement.md
  bool worse = false;                // p_adjusted <= 0.10
};

struct DisagreementBand {
  double lower = 0, upper = 0;  // share of agreeing pairs on an item
  std::int64_t items = 0;
};

struct CategoryRow {
  std::string category;
  std::int64_t labels = 0;
  std::int64_t items = 0;  // items on which somebody said it
  double share = 0;
  Estimate specific_agreement;
  Estimate alpha;
  Estimate precision, recall, error, error_shrunk;
  std::string against;  // "gold", "model_posterior"
};

struct ConfusionPair {
  std::string from, to;  // true, given
  double count = 0;
  Estimate share;  // of the annotations whose true category is `from`
};

struct CategoryAccuracy {
  std::string category;
  double n = 0;
  Estimate precision, recall, error;
};

struct AccuracySection {
  std::string subject = "annotations";
  std::string against;  // "gold", "model_posterior"
  Estimate overall;
  std::vector<CategoryAccuracy> by_category;
  std::vector<std::string> categories;      // of the matrix
  std::vector<std::vector<double>> counts;  // [true][given]
  std::vector<ConfusionPair> pairs;
};

struct PredictiveCheck {
  double p_unanimous = 1, p_split = 1;
  bool overconfident = false;
  double temperature = 1;
};

struct ConsensusRow {
  std::string model;
  bool is_default = false;
  Estimate accuracy;  // against gold
  std::int64_t items = 0;
  std::int64_t ties = 0;
  std::int64_t differs_from_majority = 0;
  double mean_confidence = 0;
  Status status = Status::ok;
  std::string note;
  std::optional<PredictiveCheck> check;
};

struct AnnotatorRow {
  std::string annotator;
  std::int64_t annotations = 0;
  std::int64_t items = 0;
  Estimate accuracy;   // against gold
  Estimate ability;    // from the model
  Estimate agreement;  // observed with peers
  std::optional<double> expected_agreement;
  std::optional<double> median_duration_s;
  std::optional<ConfusionPair> largest_confusion;
  std::map<std::string, std::string> attributes;
  Status status = Status::ok;
  std::string note;
};

struct PairMatrix {
  std::vector<std::string> annotators;
  std::vector<std::vector<std::int64_t>> n;
  std::vector<std::vector<std::optional<double>>> agreement;
  std::vector<std::vector<std::optional<double>>> kappa;
};

struct Predicate {
  std::string attribute, value;
};

struct SliceAnnotator {
  std::string annotator;
  std::int64_t n = 0, errors = 0;
};

struct ErrorSlice {
  std::string subject;                // "annotations", "consensus", "disagreement"
  std::optional<std::string> within;  // a category, or all
  std::vector<Predicate> predicates;
  std::string text;
  std::int64_t n = 0, errors = 0;
  Estimate rate, rest_rate, lift;
  double excess_errors = 0, share_of_errors = 0, score = 0;
  std::optional<double> p_adjusted;
  bool significant = false;
  std::optional<double> confirmed_p;
  std::string confirm_note;  // why there is no confirmed_p, with the counts; empty: not among the half's best
  std::optional<ConfusionPair> largest_confusion;
  std::vector<SliceAnnotator> annotators;
  std::optional<std::string> one_annotator_explains;
  std::vector<std::string> examples;
  std::string advice;
};

struct ContradictedGold {
  std::string item, gold, consensus;
  double posterior_gold = 0;
  std::int64_t votes_for_gold = 0, votes_against = 0;
  std::vector<std::string> annotators;  // who contradict it
  std::optional<double> mean_ability;
};

struct GoldSection {
  std::int64_t items = 0, labelled_items = 0, suspect_count = 0;
  std::vector<std::string> categories;
  std::vector<ContradictedGold> contradicted;
  std::string note;
};

struct LabelError {
  std::string item, held, suggested;
  double probability = 0;  // that `held` is wrong
  std::vector<std::pair<std::string, std::int64_t>> votes;
};

// How often an annotator who answered an item again gave the same answer.
struct RepeatRow {
  std::string annotator;
  Estimate consistency;  // n: pairs of answers
};

// A part of the disagreement: "slip", "annotator_bias", "interpretation", or a cause code of the
// adjudicators.
struct SourceRow {
  std::string source;
  std::string basis;   // "repeats", "model", "cause_codes"
  std::string family;  // "slip", "stable", "guideline", "item", "gold", "other"
  Estimate share;      // of the disagreement; cause codes: of the coded items
};

struct GroupAgreement {
  std::string attribute, group;
  std::int64_t annotators = 0;
  Estimate within;  // alpha among the group's annotators
};

// Where several answers may be right: how answers spread, instead of who is wrong.
struct PluralSection {
  std::int64_t items = 0;         // with two labels and more
  double mean_largest_share = 0;  // of an item's labels
  double mean_entropy = 0;        // of them, 0 all alike, 1 all categories alike
  std::vector<std::pair<std::int64_t, std::int64_t>> different;  // categories on an item, items
  std::vector<GroupAgreement> groups;
};

// Answers that were given under a version of a project's schema and are counted together with others.
struct PooledVersion {
  std::int64_t version = 0;
  std::int64_t annotations = 0;
};

struct QuestionInspection {
  std::string question;
  labels::Kind kind = labels::Kind::nominal;
  std::string kind_reason;
  std::vector<std::string> categories;
  std::vector<std::string> gold_only_categories;
  labels::QuestionCounts counts;
  std::vector<PooledVersion> schema_versions;  // none: files, which have no schema
  std::int64_t unmapped = 0;                   // answers of a category that was split since: in no estimate
  DataSection data;
  std::vector<AgreementRow> agreement;
  std::vector<AgreementRow>
      agreement_unanchored;  // without answers that began as predictions; if there are any
  std::map<std::string, std::vector<SliceRow>> agreement_by;
  std::vector<DisagreementBand> disagreement;
  std::vector<SourceRow> sources;
  std::vector<RepeatRow> repeats;
  std::optional<PluralSection> plural;
  std::vector<CategoryRow> category_rows;
  std::optional<AccuracySection> accuracy;
  std::vector<ConsensusRow> consensus;
  std::vector<AnnotatorRow> annotators;
  std::optional<PairMatrix> pairs;
  std::vector<ErrorSlice> error_slices;
  std::string error_slices_note;
  std::optional<GoldSection> gold;
  std::vector<LabelError> label_errors;
  std::optional<HintsSection> hints;
  std::optional<PeopleSection> people;
  std::vector<Warning> warnings;
  std::vector<Advice> next;
};

struct ProblemNote {
  std::string file;
  std::int64_t row = 0;
  std::string column, message;
};

struct Inspection {
  std::string version;
  std::uint64_t seed = 1;
  double level = 0.95;
  std::vector<FileNote> files;
  std::int64_t rows = 0;
  std::vector<ProblemNote> problems;
  std::int64_t problem_count = 0;
  std::vector<QuestionInspection> questions;
};

}  // namespace assay::quality
