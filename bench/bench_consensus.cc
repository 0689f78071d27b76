// How right each consensus is on real sets with gold, how the default would be chosen without the set it is
// judged on, and how each does on simulated annotators. usage: bench_consensus FOLDER [seeds]; FOLDER holds
// one folder per set with labels.csv and gold.csv.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "bench/judged_set.h"
#include "bench/populations.h"

namespace {

using assay::bench::candidates;
using assay::bench::Cell;
using assay::bench::JudgedSet;

constexpr double worst_allowed = -0.5;  // points below majority that a rule may lose on any set

double gain(const JudgedSet& set, std::size_t c) { return 100 * (set.accuracy[c] - set.accuracy[0]); }

struct Summary {
  double mean = 0, worst = 0;
};

Summary summary(const std::vector<double>& gains) {
  Summary out{0, gains.empty() ? 0 : gains.front()};
  for (const double g : gains) {
    out.mean += g / static_cast<double>(gains.size());
    out.worst = std::min(out.worst, g);
  }
  return out;
}

template <class Keep>
std::vector<double> gains(const std::vector<JudgedSet>& sets, std::size_t c, Keep keep) {
  std::vector<double> out;
  for (const JudgedSet& set : sets) {
    if (keep(set)) out.push_back(gain(set, c));
  }
  return out;
}

void print_header(const char* first) {
  fmt::print("{:<20} {:>5} {:>8}", first, "gold", "majority");
  for (std::size_t c = 1; c < candidates().size(); ++c) fmt::print(" {:>7}", candidates()[c].name);
  fmt::print("\n");
}

std::size_t width(std::size_t c) { return std::max<std::size_t>(7, candidates()[c].name.size()); }

template <class Keep>
void print_summary(const std::vector<JudgedSet>& sets, const char* title, Keep keep) {
  for (const bool worst : {false, true}) {
    fmt::print("{:<20} {:>5} {:>8}", title, "", worst ? "worst" : "mean");
    for (std::size_t c = 1; c < candidates().size(); ++c) {
      const Summary all = summary(gains(sets, c, keep));
      fmt::print(" {:>+{}.2f}", worst ? all.worst : all.mean, width(c));
    }
    fmt::print("\n");
  }
}

void print_sets(const std::vector<JudgedSet>& sets) {
  fmt::print(
      "Gain over majority in points of accuracy on gold (ties count 1/tied); one label per item and "
      "annotator\n");
  print_header("set");
  for (const JudgedSet& set : sets) {
    fmt::print("{:<20} {:>5} {:>8.2f}", set.name, set.gold, 100 * set.accuracy[0]);
    for (std::size_t c = 1; c < candidates().size(); ++c) fmt::print(" {:>+{}.2f}", gain(set, c), width(c));
    fmt::print("{}\n", set.unjudged.empty() ? "" : "  not judged: " + set.unjudged);
  }
  print_summary(sets, "11 sets", [](const JudgedSet& set) { return set.table; });
  print_summary(sets, "other sets", [](const JudgedSet& set) { return !set.table && set.unjudged.empty(); });
  print_summary(sets, "judged sets", [](const JudgedSet& set) { return set.unjudged.empty(); });
}

// The models of other programs beside ours, for docs/methods/choosing_a_consensus.md.
void print_published(const std::vector<JudgedSet>& sets) {
  const auto models = assay::stats::published_models();
  fmt::print("\nModels of other programs: gain over majority in points (- refuses the set)\n{:<20} {:>8}",
             "set", "majority");
  for (const auto& model : models) fmt::print(" {:>16}", model.name);
  fmt::print("\n");
  std::vector<std::vector<double>> judged(models.size());
  for (const JudgedSet& set : sets) {
    fmt::print("{:<20} {:>8.2f}", set.name, 100 * set.accuracy[0]);
    for (std::size_t m = 0; m < models.size(); ++m) {
      if (!set.published[m]) {
        fmt::print(" {:>16}", "-");
        continue;
      }
      const double points = 100 * (*set.published[m] - set.accuracy[0]);
      fmt::print(" {:>+16.2f}", points);
      if (set.unjudged.empty()) judged[m].push_back(points);
    }
    fmt::print("{}\n", set.unjudged.empty() ? "" : "  not judged: " + set.unjudged);
  }
  for (const bool worst : {false, true}) {
    fmt::print("{:<20} {:>8}", "judged sets", worst ? "worst" : "mean");
    for (const auto& column : judged) {
      if (column.empty())
        fmt::print(" {:>16}", "-");
      else
        fmt::print(" {:>+16.2f}", worst ? summary(column).worst : summary(column).mean);
    }
    fmt::print("\n");
  }
}

enum class List { named, all };

// The best mean gain among the candidates that lose at most worst_allowed on any of the sets kept.
template <class Keep>
std::size_t choose(const std::vector<JudgedSet>& sets, List list, Keep keep) {
  std::size_t best = 0;
  double best_mean = 0;
  for (std::size_t c = 1; c < candidates().size(); ++c) {
    if (list == List::named && !candidates()[c].named) continue;
    const Summary all = summary(gains(sets, c, keep));
    if (all.worst >= worst_allowed && all.mean > best_mean) best = c, best_mean = all.mean;
  }
  return best;
}

enum class Left { set, source };

// Chooses without what is left out, judges on what was left out.
template <class Keep>
void leave_out(const std::vector<JudgedSet>& sets, Left left, List list, Keep judged) {
  std::vector<double> held_out;
  fmt::print("Choosing among {}, leaving one {} out:",
             list == List::named ? "the rules named in advance" : "all rules of the table",
             left == Left::set ? "set" : "source");
  for (const JudgedSet& set : sets) {
    if (!judged(set)) continue;
    const std::size_t chosen = choose(sets, list, [&](const JudgedSet& other) {
      return judged(other) && (left == Left::set ? other.name != set.name : other.source != set.source);
    });
    held_out.push_back(gain(set, chosen));
    fmt::print("\n  {:<20} {:<22} chosen without it: {:<12} {:+.2f}", set.name, set.source,
               candidates()[chosen].name, held_out.back());
  }
  const Summary all = summary(held_out);
  fmt::print("\n  held out: mean {:+.2f}, worst {:+.2f}\n", all.mean, all.worst);
}

std::vector<Cell> grid() {
  std::vector<Cell> cells;
  for (int p = 0; p < assay::bench::population_count; ++p) {
    for (const std::uint32_t k : {2U, 4U}) {
      for (const std::uint32_t labels : {3U, 5U, 10U})
        cells.push_back({static_cast<assay::bench::Population>(p), k, labels});
    }
  }
  return cells;
}

// Gains of every candidate in every cell, averaged over the seeds; error: their standard errors.
std::vector<std::vector<double>> simulate_grid(const std::vector<Cell>& cells, std::size_t seeds,
                                               std::vector<std::vector<double>>& error) {
  std::vector<std::vector<double>> runs(cells.size() * seeds);
  assay::for_chunks(runs.size(), 1, [&](assay::Chunk chunk) {
    const assay::bench::Simulated data =
        assay::bench::simulate(cells[chunk.begin / seeds], chunk.begin % seeds + 1);
    runs[chunk.begin] = assay::bench::accuracies(data.votes(), data.truth);
  });
  std::vector<std::vector<double>> out(cells.size(), std::vector<double>(candidates().size(), 0));
  error = out;
  const auto n = static_cast<double>(seeds);
  const auto gain_of = [&](std::size_t run, std::size_t c) { return 100 * (runs[run][c] - runs[run][0]); };
  for (std::size_t run = 0; run < runs.size(); ++run) {
    for (std::size_t c = 0; c < candidates().size(); ++c) out[run / seeds][c] += gain_of(run, c) / n;
  }
  for (std::size_t run = 0; run < runs.size(); ++run) {
    for (std::size_t c = 0; c < candidates().size(); ++c) {
      const double off = gain_of(run, c) - out[run / seeds][c];
      error[run / seeds][c] += off * off / (n * std::max(1.0, n - 1));
    }
  }
  for (auto& row : error) {
    for (double& e : row) e = std::sqrt(e);
  }
  return out;
}

void print_grid(std::size_t seeds) {
  const std::vector<Cell> cells = grid();
  std::vector<std::vector<double>> error;
  const auto cell_gains = simulate_grid(cells, seeds, error);
  fmt::print(
      "\nSimulated annotators: 300 items, 30 annotators, {} seeds a cell; gain over majority in points\n",
      seeds);
  print_header("population");
  for (std::size_t at = 0; at < cells.size(); ++at) {
    fmt::print("{:<20} K={:<3} {:>4} each", population_name(cells[at].population), cells[at].categories,
               cells[at].labels_per_item);
    for (std::size_t c = 1; c < candidates().size(); ++c)
      fmt::print(" {:>+{}.2f}", cell_gains[at][c], width(c));
    fmt::print("\n");
  }
  fmt::print("{:<35}", "its standard error in the worst cell");
  for (std::size_t c = 1; c < candidates().size(); ++c) {
    std::size_t worst = 0;
    for (std::size_t at = 0; at < cells.size(); ++at) {
      if (cell_gains[at][c] < cell_gains[worst][c]) worst = at;
    }
    fmt::print(" {:>{}.2f}", error[worst][c], width(c));
  }
  fmt::print("\n");
  for (const bool worst : {false, true}) {
    fmt::print("{:<35}", worst ? "worst cell" : "mean");
    for (std::size_t c = 1; c < candidates().size(); ++c) {
      std::vector<double> column;
      for (const auto& row : cell_gains) column.push_back(row[c]);
      fmt::print(" {:>+{}.2f}", worst ? summary(column).worst : summary(column).mean, width(c));
    }
    fmt::print("\n");
  }
}

std::vector<JudgedSet> judge_all(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (std::filesystem::exists(entry.path() / "labels.csv") &&
        std::filesystem::exists(entry.path() / "gold.csv"))
      names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  std::vector<JudgedSet> sets;
  for (const std::string& name : names) {
    auto set = assay::bench::judge(folder + "/" + name, name);
    if (!set) {
      fmt::print(stderr, "{}: {}\n", name, set.error().message);
      continue;
    }
    sets.push_back(std::move(set).value());
  }
  return sets;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print(stderr, "usage: bench_consensus FOLDER [seeds]\n");
    return 2;
  }
  const std::vector<JudgedSet> sets = judge_all(arguments[1]);
  print_sets(sets);
  print_published(sets);
  for (const List list : {List::named, List::all}) {
    for (const Left left : {Left::set, Left::source}) {
      fmt::print("\n");
      leave_out(sets, left, list, [](const JudgedSet& set) { return set.unjudged.empty(); });
    }
  }
  print_grid(count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 30);
  return 0;
}
