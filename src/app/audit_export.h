#pragma once
// The whole log as a file, page by page, for the server's administrator; docs/reference/audit_log.md. What
// export_log writes, for those who take it piece by piece.

#include <cstdint>
#include <optional>
#include <string>

#include "app/audit.h"
#include "app/context.h"

namespace assay::app {

// What a signed head covers, and that head as the last line: events written meanwhile are of the next export.
// Memory for one page. The context outlives it.
class LogExport {
 public:
  // Signs the log as it stands. Error `not_found` when the log is empty.
  static Result<LogExport> begin(Context& context, const Caller& caller, const LogKey& key);
  // The next lines; nothing when the file is whole.
  Result<std::optional<std::string>> next();

 private:
  LogExport(Context& context, store::AuditHead head) : context_(&context), head_(std::move(head)) {}
  enum class Stage { header, events, head, done };
  Context* context_;
  store::AuditHead head_;
  std::string header_;
  Stage stage_ = Stage::header;
  std::int64_t next_index_ = 0;
};

}  // namespace assay::app
