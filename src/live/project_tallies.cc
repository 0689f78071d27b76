// The tallies of a project's questions: made from a copy while rows go on arriving, then caught up.

#include <algorithm>
#include <mutex>
#include <utility>

#include "labels/kind.h"
#include "live/project_table.h"

namespace assay::live {

using labels::none;

// The label is a category of the tally, if need be from now on.
bool ProjectTable::know_label(std::uint32_t label, std::uint16_t question, QuestionTally& tally) const {
  if (label == none || tally.category_of(label) != none) return true;
  return tally.extend(table_.labels, label, options_of(table_.questions.name(question)));
}

// What the row changes in its question's tally, which has counted all rows before it. False: the tally is to
// be made anew.
bool ProjectTable::count_row(std::uint32_t row, QuestionTally& tally) const {
  const std::uint32_t item = table_.item[row];
  const std::uint16_t question = table_.question[row];
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
  labels::QuestionOptions options;
  for (const domain::Question& known : schema_->questions) {
    if (known.name != question) continue;
    options.kind = labels::kind_from_name(known.kind);
    for (const domain::Category& category : known.categories) {
      if (table_.labels.find(category.name)) options.order.push_back(category.name);
    }
  }
  return options;
}

struct ProjectTable::Draft {
  labels::Table table;  // the columns that tallies are made of
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
    const bool own = table_.question[row] == question;
    if (own && !count_row(static_cast<std::uint32_t>(row), tally)) return false;
  }
  return true;
}

// False when what the draft rests on has changed.
bool ProjectTable::take_up(Draft& draft) {
  const std::unique_lock lock(mutex_);
  if (draft.revision != revision_) return false;
  for (Draft::Missing& each : draft.missing) {
    if (catch_up(draft.table.row_count(), draft.table.gold.size(), each.question, *each.made))
      tallies_[each.question] = std::move(each.made);
  }
  return true;
}

Result<Done> ProjectTable::make_missing() {
  const std::lock_guard making(making_mutex_);
  for (;;) {
    Draft draft = this->draft();
    for (Draft::Missing& each : draft.missing) {
      Result<QuestionTally> made = QuestionTally::make(draft.table, each.question, each.options);
      if (!made) return made.error();
      each.made = std::move(made).value();
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
                        pool_.answers(static_cast<std::uint16_t>(code))};
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
