#include "sim/delivery.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "sim/behaviour.h"

namespace assay::sim {
namespace {

SimulatedDelivery delivery_of(const SimulateOptions& options) { return simulate(options).value(); }

SimulateOptions large() {
  SimulateOptions options;
  options.items = 6000;
  options.gold = 2000;
  options.gold_error = 0.1;
  return options;
}

TEST(simulate, repeats_itself_for_a_seed_and_differs_for_another) {
  SimulateOptions options;
  options.items = 200;
  options.gold = 50;
  const auto labels_of = [](const SimulatedDelivery& delivery) {
    std::vector<std::uint32_t> labels;
    for (const auto& annotation : delivery.annotations) labels.push_back(annotation.label);
    return labels;
  };
  const auto first = labels_of(delivery_of(options));
  EXPECT_EQ(first, labels_of(delivery_of(options)));
  options.seed = 2;
  EXPECT_NE(first, labels_of(delivery_of(options)));
}

TEST(simulate, leaves_annotators_and_earlier_items_as_they_were_when_items_are_added) {
  SimulateOptions options;
  options.items = 500;
  const SimulatedDelivery few = delivery_of(options);
  options.items = 900;
  const SimulatedDelivery more = delivery_of(options);
  for (std::size_t j = 0; j < few.annotators.size(); ++j) {
    EXPECT_EQ(few.annotators[j].behaviour, more.annotators[j].behaviour);
    EXPECT_EQ(few.annotators[j].ability, more.annotators[j].ability);
  }
  for (std::size_t i = 0; i < few.items.size(); ++i) EXPECT_EQ(few.items[i].truth, more.items[i].truth);
}

TEST(simulate, gives_categories_unequal_frequencies_and_leaves_none_out) {
  const SimulatedDelivery delivery = delivery_of(large());
  std::vector<double> share(delivery.categories.size(), 0);
  for (const SimulatedItem& item : delivery.items) share[item.truth] += 1.0 / 6000;
  for (std::size_t k = 0; k < share.size(); ++k) EXPECT_NEAR(share[k], delivery.prior[k], 0.03);
  EXPECT_GT(*std::max_element(share.begin(), share.end()), 5 * *std::min_element(share.begin(), share.end()));
  EXPECT_GT(*std::min_element(share.begin(), share.end()), 0);
}

TEST(simulate, asks_each_annotator_at_most_once_an_item_and_keeps_to_the_numbers_of_labels) {
  const SimulatedDelivery delivery = delivery_of(large());
  std::set<std::pair<std::uint32_t, std::uint32_t>> keys;
  std::vector<std::uint32_t> labels(6000, 0);
  for (const auto& annotation : delivery.annotations) {
    EXPECT_TRUE(keys.emplace(annotation.item, annotation.annotator).second);
    ++labels[annotation.item];
  }
  EXPECT_EQ(*std::min_element(labels.begin(), labels.end()), 3U);
  EXPECT_EQ(*std::max_element(labels.begin(), labels.end()), 5U);
}

TEST(simulate, has_every_behaviour_among_the_annotators_of_the_example) {
  std::set<std::uint32_t> seen;
  for (const SimulatedAnnotator& annotator : delivery_of({}).annotators) seen.insert(annotator.behaviour);
  EXPECT_EQ(seen.size(), behaviours().size());
}

TEST(simulate, marks_the_hard_slice_by_two_attributes_and_nowhere_else) {
  const SimulatedDelivery delivery = delivery_of(large());
  std::map<std::tuple<int, int>, std::set<bool>> hard;
  for (const SimulatedItem& item : delivery.items) hard[{item.view, item.device}].insert(item.hard);
  int slices = 0;
  for (const auto& [attributes, values] : hard) {
    EXPECT_EQ(values.size(), 1U);
    slices += values.contains(true) ? 1 : 0;
  }
  EXPECT_EQ(slices, 1);
}

TEST(simulate, makes_more_errors_in_the_hard_slice) {
  const SimulatedDelivery delivery = delivery_of(large());
  double right[2] = {0, 0}, all[2] = {0, 0};
  for (const auto& annotation : delivery.annotations) {
    const SimulatedItem& item = delivery.items[annotation.item];
    all[item.hard ? 1 : 0] += 1;
    right[item.hard ? 1 : 0] += annotation.label == item.truth ? 1 : 0;
  }
  EXPECT_LT(right[1] / all[1], right[0] / all[0] - 0.15);
}

TEST(simulate, gives_gold_to_distinct_items_and_makes_the_stated_share_wrong) {
  const SimulatedDelivery delivery = delivery_of(large());
  std::set<std::uint32_t> items;
  double wrong = 0;
  for (const auto& gold : delivery.gold) {
    items.insert(gold.item);
    wrong += gold.label != delivery.items[gold.item].truth ? 1 : 0;
  }
  EXPECT_EQ(items.size(), 2000U);
  EXPECT_NEAR(wrong / 2000, 0.1, 0.03);
}

TEST(simulate, gives_right_gold_alone_when_its_error_rate_is_zero) {
  SimulateOptions options = large();
  options.gold_error = 0;
  const SimulatedDelivery delivery = delivery_of(options);
  for (const auto& gold : delivery.gold) EXPECT_EQ(gold.label, delivery.items[gold.item].truth);
}

TEST(simulate, refuses_what_cannot_be) {
  const auto refused = [](auto change) {
    SimulateOptions options;
    change(options);
    return !simulate(options).ok();
  };
  EXPECT_TRUE(refused([](SimulateOptions& o) { o.annotators = 2; }));
  EXPECT_TRUE(refused([](SimulateOptions& o) { o.gold = o.items + 1; }));
  EXPECT_TRUE(refused([](SimulateOptions& o) { o.categories = 1; }));
  EXPECT_TRUE(refused([](SimulateOptions& o) { o.items = 0; }));
  EXPECT_TRUE(refused([](SimulateOptions& o) { o.labels_per_item_min = 6; }));
  EXPECT_TRUE(refused([](SimulateOptions& o) { o.gold_error = 1.5; }));
}

}  // namespace
}  // namespace assay::sim
