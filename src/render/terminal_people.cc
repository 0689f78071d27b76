// What came out unusual of how people worked, on the terminal.

#include <fmt/format.h>

#include "base/text.h"
#include "render/columns.h"
#include "render/terminal_parts.h"
#include "render/wrap.h"

namespace assay::render {
namespace {

using quality::PeopleSection;
using quality::PersonEvidence;
using quality::PersonSign;

constexpr std::size_t people_max = 6;
constexpr std::size_t people_pairs_max = 3;

std::string p_text(const quality::SignTest& test) {
  const double p = test.p_adjusted.value_or(1);
  return p < 0.001 ? "p < .001" : "p = " + decimals(p, 3);
}

std::string rise_text(const PersonEvidence& e) {
  std::string text = fmt::format("errors rose from answer {}", grouped(e.rise_answer));
  if (!e.rise_time.empty()) text += fmt::format(" ({})", e.rise_time);
  if (e.before.value && e.after.value)
    text += fmt::format(", {} to {}", percent(*e.before.value), percent(*e.after.value));
  return fmt::format("{}; {}", text, p_text(e.errors_rose));
}

std::string pace_text(const PersonEvidence& e) {
  std::string from = fmt::format("answer {}", grouped(e.pace_answer));
  if (!e.pace_time.empty()) from += fmt::format(" ({})", e.pace_time);
  return fmt::format("took {}\u00d7 as long for an item from {} on; {}", decimals(e.pace_ratio, 2), from,
                     p_text(e.pace_moved));
}

std::string sign_text(const PersonEvidence& e, PersonSign sign) {
  switch (sign) {
    case PersonSign::errors_rose:
      return rise_text(e);
    case PersonSign::long_run:
      return fmt::format("the same answer {} times in a row; {}", grouped(e.longest_run), p_text(e.long_run));
    case PersonSign::too_fast:
      return fmt::format("{} of {} answers far faster than their own pace; {}", grouped(e.fast),
                         grouped(e.timed), p_text(e.too_fast));
    case PersonSign::tells_little:
      return fmt::format("answers tell little about items: {} of 1 ({})", value_text(e.spammer_score),
                         interval_text(e.spammer_score));
    case PersonSign::clockwork:
      return fmt::format("gaps between answers vary by {} only, as a machine's do",
                         percent(e.gap_variation.value_or(0)));
    case PersonSign::pace_moved:
      return pace_text(e);
  }
  return "";
}

std::string people_lines(const PeopleSection& section) {
  std::string out;
  std::size_t pointed_out = 0;
  for (const PersonEvidence& e : section.people) {
    if (e.signs.empty()) break;
    if (pointed_out++ >= people_max) continue;
    std::vector<std::string> texts;
    for (const PersonSign sign : e.signs) texts.push_back(sign_text(e, sign));
    out += "  " +
           wrap(printable(fmt::format("{}: {}", shorten(e.annotator, 40), fmt::join(texts, "; "))), 4, 98) +
           "\n";
  }
  if (pointed_out > people_max)
    out += fmt::format("  ... and {} more people (--html, --json)\n", pointed_out - people_max);
  return out;
}

std::string pair_lines(const PeopleSection& section) {
  std::string out;
  std::size_t shown = 0;
  for (const auto& pair : section.pairs) {
    if (shown++ == people_pairs_max) break;
    out +=
        "  " +
        wrap(printable(fmt::format("{} and {}: {} mistakes shared on {} items, {} expected; p {}",
                                   shorten(pair.a, 30), shorten(pair.b, 30), grouped(pair.same_wrong),
                                   grouped(pair.items), decimals(pair.expected, 1),
                                   pair.p_adjusted < 0.001 ? "< .001" : "= " + decimals(pair.p_adjusted, 3))),
             4, 98) +
        "\n";
  }
  if (section.pairs.size() > people_pairs_max)
    out += fmt::format("  ... and {} more pairs (--html, --json)\n", section.pairs.size() - people_pairs_max);
  return out;
}

std::string fatigue_line(const PeopleSection& section) {
  for (const auto& band : section.fatigue) {
    if (band.from <= 0 || !band.ratio.interval || band.ratio.interval->lower <= 1) continue;
    return fmt::format(
        "  after {:.0f} minutes of sitting errors are {}\u00d7 those of the first half hour ({})\n",
        band.from, decimals(*band.ratio.value, 2), interval_text(band.ratio));
  }
  return "";
}

// The detector's height with a chance of one in twenty, or a change: the charts whose names are worth a line.
bool has_signal(const quality::StreamChart& chart) { return chart.detector_chance <= 0.05 || chart.change; }

std::string chart_line(const PeopleSection& section) {
  std::size_t points = 0, signals = 0;
  std::int64_t outside = 0;
  double expected = 0;
  std::vector<std::string> names;
  for (const quality::StreamChart& chart : section.charts) {
    points += chart.points.size();
    outside += chart.outside;
    expected += chart.outside_expected;
    if (has_signal(chart) && signals++ < people_pairs_max)
      names.push_back(printable(shorten(chart.name, 30)));
  }
  if (signals == 0 && static_cast<double>(outside) <= 3 * expected + 1) return "";
  std::string text =
      fmt::format("control charts: {} of {} points outside exact limits, {} expected by chance", outside,
                  points, decimals(expected, 1));
  if (signals > 0)
    text += fmt::format("; rates moved: {}{}", fmt::join(names, ", "),
                        signals > names.size() ? fmt::format(" and {} more", signals - names.size()) : "");
  return "  " + wrap(text, 4, 98) + "\n";
}

}  // namespace

std::string people_part(const quality::QuestionInspection& q, Ink ink) {
  if (!q.people) return "";
  const std::string lines =
      people_lines(*q.people) + pair_lines(*q.people) + chart_line(*q.people) + fatigue_line(*q.people);
  if (lines.empty()) return "";
  return heading("Whose work changed or looks unusual? (evidence to look at, no verdict)", ink) + lines;
}

}  // namespace assay::render
