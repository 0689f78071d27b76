#include <gtest/gtest.h>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

std::string choices(const std::string& from, const std::string& list, const std::string& more = "") {
  return R"({"from_name":")" + from + R"(","to_name":"t","type":"choices","value":{"choices":)" + list + "}" +
         more + "}";
}

// An annotation by person 7 unless `fields` says so.
std::string annotation(const std::string& results, const std::string& fields = R"("completed_by":7)") {
  return R"({"id":1,"result":[)" + results + "]," + fields + "}";
}

std::string task(const std::string& id, const std::string& annotations, const std::string& more = "") {
  return R"({"id":)" + id + R"(,"data":{},"annotations":[)" + annotations + "]" + more + "}";
}

TEST(label_studio, reads_several_people_and_questions) {
  const Read read =
      read_text("[" +
                task("1", annotation(choices("tone", R"(["good"])") + "," + choices("topic", R"(["a"])")) +
                              "," + annotation(choices("tone", R"(["bad"])"), R"("completed_by":8)")) +
                ",\n" + task("2", annotation(choices("tone", R"(["good"])"))) + "]");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(read.summary.format, "label_studio");
  EXPECT_EQ(rows_of(read.table), "1 7 good tone|1 7 a topic|1 8 bad tone|2 7 good tone");
  EXPECT_EQ(read.problems.count, 0) << messages_of(read.problems);
}

TEST(label_studio, keeps_comments_and_notes) {
  const std::string note = R"(,"meta":{"text":["which lobe?"]})";
  const Read read = read_text(
      "[" +
      task("1",
           annotation(choices("q", R"(["x"])", note)) + "," +
               annotation(choices("q", R"(["y"])"),
                          R"("completed_by":8,"comments":[{"id":3,"text":"too dark"},{"text":"later"}])")) +
      "]");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(raised_of(read.table), "-/which lobe?|-/too dark");
}

TEST(label_studio, reads_a_single_task_and_tasks_line_by_line) {
  const std::string one = task("1", annotation(choices("q", R"(["x"])")));
  const std::string two = task("2", annotation(choices("q", R"(["y"])")));
  EXPECT_EQ(rows_of(read_text(one).table), "1 7 x q");
  EXPECT_EQ(rows_of(read_text(one + "\n" + two + "\n").table), "1 7 x q|2 7 y q");
}

TEST(label_studio, joins_several_choices_to_a_set_and_paths_of_a_taxonomy) {
  const std::string taxonomy =
      R"({"from_name":"tax","type":"taxonomy","value":{"taxonomy":[["Animal","Dog"],["Plant"]]}})";
  const Read read =
      read_text("[" + task("1", annotation(choices("q", R"(["b","a"])") + "," + taxonomy)) + "]");
  EXPECT_EQ(rows_of(read.table), R"(1 7 ["a","b"] q|1 7 ["Animal > Dog","Plant"] tax)");
}

TEST(label_studio, reads_rating_number_and_pairwise) {
  const Read read =
      read_text("[" + task("1", annotation(R"({"from_name":"r","type":"rating","value":{"rating":4}},
      {"from_name":"n","type":"number","value":{"number":3.5}},
      {"from_name":"p","type":"pairwise","value":{"selected":"left"}})")) +
                "]");
  EXPECT_EQ(rows_of(read.table), "1 7 4 r|1 7 3.5 n|1 7 left p");
  EXPECT_EQ(read.problems.count, 0) << messages_of(read.problems);
}

TEST(label_studio, counts_what_it_does_not_read_once_per_kind) {
  const std::string box =
      R"({"id":"r1","from_name":"b","type":"rectanglelabels","value":{"x":1,"rectanglelabels":["car"]}})";
  const Read read = read_text(
      "[" + task("1", annotation(box + "," + box + "," + choices("q", R"(["x"])"))) + "," +
      task("2", annotation(
                    R"({"from_name":"t","type":"textarea","value":{"text":["hi"]}},{"type":"relation"},7)")) +
      "]");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(rows_of(read.table), "1 7 x q");
  EXPECT_EQ(read.problems.count, 4) << messages_of(read.problems);
  EXPECT_EQ(read.problems.listed[0].row, 1);
  EXPECT_EQ(read.problems.listed[0].column, "annotations[0].result[0]");
  EXPECT_EQ(
      read.problems.listed[0].message,
      "results of the type \"rectanglelabels\" are not read: Assay reads choices, taxonomy, rating, number "
      "and pairwise about the whole task, and regions that say where they are (2 in the file, this is the "
      "first)");
  EXPECT_EQ(read.problems.listed[3].column, "annotations[0].result[2]");
}

TEST(label_studio, keeps_regions_and_measures_which_categories_are_there) {
  const std::string size = R"("original_width":200,"original_height":100,)";
  const std::string box = R"({"id":"r",)" + size +
                          R"("from_name":"b","type":"rectanglelabels","value":{"x":10,"y":20,)"
                          R"("width":5,"height":10,"rotation":0,"rectanglelabels":["car"]}})";
  const std::string more =
      R"({)" + size +
      R"("from_name":"b","type":"polygonlabels","value":{"points":[[0,0],[50,50]],"polygonlabels":["p"]}},)"
      R"({)" +
      size +
      R"("from_name":"b","type":"ellipselabels","value":{"x":50,"y":50,"radiusX":10,"radiusY":10,)"
      R"("ellipselabels":["e"]}},{)" +
      size +
      R"("from_name":"b","type":"keypointlabels","value":{"x":1,"y":1,"width":1,"keypointlabels":["k"]}})";
  const Read read = read_text("[" + task("1", annotation(box + "," + more)) + "," +
                              task("2", annotation(box, R"("completed_by":8,"ground_truth":true)")) + "]");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(
      regions_of(read.table),
      "1 7 car b box 20,20,10,10,0|1 7 p b polygon 0,0,100,50|1 7 e b ellipse 100,50,20,10,0|1 7 k b points "
      "2,1|2 8 car b box 20,20,10,10,0!");
  EXPECT_EQ(rows_of(read.table), R"(1 7 ["car","e","k","p"] b)");
  EXPECT_EQ(gold_of(read.table), R"(2 ["car"] b)");
  EXPECT_EQ(read.summary.rows, 1);
  EXPECT_EQ(read.problems.count, 0) << messages_of(read.problems);
}

TEST(label_studio, does_not_take_answers_about_regions_for_answers_about_the_task) {
  const std::string by_value =
      R"({"from_name":"q","type":"choices","value":{"start":1,"end":4,"choices":["x"]}})";
  const std::string by_id = R"({"id":"r1","from_name":"l","type":"labels","value":{"start":1,"end":4}},)" +
                            choices("q", R"(["x"])", R"(,"id":"r1")");
  const Read read = read_text("[" + task("1", annotation(by_value) + "," + annotation(by_id)) + "]");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(rows_of(read.table), "")
      << "only the region of the second annotation is kept, and it has no category";
  EXPECT_EQ(read.table.regions.rows.size(), 1U);
  EXPECT_NE(messages_of(read.problems).find("answers about regions of the type \"choices\" are not read"),
            std::string::npos);
}

TEST(label_studio, keeps_skipped_tasks_as_skipped_in_every_question) {
  const Read read = read_text(
      "[" + task("1", annotation(choices("q", R"(["x"])"), R"("completed_by":7,"was_cancelled":true)")) +
      "," + task("2", annotation(choices("q", R"(["x"])") + "," + choices("p", R"(["z"])"))) + "]");
  EXPECT_EQ(rows_of(read.table), "2 7 x q|2 7 z p|1 7 - q|1 7 - p");
  EXPECT_EQ(read.table.state, (std::vector<std::uint8_t>{0, 0, labels::row_skipped, labels::row_skipped}));
}

TEST(label_studio, counts_an_empty_result_as_nothing_marked_and_never_as_a_label) {
  const Read read = read_text(
      "[" + task("1", annotation("") + "," + annotation(choices("q", "[]"), R"("completed_by":8)")) + "," +
      task("2", annotation(choices("q", R"(["x"])"))) + "]");
  EXPECT_EQ(rows_of(read.table), "1 8 - q|2 7 x q|1 7 - q");
  EXPECT_EQ(read.problems.count, 2) << messages_of(read.problems);
  EXPECT_NE(messages_of(read.problems).find("submitted with nothing marked"), std::string::npos);
}

TEST(label_studio, takes_ground_truth_out_of_the_annotations) {
  const Read read = read_text(
      "[" +
      task("1", annotation(choices("q", R"(["x"])"), R"("completed_by":7,"ground_truth":true)") + "," +
                    annotation(choices("q", R"(["y"])"), R"("completed_by":8,"ground_truth":false)")) +
      "]");
  EXPECT_EQ(rows_of(read.table), "1 8 y q");
  EXPECT_EQ(read.summary.gold, 1);
  ASSERT_EQ(read.table.gold.size(), 1U);
  EXPECT_EQ(read.table.labels.name(read.table.gold[0].label), "x");
  EXPECT_EQ(read.table.questions.name(read.table.gold[0].question), "q");
}

TEST(label_studio, names_people_by_email_then_username_then_id) {
  const auto by = [](const std::string& who) {
    return rows_of(
        read_text("[" + task("1", annotation(choices("q", R"(["x"])"), R"("completed_by":)" + who)) + "]")
            .table);
  };
  EXPECT_EQ(by("12"), "1 12 x q");
  EXPECT_EQ(by(R"({"id":12,"email":"a@b.c","first_name":"A"})"), "1 a@b.c x q");
  EXPECT_EQ(by(R"({"id":12,"email":"","username":"ann"})"), "1 ann x q");
  EXPECT_EQ(by(R"({"id":12})"), "1 12 x q");
  EXPECT_EQ(by("null"), "1 ? x q");
}

TEST(label_studio, reads_time_and_duration_and_lists_what_is_none) {
  const auto with = [](const std::string& fields) {
    return read_text("[" + task("1", annotation(choices("q", R"(["x"])"), fields)) + "]");
  };
  const Read good =
      with(R"("created_at":"2026-01-05T12:30:15.5Z","updated_at":"2027-01-01","lead_time":3.5)");
  EXPECT_EQ(good.table.time_us, std::vector<std::int64_t>{1767616215500000});
  EXPECT_EQ(good.table.duration_s, std::vector<float>{3.5F});
  EXPECT_EQ(with(R"("updated_at":"2026-01-05T12:30:15.5Z","lead_time":null)").table.time_us,
            std::vector<std::int64_t>{1767616215500000});
  const Read bad = with(R"("created_at":"yesterday","lead_time":-3)");
  EXPECT_EQ(rows_of(bad.table), "1 ? x q");
  EXPECT_EQ(bad.problems.count, 2) << messages_of(bad.problems);
}

TEST(label_studio, marks_answers_that_began_as_predictions) {
  const auto state = [](const std::string& fields, const std::string& origin) {
    const Read read = read_text(
        "[" +
        task("1", annotation(choices("q", R"(["x"])", origin) + "," + choices("p", R"(["x"])"), fields)) +
        "]");
    return read.table.state;
  };
  const std::uint8_t anchored = labels::row_anchored;
  EXPECT_TRUE(state(R"("parent_prediction":null)", R"(,"origin":"manual")").empty());
  EXPECT_EQ(state(R"("parent_prediction":4)", ""), (std::vector<std::uint8_t>{anchored, anchored}));
  EXPECT_EQ(state(R"("parent_prediction":null)", R"(,"origin":"prediction")"),
            (std::vector<std::uint8_t>{anchored, 0}))
      << "the second answer of the annotation was given by hand";
  EXPECT_EQ(state(R"("id":3)", R"(,"origin":"prediction-changed")"),
            (std::vector<std::uint8_t>{anchored, 0}));
}

TEST(label_studio, marks_what_a_reviewer_accepted_or_fixed) {
  const auto reviewed = [](const std::string& fields) {
    return read_text("[" + task("1", annotation(choices("q", R"(["x"])"), fields)) + "]").table.state ==
           std::vector<std::uint8_t>{labels::row_reviewed};
  };
  EXPECT_TRUE(reviewed(R"("reviews":[{"accepted":true}])"));
  EXPECT_TRUE(reviewed(R"("reviews":[{"accepted":false,"fixed_annotation_history":9}])"));
  EXPECT_TRUE(reviewed(R"("last_action":"fixed_and_accepted")"));
  EXPECT_FALSE(reviewed(R"("reviews":[{"accepted":false,"fixed_annotation_history":null}])"));
  EXPECT_FALSE(reviewed(R"("last_action":"submitted","reviews":[])"));
}

TEST(label_studio, does_not_count_drafts_and_predictions) {
  const Read read = read_text(
      "[" +
      task("1", annotation(choices("q", R"(["x"])")),
           R"(,"predictions":[{"result":[)" + choices("q", R"(["y"])") + R"(]}],"drafts":[{"result":[]}])") +
      "]");
  EXPECT_EQ(rows_of(read.table), "1 7 x q");
  EXPECT_NE(read.summary.understood.find("not counted: 1 predictions, 1 drafts"), std::string::npos)
      << read.summary.understood;
}

TEST(label_studio, keeps_one_of_two_copies_of_an_annotation) {
  const std::string copy = annotation(choices("q", R"(["x"])"), R"("completed_by":7,"unique_id":"u-1")");
  const Read read = read_text("[" + task("1", copy + "," + copy) + "]");
  EXPECT_EQ(rows_of(read.table), "1 7 x q");
  ASSERT_EQ(read.problems.count, 1);
  EXPECT_EQ(read.problems.listed[0].column, "annotations[1]");
}

TEST(label_studio, knows_items_that_nobody_annotated) {
  const Read read = read_text("[" + task("1", annotation(choices("q", R"(["x"])"))) + "," + task("2", "") +
                              R"(,{"id":3,"data":{}},{"id":4,"data":{},"annotations":null}])");
  EXPECT_EQ(rows_of(read.table), "1 7 x q");
  EXPECT_EQ(read.table.items.size(), 4U);
  EXPECT_EQ(read.problems.count, 0) << messages_of(read.problems);
}

TEST(label_studio, names_a_task_without_id_by_its_place_and_says_so) {
  const Read read =
      read_text(R"([{"data":{"a":1},"annotations":[)" + annotation(choices("q", R"(["x"])")) + "]}]");
  EXPECT_EQ(rows_of(read.table), "task 1 7 x q");
  EXPECT_EQ(read.problems.count, 1);
}

TEST(label_studio, takes_numbers_and_short_repeated_texts_of_the_data_as_attributes) {
  std::string text = "[";
  for (int at = 0; at < 40; ++at) {
    text +=
        fmt::format(R"({}{{"id":{},"data":{{"lang":"{}","length":{},"url":"http://x/{}","text":"{}","l":[1]}},
                        "annotations":[{}]}})",
                    at == 0 ? "" : ",", at, at % 2 == 0 ? "en" : "de", at * 3, at, std::string(61, 'x'),
                    annotation(choices("q", R"(["x"])")));
  }
  const Read read = read_text(text + "]");
  ASSERT_TRUE(read.ok) << read.error;
  ASSERT_EQ(read.table.item_attributes.size(), 2U) << read.summary.understood;
  EXPECT_EQ(read.table.item_attributes[0].name, "lang");
  EXPECT_EQ(read.table.item_attributes[1].name, "length");
  EXPECT_EQ(read.table.item_attributes[1].type, labels::Attribute::Type::number);
  EXPECT_EQ(read.table.item_attributes[1].number[39], 117);
}

TEST(label_studio, lists_annotations_and_results_of_another_shape) {
  const Read read = read_text("[" +
                              task("1", annotation(choices("q", R"(["x"])")) +
                                            R"(,7,{"id":1},{"result":{}},{"result":[{"type":"choices"},)" +
                                            choices("q", R"([{"a":1}])") +
                                            R"(,{"from_name":"q","type":"choices","value":7}]})") +
                              R"(,7,{"id":9,"annotations":7}])");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(rows_of(read.table), "1 7 x q");
  EXPECT_EQ(read.problems.count, 6) << messages_of(read.problems);
}

TEST(label_studio, refuses_tasks_without_annotations) {
  EXPECT_EQ(read_text("[" + task("1", "") + "]").error,
            "f: the tasks have no annotations: export them with their annotations");
  EXPECT_EQ(read_text("[]", {.format = "label_studio"}).error, "f: no task can be read");
}

TEST(label_studio, says_where_broken_json_is) {
  const std::string good = task("1", annotation(choices("q", R"(["x"])")));
  EXPECT_EQ(
      read_text("[" + good + ",\n" + good.substr(0, 60)).error,
      fmt::format("f, line 2, byte {}: the file ends inside what begins here: it was cut off or a bracket or "
                  "quote is missing; export it again",
                  good.size() + 4));
  EXPECT_EQ(read_text("[" + good).error,
            fmt::format("f, line 1, byte {}: the file ends inside its array: it was cut off; export it again",
                        good.size() + 2));
  EXPECT_NE(read_text("[" + good + ",\n{\"id\" 7}]").error.find("f, line 2, byte "), std::string::npos);
  EXPECT_NE(
      read_text("[" + good + " " + good + "]").error.find("a comma or the end of the array is missing here"),
      std::string::npos);
  EXPECT_NE(read_text("[" + good + "] x").error.find("the JSON array has ended, but the file goes on"),
            std::string::npos);
}

TEST(label_studio, refuses_deep_nesting_with_its_place) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  const Read read = read_text(R"([{"id":1,"annotations":[],"data":{"a":)" + deep + "}}]");
  EXPECT_NE(read.error.find("the JSON nests deeper than 1024 levels here"), std::string::npos) << read.error;
}

TEST(label_studio, leaves_out_tasks_that_are_too_long) {
  const std::string good = task("1", annotation(choices("q", R"(["x"])")));
  const Read read =
      read_text("[" + good + "," + task("2", std::string(1000, ' ')) + "]", {.line_bytes_max = 900});
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(rows_of(read.table), "1 7 x q");
  EXPECT_EQ(read.problems.count, 1);
}

TEST(label_studio, counts_a_skipped_task_once_when_there_are_very_many_questions) {
  std::string results;
  for (int at = 0; at < 65; ++at)
    results += (at == 0 ? "" : ",") + choices(fmt::format("q{}", at), R"(["x"])");
  const Read read = read_text("[" + task("1", annotation(results)) + "," +
                              task("2", annotation("", R"("was_cancelled":true)")) + "]");
  EXPECT_EQ(read.summary.rows, 66);
  EXPECT_EQ(read.problems.count, 1);
}

TEST(label_studio, refuses_the_65536th_question) {
  std::string text;
  for (int at = 0; at < 66; ++at) {
    std::string results;
    for (int from = 0; from < 1000; ++from) {
      results += (from == 0 ? "" : ",") + choices(fmt::format("q{}", at * 1000 + from), R"(["x"])");
    }
    text += task(std::to_string(at), annotation(results)) + "\n";
  }
  EXPECT_EQ(read_text(text).error, "f: more than 65,535 different questions (from_name)");
}

TEST(label_studio, is_not_seen_in_other_json) {
  const auto format = [](const std::string& text) { return read_text(text).summary.format; };
  EXPECT_EQ(format(R"({"item":"i0","annotator":"w0","label":"x","data":{"a":1}})"), "jsonl");
  EXPECT_EQ(format(R"({"id":1,"user":2,"label":"x","annotations":[{"label":3,"user":1}]})"), "jsonl");
  EXPECT_EQ(format(R"([{"item":"i0","annotator":"w0","label":"x"}])"), "jsonl");
}

}  // namespace
}  // namespace assay::formats
