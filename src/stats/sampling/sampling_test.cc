#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/merkle.h"
#include "base/rng.h"
#include "stats/sampling/draw_seed.h"
#include "stats/sampling/frozen_delivery.h"
#include "stats/sampling/poisson_draw.h"
#include "stats/sampling/uniform_draw.h"
#include "stats/sampling/weighted_draw.h"

namespace assay::stats {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Numbers "of reference" were computed by an independent program from methods 0.2.

Digest filled(std::uint8_t byte) {
  Digest digest;
  digest.fill(byte);
  return digest;
}

DrawOpening reference_opening() {
  return {filled(3), "sel-1",
          filled(4), *digest_from_hex("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
          filled(1), filled(2),
          {},        {}};
}

Digest reference_seed() {
  return *digest_from_hex("e8ef449f23f74ebb8dd00ed9f8cff23f0339783cfb9ae4afa62e1b14afb67a96");
}

std::vector<std::string> numbered_items(std::size_t count) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < count; ++i) items.push_back("item-" + std::to_string(i));
  return items;
}

std::vector<std::uint64_t> thousands(std::size_t count) {
  std::vector<std::uint64_t> weights;
  for (std::size_t i = 1; i <= count; ++i) weights.push_back(1000 * i);
  return weights;
}

// Seeds that differ, for simulations.
Digest simulated_seed(std::uint64_t index) { return sha256("seed " + std::to_string(index)); }

TEST(sampling, commitments_are_those_of_reference_and_open_to_one_nonce) {
  const DrawNonce client{filled(3), "sel-1", DrawParty::client, filled(1)};
  const DrawNonce provider{filled(3), "sel-1", DrawParty::provider, filled(2)};
  EXPECT_EQ(hex(draw_commitment(client)), "1c7bb59bb31555592a88691e4c56655a332608b649583a88ffe7a52bf26dbdc6");
  EXPECT_EQ(hex(draw_commitment(provider)),
            "8cf1123538e390b87c145a0a45b0c7b0389cbfff7922b2799b81bcd5d269b593");
  EXPECT_TRUE(opens_commitment(client, draw_commitment(client)));
  for (DrawNonce other : {provider, DrawNonce{filled(3), "sel-2", DrawParty::client, filled(1)},
                          DrawNonce{filled(4), "sel-1", DrawParty::client, filled(1)},
                          DrawNonce{filled(3), "sel-1", DrawParty::provider, filled(1)}}) {
    EXPECT_FALSE(opens_commitment(other, draw_commitment(client)));
  }
}

TEST(sampling, the_seed_is_that_of_reference) {
  EXPECT_EQ(draw_seed(reference_opening()).value(), reference_seed());
}

TEST(sampling, the_seed_depends_on_each_part) {
  std::vector<DrawOpening> openings(9, reference_opening());
  openings[1].log_id[0] ^= 1;
  openings[2].selection_id = "sel-2";
  openings[3].request[0] ^= 1;
  openings[4].frozen_root[0] ^= 1;
  openings[5].client_nonce.reset();
  openings[6].provider_nonce.reset();
  openings[7].weights_root = filled(7);
  openings[8].beacon = filled(8);
  std::vector<std::string> seeds;
  for (const DrawOpening& opening : openings) seeds.push_back(hex(draw_seed(opening).value()));
  std::sort(seeds.begin(), seeds.end());
  EXPECT_EQ(std::unique(seeds.begin(), seeds.end()), seeds.end());
  openings[5].provider_nonce.reset();
  EXPECT_FALSE(draw_seed(openings[5]).ok());
}

TEST(sampling, items_have_the_numbers_of_reference) {
  const std::vector<std::uint64_t> numbers = {
      0x68f6704fd571000d, 0x22c0c8e079563cdd, 0x3cc2f53ab3755ea9, 0x552c3fb74f304ca4, 0x93726e9aee9bf192,
      0x68db1b8d2de3d4fd, 0xbdf64d7bea645619, 0xb47b7a260731ab63, 0xcd9f4ac091505c3e, 0x8fdddaf9e16e2375};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    EXPECT_EQ(item_number(reference_seed(), "item-" + std::to_string(i)), numbers[i]);
  }
}

TEST(sampling, a_simple_draw_is_that_of_reference) {
  EXPECT_THAT(draw_simple(reference_seed(), numbered_items(10), 3).value(), ElementsAre(1, 2, 3));
}

TEST(sampling, a_simple_draw_does_not_depend_on_the_order_of_the_frame_and_is_extended_not_changed) {
  const std::vector<std::string> items = numbered_items(200);
  std::vector<std::string> reversed(items.rbegin(), items.rend());
  const auto order = draw_order(reference_seed(), items).value();
  const auto backwards = draw_order(reference_seed(), reversed).value();
  for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(items[order[i]], reversed[backwards[i]]);
  for (const std::size_t n : {0u, 1u, 50u, 200u, 300u}) {
    auto drawn = draw_simple(reference_seed(), items, n).value();
    EXPECT_EQ(drawn.size(), std::min<std::size_t>(n, 200));
    EXPECT_TRUE(std::equal(drawn.begin(), drawn.end(), order.begin()));
  }
}

TEST(sampling, a_frame_with_an_item_twice_or_a_bad_id_is_refused) {
  EXPECT_EQ(draw_order(reference_seed(), {"a", "b", "a"}).error().where, "a");
  EXPECT_FALSE(draw_order(reference_seed(), {""}).ok());
  EXPECT_FALSE(draw_order(reference_seed(), {std::string(256, 'a')}).ok());
  EXPECT_FALSE(draw_order(reference_seed(), {"\xC3"}).ok());
  EXPECT_TRUE(draw_order(reference_seed(), {std::string(255, 'a')}).ok());
  EXPECT_TRUE(draw_order(reference_seed(), {}).value().empty());
}

// Chi-squared of counts that should be equal, in standard deviations of its own distribution.
double excess_of_uneven(const std::vector<double>& counts) {
  const double mean = std::accumulate(counts.begin(), counts.end(), 0.0) / static_cast<double>(counts.size());
  double sum = 0;
  for (const double count : counts) sum += (count - mean) * (count - mean) / mean;
  const double freedom = static_cast<double>(counts.size() - 1);
  return (sum - freedom) / std::sqrt(2 * freedom);
}

TEST(sampling, every_pair_of_items_is_drawn_equally_often) {
  const std::vector<std::string> items = numbered_items(6);
  std::vector<double> pairs(36, 0);
  for (std::uint64_t run = 0; run < 6000; ++run) {
    auto drawn = draw_simple(simulated_seed(run), items, 2).value();
    std::sort(drawn.begin(), drawn.end());
    ++pairs[drawn[0] * 6 + drawn[1]];
  }
  std::erase(pairs, 0);
  ASSERT_EQ(pairs.size(), 15u);
  EXPECT_LT(excess_of_uneven(pairs), 4);
}

TEST(sampling, strata_are_drawn_each_on_its_own) {
  const std::vector<std::string> items = numbered_items(10);
  const std::vector<std::string> strata = {"b", "a", "a", "b", "b", "b", "b", "b", "b", "b"};
  const auto draws = draw_stratified(reference_seed(), items, strata, {{"a", 5}, {"b", 2}, {"c", 4}}).value();
  ASSERT_EQ(draws.size(), 3u);
  EXPECT_EQ(draws[0].population, 2u);
  EXPECT_THAT(draws[0].drawn, ElementsAre(1, 2)) << "taken whole";
  EXPECT_EQ(draws[1].population, 8u);
  EXPECT_THAT(draws[1].drawn, ElementsAre(3, 5)) << "nothing of what a could not use";
  EXPECT_EQ(draws[2].population, 0u);
  EXPECT_TRUE(draws[2].drawn.empty());
  const auto unnamed = draw_stratified(reference_seed(), items, strata, {{"a", 5}});
  EXPECT_EQ(unnamed.error().where, "b");
}

TEST(sampling, a_poisson_draw_is_that_of_reference) {
  const std::vector<std::string> pi = {"0.1", "0.15", "0.3", "0.33", "1",
                                       "0.4", "0.75", "0.7", "0.81", "0.5"};
  const std::vector<std::uint64_t> below = {
      0x1999999999999999, 0x2666666666666666, 0x4ccccccccccccccc, 0x547ae147ae147ae1, 0,
      0x6666666666666666, 0xc000000000000000, 0xb333333333333333, 0xcf5c28f5c28f5c28, 0x8000000000000000};
  std::vector<PoissonUnit> units;
  for (std::size_t i = 0; i < pi.size(); ++i) {
    units.push_back({"item-" + std::to_string(i), pi[i]});
    EXPECT_EQ(poisson_threshold(pi[i]).value(), (PoissonThreshold{pi[i] == "1", below[i]}));
  }
  EXPECT_THAT(draw_poisson(reference_seed(), units).value(), ElementsAre(1, 2, 4, 6, 8));
}

TEST(sampling, inclusion_probabilities_have_one_spelling) {
  for (const char* wrong : {"", "0", "0.", "0.0", "0.10", ".1", "1.0", "1.1", "2", "-0.1", "0.1e1", "0,1",
                            " 0.1", "0.1234567890123", "00.1", "nan"}) {
    EXPECT_FALSE(poisson_threshold(wrong).ok()) << wrong;
  }
  EXPECT_EQ(poisson_threshold("0.000000000001").value().below, 18446744u);
  EXPECT_EQ(poisson_threshold("0.999999999999").value().below, 18446744073691104871u);
  const auto failed = draw_poisson(reference_seed(), {{"a", "0.5"}, {"b", "half"}});
  EXPECT_EQ(failed.error().where, "b");
}

TEST(sampling, a_poisson_draw_includes_as_often_as_it_says) {
  const std::vector<PoissonUnit> units = {{"a", "0.05"}, {"b", "0.5"}, {"c", "0.93"}, {"d", "1"}};
  std::vector<double> counts(4, 0);
  const double runs = 20000;
  for (std::uint64_t run = 0; run < 20000; ++run) {
    for (const std::size_t i : draw_poisson(simulated_seed(run), units).value()) ++counts[i];
  }
  for (std::size_t i = 0; i < 3; ++i) {
    const double pi = std::stod(units[i].pi);
    EXPECT_NEAR(counts[i] / runs, pi, 4.5 * std::sqrt(pi * (1 - pi) / runs)) << units[i].item;
  }
  EXPECT_EQ(counts[3], runs);
}

TEST(sampling, a_weighted_draw_is_that_of_reference) {
  WeightedDraw draw = WeightedDraw::begin(reference_seed(), thousands(10)).value();
  std::vector<std::size_t> order;
  std::vector<std::uint64_t> numbers;
  while (const auto step = draw.next()) {
    order.push_back(step->position);
    numbers.push_back(step->number);
  }
  EXPECT_THAT(order, ElementsAre(9, 8, 7, 5, 4, 6, 3, 1, 2, 0));
  EXPECT_THAT(numbers, ElementsAre(50465, 42858, 28860, 17229, 11447, 15614, 8275, 1378, 3765, 751));
}

// The tree of sums must give what adding up the weights one by one gives.
TEST(sampling, a_weighted_draw_takes_the_item_its_number_falls_on) {
  Rng random(3, RandomPurpose::simulation, 0);
  for (const std::size_t count : {1u, 2u, 7u, 8u, 9u, 100u}) {
    std::vector<std::uint64_t> weights;
    for (std::size_t i = 0; i < count; ++i) weights.push_back(1 + random.below(draw_weight_max));
    WeightedDraw draw = WeightedDraw::begin(simulated_seed(count), weights).value();
    for (std::size_t left = count; left > 0; --left) {
      const auto step = draw.next();
      ASSERT_TRUE(step);
      EXPECT_EQ(step->total, std::accumulate(weights.begin(), weights.end(), std::uint64_t{0}));
      const std::uint64_t before = std::accumulate(
          weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(step->position), std::uint64_t{0});
      EXPECT_LE(before, step->number);
      EXPECT_LT(step->number, before + weights[step->position]);
      EXPECT_EQ(step->weight, weights[step->position]);
      weights[step->position] = 0;
    }
    EXPECT_FALSE(draw.next());
  }
}

TEST(sampling, the_first_two_of_a_weighted_draw_come_as_often_as_their_weights_say) {
  const std::vector<std::uint64_t> weights = {1, 2, 3, 4};
  const double runs = 20000;
  std::vector<double> counts(16, 0);
  for (std::uint64_t run = 0; run < 20000; ++run) {
    WeightedDraw draw = WeightedDraw::begin(simulated_seed(run), weights).value();
    const std::size_t first = draw.next()->position;
    ++counts[first * 4 + draw.next()->position];
  }
  for (std::size_t a = 0; a < 4; ++a) {
    for (std::size_t b = 0; b < 4; ++b) {
      if (a == b) continue;
      const double wa = static_cast<double>(weights[a]), wb = static_cast<double>(weights[b]);
      const double p = wa / 10 * wb / (10 - wa);
      EXPECT_NEAR(counts[a * 4 + b] / runs, p, 4.5 * std::sqrt(p * (1 - p) / runs)) << a << " then " << b;
    }
  }
}

TEST(sampling, weights_outside_their_range_are_refused) {
  EXPECT_FALSE(WeightedDraw::begin(reference_seed(), {1, 0}).ok());
  EXPECT_EQ(WeightedDraw::begin(reference_seed(), {1, draw_weight_max + 1}).error().where, "position 1");
  EXPECT_TRUE(WeightedDraw::begin(reference_seed(), {draw_weight_max}).ok());
  EXPECT_FALSE(WeightedDraw::begin(reference_seed(), {}).value().next());
}

FrozenLeaf labelled(const std::string& item, const std::string& annotation) {
  return {item, filled(0x33), annotation, filled(0x11), filled(0x22), "s1"};
}
FrozenLeaf not_delivered(const std::string& item) { return {item, filled(0x33), {}, {}, {}, "s1"}; }

TEST(sampling, a_leaf_of_a_frozen_delivery_is_that_of_reference) {
  const FrozenDelivery delivery = freeze_delivery({labelled("item-0", "an-0001")}).value();
  EXPECT_EQ(delivery.leaves.front(), "{\"annotation\":\"an-0001\",\"commit\":\"" + std::string(64, '1') +
                                         "\",\"guideline\":\"" + std::string(64, '2') +
                                         "\",\"item\":\"item-0\",\"item_sha256\":\"" + std::string(64, '3') +
                                         "\",\"position\":0,\"stratum\":\"s1\"}");
  EXPECT_EQ(hex(delivery.root), "abcf81faf448dbdddcbe75b84f6104164fcb4a7eaa003a5283347509664e7ef2");
}

TEST(sampling, a_frozen_delivery_is_in_byte_order_and_counts_items) {
  const std::vector<FrozenLeaf> leaves = {labelled("b", "2"), not_delivered("a"), labelled("b", "1"),
                                          labelled("B", "9"), labelled("\xC3\xA9", "3")};
  const FrozenDelivery delivery = freeze_delivery(leaves).value();
  std::vector<std::string> units;
  for (const FrozenUnit& unit : delivery.units) {
    units.push_back(unit.item + std::to_string(unit.position) + std::to_string(unit.leaves));
  }
  EXPECT_THAT(units, ElementsAre("B01", "a11", "b22",
                                 "\xC3\xA9"
                                 "41"));
  EXPECT_FALSE(delivery.units[1].is_delivered);
  EXPECT_TRUE(delivery.units[2].is_delivered);
  EXPECT_EQ(freeze_delivery({leaves.rbegin(), leaves.rend()}).value().root, delivery.root);
}

TEST(sampling, a_frozen_delivery_reads_back_and_nothing_else_does) {
  const FrozenDelivery delivery =
      freeze_delivery({labelled("a", "1"), labelled("a", "2"), not_delivered("b"), labelled("c", "3")})
          .value();
  std::vector<std::string_view> leaves(delivery.leaves.begin(), delivery.leaves.end());
  EXPECT_EQ(read_frozen_delivery(leaves).value().root, delivery.root);
  EXPECT_EQ(read_frozen_delivery(leaves).value().units.size(), 3u);
  auto swapped = leaves;
  std::swap(swapped[1], swapped[2]);
  EXPECT_EQ(read_frozen_delivery(swapped).error().where, "leaf 1");
  auto dropped = leaves;
  dropped.erase(dropped.begin() + 1);
  EXPECT_EQ(read_frozen_delivery(dropped).error().where, "leaf 1");
  auto foreign = leaves;
  foreign[3] = "{\"item\":\"c\"}";
  EXPECT_EQ(read_frozen_delivery(foreign).error().where, "leaf 3");
  foreign[3] = "{}x";
  EXPECT_EQ(read_frozen_delivery(foreign).error().where, "leaf 3");
}

TEST(sampling, what_cannot_be_frozen_is_named) {
  const auto refused = [](std::vector<FrozenLeaf> leaves) {
    return error_text(freeze_delivery(std::move(leaves)).error());
  };
  EXPECT_THAT(refused({labelled("a", "1"), labelled("a", "1")}), HasSubstr("a: the same annotation"));
  EXPECT_THAT(refused({not_delivered("a"), not_delivered("a")}), HasSubstr("twice"));
  EXPECT_THAT(refused({labelled("a", "1"), not_delivered("a")}), HasSubstr("both as delivered"));
  FrozenLeaf other = labelled("a", "2");
  other.stratum = "s2";
  EXPECT_THAT(refused({labelled("a", "1"), other}), HasSubstr("two strata"));
  other = labelled("a", "2");
  other.item_sha256 = filled(0);
  EXPECT_THAT(refused({labelled("a", "1"), other}), HasSubstr("two contents"));
  other.commit.reset();
  EXPECT_THAT(refused({other}), HasSubstr("commitment"));
  EXPECT_THAT(refused({labelled("", "1")}), HasSubstr("id of an item"));
  EXPECT_THAT(refused({labelled("a", "")}), HasSubstr("id of an annotation"));
}

TEST(sampling, the_root_of_weights_is_that_of_reference_and_enters_the_seed) {
  std::vector<FrozenLeaf> leaves;
  for (const std::string& item : numbered_items(10)) leaves.push_back(not_delivered(item));
  const FrozenDelivery delivery = freeze_delivery(leaves).value();
  DrawOpening opening = reference_opening();
  opening.weights_root = weights_root(delivery, thousands(10));
  EXPECT_EQ(hex(*opening.weights_root), "e105807119a92c56bf9b1c0c54c6f0c0464e5022d82a0fdd1ebab2b9ddf52d84");
  EXPECT_EQ(hex(draw_seed(opening).value()),
            "ae239129f6430fce30a08ae6bc504007374d9fcc2878c9dd3028da3cedeb95a2");
}

TEST(sampling, the_root_of_probabilities_is_over_their_leaves) {
  const FrozenDelivery delivery =
      freeze_delivery({labelled("a", "1"), labelled("a", "2"), labelled("b", "3")}).value();
  EXPECT_EQ(
      probabilities_root(delivery, {"0.5", "1"}),
      node_hash(leaf_hash("{\"pi\":\"0.5\",\"position\":0}"), leaf_hash("{\"pi\":\"1\",\"position\":2}")));
}

}  // namespace
}  // namespace assay::stats
