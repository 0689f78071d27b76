#include "quality/inspect.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "quality/advice.h"
#include "quality/chosen_distance.h"
#include "quality/sections.h"

namespace assay::quality {
namespace {

// Which questions have annotations; a question that only gold has is not inspected.
std::vector<std::uint16_t> annotated_questions(const labels::Table& table) {
  std::vector<bool> seen(table.questions.size(), false);
  for (const std::uint16_t question : table.question) seen[question] = true;
  std::vector<std::uint16_t> questions;
  for (std::uint32_t code = 0; code < seen.size(); ++code) {
    if (seen[code]) questions.push_back(static_cast<std::uint16_t>(code));
  }
  std::sort(questions.begin(), questions.end(),
            [&](auto a, auto b) { return table.questions.name(a) < table.questions.name(b); });
  return questions;
}

std::string question_names(const labels::Table& table, const std::vector<std::uint16_t>& questions) {
  std::vector<std::string> names;
  for (const std::uint16_t code : questions) {
    if (names.size() < 20) names.push_back(fmt::format("\"{}\"", table.questions.name(code)));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

Result<Done> check_attributes(const labels::Table& table, const InspectOptions& options) {
  std::vector<std::string> known = {"difficulty", "provider", "batch", "guideline_version", "time"};
  for (const auto& attribute : table.item_attributes) known.push_back(attribute.name);
  for (const auto& attribute : table.annotator_attributes) known.push_back(attribute.name);
  for (const std::string& name : options.by) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return Error{
          ErrorCode::invalid,
          fmt::format("there is no attribute \"{}\"; the attributes are {}", name, fmt::join(known, ", ")),
          "--by"};
    }
  }
  return Done{};
}

void describe(const Workspace& work, QuestionInspection& out) {
  out.question = work.question.question;
  out.kind = work.question.kind;
  out.kind_reason = work.question.kind_reason;
  out.categories = work.question.categories;
  out.gold_only_categories = work.question.gold_only_categories;
  out.counts = work.question.counts;
}

}  // namespace

Result<std::vector<std::uint16_t>> chosen_questions(const labels::Table& table, const std::string& only) {
  const std::vector<std::uint16_t> all = annotated_questions(table);
  if (all.empty()) return Error{ErrorCode::invalid, "the files hold no annotations", ""};
  if (only.empty()) return all;
  for (const std::uint16_t code : all) {
    if (table.questions.name(code) == only) return std::vector<std::uint16_t>{code};
  }
  return Error{
      ErrorCode::invalid,
      fmt::format("there is no question \"{}\"; the questions are {}", only, question_names(table, all)),
      "--question"};
}

Result<Done> settle_gold(labels::Table& table) {
  const auto unnamed = table.questions.find("");
  if (!unnamed || table.gold.empty()) return Done{};
  const std::vector<std::uint16_t> all = annotated_questions(table);
  if (std::find(all.begin(), all.end(), *unnamed) != all.end()) return Done{};
  if (all.size() > 1) {
    return Error{
        ErrorCode::invalid,
        fmt::format(
            "the gold does not say which question it answers, and there are several: {}. Add a column "
            "question to the gold file",
            question_names(table, all)),
        "--gold"};
  }
  for (labels::GoldRow& gold : table.gold) {
    if (gold.question == *unnamed) gold.question = all.front();
  }
  return Done{};
}

Result<std::vector<QuestionInspection>> inspect_table(const labels::Table& table,
                                                      const InspectOptions& options,
                                                      const Progress& progress) {
  const Result<std::vector<std::uint16_t>> questions = chosen_questions(table, options.only_question);
  if (!questions.ok()) return questions.error();
  const Result<Done> attributes = check_attributes(table, options);
  if (!attributes.ok()) return attributes.error();
  std::vector<QuestionInspection> inspections;
  for (const std::uint16_t code : questions.value()) {
    Workspace work;
    work.table = &table;
    work.options = options;
    if (progress) progress("grouping annotations by item");
    Result<labels::QuestionTable> question = labels::question_table(table, code, options.question);
    if (!question.ok()) return question.error();
    work.question = std::move(question).value();
    work.patterns = labels::count_patterns(work.question, {});
    work.votes = view_of(work.question);
    work.pattern_view = view_of(work.patterns, work.question.category_count());
    if (const Result<Done> ready = prepare_distance(work); !ready.ok()) return ready.error();
    QuestionInspection out;
    describe(work, out);
    run_sections(work, out, progress);
    add_advice(out);
    inspections.push_back(std::move(out));
  }
  return inspections;
}

}  // namespace assay::quality
