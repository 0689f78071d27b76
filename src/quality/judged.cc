#include "quality/judged.h"

namespace assay::quality {

bool is_categorical(const labels::QuestionTable& question) {
  const bool number = question.kind == labels::Kind::interval || question.kind == labels::Kind::ratio;
  return !number || question.category_count() <= stats::dense_categories_max;
}

std::optional<Judge> judge_of(const Workspace& work) {
  if (!is_categorical(work.question)) return std::nullopt;
  if (work.question.counts.gold_on_annotated >= judging_gold_min) return Judge::gold;
  if (!work.beliefs) return std::nullopt;
  for (std::size_t item = 0; item < work.votes.item_count(); ++item) {
    if (labels_on(work.votes, item) > 1) return Judge::model;
  }
  return std::nullopt;
}

const char* judge_name(Judge judge) {
  switch (judge) {
    case Judge::gold:
      return "gold";
    case Judge::model:
      return "model_posterior";
  }
  return "";
}

std::uint64_t name_key(std::string_view name) {
  // FNV-1a, then the finaliser of SplitMix64: neighbouring names must not get neighbouring numbers.
  std::uint64_t hash = 14'695'981'039'346'656'037U;
  for (const char c : name) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
  }
  hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9U;
  hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBU;
  return hash ^ (hash >> 31U);
}

std::uint64_t item_key(const Workspace& work, std::size_t item) {
  return name_key(work.table->items.name(static_cast<std::uint32_t>(item)));
}

std::uint32_t true_category(const Workspace& work, Judge judge, std::size_t item) {
  switch (judge) {
    case Judge::gold:
      return work.question.gold[item];
    case Judge::model: {
      if (labels_on(work.votes, item) < 2) return labels::none;
      const std::uint32_t label = work.beliefs->choice().label[item];
      return label == stats::no_category ? labels::none : label;
    }
  }
  return labels::none;
}

}  // namespace assay::quality
