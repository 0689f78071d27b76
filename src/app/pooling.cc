#include "app/pooling.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"

namespace assay::app {

void say_what_is_pooled(const live::PooledAnswers& pooled, quality::QuestionInspection& question) {
  std::vector<std::string> each;
  for (const auto& [version, answers] : pooled.versions) {
    question.schema_versions.push_back({version, answers});
    each.push_back(fmt::format("{} under version {}", grouped(answers), version));
  }
  question.unmapped = pooled.unmapped;
  if (each.size() > 1) {
    question.warnings.push_back(
        {"schema_versions_pooled",
         fmt::format("Answers given under several versions of the schema are counted together, categories "
                     "that were renamed or merged by their present names: {}.",
                     fmt::join(each, ", "))});
  }
  if (pooled.unmapped > 0) {
    question.warnings.push_back(
        {"unmapped_answers",
         fmt::format("{} answers name a category that was split since; they are in no estimate until "
                     "somebody labels their items again.",
                     grouped(pooled.unmapped))});
  }
}

void say_what_does_not_apply(const live::SetAside& aside, quality::QuestionInspection& question) {
  question.counts.rows += aside.answers;
  question.counts.items_without_annotations -= aside.items;
  if (aside.answers == 0 && aside.gold == 0) return;
  question.warnings.push_back(
      {"does_not_apply",
       fmt::format(
           "{} answers and {} trusted labels do not apply and are in no number: the question is asked "
           "only after an answer to another one, and the same annotator, or the trusted label there, "
           "said something else.",
           grouped(aside.answers), grouped(aside.gold))});
}

namespace {

// With e answers gone beside n that were judged, of which k were right: k / (n + e) to (k + e) / (n + e).
std::string bounds_text(const Estimate& accuracy, std::int64_t gone) {
  const auto lost = static_cast<double>(gone);
  const auto judged = static_cast<double>(accuracy.n);
  const double right = accuracy.value.value_or(0) * judged, all = judged + lost;
  return fmt::format(
      " With the {} of them that had been judged against gold, accuracy would stand between {:.3f} "
      "(all wrong) and {:.3f} (all right).",
      grouped(gone), right / all, (right + lost) / all);
}

}  // namespace

void say_what_was_erased(const live::ProjectTable::Removed& removed, quality::QuestionInspection& question) {
  if (removed.annotators > 0) {
    question.warnings.push_back(
        {"annotators_erased",
         fmt::format("The identities of {} annotators were removed; what they said stays, under pseudonyms "
                     "that lead to nobody.",
                     grouped(removed.annotators))});
  }
  if (removed.items == 0) return;
  std::string text =
      fmt::format("{} items were erased; {} annotations on them and {} trusted labels are in no number.",
                  grouped(removed.items), grouped(removed.annotations), grouped(removed.gold));
  const auto judged = removed.judged.find(question.question);
  const bool has_accuracy = question.accuracy && question.accuracy->against == "gold" &&
                            question.accuracy->overall.status == Status::ok;
  if (judged != removed.judged.end() && has_accuracy)
    text += bounds_text(question.accuracy->overall, judged->second);
  question.warnings.push_back({"items_erased", std::move(text)});
}

}  // namespace assay::app
