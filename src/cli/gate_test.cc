#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "cli/cli_testing.h"

namespace assay::cli {
namespace {

using Json = nlohmann::json;

class GateFolder : public Folder {
 protected:
  void write(int items, int every_wrong) const {
    std::string labels = "item,annotator,label\n";
    std::string gold = "item,label\n";
    for (int item = 0; item < items; ++item) {
      const std::string name = "i" + std::to_string(item);
      labels += name + ",ann,cat\n";
      gold += name + (every_wrong > 0 && item % every_wrong == every_wrong - 1 ? ",dog\n" : ",cat\n");
    }
    file("labels.csv", labels);
    file("gold.csv", gold);
  }
  Ran judge(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words = {"gate", path("plan.json"), path("labels.csv"), "--gold",
                                      path("gold.csv")};
    words.insert(words.end(), more.begin(), more.end());
    return run_words(words);
  }
  void plan(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words = {"plan", "gate", "-o", path("plan.json")};
    words.insert(words.end(), more.begin(), more.end());
    ASSERT_EQ(run_words(words).code, exit_done);
  }
};

using gate = GateFolder;

TEST_F(gate, exits_by_its_verdict) {
  plan();
  write(200, 0);
  EXPECT_EQ(judge().code, exit_done);
  write(200, 4);
  EXPECT_EQ(judge().code, exit_not_met);
  write(40, 0);
  const Ran open = judge({"--json", path("gate.json"), "--html", path("gate.html")});
  EXPECT_EQ(open.code, exit_not_enough_evidence);
  EXPECT_THAT(open.out, testing::HasSubstr("45 more items pass it if all are right"));  // 85 at .0304
  const Json result = json_from<Json>(read("gate.json"));
  EXPECT_EQ(result["gate_result"], "not_enough_evidence");
  EXPECT_EQ(result["criteria"][0]["more"]["best_case_more"], 45);
  EXPECT_EQ(result["criteria"][0]["evidence"].size(), 40u);
  EXPECT_NE(read("gate.html").find("best_case_more"), std::string::npos);
}

TEST_F(gate, gives_the_same_bits_for_any_number_of_threads) {
  plan({"--method", "confidence_sequence"});
  write(60, 30);
  EXPECT_EQ(judge({"--json", "-", "--threads", "1"}).out, judge({"--json", "-", "--threads", "3"}).out);
}

TEST_F(gate, refuses_a_draw_with_gaps) {
  plan();
  write(50, 0);
  file("gold.csv", "item,label\ni0,cat\ni1,\ni2,cat\n");
  const Ran ran = judge();
  EXPECT_EQ(ran.code, exit_bad_input);
  EXPECT_THAT(ran.err, testing::HasSubstr("row 3"));
}

TEST_F(gate, refuses_bad_input_with_its_place) {
  write(50, 0);
  file("plan.json", "{}");
  EXPECT_THAT(judge().err, testing::HasSubstr("plan.json"));
  plan({"--question", "other"});
  EXPECT_EQ(judge().code, exit_bad_input);
  plan();
  EXPECT_EQ(run_words({"gate", path("plan.json"), "--gold", path("gold.csv")}).code, exit_bad_input);
  EXPECT_EQ(run_words({"gate", path("plan.json"), path("labels.csv")}).code, exit_bad_input);
}

}  // namespace
}  // namespace assay::cli
