#pragma once
// Questions that apply only after an answer to another one (domain::Condition), as codes of a table; and
// which answers they set aside.
//
// The rule, live and in snapshots: an annotator's answer counts unless their own answer in force to the
// condition's question is another one, or that question did not apply to them either. Who gave it no answer,
// and an annotator nobody named, is taken at their word. A set of labels is the answer when it contains it.
// Of trusted labels the same: gold counts unless the item's gold of the condition's question is another
// answer.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/schema.h"
#include "labels/table.h"

namespace assay::live {

// What a condition keeps out of a question's numbers. Items: those that wait for no answer to it, because by
// nobody's answer it applies to them and nobody has answered it.
struct SetAside {
  std::int64_t answers = 0, gold = 0, items = 0;
};

class Conditions {
 public:
  // Once the table's questions are known, and again when one is added: cost, a look at each label.
  void set(const domain::Schema& schema, const labels::Table& names);
  // A label that is new in the table. Cost: the conditions there are.
  void label_added(std::string_view name);
  bool any() const { return !links_.empty(); }

  struct Link {
    std::uint16_t question = 0, parent = 0;
    std::string answer;
    std::vector<bool> fits;  // by label code: it is the answer, or contains it
    bool has(std::uint32_t label) const { return label < fits.size() && fits[label]; }
  };
  // What the question waits for; null: it always applies.
  const Link* of(std::uint16_t question) const {
    return question < place_.size() && place_[question] >= 0
               ? &links_[static_cast<std::size_t>(place_[question])]
               : nullptr;
  }
  // Those that apply by an answer to this one, or by an answer to one of those.
  const std::vector<std::uint16_t>& dependents(std::uint16_t question) const;

  // Takes the rows and the gold that do not count out of the table; by question code, what that was. Without
  // a condition: nothing, at no cost. Else a few passes over the rows a condition.
  std::vector<SetAside> set_aside(labels::Table& table) const;

 private:
  std::vector<Link> links_;          // in the order of the schema: parents before those that wait for them
  std::vector<std::int32_t> place_;  // by question: of its link; -1: none
  std::vector<std::vector<std::uint16_t>> dependents_;  // by question
  std::vector<std::uint16_t> nobody_;
};

}  // namespace assay::live
