#include <fmt/format.h>

#include <limits>

#include "base/text.h"
#include "cli/command.h"
#include "sim/delivery.h"

namespace assay::cli {
namespace {

struct SimulateArguments {
  std::uint64_t seed = 1, items = 3000, annotators = 24, labels_min = 3, labels_max = 5, categories = 6;
  std::uint64_t gold = 400;
  double gold_error = 0.02;
  std::string folder;
};

void declare(Arguments& arguments, SimulateArguments& a) {
  arguments.text("-o,--output", "DIR", a.folder, "folder for the files", Arguments::Need::required);
  arguments.count("--seed", "N", a.seed, "another seed, another delivery; default 1");
  arguments.count("--items", "N", a.items, "default 3000");
  arguments.count("--annotators", "N", a.annotators, "default 24");
  arguments.count("--labels-min", "N", a.labels_min, "fewest labels on an item, default 3");
  arguments.count("--labels-max", "N", a.labels_max, "most labels on an item, default 5");
  arguments.count("--categories", "N", a.categories, "default 6");
  arguments.count("--gold", "N", a.gold, "items with gold, default 400");
  arguments.number("--gold-error", "SHARE", a.gold_error, "share of gold that is wrong, default 0.02");
}

Result<sim::SimulateOptions> options_of(const SimulateArguments& a) {
  constexpr std::uint64_t count_max = std::numeric_limits<std::uint32_t>::max() / 2;
  for (const std::uint64_t count :
       {a.items, a.annotators, a.labels_min, a.labels_max, a.categories, a.gold}) {
    if (count > count_max) return Error{ErrorCode::invalid, "a number is too large", ""};
  }
  if (!(a.gold_error >= 0 && a.gold_error <= 1)) {
    return Error{ErrorCode::invalid, "a share lies between 0 and 1", "--gold-error"};
  }
  sim::SimulateOptions options;
  options.seed = a.seed;
  options.items = static_cast<std::uint32_t>(a.items);
  options.annotators = static_cast<std::uint32_t>(a.annotators);
  options.labels_per_item_min = static_cast<std::uint32_t>(a.labels_min);
  options.labels_per_item_max = static_cast<std::uint32_t>(a.labels_max);
  options.categories = static_cast<std::uint32_t>(a.categories);
  options.gold = static_cast<std::uint32_t>(a.gold);
  options.gold_error = a.gold_error;
  return options;
}

Result<int> simulate_and_write(const SimulateArguments& a, Console& console) {
  const Result<sim::SimulateOptions> options = options_of(a);
  if (!options.ok()) return options.error();
  const Result<sim::SimulatedDelivery> delivery = sim::simulate(options.value());
  if (!delivery.ok()) return delivery.error();
  if (auto done = sim::write_delivery(delivery.value(), a.folder); !done.ok()) return done.error();
  console.out << fmt::format("{} annotations of {} items by {} annotators, seed {}: {}\n",
                             grouped(static_cast<std::int64_t>(delivery.value().annotations.size())),
                             grouped(static_cast<std::int64_t>(a.items)),
                             grouped(static_cast<std::int64_t>(a.annotators)), a.seed, printable(a.folder));
  return exit_done;
}

}  // namespace

int simulate(Words words, Console& console) {
  SimulateArguments a;
  Arguments arguments(
      "simulate",
      "An example delivery with known truth: labels.csv, gold.csv, items.csv, annotators.csv, and "
      "what was planted in truth.csv and planted.json.",
      "assay simulate --seed 1 -o example");
  declare(arguments, a);
  return run_command(arguments, words, console, [&] { return simulate_and_write(a, console); });
}

}  // namespace assay::cli
