#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "cli/cli_testing.h"

namespace assay::cli {
namespace {

using Json = nlohmann::json;
using project = Folder;

TEST_F(project, carries_two_counts_over) {
  const Ran ran = run_words({"project", "--wrong", "10", "--judged", "500", "--items", "50000", "--rho", "0",
                             "--limit", "1500", "--json", "-"});
  ASSERT_EQ(ran.code, exit_done) << ran.err;
  const Json wrong = json_from<Json>(ran.out)["wrong_items"];
  EXPECT_NEAR(wrong["value"].get<double>(), 1047.9041916167664, 1e-4);
  EXPECT_EQ(wrong["lower"], 514);
  EXPECT_EQ(wrong["upper"], 1763);
  EXPECT_NEAR(wrong["above_limit"].get<double>(), 0.08935174621802666, 1e-6);
}

TEST_F(project, says_which_variation_is_assumed) {
  const Ran ran = run_words({"project", "--wrong", "10", "--judged", "500", "--items", "50000"});
  EXPECT_EQ(ran.code, exit_done);
  EXPECT_THAT(ran.out, testing::HasSubstr("assumed (rho = 0.02)"));
  EXPECT_THAT(ran.out, testing::HasSubstr("cannot show it"));
}

TEST_F(project, splits_a_pilot_by_category) {
  std::string labels = "item,annotator,label,batch\n";
  std::string gold = "item,label\n";
  for (int item = 0; item < 600; ++item) {
    const std::string name = "i" + std::to_string(item);
    const std::string label = item % 3 == 0 ? "rare" : "common";
    labels += name + ",ann," + label + ",b" + std::to_string(item / 50) + "\n";
    gold += name + "," + (item % 30 == 0 ? "common" : label) + "\n";  // 20 of 200 rare ones are wrong
  }
  const Ran ran = run_words({"project", file("labels.csv", labels), "--gold", file("gold.csv", gold),
                             "--items", "50000", "--batch-size", "500", "--json", path("p.json")});
  ASSERT_EQ(ran.code, exit_done) << ran.err;
  const Json p = json_from<Json>(read("p.json"));
  EXPECT_EQ(p["pilot"]["clusters"], 12);
  EXPECT_EQ(p["correlation"]["assumed"], false);
  ASSERT_EQ(p["categories"].size(), 2u);
  EXPECT_EQ(p["categories"][0]["category"], "rare");
  EXPECT_NEAR(p["categories"][0]["items"]["value"].get<double>(), 50000.0 / 3, 100);
  EXPECT_LT(p["categories"][0]["wrong_items"]["lower"].get<double>(), 50000.0 / 30);
  EXPECT_GT(p["categories"][0]["wrong_items"]["upper"].get<double>(), 50000.0 / 30);
  EXPECT_NEAR(
      p["categories"][0]["share_of_wrong"].get<double>() + p["categories"][1]["share_of_wrong"].get<double>(),
      1, 1e-9);
  const Ran again = run_words({"project", path("labels.csv"), "--gold", path("gold.csv"), "--items", "50000",
                               "--batch-size", "500", "--json", "-", "--threads", "3"});
  EXPECT_EQ(again.out, read("p.json"));
}

TEST_F(project, refuses_what_it_cannot_project) {
  const auto refused = [](std::vector<std::string> words) {
    words.insert(words.begin(), "project");
    const Ran ran = run_words(words);
    EXPECT_EQ(ran.code, exit_bad_input);
    return ran.err;
  };
  EXPECT_THAT(refused({"--wrong", "1", "--judged", "10"}), testing::HasSubstr("--items"));
  EXPECT_THAT(refused({"--wrong", "11", "--judged", "10", "--items", "100"}), testing::HasSubstr("judged"));
  EXPECT_THAT(refused({"--wrong", "1", "--judged", "10", "--items", "100", "--rho", "1"}),
              testing::HasSubstr("--rho"));
  EXPECT_THAT(refused({"--wrong", "1", "--judged", "10", "--items", "100", "--batch-size", "200"}),
              testing::HasSubstr("--batch-size"));
  EXPECT_THAT(refused({file("l.csv", "item,annotator,label\na,b,c\n"), "--items", "5"}),
              testing::HasSubstr("--gold"));
}

}  // namespace
}  // namespace assay::cli
