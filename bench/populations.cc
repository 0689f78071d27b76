#include "bench/populations.h"

#include <algorithm>

namespace assay::bench {
namespace {

// One annotator's way of answering; what applies is decided in this order.
struct Person {
  double accuracy = 0.75;
  bool guesses = false;   // answers evenly at random
  bool constant = false;  // answers `favourite`, whatever the item
  bool reverses = false;  // errors are wrong on purpose: the next category
  double pull = 0;        // share of answers that go to `favourite` instead
  std::uint32_t favourite = 0;
};

Person draw_person(Population population, std::uint32_t categories, Rng& rng) {
  Person person;
  const double u = rng.uniform();
  person.favourite = static_cast<std::uint32_t>(rng.below(categories));
  switch (population) {
    case Population::uniform:
    case Population::difficult:
      break;
    case Population::varied:
      person.accuracy = 0.5 + 0.48 * u;
      break;
    case Population::spammers:
      person.accuracy = 0.8;
      person.guesses = u < 0.3;
      break;
    case Population::constant:
      person.accuracy = 0.8;
      person.constant = u < 0.3;
      break;
    case Population::class_biased:  // everybody is drawn to the same category, some more than others
      person.accuracy = 0.85;
      person.pull = 0.5 * u;
      person.favourite = 0;
      break;
    case Population::adversarial:
      person.accuracy = u < 0.15 ? 0.15 : 0.8;
      person.reverses = u < 0.15;
      break;
  }
  return person;
}

std::uint32_t answer(const Person& person, std::uint32_t truth, double ease, std::uint32_t categories,
                     Rng& rng) {
  if (person.guesses) return static_cast<std::uint32_t>(rng.below(categories));
  if (person.constant) return person.favourite;
  if (rng.uniform() < person.pull) return person.favourite;
  const double even = 1.0 / categories;
  if (rng.uniform() < even + (person.accuracy - even) * ease) return truth;
  if (person.reverses) return (truth + 1) % categories;
  const auto other = static_cast<std::uint32_t>(rng.below(categories - 1));
  return other + (other >= truth ? 1 : 0);
}

}  // namespace

const char* population_name(Population population) {
  switch (population) {
    case Population::uniform:
      return "uniform";
    case Population::varied:
      return "varied";
    case Population::spammers:
      return "spammers";
    case Population::constant:
      return "constant answers";
    case Population::class_biased:
      return "class-biased";
    case Population::adversarial:
      return "adversarial";
    case Population::difficult:
      return "difficult items";
  }
  return "";
}

Simulated simulate(const Cell& cell, std::uint64_t seed) {
  Rng rng(
      seed, RandomPurpose::simulation,
      static_cast<std::uint64_t>(cell.population) * 10'000 + cell.categories * 100 + cell.labels_per_item);
  std::vector<Person> people;
  for (std::uint32_t j = 0; j < cell.annotators; ++j)
    people.push_back(draw_person(cell.population, cell.categories, rng));
  Simulated out;
  out.annotator_count = cell.annotators;
  out.category_count = cell.categories;
  out.item_begin.push_back(0);
  std::vector<std::uint32_t> order(cell.annotators);
  for (std::uint32_t j = 0; j < cell.annotators; ++j) order[j] = j;
  for (std::uint32_t item = 0; item < cell.items; ++item) {
    const auto truth = static_cast<std::uint32_t>(rng.below(cell.categories));
    const bool hard = cell.population == Population::difficult && rng.uniform() < 0.3;
    out.truth.push_back(truth);
    for (std::uint32_t at = 0; at < cell.labels_per_item; ++at)
      std::swap(order[at], order[at + rng.below(cell.annotators - at)]);
    std::sort(order.begin(), order.begin() + cell.labels_per_item);
    for (std::uint32_t at = 0; at < cell.labels_per_item; ++at) {
      out.annotator.push_back(order[at]);
      out.category.push_back(answer(people[order[at]], truth, hard ? 0.2 : 1, cell.categories, rng));
    }
    out.item_begin.push_back(out.annotator.size());
  }
  return out;
}

}  // namespace assay::bench
