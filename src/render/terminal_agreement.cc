// Agreement on the terminal: coefficients and slices.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "quality/metrics/registry.h"
#include "render/columns.h"
#include "render/terminal_parts.h"
#include "render/wrap.h"

namespace assay::render {
namespace {

using quality::AgreementRow;
using quality::QuestionInspection;
using quality::SliceRow;

constexpr std::size_t coefficients_max = 8;
constexpr std::size_t slices_max = 5;

// Every metric once, with the weights that fit the kind best; alpha with its first two distances. All are in
// JSON.
std::vector<const AgreementRow*> shown_rows(const QuestionInspection& q) {
  const bool ordered = q.kind != labels::Kind::nominal && q.kind != labels::Kind::set;
  std::vector<const AgreementRow*> shown;
  const auto place = [&](const AgreementRow& row) {
    return std::find_if(shown.begin(), shown.end(), [&](auto* other) { return other->metric == row.metric; });
  };
  std::size_t alphas = 0;
  for (const AgreementRow& row : q.agreement) {
    if (row.metric == "krippendorff_alpha") {
      if (alphas++ < 2) shown.push_back(&row);
      continue;
    }
    const auto earlier = place(row);
    if (earlier == shown.end()) {
      shown.push_back(&row);
    } else if (ordered && row.weights == "quadratic") {
      *earlier = &row;
    }
  }
  // Numbers have more coefficients than there is room for, and theirs is the intraclass correlation.
  const auto icc = std::find_if(shown.begin(), shown.end(), [](auto* row) { return row->metric == "icc"; });
  if (icc != shown.end() && icc - shown.begin() > 2) std::rotate(shown.begin() + 2, icc, icc + 1);
  if (shown.size() > coefficients_max) shown.resize(coefficients_max);
  return shown;
}

const Estimate& best(const SliceRow& row) { return row.shrunk.value ? row.shrunk : row.estimate; }

struct Slices {
  std::vector<const SliceRow*> rows;  // with a value, worst first
  std::size_t worse = 0, all = 0;
};

Slices slices_of(const QuestionInspection& q) {
  Slices slices;
  for (const auto& [attribute, rows] : q.agreement_by) {
    for (const auto& row : rows) {
      ++slices.all;
      slices.worse += row.worse ? 1 : 0;
      if (best(row).value) slices.rows.push_back(&row);
    }
  }
  std::stable_sort(slices.rows.begin(), slices.rows.end(), [](const auto* a, const auto* b) {
    if (a->worse != b->worse) return a->worse;
    return *best(*a).value < *best(*b).value;
  });
  return slices;
}

}  // namespace

const AgreementRow* headline(const QuestionInspection& question) {
  for (const AgreementRow& row : question.agreement) {
    if (row.metric == "krippendorff_alpha") return &row;
  }
  return question.agreement.empty() ? nullptr : &question.agreement.front();
}

std::string agreement_part(const QuestionInspection& q, Ink ink) {
  if (q.agreement.empty()) return "";
  const std::vector<const AgreementRow*> shown = shown_rows(q);
  std::vector<std::vector<std::string>> rows;
  for (const AgreementRow* row : shown) {
    const std::string weights = row->weights == "nominal" ? "" : fmt::format(" ({})", row->weights);
    rows.push_back({quality::metric_title(row->metric) + weights, value_text(row->estimate),
                    interval_text(row->estimate), whiskers(row->estimate, 0, 1, axis_width),
                    grouped(row->estimate.n)});
  }
  std::string out =
      heading("Do annotators agree?", ink) + columns({{"", Align::left, 36},
                                                      {"value", Align::right},
                                                      {"interval", Align::right},
                                                      {"0" + std::string(axis_width - 2, ' ') + "1"},
                                                      {"items", Align::right}},
                                                     rows);
  if (q.agreement.size() > shown.size()) {
    out +=
        fmt::format("  ... and {} with other weights (--html, --json)\n", q.agreement.size() - shown.size());
  }
  for (const AgreementRow* row : shown) {
    if (row->sampled) {
      out += "  " +
             wrap(fmt::format("{}: {}", quality::metric_title(row->metric), printable(row->estimate.note)), 4,
                  98) +
             "\n";
    }
  }
  return out;
}

std::string slices_part(const QuestionInspection& q, Ink ink) {
  const Slices slices = slices_of(q);
  if (slices.rows.empty()) return "";
  std::vector<std::vector<std::string>> rows;
  for (const SliceRow* slice : slices.rows) {
    if (rows.size() == slices_max) break;
    rows.push_back({slice->attribute, slice->slice, value_text(best(*slice)), interval_text(best(*slice)),
                    whiskers(best(*slice), 0, 1, axis_width), grouped(slice->items),
                    slice->worse ? "worse" : ""});
  }
  return heading(fmt::format("Agreement by example type ({} of {} slices worse than the rest)", slices.worse,
                             slices.all),
                 ink) +
         columns({{"attribute", Align::left, 16},
                  {"slice", Align::left, 18},
                  {"value", Align::right, 12},
                  {"interval", Align::right},
                  {"0" + std::string(axis_width - 2, ' ') + "1"},
                  {"items", Align::right},
                  {"", Align::left}},
                 rows);
}

}  // namespace assay::render
