#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "cli/cli_testing.h"
#include "cli/xlsx.h"

namespace assay::cli {
namespace {

class ConvertCommand : public Folder {};

const std::string star =
    R"([{"id":1,"data":{},"annotations":[{"completed_by":7,"ground_truth":true,"result":[{"from_name":"q",)"
    R"("type":"choices","value":{"choices":["x"]}}]},{"completed_by":{"email":"ann@mail.org"},)"
    R"("result":[{"from_name":)"
    R"("q","type":"choices","value":{"choices":["y"]}}]}]}])";

TEST_F(ConvertCommand, writes_rows_and_the_gold_that_was_hidden) {
  const std::string from = file("star.json", star);
  const Ran ran = run_words({"convert", from, path("labels.csv"), "--gold-to", path("gold.csv")});
  ASSERT_EQ(ran.code, exit_done) << ran.err;
  EXPECT_EQ(read("labels.csv"), "item,annotator,label,question\n1,ann@mail.org,y,q\n");
  EXPECT_EQ(read("gold.csv"), "item,label,question\n1,x,q\n");
  EXPECT_EQ(ran.err.find("lost"), std::string::npos) << ran.err;
  EXPECT_NE(run_words({"convert", from, path("labels.csv")}).err.find("lost: 1 gold labels"),
            std::string::npos);
}

TEST_F(ConvertCommand, goes_by_the_ending_or_by_the_form_asked_for) {
  const std::string from = file("a.csv", "item,annotator,label,question\ni,w,x,q\ni,w,y,p\n");
  EXPECT_EQ(run_words({"convert", from, path("b.jsonl")}).code, exit_done);
  EXPECT_EQ(read("b.jsonl").substr(0, 12), "{\"item\":\"i\",");
  EXPECT_EQ(run_words({"convert", from, path("c.json")}).code, exit_done);
  EXPECT_NE(read("c.json").find("\"completed_by\""), std::string::npos);
  EXPECT_EQ(run_words({"convert", from, path("d.csv"), "--to", "crowd_kit", "--question", "p"}).code,
            exit_done);
  EXPECT_TRUE(read("d.csv").ends_with(",label\ni,w,y\n")) << read("d.csv");
  EXPECT_EQ(run_words({"convert", from, path("d.csv"), "--to", "crowd_kit"}).code, exit_bad_input);
  const Ran unknown = run_words({"convert", from, path("e.doc")});
  EXPECT_EQ(unknown.code, exit_bad_input);
  EXPECT_NE(unknown.err.find("say what to write with --to"), std::string::npos) << unknown.err;
  EXPECT_EQ(run_words({"convert", from}).code, exit_bad_input);
}

TEST_F(ConvertCommand, replaces_addresses_by_pseudonyms_of_a_key) {
  const std::string from = file("star.json", star);
  const std::string key = file("key", "0123456789abcdef0123456789abcdef\n");
  ASSERT_EQ(run_words({"convert", from, path("a.csv"), "--pseudonyms", key}).code, exit_done);
  ASSERT_EQ(run_words({"convert", from, path("b.csv"), "--pseudonyms", key}).code, exit_done);
  EXPECT_EQ(read("a.csv"), read("b.csv")) << "one key, one pseudonym";
  EXPECT_EQ(read("a.csv").find('@'), std::string::npos);
  EXPECT_NE(read("a.csv").find("1,annotator-"), std::string::npos);
  const Ran refused = run_words({"convert", from, path("a.csv"), "--pseudonyms", file("short", "abc")});
  EXPECT_EQ(refused.code, exit_bad_input);
  EXPECT_NE(refused.err.find("the key must have from 16 bytes"), std::string::npos) << refused.err;
}

TEST_F(ConvertCommand, names_whom_a_file_does_not_name) {
  const std::string from =
      file("ann.xml", "<annotations><image name=\"i\"><tag label=\"x\"/></image></annotations>");
  ASSERT_EQ(run_words({"convert", from, path("a.csv"), "--annotator", "file"}).code, exit_done);
  EXPECT_EQ(read("a.csv"), "item,annotator,label,question\ni,ann,x,tag\n");
}

TEST_F(ConvertCommand, writes_a_spreadsheet_in_which_nothing_is_a_formula) {
  const std::string from = file(
      "a.csv", "item,annotator,label,duration\n01,\"'=cmd()\",x,2.5\n\"a<b&c\",w,\"say \"\"hi\"\"\",3\n");
  const Ran ran = run_words({"convert", from, path("a.xlsx")});
  ASSERT_EQ(ran.code, exit_done) << ran.err;
  const std::string book = read("a.xlsx");
  EXPECT_TRUE(book.starts_with("PK"));
  EXPECT_FALSE(exists("a.xlsx.part"));
  EXPECT_EQ(run_words({"convert", from, path("no/such/folder/a.xlsx")}).code, exit_bad_input);
}

TEST_F(ConvertCommand, refuses_what_a_spreadsheet_cannot_hold) {
  const Result<Done> long_cell = write_xlsx(path("a.xlsx"), {{"t", "a\n" + std::string(40'000, 'x') + "\n"}});
  ASSERT_FALSE(long_cell.ok());
  EXPECT_EQ(long_cell.error().message,
            "the table t has a longer cell than a spreadsheet can hold: write CSV");
  EXPECT_FALSE(exists("a.xlsx"));
}

TEST_F(ConvertCommand, inspects_what_tools_export) {
  const std::string text =
      "{\"id\":1,\"text\":\"a\",\"label\":[\"x\"],\"Comments\":[]}\n{\"id\":2,\"text\":\"b\",\"label\":["
      "\"y\"],"
      "\"Comments\":[]}\n{\"id\":3,\"text\":\"c\",\"label\":[\"x\"],\"Comments\":[]}\n";
  const Ran ran = run_words({"inspect", file("ann.jsonl", text), file("bob.jsonl", text), "--json", "-"});
  ASSERT_EQ(ran.code, exit_done) << ran.err;
  EXPECT_NE(ran.out.find("\"annotator\": \"ann\""), std::string::npos);
  EXPECT_NE(ran.out.find("\"agreement_unanchored\": []"), std::string::npos);
}

// CVAT's own counts: valid 30 of 60 in all, car given 40 times and rightly 30 times, to be found 50 times.
TEST_F(ConvertCommand, puts_intervals_on_the_counts_of_a_quality_report) {
  const std::string report =
      file("data.json",
           R"({"comparison_summary":{"annotations":{"valid_count":30,"confusion_matrix":{"labels":["car",)"
           R"("unmatched"],"rows":[[30,10],[20,0]],"axes":{"cols":"gt","rows":"ds"}}}},"frame_results":{}})");
  const Ran ran = run_words({"inspect", report, "--json", "-"});
  ASSERT_EQ(ran.code, exit_done) << ran.err;
  const auto accuracy = json_from<nlohmann::json>(ran.out)["accuracy"];
  EXPECT_EQ(accuracy["against"], "gold");
  EXPECT_DOUBLE_EQ(accuracy["overall"]["value"].get<double>(), 0.5);
  EXPECT_EQ(accuracy["overall"]["n"], 60);
  EXPECT_NEAR(accuracy["overall"]["lower"].get<double>(), 0.377, 0.005);  // Wilson
  EXPECT_NEAR(accuracy["overall"]["upper"].get<double>(), 0.623, 0.005);
  const auto car = std::find_if(accuracy["by_category"].begin(), accuracy["by_category"].end(),
                                [](const auto& row) { return row["category"] == "car"; });
  ASSERT_NE(car, accuracy["by_category"].end());
  EXPECT_DOUBLE_EQ((*car)["precision"]["value"].get<double>(), 0.75);
  EXPECT_DOUBLE_EQ((*car)["recall"]["value"].get<double>(), 0.6);
  EXPECT_LT((*car)["recall"]["lower"].get<double>(), 0.5);
  EXPECT_GT((*car)["recall"]["upper"].get<double>(), 0.7);
}

}  // namespace
}  // namespace assay::cli
