#include "sim/delivery.h"

#include <gtest/gtest.h>

#include <set>

#include "sim/behaviour.h"

namespace assay::sim {
namespace {

TEST(simulate, repeats_itself_for_a_seed_and_differs_for_another) {
  SimulateOptions options;
  options.items = 200;
  options.gold = 50;
  const auto labels_of = [](const SimulatedDelivery& delivery) {
    std::vector<std::uint32_t> labels;
    for (const auto& annotation : delivery.annotations) labels.push_back(annotation.label);
    return labels;
  };
  const auto first = labels_of(simulate(options).value());
  EXPECT_EQ(first, labels_of(simulate(options).value()));
  options.seed = 2;
  EXPECT_NE(first, labels_of(simulate(options).value()));
}

TEST(simulate, plants_what_it_says) {
  SimulateOptions options;
  options.items = 6000;
  options.gold = 2000;
  options.gold_error = 0.1;
  const SimulatedDelivery delivery = simulate(options).value();
  std::set<std::pair<std::uint32_t, std::uint32_t>> keys;
  double right[2] = {0, 0}, all[2] = {0, 0};
  for (const auto& annotation : delivery.annotations) {
    EXPECT_TRUE(keys.emplace(annotation.item, annotation.annotator).second);
    const SimulatedItem& item = delivery.items[annotation.item];
    all[item.hard ? 1 : 0] += 1;
    right[item.hard ? 1 : 0] += annotation.label == item.truth ? 1 : 0;
  }
  EXPECT_LT(right[1] / all[1], right[0] / all[0] - 0.15);
  double wrong = 0;
  for (const auto& gold : delivery.gold) wrong += gold.label != delivery.items[gold.item].truth ? 1 : 0;
  EXPECT_NEAR(wrong / 2000, 0.1, 0.03);
}

TEST(simulate, refuses_what_cannot_be) {
  SimulateOptions options;
  options.annotators = 2;
  EXPECT_FALSE(simulate(options).ok());
  options = {};
  options.gold = options.items + 1;
  EXPECT_FALSE(simulate(options).ok());
}

TEST(behaviours, shares_sum_to_one) {
  double sum = 0;
  for (const Behaviour& behaviour : behaviours()) sum += behaviour.share;
  EXPECT_NEAR(sum, 1, 1e-12);
}

}  // namespace
}  // namespace assay::sim
