#include "sim/delivery.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/rng.h"
#include "sim/behaviour.h"

namespace assay::sim {
namespace {

// Streams of randomness: one family of indices per subject, so that more items do not change the annotators.
Rng stream(const SimulateOptions& options, std::uint64_t subject, std::uint64_t index) {
  return {options.seed, RandomPurpose::simulation, (subject << 48) + index};
}

std::vector<std::string> category_names(std::uint32_t count) {
  static const std::vector<std::string> findings = {"no finding", "pneumonia",    "atelectasis",
                                                    "effusion",   "cardiomegaly", "pneumothorax"};
  std::vector<std::string> names;
  for (std::uint32_t k = 0; k < count; ++k) {
    names.push_back(k < findings.size() ? findings[k] : fmt::format("finding {}", k + 1));
  }
  return names;
}

// Shares that fall by a third from category to category: some are common, some rare.
std::vector<double> falling_shares(std::uint32_t count) {
  std::vector<double> shares(count);
  for (std::uint32_t k = 0; k < count; ++k) shares[k] = std::pow(0.66, std::min(k, 40U));
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  for (double& share : shares) share /= sum;
  return shares;
}

std::uint32_t draw(const std::vector<double>& shares, Rng& rng) {
  double left = rng.uniform();
  for (std::size_t k = 0; k + 1 < shares.size(); ++k) {
    left -= shares[k];
    if (left < 0) return static_cast<std::uint32_t>(k);
  }
  return static_cast<std::uint32_t>(shares.size() - 1);
}

SimulatedItem make_item(const SimulatedDelivery& delivery, std::uint32_t index) {
  Rng rng = stream(delivery.options, 1, index);
  SimulatedItem item;
  item.truth = draw(delivery.prior, rng);
  item.view = static_cast<std::uint8_t>(draw({0.5, 0.3, 0.2}, rng));
  item.device = static_cast<std::uint8_t>(draw({0.4, 0.3, 0.2, 0.1}, rng));
  item.site = static_cast<std::uint8_t>(draw({0.35, 0.3, 0.2, 0.15}, rng));
  item.sex = static_cast<std::uint8_t>(rng.below(2));
  item.age = static_cast<std::uint8_t>(std::clamp(55 + 18 * rng.normal(), 1.0, 99.0));
  item.hard = item.view == 1 && item.device == 2;
  return item;
}

// Behaviours by their shares, at least one careful; which annotator gets which is drawn.
std::vector<std::uint32_t> assign_behaviours(const SimulateOptions& options) {
  std::vector<std::uint32_t> assigned;
  const auto& list = behaviours();
  for (std::uint32_t b = 1; b < list.size(); ++b) {
    const auto count = static_cast<std::uint32_t>(std::lround(list[b].share * options.annotators));
    assigned.insert(assigned.end(), count, b);
  }
  assigned.resize(options.annotators, 0);
  Rng rng = stream(options, 2, 0);
  for (std::size_t i = assigned.size(); i > 1; --i) std::swap(assigned[i - 1], assigned[rng.below(i)]);
  return assigned;
}

SimulatedAnnotator make_annotator(const SimulatedDelivery& delivery, std::uint32_t index,
                                  std::uint32_t behaviour) {
  Rng rng = stream(delivery.options, 3, index);
  SimulatedAnnotator annotator;
  annotator.behaviour = behaviour;
  annotator.team = static_cast<std::uint8_t>(rng.below(3));
  annotator.shift = static_cast<std::uint8_t>(rng.below(2));
  annotator.years = static_cast<std::uint32_t>(1 + rng.below(25));
  annotator.habit = static_cast<std::uint32_t>(rng.below(delivery.options.categories));
  const Behaviour& kind = behaviours()[behaviour];
  annotator.ability = kind.ability_lower + (kind.ability_upper - kind.ability_lower) * rng.uniform();
  return annotator;
}

// A few distinct annotators, in a drawn order.
void draw_annotators(std::uint32_t count, std::uint32_t annotators, Rng& rng,
                     std::vector<std::uint32_t>& drawn) {
  drawn.clear();
  while (drawn.size() < count) {
    const auto candidate = static_cast<std::uint32_t>(rng.below(annotators));
    if (std::find(drawn.begin(), drawn.end(), candidate) == drawn.end()) drawn.push_back(candidate);
  }
}

void annotate(SimulatedDelivery& delivery, std::uint32_t index, std::vector<std::uint32_t>& people,
              std::vector<std::uint32_t>& answers) {
  const SimulateOptions& options = delivery.options;
  Rng rng = stream(options, 4, index);
  const std::uint32_t spread = options.labels_per_item_max - options.labels_per_item_min + 1;
  draw_annotators(options.labels_per_item_min + static_cast<std::uint32_t>(rng.below(spread)),
                  options.annotators, rng, people);
  const SimulatedItem& item = delivery.items[index];
  answers.clear();
  for (const std::uint32_t person : people) {
    const SimulatedAnnotator& annotator = delivery.annotators[person];
    Situation situation;
    situation.truth = item.truth;
    situation.category_count = options.categories;
    situation.hard = item.hard;
    situation.progress = static_cast<double>(index) / options.items;
    situation.habit = annotator.habit;
    situation.ability = annotator.ability;
    situation.earlier = answers;
    situation.prior = delivery.prior;
    SimulatedAnnotation annotation;
    annotation.item = index;
    annotation.annotator = person;
    annotation.label = behaviours()[annotator.behaviour].answer(situation, rng);
    annotation.minute = static_cast<std::uint32_t>(situation.progress * 28 * 24 * 60 + rng.uniform() * 600);
    const double speed = annotator.ability < 0.87 ? 9 : 24;
    annotation.duration_s = static_cast<float>(std::round(speed * std::exp(0.4 * rng.normal()) * 10) / 10);
    answers.push_back(annotation.label);
    delivery.annotations.push_back(annotation);
  }
}

void draw_gold(SimulatedDelivery& delivery) {
  const SimulateOptions& options = delivery.options;
  Rng rng = stream(options, 5, 0);
  std::vector<std::uint32_t> order(options.items);
  std::iota(order.begin(), order.end(), 0U);
  for (std::uint32_t i = 0; i < options.gold; ++i) {
    std::swap(order[i], order[i + rng.below(options.items - i)]);
    const std::uint32_t truth = delivery.items[order[i]].truth;
    const bool wrong = rng.uniform() < options.gold_error;
    const auto other =
        static_cast<std::uint32_t>((truth + 1 + rng.below(options.categories - 1)) % options.categories);
    delivery.gold.push_back({order[i], wrong ? other : truth});
  }
  std::sort(delivery.gold.begin(), delivery.gold.end(),
            [](const auto& a, const auto& b) { return a.item < b.item; });
}

Result<Done> check(const SimulateOptions& options) {
  const auto refuse = [](const char* message) { return Error{ErrorCode::invalid, message, ""}; };
  if (options.categories < 2) return refuse("a question has at least two categories");
  if (options.items < 1) return refuse("a delivery has at least one item");
  if (options.labels_per_item_min < 1 || options.labels_per_item_max < options.labels_per_item_min) {
    return refuse("labels an item are at least one, and the upper number is not below the lower one");
  }
  if (options.annotators < options.labels_per_item_max)
    return refuse("there are fewer annotators than labels an item");
  if (options.gold > options.items) return refuse("there is gold on more items than there are");
  if (options.gold_error < 0 || options.gold_error > 1)
    return refuse("the gold's error rate is a share, 0 to 1");
  return Done{};
}

}  // namespace

Result<SimulatedDelivery> simulate(const SimulateOptions& options) {
  const Result<Done> possible = check(options);
  if (!possible.ok()) return possible.error();
  SimulatedDelivery delivery;
  delivery.options = options;
  delivery.categories = category_names(options.categories);
  delivery.prior = falling_shares(options.categories);
  delivery.items.reserve(options.items);
  for (std::uint32_t i = 0; i < options.items; ++i) delivery.items.push_back(make_item(delivery, i));
  const std::vector<std::uint32_t> assigned = assign_behaviours(options);
  for (std::uint32_t j = 0; j < options.annotators; ++j) {
    delivery.annotators.push_back(make_annotator(delivery, j, assigned[j]));
  }
  std::vector<std::uint32_t> people, answers;
  delivery.annotations.reserve(std::size_t{options.items} * options.labels_per_item_max);
  for (std::uint32_t i = 0; i < options.items; ++i) annotate(delivery, i, people, answers);
  draw_gold(delivery);
  return delivery;
}

}  // namespace assay::sim
