// Whom the evidence about people points out, in simulated deliveries whose annotators' behaviour is known.
// usage: sim_people [deliveries]. Every delivery has careful and hasty annotators, of whom nothing should be
// said, and ones that drift, spam, copy or misread.

#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <string>

#include "base/parallel.h"
#include "quality/inspect.h"
#include "quality/sections.h"
#include "sim/behaviour.h"
#include "sim/delivery.h"
#include "sim/table.h"

namespace {

using assay::quality::PersonSign;
using assay::sim::SimulatedDelivery;

struct Count {
  std::int64_t people = 0, any = 0;
  std::map<PersonSign, std::int64_t> signs;
};

struct Counts {
  std::map<std::string, Count> by_behaviour;
  std::int64_t pairs_tested = 0, pairs_found = 0, pairs_with_copier = 0;
};

std::string behaviour_of(const SimulatedDelivery& delivery, const std::string& annotator) {
  const auto& person = delivery.annotators[static_cast<std::size_t>(std::stoi(annotator))];
  return assay::sim::behaviours()[person.behaviour].name;
}

void count_section(const SimulatedDelivery& delivery, const assay::quality::PeopleSection& section,
                   Counts& to) {
  for (const auto& person : section.people) {
    Count& count = to.by_behaviour[behaviour_of(delivery, person.annotator)];
    ++count.people;
    count.any += person.signs.empty() ? 0 : 1;
    for (const PersonSign sign : person.signs) ++count.signs[sign];
  }
  to.pairs_tested += section.pairs_tested;
  for (const auto& pair : section.pairs) {
    ++to.pairs_found;
    const bool copier =
        behaviour_of(delivery, pair.a) == "copier" || behaviour_of(delivery, pair.b) == "copier";
    to.pairs_with_copier += copier ? 1 : 0;
  }
}

void look_at(std::uint64_t seed, Counts& to) {
  assay::sim::SimulateOptions simulated;
  simulated.seed = seed;
  simulated.labels_per_item_min = simulated.labels_per_item_max = 5;
  const SimulatedDelivery delivery = assay::sim::simulate(simulated).value();
  const assay::labels::Table table = assay::sim::table_of(delivery);
  assay::quality::Workspace work;
  work.table = &table;
  work.options.seed = seed;
  work.question = assay::labels::question_table(table, 0, {}).value();
  work.patterns = assay::labels::count_patterns(work.question, {});
  work.votes = assay::quality::view_of(work.question);
  work.pattern_view = assay::quality::view_of(work.patterns, work.question.category_count());
  work.beliefs = assay::quality::fit_models(work);
  assay::quality::QuestionInspection out;
  assay::quality::add_people(work, out);
  count_section(delivery, *out.people, to);
}

void print(const Counts& counts) {
  fmt::print("{:<12} {:>8} {:>8}", "behaviour", "people", "any");
  for (std::size_t sign = 0; sign < assay::quality::person_sign_count; ++sign)
    fmt::print(" {:>13}", assay::quality::person_sign_name(static_cast<PersonSign>(sign)));
  fmt::print("\n");
  for (const auto& [name, count] : counts.by_behaviour) {
    fmt::print("{:<12} {:>8} {:>7.1f}%", name, count.people,
               100.0 * static_cast<double>(count.any) / static_cast<double>(count.people));
    for (std::size_t sign = 0; sign < assay::quality::person_sign_count; ++sign) {
      const auto found = count.signs.find(static_cast<PersonSign>(sign));
      const auto times = found == count.signs.end() ? 0.0 : static_cast<double>(found->second);
      fmt::print(" {:>12.1f}%", 100 * times / static_cast<double>(count.people));
    }
    fmt::print("\n");
  }
  fmt::print("pairs: {} tested, {} pointed out, {} of them with a copier\n", counts.pairs_tested,
             counts.pairs_found, counts.pairs_with_copier);
}

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t deliveries = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 100;
  Counts counts;
  for (std::uint64_t seed = 1; seed <= deliveries; ++seed) look_at(seed, counts);
  print(counts);
  return 0;
}
