// Files that are broken, hostile or enormous: an Error that says what is wrong or a counted problem, never a
// crash.

#include <gtest/gtest.h>

#include <algorithm>

#include "base/file.h"
#include "base/rng.h"
#include "formats/csv_write.h"
#include "formats/formats_testing.h"
#include "labels/question.h"

namespace assay::formats {
namespace {

constexpr std::string_view csv_sample =
    "item,annotator,label,question\r\n\"a,b\",\"w \"\"0\"\"\",\"two\nlines\",q\r\ni1,w1,x,\"p\"\r\n";
constexpr std::string_view jsonl_sample =
    "{\"item\":\"i0\",\"annotator\":\"w0\",\"label\":[\"x\",\"\\u00e9\"]}\n{\"item\":1,\"annotator\":null,"
    "\"label\":2.5}\n";
constexpr std::string_view tasks_sample =
    R"([{"id":1,"data":{"n":1},"annotations":[{"completed_by":7,"lead_time":1.5,"result":[
    {"from_name":"q","type":"choices","value":{"choices":["x"]}}]},{"was_cancelled":true,"result":[]}]},
    {"id":2,"annotations":[]}])";

// Small files of the labelling tools, one of each: the corpora of the fuzz targets.
std::vector<std::pair<std::string, std::string>> tool_samples() {
  std::vector<std::pair<std::string, std::string>> samples;
  for (const auto& [format, file] :
       std::vector<std::pair<std::string, std::string>>{{"coco", "two.json"},
                                                        {"cvat", "images.xml"},
                                                        {"cvat", "video.xml"},
                                                        {"cvat_quality", "data.json"},
                                                        {"cvat_quality", "list.json"},
                                                        {"prodigy", "views.jsonl"},
                                                        {"labelbox", "export.ndjson"},
                                                        {"labelbox", "import.ndjson"},
                                                        {"argilla", "records.json"},
                                                        {"argilla", "columns.jsonl"},
                                                        {"sagemaker", "manifest.jsonl"},
                                                        {"doccano", "rows.jsonl"},
                                                        {"conll", "columns.txt"},
                                                        {"webanno", "doc.tsv"}}) {
    const auto read = FileBytes::open(std::string(ASSAY_SOURCE_DIR) + "/fuzz/corpus/" + format + "/" + file);
    EXPECT_TRUE(read.ok()) << file;
    if (read.ok()) samples.emplace_back(format, read.value().bytes());
  }
  return samples;
}

void expect_sound(const Read& read) {
  if (!read.ok) {
    EXPECT_GT(read.error.size(), 10U);
    return;
  }
  for (std::uint16_t code = 0; code < read.table.questions.size(); ++code) {
    EXPECT_TRUE(labels::question_table(read.table, code, {}).ok());
  }
}

TEST(robustness, survives_every_truncation) {
  for (const std::string_view sample : {csv_sample, jsonl_sample, tasks_sample}) {
    for (std::size_t size = 0; size <= sample.size(); ++size) expect_sound(read_text(sample.substr(0, size)));
  }
}

TEST(robustness, survives_every_changed_byte) {
  for (const std::string_view sample : {csv_sample, jsonl_sample, tasks_sample}) {
    for (std::size_t at = 0; at < sample.size(); ++at) {
      for (const char c : {'"', '\\', '{', ']', '\n', '\0', '\xFF', ','}) {
        std::string text(sample);
        text[at] = c;
        expect_sound(read_text(text));
      }
    }
  }
}

TEST(robustness, knows_every_tool_by_its_sample) {
  for (const auto& [format, sample] : tool_samples()) {
    const Read read = read_text(sample);
    EXPECT_TRUE(read.ok) << format << read.error;
    EXPECT_EQ(read.summary.format, format);
  }
}

TEST(robustness, survives_every_truncation_and_changed_byte_of_tools) {
  for (const auto& [format, sample] : tool_samples()) {
    for (std::size_t at = 0; at < sample.size(); ++at) {
      expect_sound(read_text(std::string_view(sample).substr(0, at), {.format = format}));
      for (const char c : {'"', '{', ']', '\n', '\xFF', '9'}) {
        std::string text = sample;
        text[at] = c;
        expect_sound(read_text(text, {.format = format}));
      }
    }
  }
}

TEST(robustness, survives_random_bytes) {
  Rng random(20260401, RandomPurpose::sample, 0);
  for (int time = 0; time < 300; ++time) {
    std::string bytes(random.below(3000), ' ');
    for (char& c : bytes) c = static_cast<char>(1 + random.below(time % 2 == 0 ? 255 : 126));
    expect_sound(read_text(bytes));
    for (const Format& format : registry()) expect_sound(read_text(bytes, {.format = format.name}));
  }
}

TEST(robustness, refuses_a_line_without_end) {
  const std::string line(101 << 20, 'x');
  EXPECT_EQ(read_text(line).error,
            "f, row 1: the first line is longer than 67108864 bytes: this is no table with lines; if it is "
            "JSON, say "
            "--format");
}

TEST(robustness, leaves_out_lines_that_are_too_long_and_reads_on) {
  const std::string lines =
      "i0,w0,x\ni1,w0," + std::string(1000, 'x') + "\ni2,w0,\"" + std::string(1000, 'x') + "\"\ni3,w0,y\n";
  const Read csv = read_text("item,annotator,label\n" + lines, {.line_bytes_max = 500});
  EXPECT_EQ(rows_of(csv.table).substr(0, 8), "i0 w0 x|");
  EXPECT_GE(csv.problems.count, 1);
  const Read json =
      read_text("{\"item\":\"i0\",\"annotator\":\"w0\",\"label\":\"x\"}\n{\"item\":\"" +
                    std::string(1000, 'x') + "\"}\n{\"item\":\"i1\",\"annotator\":\"w0\",\"label\":\"x\"}\n",
                {.line_bytes_max = 500});
  EXPECT_EQ(rows_of(json.table), "i0 w0 x|i1 w0 x");
  EXPECT_EQ(json.problems.count, 1);
}

TEST(robustness, refuses_a_header_with_one_name_twice) {
  EXPECT_EQ(read_text("item,label,annotator,label\ni0,x,w0,y\n").error,
            "f, row 1: columns 2 and 4 are both named \"label\": rename one of them");
}

TEST(robustness, refuses_a_header_of_too_many_columns) {
  EXPECT_EQ(read_text("item,annotator,label" + std::string(10'000, ',') + "\n").error,
            "f, row 1: the first line has more than 10000 columns");
}

TEST(robustness, takes_a_lone_quote_as_an_ordinary_character_and_says_so) {
  const Read read = read_text("item,annotator,label\ni0,w0,x\ni1,\"w0,x\ni2,5\" y,x\ni3,w0,x\n");
  EXPECT_EQ(rows_of(read.table), "i0 w0 x|i1 w0,x\ni2,5 y x|i3 w0 x")
      << "the quotes of two lines are taken for one pair";
  EXPECT_EQ(read.problems.count, 1) << messages_of(read.problems);
  const Read open = read_text("item,annotator,label\ni0,w0,x\ni1,\"w0,x\ni2,w0,x\n");
  EXPECT_EQ(rows_of(open.table), "i0 w0 x|i1 \"w0 x|i2 w0 x");
  ASSERT_EQ(open.problems.count, 1);
  EXPECT_EQ(open.problems.listed[0].row, 3);
}

TEST(robustness, refuses_or_lists_deep_nesting) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_FALSE(read_text(deep).ok);
  EXPECT_FALSE(read_text(deep, {.format = "jsonl"}).ok);
  EXPECT_FALSE(read_text(deep, {.format = "label_studio"}).ok);
  const Read line =
      read_text("{\"item\":" + deep + "}\n{\"item\":\"i\",\"annotator\":\"w\",\"label\":\"x\"}\n");
  EXPECT_EQ(rows_of(line.table), "i w x");
  EXPECT_EQ(line.problems.listed.at(0).message,
            "the line is no JSON (nested deeper than 1024 levels): it is left out");
  const Read cell = read_text("item,annotator,label\ni,w," + deep + "\n");
  expect_sound(cell);
  EXPECT_EQ(cell.summary.rows, 1);
}

TEST(robustness, holds_a_million_categories_and_puts_them_in_order) {
  std::string text = "item,annotator,label\n";
  for (int at = 0; at < 1'000'000; ++at) text += fmt::format("i{},w{},c{}\n", at / 2, at % 7, at);
  const Read read = read_text(text);
  ASSERT_TRUE(read.ok) << read.error;
  const auto question = labels::question_table(read.table, 0, {});
  ASSERT_TRUE(question.ok());
  EXPECT_EQ(question.value().category_count(), 1'000'000U);
}

TEST(robustness, holds_65535_questions_and_refuses_one_more) {
  std::string text = "item,annotator,label,question\n";
  for (int at = 0; at < 65'535; ++at) text += fmt::format("i{},w0,x,q{}\n", at, at);
  const Read full = read_text(text);
  ASSERT_TRUE(full.ok) << full.error;
  EXPECT_EQ(labels::question_table(full.table, 65'534, {}).value().counts.annotations, 1);
  EXPECT_EQ(read_text(text + "i,w0,x,one more\n").error,
            "f: more than 65,535 different questions: is another column meant? Say --column question=NAME, "
            "or --column "
            "question=- for none");
}

TEST(robustness, holds_enormous_names) {
  const std::string name(1 << 20, 'n');
  const Read read = read_text("item,annotator,label\n" + name + ",w0," + name + "\n\"" + name + "\",w1,x\n");
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(read.table.items.size(), 1U);
  EXPECT_EQ(read_text(annotations_csv(read.table)).table.item, read.table.item);
}

TEST(robustness, lists_a_limited_number_of_problems_and_counts_all) {
  std::string text = "item,annotator,label\ni0,w0,x\n";
  for (int at = 0; at < 5000; ++at) text += "short\n";
  const Read read = read_text(text);
  EXPECT_EQ(read.problems.count, 5000);
  EXPECT_EQ(read.problems.listed.size(), 100U);
}

TEST(robustness, says_which_formats_there_are) {
  EXPECT_EQ(read_text("<html/>").error,
            "f: the format is not recognised: if it is one of label_studio, cvat, cvat_quality, coco, "
            "prodigy, labelbox, "
            "argilla, sagemaker, doccano, jsonl, webanno, conll, csv, say so with --format");
  EXPECT_EQ(
      read_text("x", {.format = "xml"}).error,
      "f: no format is called \"xml\"; there are label_studio, cvat, cvat_quality, coco, prodigy, labelbox, "
      "argilla, sagemaker, doccano, jsonl, webanno, conll, csv");
}

// What an item's annotations in force are, by name, in an order that codes do not decide.
std::vector<std::string> by_name(const labels::Table& table) {
  const labels::QuestionTable question = labels::question_table(table, 0, {}).value();
  std::vector<std::string> all{labels::kind_name(question.kind)};
  for (std::size_t item = 0; item < question.item_count(); ++item) {
    for (std::size_t at = question.item_begin[item]; at < question.item_begin[item + 1]; ++at) {
      all.push_back(fmt::format("{} {} {}", table.items.name(static_cast<std::uint32_t>(item)),
                                table.annotators.name(question.annotator[at]),
                                question.categories[question.category[at]]));
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

TEST(robustness, does_not_depend_on_the_order_of_rows) {
  Rng random(7, RandomPurpose::permutation, 0);
  std::vector<std::string> rows;
  for (int item = 0; item < 200; ++item) {
    for (int worker = 0; worker < 4; ++worker)
      rows.push_back(fmt::format("i{},w{},{}\n", item, worker, random.below(5)));
  }
  std::vector<std::string> expected;
  for (int time = 0; time < 5; ++time) {
    std::string text = "item,annotator,label\n";
    for (const std::string& row : rows) text += row;
    const std::vector<std::string> found = by_name(read_text(text).table);
    if (time == 0) expected = found;
    EXPECT_EQ(found, expected);
    for (std::size_t at = rows.size(); at > 1; --at) std::swap(rows[at - 1], rows[random.below(at)]);
  }
}

}  // namespace
}  // namespace assay::formats
