// Whom an inspection points out in deliveries whose annotators' behaviour is known. bench/sim_people.cc does
// the same for many deliveries.

#include <gtest/gtest.h>

#include <algorithm>

#include "quality/inspect.h"
#include "sim/behaviour.h"
#include "sim/delivery.h"
#include "sim/table.h"

namespace assay::sim {
namespace {

struct InspectedPeople {
  SimulatedDelivery delivery;
  quality::QuestionInspection out;

  std::string behaviour(const std::string& annotator) const {
    const auto& person = delivery.annotators[static_cast<std::size_t>(std::stoi(annotator))];
    return behaviours()[person.behaviour].name;
  }
};

InspectedPeople inspected_people(std::uint64_t seed) {
  SimulateOptions options;
  options.seed = seed;
  options.gold = 0;
  InspectedPeople made{simulate(options).value(), {}};
  quality::InspectOptions inspect;
  inspect.replicates = 50;
  made.out = std::move(quality::inspect_table(table_of(made.delivery), inspect, {}).value().front());
  return made;
}

bool has(const quality::PersonEvidence& person, quality::PersonSign sign) {
  return std::find(person.signs.begin(), person.signs.end(), sign) != person.signs.end();
}

TEST(people, those_who_drift_and_those_who_guess_are_pointed_out_and_others_are_not) {
  std::int64_t drifters = 0, drifters_found = 0, careful = 0, careful_found = 0;
  for (const std::uint64_t seed : {1U, 2U}) {
    const InspectedPeople made = inspected_people(seed);
    ASSERT_TRUE(made.out.people);
    EXPECT_EQ(made.out.people->order, "time");
    EXPECT_EQ(made.out.people->against, "model_posterior");
    for (const quality::PersonEvidence& person : made.out.people->people) {
      const std::string behaviour = made.behaviour(person.annotator);
      if (behaviour == "spammer") {
        EXPECT_TRUE(has(person, quality::PersonSign::tells_little));
      } else if (behaviour == "drifter") {
        ++drifters;
        drifters_found += has(person, quality::PersonSign::errors_rose) ? 1 : 0;
      } else if (behaviour == "careful") {
        ++careful;
        careful_found += person.signs.empty() ? 0 : 1;
      }
    }
  }
  EXPECT_GE(drifters_found * 2, drifters);
  EXPECT_GT(drifters, 0);
  EXPECT_LE(careful_found * 10, careful);
}

TEST(people, those_who_drift_have_charts_that_show_it) {
  std::int64_t drifters = 0, shown = 0, careful = 0, alarmed = 0;
  for (const std::uint64_t seed : {1U, 2U}) {
    const InspectedPeople made = inspected_people(seed);
    ASSERT_TRUE(made.out.people);
    bool any_category = false;
    for (const quality::StreamChart& chart : made.out.people->charts) {
      ASSERT_FALSE(chart.points.empty());
      EXPECT_FALSE(chart.points.front().from_day.empty());
      EXPECT_LT(chart.outside_expected, 0.5);
      any_category = any_category || chart.of == "category";
      if (chart.of != "annotator") continue;
      const bool signal = chart.detector_chance <= 0.05 && chart.change.has_value();
      drifters += made.behaviour(chart.name) == "drifter" ? 1 : 0;
      shown += made.behaviour(chart.name) == "drifter" && signal ? 1 : 0;
      careful += made.behaviour(chart.name) == "careful" ? 1 : 0;
      alarmed += made.behaviour(chart.name) == "careful" && signal ? 1 : 0;
    }
    EXPECT_TRUE(any_category);
  }
  EXPECT_GE(shown * 2, drifters);
  EXPECT_GT(drifters, 0);
  EXPECT_LE(alarmed * 5, careful);
}

// One careful person takes a third of the time in the second half: that is pointed out, and of nobody else.
TEST(people, one_who_begins_to_rush_is_pointed_out_and_no_other) {
  SimulateOptions options;
  options.seed = 4;
  options.gold = 0;
  const SimulatedDelivery delivery = simulate(options).value();
  labels::Table table = table_of(delivery);
  const std::uint32_t hurried = table.annotator[0];
  std::vector<std::int64_t> times;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.annotator[row] == hurried) times.push_back(table.time_us[row]);
  }
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.annotator[row] == hurried && table.time_us[row] > times[times.size() / 2])
      table.duration_s[row] /= 3;
  }
  quality::InspectOptions inspect;
  inspect.replicates = 50;
  const auto inspected_people = quality::inspect_table(table, inspect, {});
  int others = 0;
  for (const quality::PersonEvidence& person : inspected_people.value().front().people->people) {
    if (person.annotator != table.annotators.name(hurried)) {
      others += has(person, quality::PersonSign::pace_moved) ? 1 : 0;
      continue;
    }
    EXPECT_TRUE(has(person, quality::PersonSign::pace_moved));
    EXPECT_FALSE(person.pace_time.empty());
    EXPECT_NEAR(person.pace_ratio, person.pace_ratio < 1 ? 1.0 / 3 : 3, person.pace_ratio < 1 ? 0.15 : 1.5);
  }
  EXPECT_LE(others, 1);
}

TEST(people, hints_name_confused_categories_with_their_items) {
  const InspectedPeople made = inspected_people(3);
  ASSERT_TRUE(made.out.hints);
  ASSERT_FALSE(made.out.hints->pairs.empty());
  double share = 0;
  for (const quality::ConfusedPairRow& pair : made.out.hints->pairs) {
    share += pair.share;
    EXPECT_NE(pair.first, pair.second);
    EXPECT_FALSE(pair.examples.empty());
    EXPECT_GE(pair.items, pair.split_items);
  }
  EXPECT_LE(share, 1 + 1e-9);
  for (std::size_t at = 1; at < made.out.hints->pairs.size(); ++at)
    EXPECT_GE(made.out.hints->pairs[at - 1].disagreements, made.out.hints->pairs[at].disagreements);
}

}  // namespace
}  // namespace assay::sim
