#include "formats/table_columns.h"

#include <gtest/gtest.h>

#include <map>

namespace assay::formats {
namespace {

// "name=role", one after the other; the roles that are missing at the end.
std::string seen(const std::string& bytes, FileKind kind,
                 const std::map<std::string, std::string>& named = {}, const std::string& annotator = "") {
  ReadOptions options;
  options.file = "f";
  options.columns = named;
  options.annotator = annotator;
  const Result<std::optional<TableColumns>> table = table_columns(bytes, kind, options);
  if (!table.ok()) return "error: " + table.error().message;
  if (!table.value()) return "none";
  std::string text = table.value()->format + ":";
  for (const TableColumn& column : table.value()->columns) text += " " + column.name + "=" + column.role;
  for (const Role role : table.value()->missing) text += std::string(" !") + role_name(role);
  return text;
}

constexpr auto annotations = FileKind::annotations;

TEST(table_columns, say_what_each_column_is_taken_for) {
  EXPECT_EQ(seen("task,worker,label,note\n1,w,x,\n", annotations),
            "csv: task=item worker=annotator label=label note=");
  EXPECT_EQ(seen("task\ttruth\n1\tx\n", FileKind::gold), "csv: task=item truth=label");
  EXPECT_EQ(seen("{\"task\":1,\"worker\":\"w\",\"label\":\"x\"}\n{\"task\":2,\"time\":5}\n", annotations),
            "jsonl: task=item worker=annotator label=label time=time");
}

TEST(table_columns, list_what_is_missing_instead_of_refusing) {
  EXPECT_EQ(seen("thing,annotator,answer,response\n1,w,x,y\n", annotations),
            "csv: thing= annotator=annotator answer= response= !item !label");
  EXPECT_EQ(seen("thing,annotator,answer,response\n1,w,x,y\n", annotations,
                 {{"item", "thing"}, {"label", "answer"}}),
            "csv: thing=item annotator=annotator answer=label response=");
  EXPECT_EQ(seen("item,score\n1,x\n", FileKind::gold), "csv: item=item score= !label");
}

TEST(table_columns, a_role_said_to_have_no_column_has_none) {
  const std::string rows = "item,annotator,label,batch\n1,w,x,b\n";
  EXPECT_EQ(seen(rows, annotations, {{"batch", "-"}}),
            "csv: item=item annotator=annotator label=label batch=");
  EXPECT_EQ(seen(rows, annotations, {{"annotator", "-"}}),
            "csv: item=item annotator= label=label batch=batch");
  EXPECT_EQ(seen(rows, annotations, {{"label", "-"}}),
            "csv: item=item annotator=annotator label= batch=batch !label");
}

TEST(table_columns, the_annotator_may_be_said_from_outside) {
  EXPECT_EQ(seen("item,label\n1,x\n", annotations), "csv: item=item label=label !annotator");
  EXPECT_EQ(seen("item,label\n1,x\n", annotations, {}, "file"), "csv: item=item label=label");
  labels::Table table;
  Problems problems;
  ReadOptions options;
  options.file = "eve.csv";
  options.annotator = "file";
  ASSERT_TRUE(read_annotations("item,label\n1,x\n", options, table, problems).ok());
  EXPECT_EQ(table.annotators.name(table.annotator[0]), "eve");
}

TEST(table_columns, refuse_roles_and_columns_that_are_not_there) {
  EXPECT_NE(seen("item,annotator,label\n", annotations, {{"item", "thing"}}).find("no such column"),
            std::string::npos);
  EXPECT_NE(seen("item,annotator,label\n", annotations, {{"colour", "item"}}).find("no such role"),
            std::string::npos);
}

TEST(table_columns, are_none_of_what_is_no_plain_table) {
  EXPECT_EQ(seen("", annotations), "none");
  EXPECT_EQ(seen("PK\x03\x04", annotations), "none");
  EXPECT_EQ(seen("a,a\n1,2\n", annotations), "none") << "two columns of one name: the reader says so";
  EXPECT_EQ(seen(R"([{"id":1,"data":{"text":"t"},"annotations":[{"result":[]}]}])", annotations), "none");
  EXPECT_EQ(seen("\xFF\xFE\x00\x01", annotations), "none");
}

TEST(table_columns, show_the_first_cells) {
  ReadOptions options;
  options.file = "f";
  const auto table = table_columns("item,label,\n1,\"a,b\",x\n2,,y\n3,c,z\n4,d,\n", FileKind::gold, options);
  ASSERT_TRUE(table.ok() && table.value());
  EXPECT_EQ(table.value()->columns[1].examples, (std::vector<std::string>{"a,b", "", "c"}));
  EXPECT_EQ(table.value()->columns[2].name, "3") << "no name: its number";
  const std::string text =
      "{\"item\":1,\"label\":[\"b\",\"a\"]}\n{\"item\":2.5,\"label\":{\"x\":1}}\n{\"item\":3}";
  const auto lines = table_columns(text, FileKind::gold, options);
  ASSERT_TRUE(lines.ok() && lines.value());
  EXPECT_EQ(lines.value()->columns[0].examples, (std::vector<std::string>{"1", "2.5", "3"}));
  EXPECT_EQ(lines.value()->columns[1].examples, (std::vector<std::string>{R"(["a","b"])", R"({"x":1})", ""}));
}

}  // namespace
}  // namespace assay::formats
