// The traps of exchange formats, each with the mistake that it makes easy.

#include <gtest/gtest.h>

#include <cmath>

#include "formats/coco_masks.h"
#include "formats/formats_testing.h"
#include "formats/label_studio_regions.h"
#include "formats/text_offsets.h"

namespace assay::formats {
namespace {

std::string label_studio(const std::string& results, const std::string& data = "{}") {
  return R"([{"id":1,"data":)" + data + R"(,"annotations":[{"completed_by":7,"result":[)" + results + "]}]}]";
}

std::string cvat_image(const std::string& inner) {
  return "<annotations><image id=\"0\" name=\"1\" width=\"200\" height=\"100\">" + inner +
         "</image></annotations>";
}

std::vector<double> only_region(const Read& read) {
  EXPECT_EQ(read.table.regions.rows.size(), 1U) << read.error << messages_of(read.problems);
  if (read.table.regions.rows.size() != 1) return {};
  const auto numbers = read.table.regions.geometry(read.table.regions.rows[0]);
  return {numbers.begin(), numbers.end()};
}

std::string turned(double x, double y, double rotation) {
  return fmt::format(
      R"({{"original_width":200,"original_height":100,"from_name":"b","type":"rectanglelabels",)"
      R"("value":{{"x":{},"y":{},)"
      R"("width":20,"height":20,"rotation":{},"rectanglelabels":["car"]}}}})",
      x, y, rotation);
}

TEST(importer_traps, percent_of_the_picture_become_pixels) {
  EXPECT_EQ(only_region(read_text(label_studio(turned(10, 20, 0)))),
            (std::vector<double>{20, 20, 40, 20, 0}));
}

// A box of 40 by 20 pixels about (100, 50), turned by 90 degrees clockwise: Label Studio gives the corner
// that was top left, which is now top right at (110, 30); CVAT gives the box before turning.
TEST(importer_traps, turning_about_a_corner_and_about_the_centre_give_one_box) {
  const std::vector<double> studio = only_region(read_text(label_studio(turned(55, 30, 90))));
  const std::vector<double> other = only_region(read_text(
      cvat_image("<box label=\"car\" xtl=\"80\" ytl=\"40\" xbr=\"120\" ybr=\"60\" rotation=\"90\"/>")));
  ASSERT_EQ(studio.size(), 5U);
  ASSERT_EQ(other, (std::vector<double>{80, 40, 40, 20, 90}));
  for (std::size_t at = 0; at < 5; ++at) EXPECT_NEAR(studio[at], other[at], 1e-9) << at;
}

TEST(importer_traps, ends_of_spans_that_are_included_and_not_give_one_span) {
  const std::vector<double> expected = {0, 3};
  EXPECT_EQ(only_region(read_text(R"({"dataRow":{"id":"k"},"name":"PER","location":{"start":0,"end":2}})")),
            expected)
      << "Labelbox includes the end";
  EXPECT_EQ(only_region(read_text(R"({"id":1,"text":"Ann x","label":[[0,3,"PER"]],"Comments":[]})")),
            expected);
  EXPECT_EQ(
      only_region(read_text(
          R"({"_input_hash":1,"_task_hash":1,"answer":"accept","spans":[{"start":0,"end":3,"token_start":0,)"
          R"("token_end":0,"label":"PER"}]})")),
      expected)
      << "token_end is included, end is not";
}

TEST(importer_traps, offsets_in_utf_16_become_code_points) {
  const auto span = [](int begin, int end, const std::string& said) {
    return label_studio(
        fmt::format(R"({{"from_name":"l","type":"labels","value":{{"start":{},"end":{},"text":"{}",)"
                    R"("labels":["PER"]}}}})",
                    begin, end, said),
        "{\"text\":\"\xF0\x9F\x98\x80 Ann\"}");
  };
  EXPECT_EQ(only_region(read_text(span(3, 6, "Ann"))), (std::vector<double>{2, 5})) << "a browser counted";
  EXPECT_EQ(only_region(read_text(span(2, 5, "Ann"))), (std::vector<double>{2, 5})) << "Python counted";
  EXPECT_EQ(slice_of("a\xF0\x9F\x98\x80z", 2, 3, OffsetUnit::utf16), std::nullopt) << "inside a character";
  EXPECT_EQ(length_in("a\xF0\x9F\x98\x80z", OffsetUnit::utf16), 4);
}

// A file of doccano does not say whether its project counts code points or graphemes.
TEST(importer_traps, places_that_may_count_graphemes_are_named) {
  const auto spans = [](const std::string& text) {
    return read_text(R"({"id":1,"text":")" + text + R"(","label":[[3,4,"PER"]],"Comments":[]})",
                     {.file = "w.jsonl"});
  };
  const Read accent = spans("e\xCC\x81 Ann");  // e and an accent that stands apart
  EXPECT_EQ(only_region(accent), (std::vector<double>{3, 4}));
  EXPECT_NE(accent.summary.understood.find("places of 1 spans"), std::string::npos)
      << accent.summary.understood;
  EXPECT_EQ(accent.problems.count, 0) << "a doubt, no fault of the file";
  EXPECT_EQ(spans("\xC3\xA9l Ann").summary.understood.find("grapheme"), std::string::npos)
      << "one code point";
  for (const char* composed :
       {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB", "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA",
        "\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", "\xE0\xA4\x95\xE0\xA4\xBF", "a\r\nb"}) {
    EXPECT_TRUE(has_composed_characters(composed)) << composed;
  }
  for (const char* plain : {"", "abc", "\xF0\x9F\x98\x80", "\xE4\xB8\xAD\xE6\x96\x87", "\xE2", "\xF0\x9F"})
    EXPECT_FALSE(has_composed_characters(plain)) << plain;
}

// Bits of Label Studio's packed form, most significant first.
class Packer {
 public:
  void put(std::uint64_t value, int bits) {
    for (int bit = bits - 1; bit >= 0; --bit) bits_.push_back((value >> bit & 1) != 0);
  }
  std::vector<std::uint8_t> bytes() const {
    std::vector<std::uint8_t> packed((bits_.size() + 7) / 8, 0);
    for (std::size_t at = 0; at < bits_.size(); ++at) {
      if (bits_[at]) packed[at / 8] = static_cast<std::uint8_t>(packed[at / 8] | 0x80U >> at % 8);
    }
    return packed;
  }

 private:
  std::vector<bool> bits_;
};

// Pixels of a picture of 3 by 2: (1,0) and (0,1), (1,1) are inside.
std::vector<std::uint8_t> packed_mask() {
  Packer packer;
  packer.put(24, 32);
  packer.put(7, 5);  // words of 8 bits
  for (const int size : {3, 4, 7, 15}) packer.put(size - 1, 4);
  const auto run = [&](std::uint64_t value, std::uint64_t length) {
    packer.put(1, 1);
    packer.put(2, 2);
    packer.put(length - 1, 7);
    packer.put(value, 8);
  };
  run(0, 4);
  packer.put(0, 1);  // four literal words: a pixel of some colour, alpha 255
  packer.put(0, 2);
  packer.put(3, 3);
  for (const int word : {9, 8, 7, 255}) packer.put(static_cast<std::uint64_t>(word), 8);
  run(0, 4);
  run(255, 8);
  run(0, 4);
  return packer.bytes();
}

TEST(importer_traps, the_three_run_length_codes_give_one_mask) {
  std::string rle;
  for (const std::uint8_t byte : packed_mask()) rle += fmt::format("{}{}", rle.empty() ? "" : ",", byte);
  const Read studio = read_text(
      label_studio(R"({"original_width":3,"original_height":2,"from_name":"b","type":"brushlabels",)"
                   R"("value":{"format":"rle","rle":[)" +
                   rle + R"(],"brushlabels":["m"]}})"));
  const Read by_rows = read_text(
      cvat_image("<mask label=\"m\" rle=\"1, 1, 1, 2, 1\" left=\"0\" top=\"0\" width=\"3\" height=\"2\"/>"));
  const Read by_columns =
      read_text(R"({"images":[{"id":1,"file_name":"1"}],"categories":[{"id":1,"name":"m"}],)"
                R"("annotations":[{"id":1,"image_id":1,)"
                R"("category_id":1,"segmentation":{"size":[2,3],"counts":[1,3,2]}}]})");
  for (const Read* read : {&studio, &by_rows, &by_columns}) {
    ASSERT_EQ(read->table.regions.rows.size(), 1U) << read->error << messages_of(read->problems);
    const labels::Region& region = read->table.regions.rows[0];
    const auto numbers = read->table.regions.geometry(region);
    std::string pixels;
    for (int y = 0; y < 2; ++y) {
      for (int x = 0; x < 3; ++x) pixels += labels::mask_covers(region.shape, numbers, x, y) ? '#' : '.';
    }
    EXPECT_EQ(pixels, ".#.##.") << read->summary.format;
  }
}

TEST(importer_traps, a_packed_mask_of_another_size_or_cut_off_is_none) {
  const std::vector<std::uint8_t> whole = packed_mask();
  EXPECT_TRUE(brush_runs(whole, 3, 2).has_value());
  EXPECT_FALSE(brush_runs(whole, 3, 3).has_value());
  for (std::size_t size = 0; size + 1 < whole.size(); ++size) {
    EXPECT_FALSE(brush_runs({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)}, 3, 2))
        << size;
  }
}

TEST(importer_traps, category_ids_may_begin_at_zero) {
  const Read read = read_text(R"({"images":[{"id":0,"file_name":"a"}],"categories":[{"id":0,"name":"car"}],)"
                              R"("annotations":[{"id":0,"image_id":0,"category_id":0,"bbox":[0,0,1,1]}]})",
                              {.file = "w.json"});
  EXPECT_EQ(regions_of(read.table), "a w car regions box 0,0,1,1,0");
}

TEST(importer_traps, results_that_share_an_id_are_one_region_and_what_is_said_of_it) {
  const std::string size = R"("original_width":100,"original_height":100,)";
  const Read read = read_text(
      label_studio(R"({"id":"r",)" + size +
                   R"("from_name":"b","type":"rectanglelabels","value":{"x":0,"y":0,"width":1,"height":1,)"
                   R"("rectanglelabels":["car"]}},)"
                   R"({"id":"r","from_name":"colour","type":"choices","value":{"choices":["red"]}})"));
  EXPECT_EQ(rows_of(read.table), R"(1 7 ["car"] b)") << "red is said of the box, not of the picture";
  EXPECT_EQ(read.problems.count, 1) << messages_of(read.problems);
}

TEST(importer_traps, skipped_ignored_discarded_and_rejected_are_no_negatives) {
  for (const std::string text :
       {R"([{"id":1,"data":{},"annotations":[{"completed_by":7,"was_cancelled":true,"result":[]}]}])",
        R"({"_input_hash":1,"_task_hash":1,"label":"L","answer":"ignore"})",
        R"({"_input_hash":1,"_task_hash":1,"options":[],"accept":["a"],"answer":"reject"})",
        R"([{"id":"r","fields":{},"responses":{"q":[{"value":"x","user_id":"u","status":"discarded"}]}}])",
        R"({"data_row":{"id":"k"},"projects":{"p":{"labels":[{"id":"l",)"
        R"("performance_details":{"skipped":true}}]}}})"}) {
    const Read read = read_text(text);
    ASSERT_EQ(read.table.row_count(), 1U) << text << read.error;
    EXPECT_EQ(read.table.label[0], labels::none) << text;
    EXPECT_EQ(read.table.state.at(0) & labels::row_skipped, labels::row_skipped) << text;
  }
}

TEST(importer_traps, an_empty_result_is_not_an_item_nobody_annotated) {
  const Read read = read_text(
      "{\"id\":1,\"text\":\"a\",\"label\":[],\"Comments\":[]}\n{\"id\":2,\"text\":\"b\",\"label\":[\"x\"],"
      "\"Comments\":"
      "[]}\n",
      {.file = "w.jsonl"});
  EXPECT_EQ(rows_of(read.table), "2 w x|1 w -") << "submitted without a label: a row, not silence";
  const Read images = read_text(
      R"({"images":[{"id":1,"file_name":"a"},{"id":2,"file_name":"b"}],"categories":[{"id":1,"name":"c"}],)"
      R"("annotations":[{"id":1,"image_id":1,"category_id":1}]})",
      {.file = "w.json"});
  EXPECT_EQ(images.table.row_count(), 1U) << "COCO cannot tell: no row";
  EXPECT_EQ(images.table.items.size(), 2U);
}

TEST(importer_traps, the_ground_truth_of_cvat_comes_as_a_file_of_its_own) {
  labels::Table table;
  Problems problems;
  const std::string task = cvat_image("<tag label=\"x\" source=\"manual\"/>");
  const std::string truth = cvat_image("<tag label=\"y\" source=\"manual\"/>");
  ASSERT_TRUE(read_annotations(task, {.file = "task.xml", .annotator = "ann"}, table, problems).ok());
  const Result<ReadSummary> gold = read_gold(truth, {.file = "gt.xml"}, table, problems);
  ASSERT_TRUE(gold.ok()) << gold.error().message;
  EXPECT_EQ(rows_of(table), "1 ann x tag");
  EXPECT_EQ(gold_of(table), "1 y tag");
}

TEST(importer_traps, annotators_are_in_the_name_of_the_file_or_nowhere) {
  const std::string doccano = R"({"id":1,"text":"a","label":["x"],"Comments":[]})";
  EXPECT_EQ(rows_of(read_text(doccano, {.file = "ann.jsonl"}).table), "1 ann x");
  const std::string xml = cvat_image("<tag label=\"x\" source=\"manual\"/>");
  EXPECT_EQ(rows_of(read_text(xml, {.file = "ann.xml"}).table), "1 ? x tag");
  EXPECT_EQ(rows_of(read_text(xml, {.file = "ann.xml", .annotator = "file"}).table), "1 ann x tag");
  EXPECT_EQ(rows_of(read_text("Rome B-LOC\n", {.file = "ann.txt"}).table), "1.1.1 Rome ? B-LOC");
}

TEST(importer_traps, ids_that_differ_between_exports_do_not_part_items) {
  const auto coco = [](int id) {
    return fmt::format(
        R"({{"images":[{{"id":{0},"file_name":"a.png"}}],"categories":[{{"id":{0},"name":"c"}}],)"
        R"("annotations":[{{"id":1,"image_id":{0},"category_id":{0}}}]}})",
        id);
  };
  labels::Table table;
  Problems problems;
  ASSERT_TRUE(read_annotations(coco(1), {.file = "x.json"}, table, problems).ok());
  ASSERT_TRUE(read_annotations(coco(5), {.file = "y.json"}, table, problems).ok());
  EXPECT_EQ(table.items.size(), 1U);
}

TEST(importer_traps, gold_inside_the_annotations_is_not_scored_against_itself) {
  const Read star = read_text(
      R"([{"id":1,"data":{},"annotations":[{"completed_by":7,"ground_truth":true,"result":[{"from_name":"q",)"
      R"("type":"choices","value":{"choices":["x"]}}]},{"completed_by":8,)"
      R"("result":[{"from_name":"q","type":"choices",)"
      R"("value":{"choices":["y"]}}]}]}])");
  EXPECT_EQ(rows_of(star.table), "1 8 y q");
  EXPECT_EQ(gold_of(star.table), "1 x q");
  const Read benchmark = read_text(R"({"data_row":{"global_key":"1"},"projects":{"p":{"labels":[{"id":"a",)"
                                   R"("label_details":{"created_by":"boss"},)"
                                   R"("performance_details":{"benchmark_reference_label":true},)"
                                   R"("annotations":{"classifications":[{"name":"q",)"
                                   R"("radio_answer":{"name":"x"}}]}}]}}})");
  EXPECT_EQ(benchmark.table.row_count(), 0U);
  EXPECT_EQ(gold_of(benchmark.table), "1 x q");
}

TEST(importer_traps, answers_that_began_as_predictions_are_marked) {
  for (const std::string text :
       {R"([{"id":1,"data":{},"annotations":[{"completed_by":7,"parent_prediction":3,)"
        R"("result":[{"from_name":"q",)"
        R"("type":"choices","value":{"choices":["x"]}}]}]}])",
        R"([{"id":"1","fields":{},"suggestions":{"q":{"value":"x"}},"responses":{"q":[{"value":"x",)"
        R"("user_id":"u",)"
        R"("status":"submitted"}]}}])"}) {
    EXPECT_EQ(read_text(text).table.state, std::vector<std::uint8_t>{labels::row_anchored}) << text;
  }
  EXPECT_EQ(read_text(cvat_image("<tag label=\"x\" source=\"auto\"/>")).table.state,
            std::vector<std::uint8_t>{labels::row_anchored});
}

}  // namespace
}  // namespace assay::formats
