#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "cli/cli_testing.h"
#include "plans/gate_plan_file.h"

namespace assay::cli {
namespace {

using Json = nlohmann::json;

using plan = Folder;

TEST_F(plan, writes_a_gate_plan_that_reads_back) {
  const Ran ran = run_words({"plan",         "gate",
                             "--error-max",  "0.05",
                             "--error-good", "0.01",
                             "--category",   "polyp=900",
                             "--category",   "a=b=300@0.02",
                             "--lot",        "5000",
                             "--method",     "fixed",
                             "-o",           path("plan.json"),
                             "--json",       path("answer.json"),
                             "--html",       path("plan.html")});
  ASSERT_EQ(ran.code, exit_done) << ran.err;
  const auto gate = plans::gate_plan_from_text(read("plan.json"));
  ASSERT_TRUE(gate.ok()) << error_text(gate.error());
  ASSERT_EQ(gate.value().criteria.size(), 3u);
  EXPECT_EQ(gate.value().criteria[0].lot, 5000);
  EXPECT_EQ(gate.value().criteria[1].category, "polyp");
  EXPECT_EQ(gate.value().criteria[1].lot, 900);
  EXPECT_EQ(gate.value().criteria[2].category, "a=b");
  EXPECT_EQ(stats::rate_text(gate.value().criteria[2].error_max), "0.02");
  EXPECT_EQ(plans::gate_plan_text(gate.value()), read("plan.json"));
  const Json answer = json_from<Json>(read("answer.json"));
  EXPECT_EQ(answer["gate"]["sha256"], json_from<Json>(read("plan.json"))["sha256"]);
  EXPECT_GE(answer["gate"]["joint_power"].get<double>(), 0.8);
  EXPECT_NE(read("plan.html").find("joint_power"), std::string::npos);
}

TEST_F(plan, refuses_a_plan_that_was_changed) {
  ASSERT_EQ(run_words({"plan", "gate", "-o", path("plan.json")}).code, exit_done);
  std::string text = read("plan.json");
  ASSERT_TRUE(plans::gate_plan_from_text(text).ok());
  text.replace(text.find("\"0.05\""), 6, "\"0.06\"");
  const auto changed = plans::gate_plan_from_text(text);
  ASSERT_FALSE(changed.ok());
  EXPECT_EQ(changed.error().code, ErrorCode::conflict);
}

TEST_F(plan, names_what_is_wrong_with_a_plan_file) {
  ASSERT_EQ(run_words({"plan", "gate", "-o", path("plan.json")}).code, exit_done);
  const Json good = json_from<Json>(read("plan.json"));
  const auto refused = [&](const std::string& pointer, const Json& value) {
    Json bad = good;
    bad[Json::json_pointer(pointer)] = value;
    const auto read = plans::gate_plan_from_text(bad.dump());
    return read.ok() ? std::string("accepted") : error_text(read.error());
  };
  EXPECT_THAT(refused("/assay_gate_plan", 2), testing::HasSubstr("version 2"));
  EXPECT_THAT(refused("/plan/criteria/0/method", "guess"), testing::HasSubstr("method"));
  EXPECT_THAT(refused("/plan/criteria/0/error_max", 0.05), testing::HasSubstr("criterion 1"));
  EXPECT_THAT(refused("/plan/criteria/0/error_maximum", "0.05"), testing::HasSubstr("error_maximum"));
  EXPECT_THAT(refused("/plan/criteria/0/n_max", -1), testing::HasSubstr("n_max"));
  EXPECT_THAT(refused("/plan/criteria/0/n_max", 1e300), testing::HasSubstr("n_max"));
  EXPECT_THAT(refused("/plan/criteria", "none"), testing::HasSubstr("list"));
  EXPECT_THAT(refused("/plan", Json::array()), testing::HasSubstr("object"));
  EXPECT_FALSE(plans::gate_plan_from_text("").ok());
  EXPECT_FALSE(plans::gate_plan_from_text("[1, 2]").ok());
  EXPECT_FALSE(plans::gate_plan_from_text(std::string(100'000, '[')).ok());
}

double figure(const std::string& text, const std::string& name) {
  const Json answer = json_from<Json>(text);
  for (const Json& row : answer["figures"]) {
    if (row["name"] == name) return row["value"];
  }
  return -1;
}

TEST_F(plan, answers_each_kind_of_question) {
  const auto json = [](std::vector<std::string> words) {
    words.insert(words.begin(), "plan");
    words.insert(words.end(), {"--json", "-"});
    const Ran ran = run_words(words);
    EXPECT_EQ(ran.code, exit_done) << ran.err;
    return ran.out;
  };
  EXPECT_EQ(figure(json({"rate", "--rate", "0.05", "--half-width", "0.02"}), "items"), 469);
  // Methods 5.9: alpha near .55 of three categories and two labels needs about 215 items for +-.10.
  const double agreement = figure(
      json({"agreement", "--agreement", "0.55", "--categories", "3", "--half-width", "0.10"}), "items");
  EXPECT_GT(agreement, 180);
  EXPECT_LT(agreement, 260);
  const std::string aql = json({"aql", "--lot", "2000", "--aql", "1.0"});
  EXPECT_EQ(figure(aql, "n"), 125);  // letter K
  EXPECT_EQ(figure(aql, "acceptance_number"), 3);
  const std::string rectify = json({"rectify", "--lot", "2000", "--outgoing-limit", "0.02"});
  EXPECT_LE(figure(rectify, "outgoing_limit"), 0.02);
  const std::string pilot = json({"pilot", "--belief", "2,48", "--items", "50000", "--error-cost", "4",
                                  "--fix-cost", "3000", "--fix-share", "0.6", "--judged-cost", "1.5"});
  EXPECT_EQ(figure(pilot, "best_pilot_items"), 90);
  EXPECT_NEAR(figure(pilot, "best_pilot_net"), 91.69062465039042, 1e-6);
  EXPECT_GT(figure(pilot, "assurance"), 0.1);
}

TEST_F(plan, refuses_what_cannot_be_planned) {
  const auto refused = [](std::vector<std::string> words) {
    words.insert(words.begin(), "plan");
    const Ran ran = run_words(words);
    EXPECT_EQ(ran.code, exit_bad_input);
    EXPECT_EQ(ran.out, "");
    return ran.err;
  };
  EXPECT_THAT(refused({}), testing::HasSubstr("name one thing"));
  EXPECT_THAT(refused({"gate", "--error-max", "5"}), testing::HasSubstr("--error-max"));
  EXPECT_THAT(refused({"gate", "--error-good", "0.05"}), testing::HasSubstr("below error_max"));
  EXPECT_THAT(refused({"gate", "--method", "e_proces"}), testing::HasSubstr("did you mean e_process"));
  EXPECT_THAT(refused({"gate", "--error-good", "0.0499"}), testing::HasSubstr("20000"));
  EXPECT_THAT(refused({"aql", "--aql", "3", "--lot", "100"}), testing::HasSubstr("not an AQL"));
  EXPECT_THAT(refused({"aql"}), testing::HasSubstr("lot"));
  EXPECT_THAT(refused({"rate", "--half-width", "0"}), testing::HasSubstr("half-width"));
  EXPECT_THAT(refused({"rate", "-o", path("plan.json")}), testing::HasSubstr("no gate plan"));
  EXPECT_THAT(refused({"pilot", "--belief", "2"}), testing::HasSubstr("--belief"));
  EXPECT_FALSE(exists("plan.json"));
}

}  // namespace
}  // namespace assay::cli
