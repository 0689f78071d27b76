#include "render/comparison.h"

#include <fmt/format.h>

#include "base/text.h"
#include "quality/metrics/registry.h"
#include "render/columns.h"
#include "render/wrap.h"

namespace assay::render {
namespace {

using quality::QuestionComparison;
using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t difference_axis_width = 21;

std::string counts_part(const QuestionComparison& c) {
  const auto& n = c.counts;
  std::string out =
      c.question.empty() ? "" : fmt::format("Question {}\n", shorten(printable(c.question), 80));
  out +=
      fmt::format("{} items labelled before and after, {} of them with two labels and more on both sides\n",
                  grouped(n.items_shared), grouped(n.items_compared));
  out += fmt::format("{} annotators before, {} after, {} of them the same people\n",
                     grouped(n.annotators_before), grouped(n.annotators_after), grouped(n.annotators_both));
  return out;
}

std::string agreement_part(const QuestionComparison& c) {
  Rows rows;
  for (const auto& row : c.agreement) {
    const std::string weights = row.weights == "nominal" ? "" : fmt::format(" ({})", row.weights);
    rows.push_back({quality::metric_title(row.metric) + weights, value_text(row.before),
                    value_text(row.after), value_text(row.difference), interval_text(row.difference),
                    whiskers(row.difference, -0.5, 0.5, difference_axis_width)});
  }
  const std::string axis = "-.5" + std::string(difference_axis_width / 2 - 3, ' ') + "0" +
                           std::string(difference_axis_width / 2 - 2, ' ') + ".5";
  return "\nDoes agreement change?\n" + columns({{"", Align::left, 32},
                                                 {"before", Align::right},
                                                 {"after", Align::right},
                                                 {"difference", Align::right},
                                                 {"interval", Align::right},
                                                 {axis}},
                                                rows);
}

std::string p_text(const std::optional<double>& p) { return p ? decimals(*p, 4) : ""; }

std::string method_words(const std::string& method) {
  if (method.starts_with("annotator_permutation")) return "permuting annotators";
  if (method == "sign_flip_exact") return "flipping items, exact";
  if (method == "sign_flip_random") return "flipping items";
  if (method == "mcnemar_exact") return "McNemar, exact";
  return method;
}

std::string subject_words(const std::string& subject) {
  if (subject == "annotation_accuracy") return "right annotations";
  if (subject == "consensus_accuracy") return "right consensus";
  return subject;
}

std::string tests_part(const QuestionComparison& c) {
  Rows rows;
  std::string impossible;
  for (const auto& [subject, test] : c.tests) {
    if (!test.p_up) {
      impossible += "  " +
                    wrap(fmt::format("{} by {}: cannot be tested: {}", subject_words(subject),
                                     method_words(test.method), test.note),
                         4, 98) +
                    "\n";
      continue;
    }
    rows.push_back({subject_words(subject), method_words(test.method), p_text(test.p_up),
                    p_text(test.p_two_sided), grouped(test.n)});
  }
  std::string out = "\nCould chance have done it?\n";
  if (!rows.empty()) {
    out += columns(
        {{"of"}, {"test"}, {"p (up)", Align::right}, {"p (either)", Align::right}, {"items", Align::right}},
        rows);
  }
  return out + impossible;
}

std::string verdict_mark(quality::Verdict verdict) {
  switch (verdict) {
    case quality::Verdict::pass:
      return "✓ pass";
    case quality::Verdict::fail:
      return "✗ fail";
    case quality::Verdict::not_enough_evidence:
      return "· not enough evidence";
  }
  return "";
}

std::string closing_part(const QuestionComparison& c) {
  std::string out = "\nWhat this cannot show\n";
  for (const std::string& text : c.cannot_show) out += "  - " + wrap(text, 4, 98) + "\n";
  out += "\nDid the change help? All three are needed.\n";
  for (const auto& row : c.criteria) {
    out += fmt::format("  {:<21}  {}\n{}{}\n", verdict_mark(row.verdict), row.text, std::string(25, ' '),
                       wrap(printable(row.evidence), 25, 98));
  }
  return out;
}

}  // namespace

std::string comparison_text(const quality::Comparison& comparison) {
  std::string out;
  for (const QuestionComparison& c : comparison.questions) {
    out += "\n" + counts_part(c) + agreement_part(c) + tests_part(c) + closing_part(c);
  }
  return out + fmt::format("\nIntervals at {:g} %, seed {}, assay {}.\n", comparison.level * 100,
                           comparison.seed, comparison.version);
}

}  // namespace assay::render
