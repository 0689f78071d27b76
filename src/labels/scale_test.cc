#include "labels/scale.h"

#include <gtest/gtest.h>

#include <string>

#include "labels/table.h"

namespace assay::labels {
namespace {

// One item for every two labels named, so many times.
struct Meeting {
  const char* first;
  const char* second;
  int items;
};

Kind kind_of(const std::vector<Meeting>& meetings) {
  Table table;
  int item = 0;
  for (const Meeting& meeting : meetings) {
    for (int time = 0; time < meeting.items; ++time, ++item) {
      const std::string name = std::to_string(item);
      table.add({.item = name, .question = "", .annotator = "a", .label = meeting.first});
      table.add({.item = name, .question = "", .annotator = "b", .label = meeting.second});
    }
  }
  auto question = question_table(table, 0, {});
  EXPECT_TRUE(question.ok());
  return question.value().kind;
}

TEST(scale, is_ordinal_when_neighbours_are_confused_and_far_ones_are_not) {
  EXPECT_EQ(kind_of({{"1", "1", 30}, {"2", "2", 30}, {"3", "3", 30}, {"1", "2", 8}, {"2", "3", 8}}),
            Kind::ordinal);
}

TEST(scale, is_nominal_when_one_pair_of_neighbours_is_never_confused) {
  EXPECT_EQ(
      kind_of(
          {{"0", "0", 30}, {"1", "1", 30}, {"2", "2", 30}, {"3", "3", 30}, {"0", "1", 20}, {"2", "3", 20}}),
      Kind::nominal);
}

TEST(scale, is_nominal_when_far_ones_are_confused_as_much) {
  EXPECT_EQ(
      kind_of({{"1", "1", 30}, {"2", "2", 30}, {"3", "3", 30}, {"1", "2", 8}, {"2", "3", 8}, {"1", "3", 8}}),
      Kind::nominal);
}

TEST(scale, is_nominal_when_nobody_ever_disagrees) {
  EXPECT_EQ(kind_of({{"1", "1", 30}, {"2", "2", 30}, {"3", "3", 30}}), Kind::nominal);
}

}  // namespace
}  // namespace assay::labels
