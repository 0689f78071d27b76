// Where disagreement comes from, and how answers spread where several are right, on the terminal.

#include <fmt/format.h>

#include "base/text.h"
#include "render/columns.h"
#include "render/terminal_parts.h"

namespace assay::render {
namespace {

constexpr std::size_t groups_max = 8;

std::string spoken_source(const std::string& source) {
  if (source == "slip") return "slips: the same person answers otherwise again";
  if (source == "stable_difference") return "stable: people differ and stay with it";
  if (source == "annotator_bias") return "  of it habits of annotators, whatever the item";
  if (source == "interpretation") return "  of it readings of single items";
  return printable(source);
}

}  // namespace

std::string sources_part(const quality::QuestionInspection& q, Ink ink) {
  if (q.sources.empty()) return "";
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : q.sources) {
    rows.push_back({spoken_source(row.source), row.basis, value_text(row.share), interval_text(row.share),
                    whiskers(row.share, 0, 1, axis_width), grouped(row.share.n)});
  }
  return heading("Where does disagreement come from?", ink) +
         columns({{"", Align::left, 48},
                  {"from", Align::left},
                  {"share", Align::right},
                  {"interval", Align::right},
                  {"0" + std::string(axis_width - 2, ' ') + "1"},
                  {"n", Align::right}},
                 rows);
}

std::string plural_part(const quality::QuestionInspection& q, Ink ink) {
  if (!q.plural) return "";
  std::string out = heading("Several answers may be right: how do they spread?", ink);
  out += fmt::format(
      "  {} items with two labels and more; the most frequent answer has {} % of an item's labels "
      "on average;\n  entropy {} (0 all alike, 1 all categories alike)\n",
      grouped(q.plural->items), decimals(100 * q.plural->mean_largest_share, 1),
      decimals(q.plural->mean_entropy, 3));
  std::vector<std::vector<std::string>> rows;
  for (const auto& group : q.plural->groups) {
    if (rows.size() == groups_max) break;
    rows.push_back({printable(group.attribute), printable(group.group), grouped(group.annotators),
                    value_text(group.within), interval_text(group.within),
                    whiskers(group.within, 0, 1, axis_width), grouped(group.within.n)});
  }
  if (rows.empty()) return out;
  return out + columns({{"alpha within groups", Align::left, 20},
                        {"group", Align::left, 18},
                        {"annotators", Align::right},
                        {"value", Align::right, 12},
                        {"interval", Align::right},
                        {"0" + std::string(axis_width - 2, ' ') + "1"},
                        {"items", Align::right}},
                       rows);
}

}  // namespace assay::render
