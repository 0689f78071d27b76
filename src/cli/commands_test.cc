#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "cli/cli_testing.h"
#include "stats/consensus/consensus.h"

namespace assay::cli {
namespace {

using Json = nlohmann::json;

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

class SimulateCommand : public Folder {};
class ConsensusCommand : public Folder {};
class CompareCommand : public Folder {};
class MergeCommand : public Folder {};

TEST_F(SimulateCommand, repeats_itself_for_a_seed_and_differs_for_another) {
  simulate({"--seed", "5"});
  const std::string first = read("labels.csv");
  simulate({"--seed", "5"});
  EXPECT_EQ(read("labels.csv"), first);
  simulate({"--seed", "6"});
  EXPECT_NE(read("labels.csv"), first);
  for (const char* name : {"gold.csv", "items.csv", "annotators.csv", "truth.csv", "planted.json"}) {
    EXPECT_TRUE(exists(name)) << name;
  }
}

TEST_F(SimulateCommand, refuses_what_cannot_be_simulated) {
  EXPECT_EQ(run_words({"simulate"}).code, exit_bad_input);
  EXPECT_EQ(run_words({"simulate", "-o", path("x"), "--annotators", "2"}).code, exit_bad_input);
  EXPECT_EQ(run_words({"simulate", "-o", path("x"), "--gold-error", "2"}).code, exit_bad_input);
  EXPECT_EQ(run_words({"simulate", "-o", path("x"), "--items", "99999999999"}).code, exit_bad_input);
  EXPECT_FALSE(exists("x"));
}

TEST_F(ConsensusCommand, labels_every_item_once_with_every_model) {
  simulate();
  for (const auto& model : stats::consensus_registry()) {
    const Ran ran = run_words({"consensus", path("labels.csv"), "--model", model.name, "-o", path("c.csv")});
    ASSERT_EQ(ran.code, exit_done) << ran.err;
    const auto lines = lines_of(read("c.csv"));
    EXPECT_EQ(lines.front(), "item,label,confidence");
    EXPECT_EQ(lines.size(), 301u) << model.name;
    EXPECT_TRUE(std::is_sorted(lines.begin() + 1, lines.end())) << model.name;
  }
}

TEST_F(ConsensusCommand, has_the_models_of_other_programs) {
  const std::string f =
      file("l.csv",
           "item,annotator,label\n1,a,x\n1,b,x\n1,c,y\n2,a,y\n2,b,y\n2,c,y\n3,a,x\n3,b,x\n3,"
           "c,x\n");
  const std::string gold = file("g.csv", "item,label\n2,y\n");
  for (const auto& model : stats::published_models()) {
    const Ran ran = run_words(
        {"consensus", f, "--gold", gold, "--seed", "3", "--model", model.name, "-o", path("c.csv")});
    ASSERT_EQ(ran.code, exit_done) << model.name << ran.err;
    const auto lines = lines_of(read("c.csv"));
    EXPECT_EQ(lines.size(), 4u) << model.name;
    EXPECT_EQ(lines[2].substr(0, 4), "2,y,") << model.name;
    EXPECT_EQ(lines.front().find("difficulty") != std::string::npos, std::string(model.name) == "glad");
  }
}

TEST_F(ConsensusCommand, says_why_a_model_refuses_annotations) {
  const std::string f = file("l.csv", "item,annotator,label\n1,a,x\n1,b,y\n2,a,z\n2,b,z\n");
  const Ran kos = run_words({"consensus", f, "--model", "kos", "-o", path("c.csv")});
  EXPECT_EQ(kos.code, exit_bad_input);
  EXPECT_NE(kos.err.find("two categories"), std::string::npos) << kos.err;
  const Ran gold = run_words({"consensus", f, "--model", "gold_majority", "-o", path("c.csv")});
  EXPECT_EQ(gold.code, exit_bad_input);
  EXPECT_NE(gold.err.find("--gold"), std::string::npos) << gold.err;
  EXPECT_FALSE(exists("c.csv"));
}

TEST_F(ConsensusCommand, writes_a_confusion_matrix_whose_counts_are_the_labels) {
  const std::string f =
      file("l.csv", "item,annotator,label\n1,a,x\n1,b,x\n1,c,x\n2,a,y\n2,b,y\n2,c,x\n3,a,y\n3,b,y\n3,c,y\n");
  const Ran ran =
      run_words({"consensus", f, "--model", "majority", "-o", path("c.csv"), "--annotators", path("a.csv")});
  ASSERT_EQ(ran.code, exit_done) << ran.err;
  const auto lines = lines_of(read("a.csv"));
  EXPECT_EQ(lines.front(), "question,annotator,truth,given,count,share");
  double sum = 0;
  for (std::size_t at = 1; at < lines.size(); ++at) {
    std::istringstream row(lines[at]);
    std::vector<std::string> cells;
    for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
    double count = 0;
    std::from_chars(cells[4].data(), cells[4].data() + cells[4].size(), count);
    sum += count;
  }
  EXPECT_NEAR(sum, 9, 1e-5);
  // c gave x on item 2, whose posterior is 2/3 y: expected 2/3 of its labels on y are x ... of 5/3.
  EXPECT_NE(read("a.csv").find(",c,y,x,0.666667,0.400000"), std::string::npos) << read("a.csv");
}

TEST_F(ConsensusCommand, holds_gold_fixed) {
  const std::string f = file("l.csv", "item,annotator,label\n1,a,x\n1,b,x\n1,c,x\n2,a,y\n2,b,y\n2,c,x\n");
  const std::string gold = file("g.csv", "item,label\n1,y\n");
  ASSERT_EQ(run_words({"consensus", f, "--gold", gold, "--model", "majority", "-o", path("c.csv")}).code,
            exit_done);
  EXPECT_EQ(lines_of(read("c.csv"))[1], "1,y,1.000000");
}

TEST_F(ConsensusCommand, names_the_question_when_there_are_several) {
  const std::string f =
      file("q.csv", "item,question,annotator,label\n1,size,a,s\n1,size,b,s\n1,hue,a,red\n1,hue,b,red\n");
  const Ran ran = run_words({"consensus", f, "-o", "-"});
  EXPECT_EQ(lines_of(ran.out).front(), "question,item,label,confidence");
  EXPECT_EQ(lines_of(ran.out).size(), 3u);
  EXPECT_EQ(lines_of(run_words({"consensus", f, "--question", "hue", "-o", "-"}).out).front(),
            "item,label,confidence");
}

TEST_F(ConsensusCommand, refuses_unknown_models_and_missing_outputs) {
  const std::string f = file("l.csv", "item,annotator,label\n1,a,x\n1,b,x\n");
  EXPECT_NE(run_words({"consensus", f, "--model", "magic", "-o", "-"}).err.find("hierarchical"),
            std::string::npos);
  EXPECT_EQ(run_words({"consensus", f}).code, exit_bad_input);
  EXPECT_EQ(run_words({"consensus", f, "-o", path("no/where.csv")}).code, exit_bad_input);
}

// Four people before, four others after, all on all items; after, they are right more often.
std::string crossed(const std::string& prefix, int wrong_every) {
  std::string text = "item,annotator,label,duration\n";
  for (int i = 0; i < 40; ++i) {
    for (int j = 0; j < 4; ++j) {
      const bool wrong = (i * 7 + j * 5) % wrong_every == 0;
      text += "i" + std::to_string(i) + "," + prefix + std::to_string(j) + "," +
              std::to_string((i + (wrong ? 1 : 0)) % 3) + "," +
              std::to_string(20 + (i * wrong_every + j * 11) % 9) + "\n";
    }
  }
  return text;
}

std::string gold_of_crossed() {
  std::string text = "item,label\n";
  for (int i = 0; i < 40; ++i) text += "i" + std::to_string(i) + "," + std::to_string(i % 3) + "\n";
  return text;
}

TEST_F(CompareCommand, finds_a_plain_improvement) {
  const std::string before = file("b.csv", crossed("p", 3)), after = file("a.csv", crossed("q", 50));
  const std::string gold = file("g.csv", gold_of_crossed());
  const Ran ran = run_words({"compare", before, after, "--kind", "nominal", "--gold", gold, "--json", "-"});
  ASSERT_EQ(ran.code, exit_done) << ran.err;
  const Json q = json_from<Json>(ran.out)["questions"][0];
  EXPECT_EQ(q["counts"]["items_shared"], 40);
  EXPECT_EQ(q["counts"]["annotators_both"], 0);
  EXPECT_GT(q["agreement"][0]["difference"]["lower"].get<double>(), 0);
  const Json permutation = q["tests"][0];
  EXPECT_EQ(permutation["method"], "annotator_permutation_exact");
  EXPECT_EQ(permutation["arrangements"], 70);
  EXPECT_DOUBLE_EQ(permutation["p_up"].get<double>(), 1.0 / 70);
  for (const Json& row : q["criteria"]) EXPECT_EQ(row["verdict"], "pass") << row;
  const Ran text = run_words({"compare", before, after, "--kind", "nominal", "--gold", gold});
  EXPECT_NE(text.out.find("What this cannot show"), std::string::npos);
  EXPECT_NE(text.out.find("✓ pass"), std::string::npos);
}

TEST_F(CompareCommand, says_what_the_same_people_and_missing_gold_cannot_show) {
  const std::string before = file("b.csv", crossed("p", 3)), after = file("a.csv", crossed("p", 50));
  const Ran ran = run_words({"compare", before, after, "--kind", "nominal", "--json", "-"});
  const Json q = json_from<Json>(ran.out)["questions"][0];
  EXPECT_EQ(q["counts"]["annotators_both"], 4);
  EXPECT_TRUE(q["tests"][0]["p_up"].is_null());
  EXPECT_NE(q["tests"][0]["note"].get<std::string>().find("same people"), std::string::npos);
  EXPECT_TRUE(q["accuracy"].is_null());
  const std::string limits = q["cannot_show"].dump();
  EXPECT_NE(limits.find("practice"), std::string::npos);
  EXPECT_NE(limits.find("wrong in the same way"), std::string::npos);
  EXPECT_EQ(q["criteria"][1]["verdict"], "not_enough_evidence");
}

TEST_F(CompareCommand, mirrors_when_before_and_after_change_places) {
  const std::string a = file("a.csv", crossed("p", 3)), b = file("b.csv", crossed("q", 6));
  const auto difference = [&](const std::string& from, const std::string& to) {
    const Ran ran = run_words({"compare", from, to, "--kind", "nominal", "--json", "-"});
    return json_from<Json>(ran.out)["questions"][0]["agreement"][1]["difference"]["value"].get<double>();
  };
  EXPECT_NEAR(difference(a, b), -difference(b, a), 1e-12);
}

TEST_F(CompareCommand, gives_the_same_bits_for_shuffled_rows_and_threads) {
  const std::string before = file("b.csv", crossed("p", 3)), after = file("a.csv", crossed("q", 7));
  auto lines = lines_of(read("a.csv"));
  std::reverse(lines.begin() + 1, lines.end());
  std::string reversed;
  for (const std::string& line : lines) reversed += line + "\n";
  const std::string other = file("r.csv", reversed);
  const auto questions = [&](const std::string& file_name, const char* threads) {
    const Ran ran =
        run_words({"compare", before, file_name, "--kind", "nominal", "--json", "-", "--threads", threads});
    return json_from<Json>(ran.out)["questions"];
  };
  EXPECT_EQ(questions(after, "1"), questions(other, "2"));
}

TEST_F(CompareCommand, refuses_files_that_cannot_be_paired) {
  const std::string a = file("a.csv", "item,annotator,label\n1,a,x\n1,b,x\n");
  const std::string b = file("b.csv", "item,annotator,label\n2,a,x\n2,b,x\n");
  EXPECT_NE(run_words({"compare", a, b}).err.find("no item in common"), std::string::npos);
  EXPECT_EQ(run_words({"compare", a}).code, exit_bad_input);
  EXPECT_EQ(run_words({"compare", a, b, a}).code, exit_bad_input);
  EXPECT_EQ(run_words({"compare", a, path("gone.csv")}).code, exit_bad_input);
  EXPECT_EQ(run_words({"compare", a, a, "--level", "1"}).code, exit_bad_input);
}

// The rows of a delivery in two files, every item in one of them.
struct Halves {
  std::string first, second;
};

Halves halves(const std::string& text) {
  const auto lines = lines_of(text);
  Halves out{lines.front() + "\n", lines.front() + "\n"};
  for (std::size_t at = 1; at < lines.size(); ++at) {
    const std::string item = lines[at].substr(0, lines[at].find(','));
    (item.back() % 2 == 0 ? out.first : out.second) += lines[at] + "\n";
  }
  return out;
}

TEST_F(MergeCommand, equals_inspecting_all_the_files_at_once_to_the_bit) {
  simulate();
  const Halves parts = halves(read("labels.csv"));
  const std::string first = file("first.csv", parts.first), second = file("second.csv", parts.second);
  const std::string items = path("items.csv");
  ASSERT_EQ(
      run_words({"inspect", first, "--items", items, "--only", "agreement", "--tally", path("1.t")}).code, 0);
  ASSERT_EQ(
      run_words({"inspect", second, "--items", items, "--only", "agreement", "--tally", path("2.t")}).code,
      0);
  const Ran merged = run_words({"merge", path("2.t"), path("1.t"), "--json", "-", "-o", path("both.t")});
  ASSERT_EQ(merged.code, exit_done) << merged.err;
  const Ran whole = run_words({"inspect", first, second, "--items", items, "--only", "agreement", "--json",
                               "-", "--tally", path("whole.t")});
  const auto left = json_from<nlohmann::ordered_json>(merged.out),
             right = json_from<nlohmann::ordered_json>(whole.out);
  EXPECT_EQ(left["agreement"].dump(), right["agreement"].dump());
  EXPECT_EQ(left["categories"].dump(), right["categories"].dump());
  EXPECT_EQ(left["disagreement"].dump(), right["disagreement"].dump());
  EXPECT_FALSE(left["agreement"].empty());
  for (const auto& [attribute, rows] : left["agreement_by"].items()) {
    EXPECT_EQ(rows.dump(), right["agreement_by"][attribute].dump()) << attribute;
  }
  EXPECT_TRUE(left["agreement_by"].contains("view"));
  EXPECT_EQ(read("both.t"), read("whole.t"));
}

TEST_F(MergeCommand, refuses_an_item_that_would_count_twice) {
  const std::string f = file("l.csv", "item,annotator,label\n1,a,x\n1,b,x\n2,a,x\n2,b,y\n");
  ASSERT_EQ(run_words({"inspect", f, "--tally", path("t")}).code, exit_done);
  const Ran ran = run_words({"merge", path("t"), path("t"), "-o", path("both")});
  EXPECT_EQ(ran.code, exit_bad_input);
  EXPECT_FALSE(exists("both"));
}

TEST_F(MergeCommand, refuses_what_is_no_tally) {
  EXPECT_EQ(run_words({"merge", file("x", "not a tally")}).code, exit_bad_input);
  EXPECT_EQ(run_words({"merge", path("gone")}).code, exit_bad_input);
  EXPECT_EQ(run_words({"merge"}).code, exit_bad_input);
}

}  // namespace
}  // namespace assay::cli
