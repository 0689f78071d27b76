#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "cli/cli_testing.h"
#include "plans/design_file.h"

namespace assay::cli {
namespace {

using Json = nlohmann::json;

class EstimateFolder : public Folder {
 protected:
  Ran run(const std::string& design, const std::string& sample) const {
    return run_words(
        {"estimate", file("sample.csv", sample), "--design", file("design.json", design), "--json", "-"});
  }
  Json rate(const std::string& design, const std::string& sample, std::size_t row = 0) const {
    const Ran ran = run(design, sample);
    EXPECT_EQ(ran.code, exit_done) << ran.err;
    return ran.code == exit_done ? json_from<Json>(ran.out)["rates"][row] : Json();
  }
};

using estimate = EstimateFolder;

std::string strata_sample() {
  std::string sample = "item,site,wrong\n";
  const struct {
    const char* site;
    int wrong;
  } sites[] = {{"north", 1}, {"south", 4}, {"islands", 12}};
  for (const auto& [site, wrong] : sites) {
    for (int at = 0; at < 100; ++at) {
      sample += site + std::to_string(at) + "," + site + (at < wrong ? ",1\n" : ",0\n");
    }
  }
  return sample;
}

TEST_F(estimate, adds_strata_as_the_reference_does) {
  const Json rate_ =
      rate(R"({"assay_design": 1, "design": "stratified", "stratum": "site", "claim": "process",
                              "strata": {"north": 8000, "south": 1500, "islands": 500}})",
           strata_sample());
  EXPECT_NEAR(rate_["value"].get<double>(), 0.02, 1e-12);
  EXPECT_NEAR(rate_["lower"].get<double>(), 0.012065658296804215, 1e-9);
  EXPECT_NEAR(rate_["upper"].get<double>(), 0.056857722898784754, 1e-9);
}

TEST_F(estimate, bounds_a_clean_weighted_sample_by_its_design) {
  std::string sample = "item,chance,wrong\n";
  for (int at = 0; at < 200; ++at) {
    sample += "i" + std::to_string(at) + (at < 100 ? ",0.05," : ",0.2,") + (at % 10 == 0 ? "0\n" : "\n");
  }
  const Json rate_ = rate(R"({"assay_design": 1, "design": "weighted", "probability": "chance"})", sample);
  EXPECT_EQ(rate_["lower"], 0);
  EXPECT_NEAR(rate_["upper"].get<double>(), 71.0 / 200, 1e-12);
}

TEST_F(estimate, corrects_for_the_gold) {
  std::string sample = "item,differs,gold_bad\n";
  for (int at = 0; at < 1000; ++at) {
    sample += "i" + std::to_string(at) + (at < 49 ? ",1," : ",0,") +
              (at % 2 == 1 ? ""
               : at < 20   ? "1"
                           : "0") +
              "\n";
  }
  const std::string design =
      R"({"assay_design": 1, "design": "gold_error", "wrong": "differs", "gold_wrong": "gold_bad",
          "categories": 2})";
  EXPECT_NEAR(rate(design, sample)["value"].get<double>(), (0.049 - 0.02) / 0.96, 1e-12);
  EXPECT_EQ(rate(design, sample, 2)["n"], 500);
}

TEST_F(estimate, samples_twice_and_by_domain) {
  std::string sample = "item,review,wrong,team\n";
  for (int at = 0; at < 400; ++at) {
    const char* said = at % 10 == 0 ? "wrong" : "right";
    sample += "i" + std::to_string(at) + "," + said + "," + (at < 200 ? said : "") +
              (at % 4 == 0 ? ",a\n" : ",b\n");
  }
  EXPECT_NEAR(
      rate(R"({"assay_design": 1, "design": "double_sampling", "reviewer": "review"})", sample)["value"]
          .get<double>(),
      0.1, 1e-12);
  const Json domain = rate(R"({"assay_design": 1, "design": "simple", "by": "team"})", sample, 1);
  EXPECT_EQ(domain["group"], "a");
  EXPECT_EQ(domain["n"], 50);
}

TEST_F(estimate, names_the_cell_that_cannot_be_read) {
  const std::string simple = R"({"assay_design": 1, "design": "simple"})";
  const auto refused = [&](const std::string& design, const std::string& sample) {
    const Ran ran = run(design, sample);
    EXPECT_EQ(ran.code, exit_bad_input);
    return ran.err;
  };
  EXPECT_THAT(refused(simple, "item,wrong\na,1\nb,maybe\n"), testing::HasSubstr("item b, column wrong"));
  EXPECT_THAT(refused(simple, "item,verdict\na,1\n"), testing::HasSubstr("verdict"));
  EXPECT_THAT(
      refused(R"({"assay_design": 1, "design": "weighted", "probability": "p"})", "item,wrong,p\na,1,0\n"),
      testing::HasSubstr("item a"));
  EXPECT_THAT(refused(R"({"assay_design": 1, "design": "stratified", "stratum": "s", "strata": {"x": 5}})",
                      "item,wrong,s\na,1,y\n"),
              testing::HasSubstr("stratum \"y\""));
  EXPECT_THAT(
      refused(R"({"assay_design": 1, "design": "simple", "population": 1})", "item,wrong\na,1\nb,0\n"),
      testing::HasSubstr("population"));
}

TEST_F(estimate, refuses_designs_with_gaps_or_slips) {
  for (const char* bad :
       {"", "[]", R"({"design": "simple"})", R"({"assay_design": 2, "design": "simple"})",
        R"({"assay_design": 1, "design": "quota"})", R"({"assay_design": 1, "design": "weighted"})",
        R"({"assay_design": 1, "design": "simple", "strata": {"a": 1}})",
        R"({"assay_design": 1, "design": "stratified", "stratum": "s", "strata": {}})",
        R"({"assay_design": 1, "design": "stratified", "stratum": "s", "strata": {"a": -1}})",
        R"({"assay_design": 1, "design": "gold_error", "gold_wrong": "g", "categories": 1})"}) {
    EXPECT_FALSE(plans::design_from_text(bad).ok()) << bad;
  }
}

}  // namespace
}  // namespace assay::cli
