// The keys of an inspection that programs rely on. Keys are added to, never renamed: a name that must go from
// these lists breaks somebody's program.

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "cli/cli_testing.h"

namespace assay::cli {
namespace {

using Json = nlohmann::json;
using Names = std::vector<std::string>;

class InspectJson : public Folder {
 protected:
  Json report() const {
    simulate();
    const Ran ran = run_words({"inspect", path("labels.csv"), "--gold", path("gold.csv"), "--items",
                               path("items.csv"), "--annotators", path("annotators.csv"), "--json", "-"});
    EXPECT_EQ(ran.code, exit_done) << ran.err;
    return json_from<Json>(ran.out);
  }
};

void expect_keys(const Json& object, const Names& names, const char* where) {
  ASSERT_TRUE(object.is_object()) << where;
  for (const std::string& name : names) EXPECT_TRUE(object.contains(name)) << where << "." << name;
}

void expect_rows(const Json& rows, const Names& names, const char* where) {
  ASSERT_TRUE(rows.is_array()) << where;
  ASSERT_FALSE(rows.empty()) << where;
  for (const Json& row : rows) expect_keys(row, names, where);
}

const Names estimate_keys = {"value", "lower", "upper", "level", "n", "method", "status", "note"};

TEST_F(InspectJson, has_the_keys_of_the_document) {
  const Json all = report();
  expect_keys(all, {"assay",        "files",
                    "data",         "agreement",
                    "agreement_by", "categories",
                    "accuracy",     "consensus",
                    "annotators",   "error_slices",
                    "gold",         "warnings",
                    "next",         "sources",
                    "repeats",      "plural",
                    "pairs",        "label_errors",
                    "hints",        "people",
                    "disagreement", "agreement_unanchored"},
              "document");
  expect_keys(all["assay"], {"version", "schema", "seed", "level"}, "assay");
  expect_rows(all["files"], {"role", "name", "format", "understood", "rows", "sha256"}, "files");
  expect_keys(all["data"],
              {"items", "annotators", "annotations", "rows", "categories", "kind", "problems",
               "problem_count", "questions"},
              "data");
  expect_rows(all["next"], {"question", "text", "evidence"}, "next");
  for (const Json& row : all["warnings"]) expect_keys(row, {"question", "code", "text"}, "warnings");
}

TEST_F(InspectJson, has_the_keys_of_agreement) {
  const Json all = report();
  Names row = {"question", "metric", "weights"};
  row.insert(row.end(), estimate_keys.begin(), estimate_keys.end());
  expect_rows(all["agreement"], row, "agreement");
  for (const char* attribute : {"difficulty", "view", "device"}) {
    expect_rows(all["agreement_by"][attribute],
                {"question", "attribute", "slice", "items", "annotations", "metric", "value", "lower",
                 "upper", "shrunk", "p", "p_adjusted", "worse"},
                attribute);
  }
  expect_keys(all["pairs"], {"annotators", "n", "agreement", "kappa"}, "pairs");
}

TEST_F(InspectJson, has_the_keys_of_judgement) {
  const Json all = report();
  expect_rows(all["categories"],
              {"question", "category", "labels", "items", "share", "specific_agreement", "alpha", "precision",
               "recall", "error", "error_shrunk", "against"},
              "categories");
  for (const char* part : {"specific_agreement", "alpha", "precision", "recall", "error", "error_shrunk"})
    expect_keys(all["categories"][0][part], estimate_keys, part);
  expect_keys(all["accuracy"],
              {"question", "subject", "against", "overall", "by_category", "confusion", "pairs"}, "accuracy");
  expect_keys(all["accuracy"]["overall"], estimate_keys, "accuracy.overall");
  expect_keys(all["accuracy"]["confusion"], {"categories", "counts"}, "accuracy.confusion");
  expect_rows(all["accuracy"]["by_category"], {"category", "n", "precision", "recall", "error"},
              "by_category");
  expect_rows(all["consensus"],
              {"question", "model", "default", "accuracy", "items", "ties", "differs_from_majority",
               "mean_confidence", "status", "note", "predictive_check"},
              "consensus");
  expect_keys(all["gold"],
              {"question", "items", "labelled_items", "categories", "contradicted", "suspect_count", "note"},
              "gold");
  expect_rows(all["label_errors"],
              {"question", "item", "gold_or_majority", "suggested", "probability", "votes"}, "label_errors");
}

TEST_F(InspectJson, has_the_keys_of_people_and_slices) {
  const Json all = report();
  expect_rows(
      all["annotators"],
      {"question", "annotator", "annotations", "items", "accuracy", "ability", "agreement",
       "expected_agreement", "median_duration_s", "largest_confusion", "attributes", "status", "note"},
      "annotators");
  expect_rows(all["error_slices"],
              {"question",
               "subject",
               "within",
               "predicates",
               "text",
               "n",
               "errors",
               "rate",
               "rest_rate",
               "lift",
               "excess_errors",
               "share_of_errors",
               "score",
               "p_adjusted",
               "significant",
               "confirmed_p",
               "largest_confusion",
               "annotators",
               "one_annotator_explains",
               "examples",
               "advice"},
              "error_slices");
  const Json& people = all["people"].is_array() ? all["people"][0] : all["people"];
  expect_keys(people,
              {"order", "against", "false_share", "people", "pairs", "pairs_tested", "inflation", "charts",
               "fatigue"},
              "people");
  expect_rows(people["people"],
              {"annotator", "answers", "signs", "errors_rose", "long_run", "too_fast", "pace_moved",
               "spammer_score", "gap_variation"},
              "people.people");
  expect_rows(people["charts"],
              {"of", "name", "rate", "outside", "outside_expected", "alarms", "alarms_expected", "detected",
               "detector_chance", "change", "points"},
              "people.charts");
}

}  // namespace
}  // namespace assay::cli
