#include "app/gold.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/item_rows.h"
#include "app/permissions.h"
#include "base/json_text.h"
#include "store/job.h"
#include "store/names.h"
#include "store/project.h"

namespace assay::app {
namespace {

using nlohmann::json;
using store::NameKind;

constexpr std::size_t gold_reason_bytes_max = 1000;
constexpr std::size_t source_bytes_max = 255;

Result<Done> check_change(const GoldChange& change) {
  if (change.reason.empty() || change.reason.size() > gold_reason_bytes_max) {
    return Error{ErrorCode::invalid, fmt::format("say why, in at most {} bytes", gold_reason_bytes_max),
                 "reason"};
  }
  if (change.source.size() > source_bytes_max) {
    return Error{ErrorCode::invalid, fmt::format("at most {} bytes", source_bytes_max), "source"};
  }
  if (change.expert_count && (*change.expert_count < 0 || *change.expert_count > 1'000'000)) {
    return Error{ErrorCode::invalid, "a count of experts is 0 to 1,000,000", "expert_count"};
  }
  if (!change.label) return Done{};
  const Result<std::string> label = domain::name_of(*change.label, "label");
  return label ? Result<Done>(Done{}) : label.error();
}

// What an event's hashes are of.
Digest content_of(const store::GoldRow& gold) {
  return sha256(json_text(json({{"gold", gold.id},
                                {"item", gold.item},
                                {"question", gold.question},
                                {"label", gold.label},
                                {"state", gold.state},
                                {"source", gold.source}})));
}

// The gold, if nothing has replaced it.
Result<store::GoldRow> gold_in_force(store::Connection& connection, domain::ProjectId project,
                                     std::int64_t id) {
  Result<store::GoldRow> asked = store::gold_by_id(connection, project, id);
  if (!asked) return asked;
  Result<std::vector<store::GoldRow>> all = store::gold_of_item(connection, project, {asked.value().item});
  if (!all) return all.error();
  for (const store::GoldRow& each : all.value()) {
    if (each.question != asked.value().question || each.supersedes != id) continue;
    return Error{ErrorCode::conflict, fmt::format("gold {} has replaced it; change that one", each.id),
                 "gold"};
  }
  if (asked.value().state == "active") return asked;
  return Error{ErrorCode::conflict,
               fmt::format("the gold is {}; add the label anew if it holds", asked.value().state), "gold"};
}

class Changing {
 public:
  Changing(Context& context, const Caller& caller, domain::ProjectId project, const GoldChange& change)
      : context_(context), caller_(caller), project_(project), change_(change) {}

  Result<store::Outcome<store::GoldRow>> run(store::Transaction& transaction) {
    store::Connection& connection = transaction.connection();
    if (auto may = allow(connection, caller_, Verb::change_gold, project_); !may) return may.error();
    Result<domain::Project> project = store::project_by_id(connection, project_);
    if (!project) return project.error();
    if (project.value().state != "open") {
      return Error{ErrorCode::conflict, "the project is closed; open it first", "project"};
    }
    Result<store::GoldRow> before = gold_in_force(connection, project_, change_.gold);
    if (!before) return before.error();
    Result<live::SharedTable> table = context_.live.project(project_);
    if (!table) return table.error();
    Result<store::GoldRow> after = insert(transaction, before.value(), table.value());
    if (!after) return after.error();
    transaction.after_commit([&context = context_, table = table.value(), id = project_,
                              arrivals = std::make_shared<const live::Arrivals>(std::move(arrivals_))] {
      context.live.arrived(id, arrivals);
      context.tell({.kind = "project",
                    .project = id.value,
                    .log_position = table->log_position(),
                    .providers = live::providers_of(*arrivals)});
    });
    return store::Outcome<store::GoldRow>::changed(after.value(), event(before.value(), after.value()));
  }

 private:
  Result<store::GoldRow> insert(store::Transaction& transaction, const store::GoldRow& before,
                                const live::SharedTable& table) {
    store::Connection& connection = transaction.connection();
    Result<domain::ImportId> import = record(connection, transaction.now_us());
    if (!import) return import.error();
    store::Names names(connection, {.project = project_,
                                    .import = import.value(),
                                    .now_us = transaction.now_us(),
                                    .known = [&](NameKind kind, std::string_view name) {
                                      return table->key_of(kind, name);
                                    }});
    store::GoldRow after = before;
    after.supersedes = before.id;
    after.import = import.value().value;
    after.created_at = transaction.now_us();
    after.state = change_.label ? "active" : "retired";
    if (change_.label) {
      Result<std::int64_t> label = names.key(NameKind::label, *change_.label);
      if (!label) return label.error();
      if (label.value() == before.label) {
        return Error{ErrorCode::conflict, "the gold says so already", "label"};
      }
      after.label = label.value();
      after.source = change_.source;
      after.expert_count = change_.expert_count;
    }
    if (auto flushed = names.flush(); !flushed) return flushed.error();
    Result<std::int64_t> id = store::insert_gold(connection, after);
    if (!id) return id.error();
    after.id = id.value();
    arrivals_.names.assign(names.made().begin(), names.made().end());
    arrivals_.gold = {after};
    return after;
  }

  // Where the row came from: this request.
  Result<domain::ImportId> record(store::Connection& connection, std::int64_t now_us) {
    domain::Import import;
    import.project = project_;
    import.kind = "api";
    import.file_name = "api";
    import.file_sha256 = sha256(change_.label.value_or("") + "\n" + change_.reason);
    import.format = "json";
    import.created_at = now_us;
    import.created_by = caller_.user.id;
    Result<domain::ImportId> id = store::insert_import(connection, import);
    if (!id) return id;
    const domain::ImportOutcome outcome{.rows = 1, .added = 1, .finished_at = now_us};
    auto kept = store::insert_outcome(connection, id.value(), outcome);
    return kept ? id : kept.error();
  }

  domain::AuditEvent event(const store::GoldRow& before, const store::GoldRow& after) const {
    domain::AuditEvent out = event_by(caller_, change_.label ? "replace_gold" : "retire_gold", "gold");
    out.project = project_;
    out.object = after.id;
    out.before = content_of(before);
    out.after = content_of(after);
    out.reason = change_.reason;
    return out;
  }

  Context& context_;
  const Caller& caller_;
  const domain::ProjectId project_;
  const GoldChange& change_;
  live::Arrivals arrivals_;
};

}  // namespace

Result<NamedGold> change_gold(Context& context, const Caller& caller, domain::ProjectId project,
                              const GoldChange& change) {
  if (auto checked = check_change(change); !checked) return checked.error();
  if (auto may = scope_for(context, caller, Verb::see_items, project); !may) return may.error();
  Result<live::SharedTable> table = context.live.project(project);  // loaded before the write, not in it
  if (!table) return table.error();
  Result<store::GoldRow> added = context.database.write([&](store::Transaction& transaction) {
    return Changing(context, caller, project, change).run(transaction);
  });
  if (!added) return added.error();
  NamedGold out;
  out.row = added.value();
  out.in_force = added.value().state == "active";
  table.value()->look([&](const live::ProjectTable& looked) {
    out.item = looked.name_at(NameKind::item, looked.code_of(NameKind::item, added.value().item));
    out.question =
        looked.name_at(NameKind::question, looked.code_of(NameKind::question, added.value().question));
    out.label = looked.name_at(NameKind::label, looked.code_of(NameKind::label, added.value().label));
  });
  return out;
}

}  // namespace assay::app
