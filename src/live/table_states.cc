#include "live/table_states.h"

#include "labels/kind.h"

namespace assay::live {

labels::QuestionOptions options_of(const domain::Schema& schema, const labels::Table& table,
                                   std::string_view question) {
  labels::QuestionOptions options;
  for (const domain::Question& known : schema.questions) {
    if (known.name != question) continue;
    options.kind = labels::kind_from_name(known.kind);
    for (const domain::Category& category : known.categories) {
      if (table.labels.find(category.name)) options.order.push_back(category.name);
    }
  }
  return options;
}

void take_out_what_does_not_apply(labels::Table& table, const domain::Schema& schema) {
  Conditions conditions;
  conditions.set(schema, table);
  conditions.set_aside(table);
}

Result<std::vector<QuestionState>> states_of(const labels::Table& given, const domain::Schema& schema) {
  Conditions conditions;
  conditions.set(schema, given);
  std::optional<labels::Table> thinned;
  std::vector<SetAside> aside(given.questions.size());
  if (conditions.any()) {
    thinned = given;
    aside = conditions.set_aside(*thinned);
    for (SetAside& each : aside) each.items = 0;
  }
  const labels::Table& table = thinned ? *thinned : given;
  std::vector<QuestionState> out;
  for (std::uint32_t code = 0; code < table.questions.size(); ++code) {
    const auto question = static_cast<std::uint16_t>(code);
    Result<QuestionTally> tally =
        QuestionTally::make(table, question, options_of(schema, table, table.questions.name(code)));
    if (!tally) return tally.error();
    QuestionState state{tally.value().tally(table, question),
                        tally.value().counts(),
                        tally.value().categories(),
                        tally.value().gold().wrong,
                        {},
                        {},
                        aside[code]};
    for (const auto& [category, sums] : tally.value().gold().by_gold) {
      state.by_gold.emplace_back(category, sums);
    }
    out.push_back(std::move(state));
  }
  return out;
}

}  // namespace assay::live
