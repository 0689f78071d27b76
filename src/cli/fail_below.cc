#include "cli/fail_below.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/nearest.h"
#include "base/text.h"
#include "cli/arguments.h"
#include "quality/metrics/registry.h"

namespace assay::cli {
namespace {

using quality::QuestionInspection;

constexpr const char* where = "--fail-below";

std::vector<std::string> metric_names() {
  std::vector<std::string> names = {"accuracy", "consensus_accuracy"};
  for (const auto& metric : quality::metric_registry()) names.emplace_back(metric.name);
  return names;
}

Result<double> threshold(const std::string& text) {
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size() || !(value >= -1 && value <= 1)) {
    return Error{ErrorCode::invalid, fmt::format("\"{}\" is not a number from -1 to 1, as in 0.8", text),
                 where};
  }
  return value;
}

Result<Estimate> agreement_estimate(const Condition& condition, const QuestionInspection& question) {
  const quality::AgreementRow* found = nullptr;
  std::vector<std::string> weights;
  for (const auto& row : question.agreement) {
    if (row.metric != condition.metric) continue;
    weights.push_back(row.weights);
    const bool asked = condition.weights.empty() ? found == nullptr || row.weights == "nominal"
                                                 : row.weights == condition.weights;
    if (asked) found = &row;
  }
  if (found != nullptr) return found->estimate;
  if (weights.empty()) {
    return undefined_estimate(Status::insufficient, condition.metric, 0,
                              fmt::format("{} is not measured here", condition.metric));
  }
  return Error{ErrorCode::invalid,
               fmt::format("{} has no weights \"{}\" here; it has {}", condition.metric, condition.weights,
                           fmt::join(weights, ", ")),
               where};
}

Estimate consensus_accuracy(const QuestionInspection& question) {
  for (const auto& row : question.consensus) {
    if (row.is_default) return row.accuracy;
  }
  return undefined_estimate(Status::insufficient, "consensus_accuracy", 0, "there is no consensus");
}

Result<Estimate> estimate_of(const Condition& condition, const QuestionInspection& question) {
  if (condition.metric == "consensus_accuracy") return consensus_accuracy(question);
  if (condition.metric != "accuracy") return agreement_estimate(condition, question);
  if (question.accuracy && question.accuracy->against == "gold") return question.accuracy->overall;
  return undefined_estimate(Status::insufficient, "accuracy", 0, "there is no gold to measure it against");
}

Verdict judge(const Condition& condition, const Estimate& estimate, const std::string& question) {
  const std::string name = (question.empty() ? "" : question + ": ") + condition.metric +
                           (condition.weights.empty() ? "" : ":" + condition.weights);
  if (!estimate.value || !estimate.interval || estimate.status != Status::ok) {
    return {Verdict::Outcome::not_enough_evidence,
            fmt::format("{}: not enough evidence to say that it is at least {:g}{}{}", name, condition.value,
                        estimate.note.empty() ? "" : ": ", estimate.note)};
  }
  const bool met = estimate.interval->lower >= condition.value;
  return {
      met ? Verdict::Outcome::met : Verdict::Outcome::not_met,
      fmt::format("{}: {} ({} to {}, n = {}): the lower limit is {} {:g}", name, decimals(*estimate.value, 3),
                  decimals(estimate.interval->lower, 3), decimals(estimate.interval->upper, 3),
                  grouped(estimate.n), met ? "not below" : "below", condition.value)};
}

}  // namespace

Result<Condition> parse_condition(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) {
    return Error{ErrorCode::invalid, fmt::format("\"{}\" is not METRIC=VALUE", text), where};
  }
  Condition condition;
  const std::string name = text.substr(0, equals);
  const std::size_t colon = std::min(name.find(':'), name.size());
  condition.metric = name.substr(0, colon);
  if (colon < name.size()) condition.weights = name.substr(colon + 1);
  const std::vector<std::string> known = metric_names();
  if (std::find(known.begin(), known.end(), condition.metric) == known.end()) {
    const std::string near = nearest(condition.metric, known);
    return Error{
        ErrorCode::invalid,
        fmt::format("there is no metric \"{}\"; {}", condition.metric,
                    near.empty() ? "assay metrics lists them" : fmt::format("did you mean {}?", near)),
        where};
  }
  const Result<double> value = threshold(text.substr(equals + 1));
  if (!value.ok()) return value.error();
  condition.value = value.value();
  return condition;
}

Result<std::vector<Verdict>> check_condition(const Condition& condition,
                                             const quality::Inspection& inspection) {
  std::vector<Verdict> verdicts;
  for (const QuestionInspection& question : inspection.questions) {
    const Result<Estimate> estimate = estimate_of(condition, question);
    if (!estimate.ok()) return estimate.error();
    verdicts.push_back(judge(condition, estimate.value(), question.question));
  }
  return verdicts;
}

}  // namespace assay::cli
