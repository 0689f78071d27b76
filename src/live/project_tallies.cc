// The tallies of a project's questions: made from a copy while rows go on arriving, then caught up.

#include <algorithm>
#include <mutex>
#include <utility>

#include "live/project_table.h"
#include "live/table_states.h"

namespace assay::live {

using labels::none;

// The label is a category of the tally, if need be from now on.
bool ProjectTable::know_label(std::uint32_t label, std::uint16_t question, QuestionTally& tally) const {
  if (label == none || tally.category_of(label) != none) return true;
  return tally.extend(table_.labels, label, options_of(table_.questions.name(question)));
}

// The row of the annotator's answer in force, or none: the earliest by time, else by the log.
std::uint32_t ProjectTable::first_answer(std::uint32_t item, std::uint16_t question, std::uint32_t annotator,
                                         std::uint32_t end) const {
  const auto time_of = [&](std::uint32_t row) {
    return row < table_.time_us.size() ? table_.time_us[row] : labels::no_time;
  };
  std::uint32_t found = none;
  each_row(item, [&](std::uint32_t row) {  // latest first
    const bool is_answer = row < end && table_.question[row] == question &&
                           table_.annotator[row] == annotator && table_.label[row] != none;
    if (is_answer && (found == none || time_of(row) <= time_of(found))) found = row;
  });
  return found;
}

bool ProjectTable::is_set_aside(std::uint32_t row, std::uint32_t end) const {
  if (table_.annotator[row] == none) return false;
  for (const auto* link = conditions_.of(table_.question[row]); link != nullptr;
       link = conditions_.of(link->parent)) {
    const std::uint32_t said = first_answer(table_.item[row], link->parent, table_.annotator[row], end);
    if (said != none && !link->has(table_.label[said])) return true;
  }
  return false;
}

// What the item's rows before `end` say of the question.
ItemPart ProjectTable::part_of_item(std::uint32_t item, std::uint16_t question, std::uint32_t end) const {
  ItemPart out;
  std::vector<std::uint32_t> rows;
  rows_in_force(item, question, rows, end);
  out.labels = labels_of(rows);
  out.anchored = std::count_if(rows.begin(), rows.end(), [&](std::uint32_t row) {
    return row < table_.state.size() && (table_.state[row] & labels::row_anchored) != 0;
  });
  const bool is_conditioned = conditions_.of(question) != nullptr;
  each_row(item, [&](std::uint32_t row) {
    if (row >= end || table_.question[row] != question) return;
    if (table_.label[row] == none) {
      ++out.skipped;
    } else if (is_conditioned && is_set_aside(row, end)) {
      ++out.set_aside;
      return;
    } else {
      out.said.push_back(table_.label[row]);
    }
    ++out.rows;
  });
  out.repeated = out.rows - out.skipped - std::ssize(rows);
  return out;
}

// The item's part of the tally was `before`, and is what its rows before `end` say.
bool ProjectTable::replace(std::uint32_t item, std::uint16_t question, const ItemPart& before,
                           std::uint32_t end, QuestionTally& tally) const {
  const ItemPart after = part_of_item(item, question, end);
  const bool known = std::all_of(after.said.begin(), after.said.end(),
                                 [&](std::uint32_t label) { return know_label(label, question, tally); });
  return known && tally.replace(before, after, gold_counted(item, question));
}

void ProjectTable::follow_in(std::uint16_t question, std::uint32_t row) {
  std::optional<QuestionTally>& tally = tallies_[question];
  if (tally && !count_row(row, question, *tally)) tally.reset();
}

// Whether the row changes what is counted of the question: its own, or one that its condition looks at.
bool ProjectTable::concerns(std::uint16_t question, std::uint32_t row) const {
  std::uint16_t at = question;
  for (;;) {
    if (table_.question[row] == at) return true;
    const auto* link = conditions_.of(at);
    if (link == nullptr) return false;
    at = link->parent;
  }
}

// Trusted labels decide which others count: what rests on the conditions of this question is made anew.
void ProjectTable::forget_conditioned(std::uint16_t question) {
  const auto& dependents = conditions_.dependents(question);
  if (dependents.empty() && conditions_.of(question) == nullptr) return;
  ++revision_;
  if (conditions_.of(question) != nullptr) tallies_[question].reset();
  for (const std::uint16_t each : dependents) tallies_[each].reset();
}

// What the row changes in the tally of a question that it concerns, which has counted all rows before it.
// False: the tally is to be made anew.
bool ProjectTable::count_row(std::uint32_t row, std::uint16_t question, QuestionTally& tally) const {
  const std::uint32_t item = table_.item[row];
  if (conditions_.of(question) != nullptr)
    return replace(item, question, part_of_item(item, question, row), row + 1, tally);
  std::vector<std::uint32_t> rows;
  rows_in_force(item, question, rows, row);
  const ItemLabels before = labels_of(rows);
  rows_in_force(item, question, rows, row + 1);
  const bool skipped = table_.label[row] == none;
  const bool repeated = !skipped && rows.size() == before.size();
  const bool anchored = row < table_.state.size() && (table_.state[row] & labels::row_anchored) != 0;
  tally.count_row({skipped, repeated, anchored});
  if (skipped) return true;
  return know_label(table_.label[row], question, tally) &&
         tally.change(before, labels_of(rows), gold_label(item, question));
}

// The same of a gold that came when the table had so many rows.
bool ProjectTable::count_gold(const labels::GoldRow& gold, std::uint32_t row_count,
                              QuestionTally& tally) const {
  std::vector<std::uint32_t> rows;
  rows_in_force(gold.item, gold.question, rows, row_count);
  return know_label(gold.label, gold.question, tally) && tally.add_gold(labels_of(rows), gold.label);
}

labels::QuestionOptions ProjectTable::options_of(std::string_view question) const {
  return live::options_of(*schema_, table_, question);
}

struct ProjectTable::Draft {
  labels::Table table;              // the columns that tallies are made of
  std::size_t rows = 0, golds = 0;  // that it was made of, those that conditions set aside included
  Conditions conditions;
  std::int64_t revision = 0;
  struct Missing {
    std::uint16_t question = 0;
    labels::QuestionOptions options;
    std::optional<QuestionTally> made;
  };
  std::vector<Missing> missing;
};

ProjectTable::Draft ProjectTable::draft() const {
  const std::shared_lock lock(mutex_);
  Draft out;
  out.revision = revision_;
  for (std::uint32_t code = 0; code < tallies_.size(); ++code) {
    const auto question = static_cast<std::uint16_t>(code);
    if (!tallies_[code]) out.missing.push_back({question, options_of(table_.questions.name(code)), {}});
  }
  if (out.missing.empty()) return out;
  out.table.items = table_.items;
  out.table.questions = table_.questions;
  out.table.annotators = table_.annotators;
  out.table.labels = table_.labels;
  out.table.item = table_.item;
  out.table.question = table_.question;
  out.table.annotator = table_.annotator;
  out.table.label = table_.label;
  out.table.time_us = table_.time_us;
  out.table.state = table_.state;
  out.table.gold = table_.gold;
  out.rows = out.table.row_count();
  out.golds = out.table.gold.size();
  out.conditions = conditions_;
  return out;
}

// What came while the tally was made, gold first: rows are counted by the gold of now.
bool ProjectTable::catch_up(std::size_t rows, std::size_t golds, std::uint16_t question,
                            QuestionTally& tally) const {
  for (std::size_t at = golds; at < table_.gold.size(); ++at) {
    const bool own = table_.gold[at].question == question;
    if (own && !count_gold(table_.gold[at], static_cast<std::uint32_t>(rows), tally)) return false;
  }
  for (std::size_t row = rows; row < table_.row_count(); ++row) {
    const auto at = static_cast<std::uint32_t>(row);
    if (concerns(question, at) && !count_row(at, question, tally)) return false;
  }
  return true;
}

// False when what the draft rests on has changed.
bool ProjectTable::take_up(Draft& draft) {
  const std::unique_lock lock(mutex_);
  if (draft.revision != revision_) return false;
  for (Draft::Missing& each : draft.missing) {
    if (catch_up(draft.rows, draft.golds, each.question, *each.made))
      tallies_[each.question] = std::move(each.made);
  }
  return true;
}

Result<Done> ProjectTable::make_missing() {
  const std::lock_guard making(making_mutex_);
  for (;;) {
    Draft draft = this->draft();
    const std::vector<SetAside> aside = draft.conditions.set_aside(draft.table);
    for (Draft::Missing& each : draft.missing) {
      Result<QuestionTally> made = QuestionTally::make(draft.table, each.question, each.options);
      if (!made) return made.error();
      each.made = std::move(made).value();
      each.made->note_set_aside(aside[each.question].answers, aside[each.question].gold);
    }
    if (take_up(draft)) return Done{};
  }
}

std::vector<QuestionState> ProjectTable::states_now() const {
  std::vector<QuestionState> out;
  for (std::uint32_t code = 0; code < tallies_.size(); ++code) {
    const QuestionTally& tally = *tallies_[code];
    QuestionState state{tally.tally(table_, static_cast<std::uint16_t>(code)),
                        tally.counts(),
                        tally.categories(),
                        tally.gold().wrong,
                        {},
                        pool_.answers(static_cast<std::uint16_t>(code)),
                        tally.set_aside()};
    state.counts.annotators = static_cast<std::int64_t>(table_.annotators.size());
    for (const auto& [category, sums] : tally.gold().by_gold) state.by_gold.emplace_back(category, sums);
    out.push_back(std::move(state));
  }
  return out;
}

Result<std::vector<QuestionState>> ProjectTable::states() {
  for (;;) {
    {
      const std::shared_lock lock(mutex_);
      const bool whole =
          std::all_of(tallies_.begin(), tallies_.end(), [](const auto& tally) { return tally.has_value(); });
      if (whole) return states_now();
    }
    if (auto made = make_missing(); !made) return made.error();
  }
}

}  // namespace assay::live
