#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "base/rng.h"
#include "base/text.h"
#include "cli/cli_testing.h"
#include "formats/archive.h"

namespace assay::cli {
namespace {

using Json = nlohmann::json;

class InspectCommand : public Folder {
 protected:
  // Ten items, three annotators, one of whom is wrong once.
  std::string small() const {
    std::string text = "item,annotator,label\n";
    for (int i = 0; i < 10; ++i) {
      for (const char* who : {"ann", "bob", "cy"}) {
        const bool slip = i == 3 && std::string_view(who) == "cy";
        text += "i" + std::to_string(i) + "," + who + "," + ((i % 2 == 0) != slip ? "cat" : "dog") + "\n";
      }
    }
    return file("small.csv", text);
  }
  Json json(std::vector<std::string> words) const {
    words.insert(words.begin(), "inspect");
    words.insert(words.end(), {"--json", "-"});
    const Ran ran = run_words(words);
    EXPECT_EQ(ran.code, exit_done) << ran.err;
    return ran.code == exit_done ? json_from<Json>(ran.out) : Json();
  }
  static void expect_bad(const std::vector<std::string>& words, const std::string& text) {
    const Ran ran = run_words(words);
    EXPECT_EQ(ran.code, exit_bad_input);
    EXPECT_NE(ran.err.find(text), std::string::npos) << ran.err;
  }
};

TEST_F(InspectCommand, reports_on_the_terminal_and_says_how) {
  const Ran ran = run_words({"inspect", small()});
  EXPECT_EQ(ran.code, exit_done);
  EXPECT_NE(ran.out.find("10 items, 30 annotations by 3 annotators; 3 an item; 2 categories"),
            std::string::npos);
  EXPECT_NE(ran.out.find("seed 1"), std::string::npos);
  EXPECT_EQ(ran.out.find('\x1b'), std::string::npos);
  EXPECT_EQ(ran.err, "");
}

TEST_F(InspectCommand, joins_several_files_to_one_delivery) {
  const std::string a = file("a.csv", "item,annotator,label\ni,x,1\nj,x,1\n");
  const std::string b = file("b.csv", "item,annotator,label\ni,y,1\nj,y,2\n");
  const Json report = json({a, b});
  EXPECT_EQ(report["data"]["items"], 2);
  EXPECT_EQ(report["data"]["annotators"], 2);
  EXPECT_EQ(report["files"].size(), 2u);
  EXPECT_EQ(report["files"][0]["sha256"].get<std::string>().size(), 64u);
}

Json first_alpha(const Json& report) {
  for (const Json& row : report["agreement"]) {
    if (row["metric"] == "krippendorff_alpha") return row;
  }
  return {};
}

TEST_F(InspectCommand, takes_a_distance_of_ones_own) {
  const std::string tree = file("tree.csv", "category,parent\ncat,pet\ndog,pet\npet,\n");
  const Json near = json({small(), "--distance", "tree:" + tree, "--only", "agreement"});
  EXPECT_EQ(first_alpha(near)["weights"], "tree");
  const std::string hours =
      file("hours.csv", "item,annotator,label\n1,a,23.5\n1,b,0.5\n2,a,12\n2,b,12.25\n3,a,6\n3,b,6.5\n");
  const Json clock = json({hours, "--kind", "interval", "--distance", "circular:24", "--only", "agreement"});
  EXPECT_EQ(first_alpha(clock)["weights"], "circular");
  EXPECT_GT(first_alpha(clock)["value"].get<double>(), 0.9);
  expect_bad({"inspect", small(), "--distance", "bipolar:3"}, "both ends");
  expect_bad({"inspect", small(), "--distance", "bipolar:-3:3"}, "need numbers");
  expect_bad({"inspect", small(), "--distance", "straight"}, "circular:PERIOD");
  expect_bad({"inspect", hours, "--kind", "interval", "--distance", "bipolar:0:12"}, "lies outside");
  const std::string half = file("half.csv", "category,parent\ncat,pet\n");
  expect_bad({"inspect", small(), "--distance", "tree:" + half}, "does not name category \"dog\"");
}

TEST_F(InspectCommand, shows_answers_that_may_all_be_right) {
  std::string text = "item,annotator,label\n";
  for (int i = 0; i < 30; ++i) {
    for (const char* who : {"ann", "bob", "cy", "ann"})  // ann answers again
      text += std::to_string(i) + "," + who + "," + (who[0] == 'c' && i % 3 == 0 ? "rude" : "fine") + "\n";
  }
  const std::string people = file("people.csv", "annotator,age\nann,old\nbob,old\ncy,young\n");
  const std::string f = file("plural.csv", text);
  const Json report = json({f, "--truth", "plural", "--annotators", people});
  EXPECT_EQ(report["plural"]["items"], 30);
  EXPECT_EQ(report["plural"]["groups"].size(), 2u);
  EXPECT_TRUE(report["consensus"].empty());
  EXPECT_EQ(report["repeats"][0]["annotator"], "ann");
  EXPECT_EQ(report["sources"][0]["source"], "slip");
  EXPECT_TRUE(json({f})["plural"].is_null());
  const Ran ran = run_words({"inspect", f, "--truth", "plural"});
  EXPECT_NE(ran.out.find("Where does disagreement come from?"), std::string::npos);
  EXPECT_NE(ran.out.find("Several answers may be right"), std::string::npos);
  expect_bad({"inspect", f, "--truth", "many"}, "single and plural");
}

TEST_F(InspectCommand, reads_gold_and_attributes) {
  simulate();
  const Json report = json({path("labels.csv"), "--gold", path("gold.csv"), "--items", path("items.csv"),
                            "--annotators", path("annotators.csv")});
  EXPECT_EQ(report["accuracy"]["against"], "gold");
  EXPECT_TRUE(report["agreement_by"].contains("view"));
  EXPECT_TRUE(report["agreement_by"].contains("difficulty"));
  EXPECT_EQ(report["files"].size(), 4u);
}

TEST_F(InspectCommand, writes_json_csv_html_and_a_tally) {
  const Ran ran = run_words({"inspect", small(), "--json", path("r.json"), "--csv", path("tables"), "--html",
                             path("r.html"), "--tally", path("t.tally")});
  EXPECT_EQ(ran.code, exit_done) << ran.err;
  EXPECT_EQ(json_from<Json>(read("r.json"))["data"]["items"], 10);
  EXPECT_EQ(read("tables/agreement.csv").substr(0, 9), "question,");
  EXPECT_EQ(read("r.html").substr(0, 9), "<!doctype");
  EXPECT_EQ(read("t.tally").substr(0, 8), "ASSAYTLY");
}

TEST_F(InspectCommand, writes_a_spreadsheet_of_numbers_in_which_nothing_is_a_formula) {
  const std::string labels =
      file("f.csv", "item,annotator,label\n1,\"'=cmd()\",x\n1,b,y\n2,\"'=cmd()\",x\n2,b,x\n");
  ASSERT_EQ(run_words({"inspect", labels, "--xlsx", path("r.xlsx")}).code, exit_done);
  const std::string book = read("r.xlsx");
  std::string sheets, texts;
  formats::ArchiveReading reading;
  reading.wants = [](std::string_view name) { return name.starts_with("xl/") && name.ends_with(".xml"); };
  reading.read = [&](const std::string& name, std::string_view text) -> Result<Done> {
    (name.starts_with("xl/worksheets") ? sheets : texts) += text;
    return Done{};
  };
  ASSERT_TRUE(formats::read_archive(book, "r.xlsx", {}, reading).ok());
  EXPECT_NE(texts.find("name=\"agreement\""), std::string::npos);
  EXPECT_NE(texts.find("<t>lower</t>"), std::string::npos);
  EXPECT_NE(texts.find("=cmd()"), std::string::npos);
  EXPECT_EQ(sheets.find("<f>"), std::string::npos);
  EXPECT_NE(sheets.find("<v>0.5</v>"), std::string::npos);  // two of four pairs agree
  EXPECT_FALSE(exists("r.xlsx.part"));
  expect_bad({"inspect", labels, "--xlsx", path("no/such/folder/r.xlsx")}, "spreadsheet");
}

TEST_F(InspectCommand, obeys_kind_order_seed_level_and_only) {
  const std::string scale =
      file("s.csv", "item,annotator,label\n1,a,low\n1,b,high\n2,a,mid\n2,b,mid\n3,a,low\n3,b,low\n");
  EXPECT_EQ(json({scale, "--order", "low,mid,high"})["data"]["kind"], "ordinal");
  EXPECT_EQ(json({scale, "--order", "high,mid,low"})["data"]["categories"], Json({"high", "mid", "low"}));
  EXPECT_EQ(json({scale, "--kind", "nominal"})["data"]["kind"], "nominal");
  const Json report = json({scale, "--seed", "7", "--level", "0.9", "--only", "agreement"});
  EXPECT_EQ(report["assay"]["seed"], 7);
  EXPECT_EQ(report["assay"]["level"], 0.9);
  EXPECT_TRUE(report["consensus"].empty());
  EXPECT_FALSE(report["agreement"].empty());
}

TEST_F(InspectCommand, reports_one_question_of_several) {
  const std::string two =
      file("q.csv", "item,question,annotator,label\n1,size,a,s\n1,size,b,l\n1,hue,a,red\n1,hue,b,red\n");
  EXPECT_EQ(json({two})["data"]["questions"].size(), 2u);
  EXPECT_EQ(json({two, "--question", "hue"})["data"]["questions"].size(), 1u);
  expect_bad({"inspect", two, "--question", "colour"}, "the questions are \"hue\", \"size\"");
}

TEST_F(InspectCommand, reads_what_it_is_told_to_read) {
  const std::string odd = file("odd.txt", "doc;who;verdict\n1;a;x\n1;b;y\n2;a;x\n2;b;x\n");
  const Json report = json({odd, "--format", "csv", "--delimiter", ";", "--column", "item=doc", "--column",
                            "annotator=who", "--column", "label=verdict"});
  EXPECT_EQ(report["data"]["items"], 2);
  expect_bad({"inspect", odd, "--column", "colour=doc"}, "there is no role \"colour\"");
  expect_bad({"inspect", odd, "--column", "doc"}, "is not ROLE=NAME");
  expect_bad({"inspect", odd, "--delimiter", "; "}, "one character");
  expect_bad({"inspect", odd, "--format", "parquet"}, "parquet");
}

TEST_F(InspectCommand, slices_by_what_is_asked_for_only) {
  simulate();
  const Json report = json({path("labels.csv"), "--items", path("items.csv"), "--by", "view,site"});
  EXPECT_TRUE(report["agreement_by"].contains("view"));
  EXPECT_TRUE(report["agreement_by"].contains("site"));
  EXPECT_FALSE(report["agreement_by"].contains("sex"));
  expect_bad({"inspect", path("labels.csv"), "--by", "weather"}, "there is no attribute \"weather\"");
}

TEST_F(InspectCommand, lists_problems_with_their_rows_and_refuses_them_when_strict) {
  const std::string broken = file("broken.csv", "item,annotator,label\n1,a,x\n2,a,x,extra\n1,b,x\n,b,x\n");
  const Ran ran = run_words({"inspect", broken});
  EXPECT_EQ(ran.code, exit_done);
  EXPECT_NE(ran.err.find("row 3"), std::string::npos) << ran.err;
  EXPECT_GE(json({broken})["data"]["problem_count"].get<int>(), 1);
  expect_bad({"inspect", broken, "--strict"}, "row 3");
  EXPECT_EQ(run_words({"inspect", small(), "--strict"}).code, exit_done);
}

TEST_F(InspectCommand, fails_below_by_the_lower_limit) {
  const std::string f = small();
  const Json row = json({f})["agreement"][0];  // percent agreement
  ASSERT_EQ(row["metric"], "percent_agreement");
  const double lower = row["lower"], value = row["value"];
  ASSERT_LT(lower, value);
  const auto limit = [&](double x) { return "percent_agreement=" + decimals(x, 6); };
  EXPECT_EQ(run_words({"inspect", f, "--fail-below", limit(lower - 0.01)}).code, exit_done);
  const Ran between = run_words({"inspect", f, "--fail-below", limit((lower + value) / 2)});
  EXPECT_EQ(between.code, exit_not_met);
  EXPECT_NE(between.err.find("the lower limit is below"), std::string::npos) << between.err;
}

TEST_F(InspectCommand, fails_below_for_want_of_evidence) {
  const Ran ran = run_words({"inspect", small(), "--fail-below", "accuracy=0.1"});
  EXPECT_EQ(ran.code, exit_not_met);
  EXPECT_NE(ran.err.find("not enough evidence"), std::string::npos);
  EXPECT_EQ(run_words({"inspect", small(), "--fail-below", "consensus_accuracy=0"}).code, exit_not_met);
}

TEST_F(InspectCommand, judges_accuracy_and_consensus_against_gold) {
  simulate();
  const std::vector<std::string> base = {"inspect", path("labels.csv"), "--gold", path("gold.csv"),
                                         "--fail-below"};
  const auto code = [&](const std::string& condition) {
    std::vector<std::string> words = base;
    words.push_back(condition);
    return run_words(words).code;
  };
  EXPECT_EQ(code("accuracy=0.5"), exit_done);
  EXPECT_EQ(code("accuracy=0.99"), exit_not_met);
  EXPECT_EQ(code("consensus_accuracy=0.6"), exit_done);
  EXPECT_EQ(code("consensus_accuracy=1"), exit_not_met);
}

TEST_F(InspectCommand, refuses_conditions_that_it_cannot_understand) {
  expect_bad({"inspect", small(), "--fail-below", "acuracy=0.5"}, "did you mean accuracy?");
  expect_bad({"inspect", small(), "--fail-below", "accuracy"}, "is not METRIC=VALUE");
  expect_bad({"inspect", small(), "--fail-below", "accuracy=high"}, "not a number");
  expect_bad({"inspect", small(), "--fail-below", "accuracy=80"}, "from -1 to 1");
  expect_bad({"inspect", small(), "--fail-below", "krippendorff_alpha:masi=0.5"}, "no weights \"masi\"");
  expect_bad({"inspect", small(), "--only", "agreement", "--fail-below", "accuracy=0.5"}, "leaves out");
}

TEST_F(InspectCommand, picks_weights_by_name) {
  const std::string scale = file("s.csv", [] {
    std::string text = "item,annotator,label\n";
    for (int i = 0; i < 40; ++i) {
      text += std::to_string(i) + ",a," + std::to_string(i % 5 + 1) + "\n";
      text += std::to_string(i) + ",b," + std::to_string((i % 5 + (i % 7 == 0 ? 1 : 0)) % 5 + 1) + "\n";
    }
    return text;
  }());
  EXPECT_EQ(
      run_words({"inspect", scale, "--kind", "ordinal", "--fail-below", "krippendorff_alpha:ordinal=-1"})
          .code,
      exit_done);
  EXPECT_EQ(
      run_words({"inspect", scale, "--kind", "ordinal", "--fail-below", "krippendorff_alpha:ordinal=1"}).code,
      exit_not_met);
}

TEST_F(InspectCommand, refuses_values_and_files_that_cannot_be) {
  const std::string f = small();
  expect_bad({"inspect", f, "--level", "95"}, "between 0 and 1");
  expect_bad({"inspect", f, "--kind", "fancy"}, "there is no kind");
  expect_bad({"inspect", f, "--only", "love"}, "the only value is agreement");
  expect_bad({"inspect", f, "--seed", "x"}, "--seed");
  expect_bad({"inspect", f, "--order", "cat,cow"}, "cow");
  expect_bad({"inspect", path("missing.csv")}, "missing.csv");
  expect_bad({"inspect", path("")}, "folder");
  expect_bad({"inspect", f, "--gold", path("missing.csv")}, "missing.csv");
  expect_bad({"inspect", file("empty.csv", "")}, "empty");
  expect_bad({"inspect", f, "--json", path("no/such/folder.json")}, "cannot write");
  expect_bad({"inspect", f, "--csv", small() + "/tables"}, "folder");
}

TEST_F(InspectCommand, leaves_nothing_half_written_when_it_refuses) {
  expect_bad({"inspect", small(), "--question", "none", "--json", path("r.json"), "--tally", path("t")},
             "question");
  EXPECT_FALSE(exists("r.json"));
  EXPECT_FALSE(exists("t"));
  EXPECT_FALSE(exists("r.json.part"));
}

TEST_F(InspectCommand, gives_the_same_bits_for_any_threads_and_order_of_rows) {
  simulate();
  const std::string text = read("labels.csv");
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  Rng rng(11, RandomPurpose::simulation, 0);
  std::shuffle(lines.begin() + 1, lines.end(), rng);
  std::string shuffled;
  for (const std::string& line : lines) shuffled += line + "\n";
  file("shuffled.csv", shuffled);
  const auto sections = [&](const std::string& labels, const std::string& threads) {
    Json report = json({path(labels), "--gold", path("gold.csv"), "--items", path("items.csv"),
                        "--annotators", path("annotators.csv"), "--threads", threads});
    report.erase("files");
    return report;
  };
  const Json one = sections("labels.csv", "1");
  EXPECT_EQ(one, sections("labels.csv", "2"));
  const Json other = sections("shuffled.csv", "2");
  for (const auto& [key, value] : one.items()) EXPECT_EQ(value, other[key]) << key;
}

TEST_F(InspectCommand, holds_hostile_names_harmless) {
  const std::string evil = "\x1b[31mred\x1b]0;title\x07";
  const std::string turned = "\u202Eabc\u2066";
  const std::string script = "</script><script>alert(1)</script>";
  std::string text = "item,annotator,label\n";
  for (int i = 0; i < 30; ++i) {
    for (const std::string& who : {evil, turned, script}) {
      text += "it" + std::to_string(i) + script + "," + who + "," + (i % 2 == 0 ? evil : turned) + "\n";
    }
    text += "it" + std::to_string(i) + script + ",d," + script + "\n";
  }
  const std::string f = file("hostile.csv", text);
  const Ran ran =
      run_words({"inspect", f, "--html", path("r.html"), "--json", path("r.json"), "--csv", path("t")});
  ASSERT_EQ(ran.code, exit_done) << ran.err;
  for (const std::string& shown : {ran.out, ran.err}) {
    EXPECT_EQ(shown.find('\x1b'), std::string::npos);
    EXPECT_EQ(shown.find('\x07'), std::string::npos);
    EXPECT_EQ(shown.find("\u202E"), std::string::npos);
  }
  EXPECT_EQ(read("r.html").find("<script>alert(1)"), std::string::npos);
  EXPECT_TRUE(json_from<Json>(read("r.json")).is_object());
  const Ran gone = run_words({"inspect", "/nowhere/" + evil});
  EXPECT_EQ(gone.err.find('\x1b'), std::string::npos);
}

TEST_F(InspectCommand, fits_two_screens_of_a_hundred_columns) {
  simulate({"--items", "600", "--categories", "12", "--annotators", "60"});
  std::string many = "item,question,annotator,label\n";
  for (int q = 0; q < 30; ++q) {
    for (int i = 0; i < 12; ++i) {
      for (int j = 0; j < 3; ++j) {
        many += "i" + std::to_string(i) + ",a question with a long name and 漢字漢字漢字 " +
                std::to_string(q) + ",w" + std::to_string(j) + "," +
                std::to_string((i + (i * q * j) % 3) % 4) + "\n";
      }
    }
  }
  file("many.csv", many);
  for (const Ran& ran : {run_words({"inspect", path("labels.csv"), "--gold", path("gold.csv"), "--items",
                                    path("items.csv"), "--annotators", path("annotators.csv")}),
                         run_words({"inspect", path("many.csv")})}) {
    ASSERT_EQ(ran.code, exit_done) << ran.err;
    EXPECT_LE(std::count(ran.out.begin(), ran.out.end(), '\n'), 96);
    std::istringstream lines(ran.out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 100u) << line;
  }
}

}  // namespace
}  // namespace assay::cli
