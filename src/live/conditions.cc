#include "live/conditions.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "labels/category_order.h"

namespace assay::live {
namespace {

using labels::none;

using Persons = std::unordered_set<std::uint64_t>;  // item and annotator
using Items = std::unordered_set<std::uint32_t>;

std::uint64_t person_of(const labels::Table& table, std::size_t row) {
  return std::uint64_t{table.item[row]} << 32 | table.annotator[row];
}

std::int64_t time_of(const labels::Table& table, std::size_t row) {
  return row < table.time_us.size() ? table.time_us[row] : labels::no_time;
}

bool is_answer(std::string_view label, const std::string& answer) {
  if (label == answer) return true;
  if (label.empty() || label.front() != '[') return false;
  const auto members = labels::set_members(label);
  return members && std::find(members->begin(), members->end(), answer) != members->end();
}

template <class T>
void keep_only(std::vector<T>& column, const std::vector<bool>& goes) {
  std::size_t out = 0;
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!goes[row]) column[out++] = column[row];
  }
  column.resize(out);
}

void take_rows(labels::Table& table, const std::vector<bool>& goes) {
  keep_only(table.item, goes);
  keep_only(table.question, goes);
  keep_only(table.annotator, goes);
  keep_only(table.label, goes);
  keep_only(table.guideline_version, goes);
  keep_only(table.batch, goes);
  keep_only(table.provider, goes);
  keep_only(table.flag, goes);
  keep_only(table.comment, goes);
  keep_only(table.time_us, goes);
  keep_only(table.duration_s, goes);
  keep_only(table.state, goes);
}

// Goes through the conditions of a table, parents first, and notes what is set aside.
class Sorting {
 public:
  Sorting(const labels::Table& table, std::vector<SetAside>& counts)
      : table_(table),
        counts_(counts),
        goes_(table.row_count(), false),
        gold_goes_(table.gold.size(), false) {
    for (const labels::GoldRow& gold : table.gold)
      gold_.emplace(place_of(gold.item, gold.question), gold.label);
  }

  void take(const Conditions::Link& link, const Conditions& all) {
    Persons& kept_out = kept_out_[link.question];
    if (all.of(link.parent) != nullptr) kept_out = kept_out_[link.parent];
    Items told;  // to which the question applies by somebody's answer, or that have one
    look_at_parent(link, kept_out, told);
    sort_answers(link, kept_out, told);
    counts_[link.question].items = std::int64_t{table_.items.size()} - std::ssize(told);
    sort_gold(link, all);
  }

  const std::vector<bool>& goes() const { return goes_; }
  const std::vector<bool>& gold_goes() const { return gold_goes_; }

 private:
  static std::uint64_t place_of(std::uint32_t item, std::uint16_t question) {
    return std::uint64_t{item} << 16 | question;
  }

  void look_at_parent(const Conditions::Link& link, Persons& kept_out, Items& told) const {
    const auto parents = kept_out_.find(link.parent);
    const auto applies = [&](std::uint64_t person) {
      return parents == kept_out_.end() || !parents->second.contains(person);
    };
    std::unordered_map<std::uint64_t, std::size_t> first;  // the row in force of each
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      if (table_.question[row] != link.parent || table_.label[row] == none) continue;
      if (table_.annotator[row] == none) {
        if (link.has(table_.label[row])) told.insert(table_.item[row]);
        continue;
      }
      const auto [at, is_first] = first.try_emplace(person_of(table_, row), row);
      if (!is_first && time_of(table_, row) < time_of(table_, at->second)) at->second = row;
    }
    for (const auto& [person, row] : first) {
      if (!link.has(table_.label[row])) {
        kept_out.insert(person);
      } else if (applies(person)) {
        told.insert(table_.item[row]);
      }
    }
  }

  void sort_answers(const Conditions::Link& link, const Persons& kept_out, Items& told) {
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      if (table_.question[row] != link.question || table_.label[row] == none) continue;
      if (table_.annotator[row] == none || !kept_out.contains(person_of(table_, row))) {
        told.insert(table_.item[row]);
        continue;
      }
      goes_[row] = true;
      ++counts_[link.question].answers;
    }
  }

  void sort_gold(const Conditions::Link& link, const Conditions& all) {
    for (std::size_t at = 0; at < table_.gold.size(); ++at) {
      const labels::GoldRow& gold = table_.gold[at];
      if (gold.question != link.question || gold_applies(gold.item, link, all)) continue;
      gold_goes_[at] = true;
      ++counts_[link.question].gold;
    }
  }

  bool gold_applies(std::uint32_t item, const Conditions::Link& of, const Conditions& all) const {
    for (const Conditions::Link* link = &of; link != nullptr; link = all.of(link->parent)) {
      const auto found = gold_.find(place_of(item, link->parent));
      if (found != gold_.end() && !link->has(found->second)) return false;
    }
    return true;
  }

  const labels::Table& table_;
  std::vector<SetAside>& counts_;
  std::vector<bool> goes_, gold_goes_;
  std::map<std::uint16_t, Persons> kept_out_;              // by question, of those with a condition
  std::unordered_map<std::uint64_t, std::uint32_t> gold_;  // by item and question
};

}  // namespace

void Conditions::set(const domain::Schema& schema, const labels::Table& names) {
  links_.clear();
  place_.assign(names.questions.size(), -1);
  dependents_.assign(names.questions.size(), {});
  for (const domain::Question& question : schema.questions) {
    if (!question.condition) continue;
    const auto own = names.questions.find(question.name);
    const auto parent = names.questions.find(question.condition->question);
    if (!own || !parent) continue;
    place_[*own] = static_cast<std::int32_t>(links_.size());
    links_.push_back({static_cast<std::uint16_t>(*own),
                      static_cast<std::uint16_t>(*parent),
                      question.condition->answer,
                      {}});
    const Link* above = &links_.back();
    while (above != nullptr) {
      dependents_[above->parent].push_back(static_cast<std::uint16_t>(*own));
      above = of(above->parent);
    }
  }
  if (links_.empty()) return;
  for (std::uint32_t label = 0; label < names.labels.size(); ++label) label_added(names.labels.name(label));
}

void Conditions::label_added(std::string_view name) {
  for (Link& link : links_) link.fits.push_back(is_answer(name, link.answer));
}

const std::vector<std::uint16_t>& Conditions::dependents(std::uint16_t question) const {
  return question < dependents_.size() ? dependents_[question] : nobody_;
}

std::vector<SetAside> Conditions::set_aside(labels::Table& table) const {
  std::vector<SetAside> out(table.questions.size());
  if (links_.empty()) return out;
  Sorting sorting(table, out);
  for (const Link& link : links_) sorting.take(link, *this);
  take_rows(table, sorting.goes());
  keep_only(table.gold, sorting.gold_goes());
  return out;
}

}  // namespace assay::live
