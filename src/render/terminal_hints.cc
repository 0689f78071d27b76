// What the guideline does not settle, on the terminal.

#include <fmt/format.h>

#include "base/text.h"
#include "render/columns.h"
#include "render/terminal_parts.h"
#include "render/wrap.h"

namespace assay::render {
namespace {

using quality::ConfusedPairRow;
using quality::ConfusionSource;

constexpr std::size_t hint_pairs_max = 5;
constexpr std::size_t raised_max = 4;
constexpr double share_min = 0.02;  // of the disagreement; less is not worth a line

const char* source_words(ConfusionSource source) {
  switch (source) {
    case ConfusionSource::items:
      return "a rule for some items";
    case ConfusionSource::definitions:
      return "the definitions overlap";
    case ConfusionSource::unclear:
      return "cannot be said yet";
  }
  return "";
}

std::string people_words(const ConfusedPairRow& row) {
  if (!row.people_differ) return "";
  return row.leaning.size() == 1 ? "one person differs" : "people read it differently";
}

std::string raised_line(const quality::HintsSection& hints) {
  std::vector<std::string> texts;
  for (const auto& row : hints.raised) {
    if (texts.size() == raised_max) break;
    texts.push_back(fmt::format("{} ({})", shorten(row.kind, 30), plural(row.items, "item", "items")));
  }
  if (texts.empty()) return "";
  return "  " + wrap(printable(fmt::format("raised by annotators: {}", fmt::join(texts, ", "))), 4, 98) +
         "\n";
}

}  // namespace

std::string hints_part(const quality::QuestionInspection& q, Ink ink) {
  if (!q.hints) return "";
  std::vector<std::vector<std::string>> rows;
  for (const ConfusedPairRow& row : q.hints->pairs) {
    if (rows.size() == hint_pairs_max || row.share < share_min) break;
    rows.push_back({shorten(row.first, 18) + " / " + shorten(row.second, 18), percent(row.share),
                    grouped(row.split_items), value_text(row.agreement), interval_text(row.agreement),
                    source_words(row.source), people_words(row)});
  }
  std::string out;
  if (!rows.empty()) {
    out = columns({{"confused", Align::left, 36},
                   {"of disagr.", Align::right},
                   {"items", Align::right},
                   {"alpha", Align::right},
                   {"interval", Align::right, 18},
                   {"what it asks for", Align::left, 24},
                   {"", Align::left, 26}},
                  rows);
  }
  out += raised_line(*q.hints);
  for (const auto& unseen : q.hints->unseen) {
    if (!unseen.next_is_new.value) continue;
    out += fmt::format("  {}: {} so far; the next item raises a new one with {} ({})\n",
                       shorten(unseen.attribute, 20), plural(unseen.kinds, "kind", "kinds"),
                       percent(*unseen.next_is_new.value), share_interval_text(unseen.next_is_new));
  }
  return out.empty() ? "" : heading("What does the guideline not settle?", ink) + out;
}

}  // namespace assay::render
