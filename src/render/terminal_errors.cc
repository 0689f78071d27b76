// Right and wrong on the terminal: consensus, annotators, categories and where errors gather.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "render/columns.h"
#include "render/terminal_parts.h"
#include "render/wrap.h"

namespace assay::render {
namespace {

using quality::CategoryRow;
using quality::QuestionInspection;
using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t narrow_axis_width = 16;  // where many columns stand beside it
constexpr std::size_t categories_max = 8;
constexpr std::size_t annotators_max = 6;
constexpr std::size_t error_slices_max = 3;

std::string axis_title(std::size_t width) { return "0" + std::string(width - 2, ' ') + "1"; }

bool has_gold(const QuestionInspection& q) {
  return std::any_of(q.consensus.begin(), q.consensus.end(),
                     [](const auto& row) { return row.accuracy.value.has_value(); });
}

std::string more(std::size_t all, std::size_t shown, const char* what) {
  if (all <= shown) return "";
  return fmt::format("  ... and {} more {} (--html, --json)\n", all - shown, what);
}

// Worst first: what is wrong most often, or where people agree least; only what has a number.
std::vector<const CategoryRow*> ranked(const QuestionInspection& q, const auto& shown) {
  std::vector<const CategoryRow*> rows;
  for (const CategoryRow& row : q.category_rows) {
    if (shown(row).value) rows.push_back(&row);
  }
  return rows;
}

std::string category_table(const std::vector<const CategoryRow*>& ranked_rows, const auto& shown,
                           const char* title) {
  Rows rows;
  for (const CategoryRow* row : ranked_rows) {
    if (rows.size() == categories_max) break;
    const Estimate& estimate = shown(*row);
    rows.push_back({row->category, share_text(estimate), share_interval_text(estimate),
                    whiskers(estimate, 0, 1, axis_width), grouped(estimate.n),
                    row->specific_agreement.value ? decimals(*row->specific_agreement.value, 2) : "",
                    grouped(row->labels)});
  }
  return columns({{"category", Align::left, 22},
                  {title, Align::right},
                  {"interval", Align::right},
                  {axis_title(axis_width)},
                  {"n", Align::right},
                  {"agreement", Align::right},
                  {"labels", Align::right}},
                 rows);
}

std::string slice_numbers(const quality::ErrorSlice& slice) {
  std::string text = fmt::format("{} of {} wrong", grouped(slice.errors), grouped(slice.n));
  if (slice.rate.value)
    text += fmt::format(", {} ({})", percent(*slice.rate.value), share_interval_text(slice.rate));
  if (slice.lift.value) {
    text += fmt::format("; {:.1f}× the rest", *slice.lift.value);
    if (slice.lift.interval) {
      text += fmt::format(" ({:.1f} to {:.1f})", slice.lift.interval->lower, slice.lift.interval->upper);
    }
  }
  return text;
}

}  // namespace

std::string against_words(const std::string& against) {
  return against == "gold" ? "against gold" : "by the model, for want of gold";
}

const Estimate* error_of(const QuestionInspection& question, Estimate& room) {
  if (!question.accuracy || !question.accuracy->overall.value) return nullptr;
  room = question.accuracy->overall;
  room.value = 1 - *room.value;
  if (room.interval) {
    room.interval->lower = 1 - question.accuracy->overall.interval->upper;
    room.interval->upper = 1 - question.accuracy->overall.interval->lower;
  }
  return &room;
}

std::string consensus_part(const QuestionInspection& q, Ink ink) {
  if (q.consensus.empty()) return "";
  const bool gold = has_gold(q);
  Rows rows;
  for (const auto& row : q.consensus) {
    std::vector<std::string> cells = {row.model + (row.is_default ? " (default)" : "")};
    if (gold) {
      cells.push_back(row.accuracy.value ? percent(*row.accuracy.value) : "");
      cells.push_back(share_interval_text(row.accuracy));
      cells.push_back(row.accuracy.value ? grouped(row.accuracy.n) : "");
    }
    cells.insert(cells.end(), {grouped(row.differs_from_majority), grouped(row.ties),
                               row.status == Status::not_identifiable ? "cannot be told" : ""});
    rows.push_back(std::move(cells));
  }
  std::vector<Column> table = {{"consensus", Align::left, 28}};
  if (gold)
    table.insert(table.end(),
                 {{"right on gold", Align::right}, {"interval", Align::right}, {"n", Align::right}});
  table.insert(table.end(),
               {{"differs from majority", Align::right}, {"ties", Align::right}, {"", Align::left}});
  return heading("What label would each item get?", ink) + columns(table, rows);
}

std::string annotators_part(const QuestionInspection& q, Ink ink) {
  if (q.annotators.empty()) return "";
  Rows rows;
  std::int64_t unsure = 0;
  std::size_t sure = 0;
  for (const auto& row : q.annotators) {
    if (!row.ability.value || row.status != Status::ok) {
      ++unsure;
      continue;
    }
    if (sure++ >= annotators_max) continue;
    rows.push_back({row.annotator, grouped(row.annotations), percent(*row.ability.value),
                    share_interval_text(row.ability), whiskers(row.ability, 0, 1, narrow_axis_width),
                    row.accuracy.value
                        ? fmt::format("{} (n {})", share_text(row.accuracy), grouped(row.accuracy.n))
                        : "",
                    row.agreement.value ? percent(*row.agreement.value) : "",
                    row.expected_agreement ? percent(*row.expected_agreement) : ""});
  }
  std::string out = heading("Annotators, weakest first (how often right, by the model)", ink);
  if (!rows.empty()) {
    out += columns({{"annotator", Align::left, 14},
                    {"labels", Align::right},
                    {"right", Align::right},
                    {"interval", Align::right},
                    {axis_title(narrow_axis_width)},
                    {has_gold(q) ? "on gold" : "", Align::right, 16},
                    {"agrees", Align::right},
                    {"exp.", Align::right}},
                   rows);
  }
  out += more(sure, annotators_max, "annotators");
  if (unsure > 0)
    out += fmt::format("  not enough evidence on {}\n", plural(unsure, "annotator", "annotators"));
  return out;
}

std::string categories_part(const QuestionInspection& q, Ink ink) {
  const auto error = [](const CategoryRow& row) -> const Estimate& { return row.error; };
  const auto agreement = [](const CategoryRow& row) -> const Estimate& { return row.specific_agreement; };
  std::vector<const CategoryRow*> rows = ranked(q, error);
  std::string out;
  if (!rows.empty()) {
    out = heading(
              fmt::format("Which categories are labelled wrong? ({})", against_words(rows.front()->against)),
              ink) +
          category_table(rows, error, "wrong");
  } else {
    rows = ranked(q, agreement);
    if (rows.empty()) return "";
    std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
      return *a->specific_agreement.value < *b->specific_agreement.value;
    });
    out = heading("In which categories do annotators agree least?", ink) +
          category_table(rows, agreement, "a second says so");
  }
  out += more(rows.size(), categories_max, "categories");
  if (q.category_rows.size() > rows.size()) {
    out += fmt::format(
        "  not enough evidence on {}\n",
        plural(static_cast<std::int64_t>(q.category_rows.size() - rows.size()), "category", "categories"));
  }
  return out;
}

std::string error_slices_part(const QuestionInspection& q, Ink ink) {
  const std::string title = heading("Where do errors gather?", ink);
  if (q.error_slices.empty()) {
    return q.error_slices_note.empty() ? ""
                                       : title + "  " + wrap(printable(q.error_slices_note), 2, 98) + "\n";
  }
  std::string out = title;
  std::size_t shown = 0;
  for (const auto& slice : q.error_slices) {
    if (shown++ == error_slices_max) break;
    const std::string within = slice.within ? fmt::format(" within {}", shorten(*slice.within, 28)) : "";
    out += "  " + strong(shorten(slice.text, 96 - display_width(within)) + within, ink) + "\n    " +
           slice_numbers(slice) + "; " + (slice.significant ? alarm("beyond chance", ink) : "may be chance") +
           "\n";
  }
  return out + more(q.error_slices.size(), error_slices_max, "slices");
}

}  // namespace assay::render
