#include "app/item_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "app/permissions.h"
#include "base/merkle.h"
#include "live/item_index.h"
#include "store/item_read.h"

namespace assay::app {

void fill_answers(const live::ProjectTable& table, std::uint32_t item, const domain::Scope& scope,
                  ItemRow& row) {
  const labels::Table& columns = table.table();
  std::vector<std::uint32_t> rows;
  for (std::uint32_t code = 0; code < columns.questions.size(); ++code) {
    const auto question = static_cast<std::uint16_t>(code);
    const std::string name(columns.questions.name(code));
    table.rows_in_force(item, question, rows);
    for (const std::uint32_t at : rows)
      ++row.answers[name][std::string(columns.labels.name(columns.label[at]))];
    if (const auto level = live::disagreement_level(table, rows)) {
      const double share = static_cast<double>(*level) / live::level_one;
      row.disagreement = std::max(row.disagreement.value_or(0), share);
    }
    const std::uint32_t gold = scope.sees_gold ? table.gold_label(item, question) : labels::none;
    if (gold != labels::none) row.gold[name] = std::string(columns.labels.name(gold));
  }
}

domain::ItemId item_asked(const live::ProjectTable& table, std::string_view asked) {
  constexpr std::string_view by_name = "key:";
  if (asked.starts_with(by_name)) {
    return {table.key_of(store::NameKind::item, asked.substr(by_name.size())).value_or(0)};
  }
  std::int64_t id = 0;
  const auto read = std::from_chars(asked.data(), asked.data() + asked.size(), id);
  return {read.ec == std::errc() && read.ptr == asked.data() + asked.size() ? id : 0};
}

Result<ItemsSeen> items_seen(Context& context, const Caller& caller, domain::ProjectId project) {
  const Result<domain::Scope> scope = scope_for(context, caller, Verb::see_items, project);
  if (!scope) return scope.error();
  Result<live::SharedTable> table = context.live.table(scope.value());
  if (!table) return table.error();
  return ItemsSeen{scope.value(), std::move(table).value()};
}

Result<Done> log_read(Context& context, const Caller& caller, const domain::Scope& scope,
                      const std::string& verb, const std::vector<std::int64_t>& items) {
  if (!scope.reads_are_logged || items.empty()) return Done{};
  std::vector<Digest> leaves;
  for (const std::int64_t key : items) leaves.push_back(leaf_hash(std::to_string(key)));
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
    const store::ItemRead read{.project = scope.project,
                               .user = caller.user.id,
                               .verb = verb,
                               .items = items,
                               .purpose = scope.purpose,
                               .break_glass = scope.break_glass,
                               .at = transaction.now_us()};
    if (auto kept = store::insert_item_read(transaction.connection(), read); !kept) return kept.error();
    domain::AuditEvent event = event_by(caller, verb, items.size() == 1 ? "item" : "project");
    event.project = scope.project;
    event.object = items.size() == 1 ? items.front() : scope.project.value;
    event.rows = domain::AuditRows{std::ssize(items), merkle_root(leaves)};
    if (!scope.break_glass.none()) event.reason = fmt::format("break-glass {}", scope.break_glass.value);
    return store::Outcome<Done>::changed({}, std::move(event));
  });
}

Result<Done> check_seen(const ItemsSeen& seen, domain::ItemId item) {
  const std::uint32_t code = seen.table->look(
      [&](const live::ProjectTable& table) { return table.code_of(store::NameKind::item, item.value); });
  if (code != labels::none) return Done{};
  return Error{ErrorCode::not_found, "there is no such item in this project", "item"};
}

}  // namespace assay::app
