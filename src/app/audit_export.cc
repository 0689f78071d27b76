#include "app/audit_export.h"

#include <utility>

#include "app/permissions.h"
#include "domain/audit_export.h"
#include "store/audit_page.h"

namespace assay::app {

Result<LogExport> LogExport::begin(Context& context, const Caller& caller, const LogKey& key) {
  if (auto may = allow(caller, Verb::see_whole_log); !may) return may.error();
  Result<store::AuditHead> covered = head(context, caller, key);
  if (!covered) return covered.error();
  Result<std::string> id =
      context.database.read([](store::Connection& connection) { return store::log_id(connection); });
  if (!id) return id.error();
  LogExport out(context, std::move(covered).value());
  out.header_ = domain::export_header_line({id.value(), key.name, key.key.public_key()});
  return out;
}

Result<std::optional<std::string>> LogExport::next() {
  if (stage_ == Stage::header) {
    stage_ = Stage::events;
    return std::optional(header_);
  }
  if (stage_ == Stage::events) {
    std::string lines;
    const auto add = [&](const store::Leaf& leaf) {
      lines +=
          leaf.bytes.empty() ? domain::export_pruned_line(leaf.hash) : domain::export_event_line(leaf.bytes);
    };
    Result<std::int64_t> reached = context_->database.read([&](store::Connection& connection) {
      return store::audit_leaf_page(connection, {next_index_, head_.size}, add);
    });
    if (!reached) return reached.error();
    if (std::exchange(next_index_, reached.value()) != reached.value())
      return std::optional(std::move(lines));
    stage_ = Stage::head;
  }
  if (std::exchange(stage_, Stage::done) == Stage::done) return std::optional<std::string>();
  return std::optional(domain::export_head_line(head_.checkpoint));
}

Result<Done> export_log(Context& context, const Caller& caller, const LogKey& key,
                        const std::function<void(std::string_view)>& put) {
  Result<LogExport> log = LogExport::begin(context, caller, key);
  if (!log) return log.error();
  for (;;) {
    Result<std::optional<std::string>> page = log.value().next();
    if (!page) return page.error();
    if (!page.value()) return Done{};
    put(*page.value());
  }
}

}  // namespace assay::app
