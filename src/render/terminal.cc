#include "render/terminal.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "quality/metrics/registry.h"
#include "render/columns.h"
#include "render/wrap.h"

namespace assay::render {

using quality::QuestionInspection;

namespace {

constexpr std::size_t axis_width = 22;
constexpr std::size_t categories_max = 8;
constexpr std::size_t slices_max = 5;
constexpr std::size_t annotators_max = 6;
constexpr std::size_t error_slices_max = 3;

std::string heading(const std::string& text) { return "\n" + text + "\n"; }

std::string plural(std::int64_t count, const char* one, const char* many) {
  return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
}

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
  return fmt::format("set aside or counted apart: {}\n", fmt::join(parts, "; "));
}

std::string agreement_part(const QuestionInspection& q) {
  if (q.agreement.empty()) return "";
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : q.agreement) {
    const std::string weights = row.weights == "nominal" ? "" : fmt::format(" ({})", row.weights);
    rows.push_back({quality::metric_title(row.metric) + weights, value_text(row.estimate),
                    interval_text(row.estimate), whiskers(row.estimate, 0, 1, axis_width),
                    grouped(row.estimate.n)});
  }
  return heading("Do annotators agree?") + columns({{"", Align::left, 36},
                                                    {"value", Align::right},
                                                    {"interval", Align::right},
                                                    {"0" + std::string(axis_width - 2, ' ') + "1"},
                                                    {"items", Align::right}},
                                                   rows);
}

std::string categories_part(const QuestionInspection& q) {
  if (q.category_rows.empty()) return "";
  const bool measured = std::any_of(q.category_rows.begin(), q.category_rows.end(),
                                    [](const auto& row) { return row.error.value.has_value(); });
  const std::string against =
      q.category_rows.front().against == "gold" ? "against gold" : "by the model, no gold";
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : q.category_rows) {
    if (rows.size() == categories_max) break;
    const Estimate& shown = measured ? row.error : row.specific_agreement;
    rows.push_back({printable(row.category), measured ? share_text(shown) : value_text(shown),
                    measured ? share_interval_text(shown) : interval_text(shown),
                    whiskers(shown, 0, 1, axis_width), grouped(shown.n), value_text(row.specific_agreement),
                    grouped(row.labels)});
  }
  std::string out = heading(measured ? fmt::format("Which categories are labelled wrong? ({})", against)
                                     : "In which categories do annotators agree least?");
  out += columns({{"category", Align::left, 24},
                  {measured ? "wrong" : "agreement", Align::right},
                  {"interval", Align::right},
                  {"0" + std::string(axis_width - 2, ' ') + "1"},
                  {"n", Align::right},
                  {"agreement", Align::right},
                  {"labels", Align::right}},
                 rows);
  if (q.category_rows.size() > categories_max) {
    out += fmt::format("  ... and {} more categories (--html, --json)\n",
                       q.category_rows.size() - categories_max);
  }
  return out;
}

// The slices that are worse than the rest, over all attributes, worst first; else the lowest ones.
std::string slices_part(const QuestionInspection& q) {
  std::vector<const quality::SliceRow*> slices;
  std::size_t worse = 0, all = 0;
  for (const auto& [attribute, rows] : q.agreement_by) {
    for (const auto& row : rows) {
      ++all;
      if (!row.shrunk.value && !row.estimate.value) continue;
      slices.push_back(&row);
      worse += row.worse ? 1 : 0;
    }
  }
  if (slices.empty()) return "";
  const auto shown = [](const quality::SliceRow& row) -> const Estimate& {
    return row.shrunk.value ? row.shrunk : row.estimate;
  };
  std::stable_sort(slices.begin(), slices.end(), [&](const auto* a, const auto* b) {
    if (a->worse != b->worse) return a->worse;
    return *shown(*a).value < *shown(*b).value;
  });
  std::vector<std::vector<std::string>> rows;
  for (const auto* slice : slices) {
    if (rows.size() == slices_max) break;
    rows.push_back({printable(slice->attribute), printable(slice->slice), value_text(shown(*slice)),
                    interval_text(shown(*slice)), whiskers(shown(*slice), 0, 1, axis_width),
                    grouped(slice->items), slice->worse ? "worse than the rest" : ""});
  }
  return heading(fmt::format("Agreement by example type ({} of {} slices worse than the rest)", worse, all)) +
         columns({{"attribute", Align::left, 18},
                  {"slice", Align::left, 20},
                  {"value", Align::right},
                  {"interval", Align::right},
                  {"0" + std::string(axis_width - 2, ' ') + "1"},
                  {"items", Align::right},
                  {"", Align::left}},
                 rows);
}

std::string annotators_part(const QuestionInspection& q) {
  if (q.annotators.empty()) return "";
  const bool gold = std::any_of(q.annotators.begin(), q.annotators.end(),
                                [](const auto& row) { return row.accuracy.value.has_value(); });
  std::vector<std::vector<std::string>> rows;
  std::size_t unsure = 0;
  for (const auto& row : q.annotators) {
    const Estimate& shown = row.ability;
    if (!shown.value || row.status != Status::ok) {
      ++unsure;
      continue;
    }
    if (rows.size() == annotators_max) continue;
    rows.push_back({printable(row.annotator), grouped(row.annotations), percent(*shown.value),
                    share_interval_text(shown), whiskers(shown, 0, 1, axis_width),
                    gold ? share_text(row.accuracy) + fmt::format(" (n {})", grouped(row.accuracy.n)) : "",
                    row.agreement.value ? percent(*row.agreement.value) : "",
                    row.expected_agreement ? percent(*row.expected_agreement) : ""});
  }
  if (rows.empty() && unsure == 0) return "";
  std::string out = heading("Annotators, weakest first (ability by the model)");
  if (!rows.empty()) {
    out += columns({{"annotator", Align::left, 16},
                    {"labels", Align::right},
                    {"ability", Align::right},
                    {"interval", Align::right},
                    {"0" + std::string(axis_width - 2, ' ') + "1"},
                    {gold ? "right on gold" : "", Align::right},
                    {"agrees", Align::right},
                    {"expected", Align::right}},
                   rows);
  }
  if (unsure > 0)
    out += fmt::format("  not enough evidence on {}\n",
                       plural(static_cast<std::int64_t>(unsure), "annotator", "annotators"));
  return out;
}

std::string consensus_part(const QuestionInspection& q) {
  if (q.consensus.empty()) return "";
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : q.consensus) {
    rows.push_back({row.model + (row.is_default ? " (default)" : ""),
                    row.accuracy.value ? percent(*row.accuracy.value) : "", share_interval_text(row.accuracy),
                    row.accuracy.value ? grouped(row.accuracy.n) : "", grouped(row.differs_from_majority),
                    grouped(row.ties), row.status == Status::ok ? "" : status_name(row.status)});
  }
  return heading("What label would each item get?") + columns({{"consensus", Align::left, 28},
                                                               {"right on gold", Align::right},
                                                               {"interval", Align::right},
                                                               {"n", Align::right},
                                                               {"differs from majority", Align::right},
                                                               {"ties", Align::right},
                                                               {"", Align::left}},
                                                              rows);
}

std::string error_slices_part(const QuestionInspection& q) {
  if (q.error_slices.empty()) {
    return q.error_slices_note.empty()
               ? ""
               : heading("Where do errors gather?") + "  " + q.error_slices_note + "\n";
  }
  std::string out = heading("Where do errors gather?");
  std::size_t shown = 0;
  for (const auto& slice : q.error_slices) {
    if (shown++ == error_slices_max) break;
    const std::string within = slice.within ? fmt::format(" within {}", shorten(*slice.within, 30)) : "";
    out += fmt::format("  {}{}\n", shorten(slice.text, 90), within);
    out += fmt::format(
        "    {} of {} wrong, {} ({}); {} the rest{}; {}\n", grouped(slice.errors), grouped(slice.n),
        slice.rate.value ? percent(*slice.rate.value) : "", share_interval_text(slice.rate),
        slice.lift.value ? fmt::format("{:.1f}×", *slice.lift.value) : "",
        slice.lift.interval
            ? fmt::format(" ({:.1f} to {:.1f})", slice.lift.interval->lower, slice.lift.interval->upper)
            : "",
        slice.significant ? "beyond chance" : "may be chance");
  }
  if (q.error_slices.size() > error_slices_max) {
    out += fmt::format("  ... and {} more (--html, --json)\n", q.error_slices.size() - error_slices_max);
  }
  return out;
}

std::string closing_part(const QuestionInspection& q) {
  std::string out;
  if (!q.warnings.empty()) {
    out += heading("Take care");
    for (const auto& warning : q.warnings) out += "  ! " + wrap(printable(warning.text), 4, 98) + "\n";
  }
  if (!q.next.empty()) {
    out += heading("What to do next");
    int number = 1;
    for (const auto& advice : q.next) {
      out += fmt::format("  {}. {}\n", number++, wrap(printable(advice.text), 5, 98));
      if (!advice.evidence.empty()) out += "     " + wrap(printable(advice.evidence), 5, 98) + "\n";
    }
  }
  return out;
}

}  // namespace

std::string terminal_report(const quality::Inspection& inspection) {
  std::string out;
  for (const QuestionInspection& q : inspection.questions) {
    out += "\n" + title(q) + set_aside(q) + agreement_part(q) + slices_part(q) + consensus_part(q) +
           annotators_part(q) + categories_part(q) + error_slices_part(q) + closing_part(q);
  }
  out += fmt::format("\nIntervals at {:g} %, seed {}, assay {}.\n", inspection.level * 100, inspection.seed,
                     inspection.version);
  return out;
}

}  // namespace assay::render
