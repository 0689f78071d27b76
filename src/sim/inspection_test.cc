// What an inspection says of deliveries whose truth is known.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "quality/inspect.h"
#include "sim/behaviour.h"
#include "sim/delivery.h"

namespace assay::sim {
namespace {

std::string item_name(std::uint32_t item) { return fmt::format("x{}", item); }
std::string annotator_name(std::uint32_t annotator) { return fmt::format("a{}", annotator); }

labels::Attribute attribute_of(const char* name, const SimulatedDelivery& delivery,
                               std::uint8_t SimulatedItem::*member) {
  labels::Attribute out;
  out.name = name;
  for (const SimulatedItem& item : delivery.items)
    out.code.push_back(out.values.code(fmt::format("{}", item.*member)));
  return out;
}

labels::Table table_with_gold(const SimulatedDelivery& delivery) {
  labels::Table table;
  for (std::uint32_t i = 0; i < delivery.items.size(); ++i) (void)table.items.code(item_name(i));
  for (const SimulatedAnnotation& annotation : delivery.annotations) {
    const std::string item = item_name(annotation.item), annotator = annotator_name(annotation.annotator);
    labels::Row row;
    row.item = item;
    row.annotator = annotator;
    row.label = delivery.categories[annotation.label];
    table.add(row);
  }
  for (const SimulatedGold& gold : delivery.gold)
    table.add_gold(item_name(gold.item), "", delivery.categories[gold.label]);
  table.item_attributes.push_back(attribute_of("view", delivery, &SimulatedItem::view));
  table.item_attributes.push_back(attribute_of("device", delivery, &SimulatedItem::device));
  table.item_attributes.push_back(attribute_of("site", delivery, &SimulatedItem::site));
  return table;
}

struct Inspected {
  SimulatedDelivery delivery;
  quality::QuestionInspection out;
};

Inspected inspected(std::uint64_t seed) {
  SimulateOptions options;
  options.seed = seed;
  options.items = 1500;
  options.gold = 1000;
  options.gold_error = 0.05;
  Inspected made{simulate(options).value(), {}};
  quality::InspectOptions inspect;
  inspect.replicates = 50;
  const labels::Table table = table_with_gold(made.delivery);
  made.out = std::move(quality::inspect_table(table, inspect, {}).value().front());
  return made;
}

TEST(inspection, finds_wrong_golds_and_few_right_ones) {
  double found = 0, wrong = 0, suspects = 0;
  for (const std::uint64_t seed : {31U, 32U}) {
    const Inspected made = inspected(seed);
    std::set<std::string> wrong_items;
    for (const SimulatedGold& gold : made.delivery.gold) {
      if (gold.label != made.delivery.items[gold.item].truth) wrong_items.insert(item_name(gold.item));
    }
    wrong += static_cast<double>(wrong_items.size());
    for (const auto& row : made.out.gold->contradicted) {
      suspects += 1;
      found += wrong_items.contains(row.item) ? 1 : 0;
    }
  }
  EXPECT_GT(found / wrong, 0.7);
  EXPECT_GT(found / suspects, 0.7);
}

TEST(inspection, names_the_planted_slice_and_the_spammer) {
  const Inspected made = inspected(31);
  const auto hard = std::find_if(
      made.out.error_slices.begin(), made.out.error_slices.end(),
      [](const auto& s) { return s.text == "view is 1 and device is 2" && !s.within && s.significant; });
  EXPECT_NE(hard, made.out.error_slices.end());
  ASSERT_FALSE(made.out.annotators.empty());
  const auto number = static_cast<std::size_t>(std::stoi(made.out.annotators.front().annotator.substr(1)));
  EXPECT_EQ(std::string(behaviours()[made.delivery.annotators[number].behaviour].name), "spammer");
}

}  // namespace
}  // namespace assay::sim
