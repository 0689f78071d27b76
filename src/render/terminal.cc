#include "render/terminal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "render/columns.h"
#include "render/terminal_parts.h"
#include "render/wrap.h"

namespace assay::render {

using quality::Inspection;
using quality::QuestionInspection;

std::string heading(const std::string& text, Ink ink) { return "\n" + strong(text, ink) + "\n"; }

std::string plural(std::int64_t count, const char* one, const char* many) {
  return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
}

namespace {

constexpr std::size_t questions_max = 12;
constexpr std::size_t warnings_max = 4;
constexpr std::size_t advice_max = 5;
constexpr std::size_t lines_max = 2;  // of one warning, advice or evidence

std::string title(const QuestionInspection& q) {
  const auto& per_item = q.data.labels_per_item;
  const std::string range = per_item.min == per_item.max
                                ? grouped(per_item.min)
                                : fmt::format("{} to {}", per_item.min, per_item.max);
  std::string text = q.question.empty() ? "" : fmt::format("Question {}\n", shorten(q.question, 80));
  text += fmt::format("{}, {} by {}; {} an item; {}, {}\n", plural(q.counts.items, "item", "items"),
                      plural(q.counts.annotations, "annotation", "annotations"),
                      plural(q.counts.annotators, "annotator", "annotators"), range,
                      plural(static_cast<std::int64_t>(q.categories.size()), "category", "categories"),
                      labels::kind_name(q.kind));
  if (q.counts.gold_items > 0) {
    text += fmt::format("gold on {} of these items\n", grouped(q.counts.gold_on_annotated));
  }
  return text;
}

std::string set_aside(const QuestionInspection& q) {
  std::vector<std::string> parts;
  const auto& c = q.counts;
  const auto say = [&](std::int64_t count, const std::string& text) {
    if (count > 0) parts.push_back(fmt::format("{} {}", grouped(count), text));
  };
  say(c.repeated, fmt::format("repeated rows (the first counts; {} differ)", grouped(c.repeated_differ)));
  say(c.skipped, "skipped");
  say(c.unknown_annotator, "without annotator");
  say(c.anchored, "made from a prediction");
  say(c.items_without_annotations, "items without annotations");
  say(c.gold_conflicts, "conflicting golds");
  if (parts.empty()) return "";
  return wrap(fmt::format("set aside or counted apart: {}", fmt::join(parts, "; ")), 0, 98) + "\n";
}

// The text wrapped behind an indent, cut after lines_max lines.
std::string block(const std::string& text, std::size_t indent) {
  std::string wrapped = wrap(printable(text), indent, 98);
  std::size_t end = 0;
  for (std::size_t line = 0; line < lines_max; ++line) {
    end = wrapped.find('\n', end + 1);
    if (end == std::string::npos) return wrapped + "\n";
  }
  return wrapped.substr(0, end) + " …\n";
}

std::string warnings_part(const QuestionInspection& q, Ink ink) {
  if (q.warnings.empty()) return "";
  std::string out = heading("Take care", ink);
  std::size_t shown = 0;
  for (const auto& warning : q.warnings) {
    if (shown++ == warnings_max) break;
    out += "  " + caution("!", ink) + " " + block(warning.text, 4);
  }
  if (q.warnings.size() > warnings_max)
    out += fmt::format("  ... and {} more (--json)\n", q.warnings.size() - warnings_max);
  return out;
}

std::string spoken(const Estimate& estimate) {
  const std::string interval = share_interval_text(estimate);
  return fmt::format("{}{}", share_text(estimate),
                     interval.empty() ? "" : fmt::format(" ({}, n = {})", interval, grouped(estimate.n)));
}

// The finding, the number, the evidence.
std::string verdict_part(const QuestionInspection& q, Ink ink) {
  std::string out;
  Estimate room;
  if (const Estimate* error = error_of(q, room)) {
    out += "  " + block(fmt::format("Wrong annotations: {}, {}.", spoken(*error),
                                    against_words(q.accuracy->against)),
                        2);
  }
  for (const auto& row : q.consensus) {
    if (!row.is_default || !row.accuracy.value) continue;
    out += "  " + block(fmt::format("Right consensus labels: {}, against gold.", spoken(row.accuracy)), 2);
  }
  if (const auto* row = headline(q)) {
    out +=
        "  " + block(row->estimate.value
                         ? fmt::format("Agreement: alpha {} ({}, n = {} items).", value_text(row->estimate),
                                       interval_text(row->estimate), grouped(row->estimate.n))
                         : fmt::format("Agreement: not enough evidence; {}.", row->estimate.note),
                     2);
  }
  return out.empty() ? "" : heading("In short", ink) + out;
}

std::string next_part(const QuestionInspection& q, Ink ink) {
  if (q.next.empty()) return "";
  std::string out = heading("What to do next", ink);
  std::size_t number = 1;
  for (const auto& advice : q.next) {
    if (number > advice_max) break;
    out += fmt::format("  {}. {}", strong(std::to_string(number++), ink), block(advice.text, 5));
    if (!advice.evidence.empty()) out += "     " + block(advice.evidence, 5);
  }
  return out;
}

std::string question_report(const QuestionInspection& q, Ink ink) {
  return title(q) + set_aside(q) + agreement_part(q, ink) + sources_part(q, ink) + plural_part(q, ink) +
         slices_part(q, ink) + consensus_part(q, ink) + annotators_part(q, ink) + categories_part(q, ink) +
         error_slices_part(q, ink) + hints_part(q, ink) + people_part(q, ink) + warnings_part(q, ink) +
         verdict_part(q, ink) + next_part(q, ink);
}

// Smaller is worse; what cannot be measured is not called bad.
double goodness(const QuestionInspection& q) {
  const auto* row = headline(q);
  return row != nullptr && row->estimate.value ? *row->estimate.value : 2;
}

// Best first, so that the worst stands last, next to its report.
std::vector<const QuestionInspection*> by_goodness(const Inspection& inspection) {
  std::vector<const QuestionInspection*> questions;
  for (const auto& question : inspection.questions) questions.push_back(&question);
  std::stable_sort(questions.begin(), questions.end(),
                   [](const auto* a, const auto* b) { return goodness(*a) > goodness(*b); });
  return questions;
}

std::string overview(const std::vector<const QuestionInspection*>& questions, Ink ink) {
  std::vector<std::vector<std::string>> rows;
  const std::size_t hidden = questions.size() > questions_max ? questions.size() - questions_max : 0;
  for (std::size_t at = hidden; at < questions.size(); ++at) {
    const QuestionInspection& q = *questions[at];
    const auto* row = headline(q);
    Estimate room;
    const Estimate* error = error_of(q, room);
    const Estimate none;
    const Estimate& agreement = row != nullptr ? row->estimate : none;
    rows.push_back({q.question, grouped(q.counts.annotations), value_text(agreement),
                    interval_text(agreement), whiskers(agreement, 0, 1, axis_width),
                    error != nullptr ? share_text(*error) : ""});
  }
  std::string out = heading(plural(static_cast<std::int64_t>(questions.size()), "question", "questions") +
                                ", the worst last and in full below",
                            ink);
  if (hidden > 0) out += fmt::format("  {} better ones are left out here (--question Q, --json)\n", hidden);
  return out + columns({{"question", Align::left, 24},
                        {"annotations", Align::right},
                        {"alpha", Align::right, 19},
                        {"interval", Align::right},
                        {"0" + std::string(axis_width - 2, ' ') + "1"},
                        {"wrong", Align::right}},
                       rows);
}

}  // namespace

std::string terminal_report(const Inspection& inspection, Ink ink) {
  if (inspection.questions.empty()) return "";
  const std::vector<const QuestionInspection*> questions = by_goodness(inspection);
  std::string out;
  if (questions.size() > 1) out += overview(questions, ink);
  out += "\n" + question_report(*questions.back(), ink);
  return out +
         quiet(fmt::format("\nIntervals at {:g} %, seed {}, assay {}.", inspection.level * 100,
                           inspection.seed, inspection.version),
               ink) +
         "\n";
}

}  // namespace assay::render
