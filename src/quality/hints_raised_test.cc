#include "quality/hints_raised.h"

#include <gtest/gtest.h>

#include "quality/agreement_testing.h"

namespace assay::quality {
namespace {

labels::Table flagged_table() {
  labels::Table table;
  for (int item = 0; item < 200; ++item) {
    for (const char* person : {"ann", "bob"}) {
      labels::Row row;
      const std::string name = "i" + std::to_string(item);
      row.item = name;
      row.annotator = person;
      row.label = item % 2 == 0 ? "x" : "y";
      if (item < 10) row.flag = "guideline_gap";
      if (item == 20 && *person == 'a') row.flag = "unsure";
      if (item == 30) row.comment = *person == 'a' ? "Blurred  image" : "blurred image";
      if (item == 31 && *person == 'b') row.comment = "cut off";
      table.add(row);
    }
  }
  return table;
}

TEST(hints_raised, counts_items_and_people_of_each_kind) {
  const labels::Table table = flagged_table();
  const auto work = workspace_of(table, {});
  HintsSection out;
  add_raised(*work, out);
  ASSERT_EQ(out.raised.size(), 4U);
  EXPECT_EQ(out.raised[0].kind, "guideline_gap");
  EXPECT_EQ(out.raised[0].by, "flag");
  EXPECT_EQ(out.raised[0].items, 10);
  EXPECT_EQ(out.raised[0].annotators, 2);
  EXPECT_EQ(out.raised[0].examples, (std::vector<std::string>{"i0", "i1", "i2", "i3", "i4"}));
  const auto blurred = std::find_if(out.raised.begin(), out.raised.end(),
                                    [](const RaisedRow& row) { return row.kind == "Blurred  image"; });
  ASSERT_NE(blurred, out.raised.end());
  EXPECT_EQ(blurred->items, 1);
  EXPECT_EQ(blurred->annotators, 2);
}

// Good-Turing by hand: one kind of two was seen on one item only, of 200 items.
TEST(hints_raised, estimates_what_nobody_has_raised_yet) {
  const labels::Table table = flagged_table();
  const auto work = workspace_of(table, {});
  HintsSection out;
  add_raised(*work, out);
  ASSERT_EQ(out.unseen.size(), 2U);
  EXPECT_EQ(out.unseen[0].attribute, "flag");
  EXPECT_EQ(out.unseen[0].kinds, 2);
  EXPECT_EQ(out.unseen[0].once, 1);
  EXPECT_NEAR(*out.unseen[0].next_is_new.value, 1.0 / 200, 1e-12);
  EXPECT_EQ(out.unseen[1].attribute, "comment");
  EXPECT_NEAR(*out.unseen[1].next_is_new.value, 2.0 / 200, 1e-12);
}

TEST(hints_raised, says_nothing_where_nobody_raised_anything) {
  labels::Table table;
  add_label(table, "i", "ann", "x");
  const auto work = workspace_of(table, {});
  HintsSection out;
  add_raised(*work, out);
  EXPECT_TRUE(out.raised.empty());
  EXPECT_TRUE(out.unseen.empty());
}

}  // namespace
}  // namespace assay::quality
