#include "app/imports.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/permissions.h"
#include "base/json_text.h"
#include "files/files.h"

namespace assay::app {
namespace {

using nlohmann::json;

Result<domain::Upload> upload_seen_by(store::Connection& connection, const Caller& caller,
                                      domain::UploadId id) {
  Result<domain::Upload> found = store::upload_by_id(connection, id);
  if (!found) return no_such("upload", found.error());
  if (auto may = allow(connection, caller, Verb::import_data, found.value().project); !may) {
    return no_such("upload");
  }
  return found;
}

std::int64_t part_count(const domain::Upload& upload) {
  return (upload.size + upload.part_size - 1) / upload.part_size;
}

Result<Done> check_part(const domain::Upload& upload, std::int64_t number, std::size_t size) {
  if (upload.state == "removed") {
    return Error{ErrorCode::conflict, "the upload is no longer kept: begin another", "upload"};
  }
  if (upload.state != "open") return Error{ErrorCode::conflict, "the upload is complete", "upload"};
  if (number < 1 || number > part_count(upload)) {
    return Error{ErrorCode::invalid, fmt::format("parts are numbered 1 to {}", part_count(upload)), "part"};
  }
  const std::int64_t wanted = std::min(upload.part_size, upload.size - (number - 1) * upload.part_size);
  if (static_cast<std::int64_t>(size) == wanted) return Done{};
  return Error{ErrorCode::invalid, fmt::format("part {} has {} bytes; this has {}", number, wanted, size),
               "part"};
}

Result<UploadView> view_of(store::Connection& connection, const domain::Upload& upload) {
  Result<std::vector<store::UploadPart>> parts = store::parts_of(connection, upload.id);
  if (!parts) return parts.error();
  return UploadView{upload, std::move(parts).value()};
}

// A disk is everybody's: what one person has waiting on it is bounded.
Result<Done> check_quota(store::Connection& connection, const Caller& caller, std::int64_t size) {
  const Result<store::WaitingUploads> waiting = store::waiting_uploads(connection, caller.user.id);
  if (!waiting) return waiting.error();
  if (waiting.value().count < uploads_waiting_max &&
      waiting.value().bytes + size <= files::upload_bytes_max) {
    return Done{};
  }
  return Error{
      ErrorCode::conflict,
      fmt::format("{} files of yours with {} bytes wait to be imported, of at most {} and {}: import "
                  "them, or wait until they go after a week",
                  waiting.value().count, waiting.value().bytes, uploads_waiting_max, files::upload_bytes_max),
      "size"};
}

}  // namespace

Result<UploadView> create_upload(Context& context, const Caller& caller, domain::ProjectId project,
                                 const std::string& name, std::int64_t size) {
  Result<std::string> checked = domain::name_of(name, "name");
  if (!checked) return checked.error();
  if (size <= 0 || size > files::upload_bytes_max) {
    return Error{ErrorCode::invalid, fmt::format("a size is 1 to {} bytes", files::upload_bytes_max), "size"};
  }
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<UploadView>> {
    if (auto may = allow(transaction.connection(), caller, Verb::import_data, project); !may)
      return may.error();
    if (auto within = check_quota(transaction.connection(), caller, size); !within) return within.error();
    domain::Upload upload{.project = project,
                          .name = checked.value(),
                          .size = size,
                          .part_size = files::part_bytes_max,
                          .created_at = transaction.now_us(),
                          .created_by = caller.user.id};
    Result<domain::UploadId> id = store::insert_upload(transaction.connection(), upload);
    if (!id) return id.error();
    upload.id = id.value();
    domain::AuditEvent event = event_by(caller, "create_upload", "upload");
    event.project = project;
    event.object = upload.id.value;
    return store::Outcome<UploadView>::changed({upload, {}}, std::move(event));
  });
}

Result<UploadView> write_part(Context& context, const Caller& caller, domain::UploadId id,
                              std::int64_t number, std::string_view bytes) {
  Result<domain::Upload> found = context.database.read(
      [&](store::Connection& connection) { return upload_seen_by(connection, caller, id); });
  if (!found) return found.error();
  if (auto checked = check_part(found.value(), number, bytes.size()); !checked) return checked.error();
  auto written = context.files.write_part(id, (number - 1) * found.value().part_size, bytes);
  if (!written) return written.error();
  return context.database.maintain([&](store::Transaction& transaction) -> Result<UploadView> {
    store::Connection& connection = transaction.connection();
    auto kept = store::insert_part(connection, id, {number, std::ssize(bytes), sha256(bytes)});
    if (!kept) return kept.error();
    Result<UploadView> view = view_of(connection, found.value());
    if (!view || std::ssize(view.value().parts) < part_count(found.value())) return view;
    auto complete = store::set_upload_state(connection, id, "complete");
    if (!complete) return complete.error();
    view.value().upload.state = "complete";
    return view;
  });
}

Result<UploadView> upload(Context& context, const Caller& caller, domain::UploadId id) {
  return context.database.read([&](store::Connection& connection) -> Result<UploadView> {
    Result<domain::Upload> found = upload_seen_by(connection, caller, id);
    if (!found) return found.error();
    return view_of(connection, found.value());
  });
}

std::string spec_json(const ImportSpec& spec) {
  return json_text(json({{"upload", spec.upload.value},
                         {"kind", spec.kind},
                         {"format", spec.format},
                         {"mapping", spec.mapping},
                         {"item_kind", spec.item_kind},
                         {"annotator", spec.annotator},
                         {"dry_run", spec.dry_run}}));
}

Result<ImportSpec> spec_from_json(const std::string& text) {
  const json given = json_from<json>(text);
  if (!given.is_object()) return Error{ErrorCode::internal, "the job's input is damaged", "job"};
  ImportSpec spec;
  spec.upload = {given.value("upload", std::int64_t{0})};
  spec.kind = given.value("kind", "");
  spec.format = given.value("format", "");
  spec.mapping = given.value("mapping", std::map<std::string, std::string>());
  spec.item_kind = given.value("item_kind", "");
  spec.annotator = given.value("annotator", "");
  spec.dry_run = given.value("dry_run", false);
  return spec;
}

Result<domain::Job> start_import(Context& context, const Caller& caller, domain::ProjectId project,
                                 const ImportSpec& spec) {
  if (spec.kind != "items" && spec.kind != "annotations" && spec.kind != "gold") {
    return Error{ErrorCode::invalid, "a kind is items, annotations or gold", "kind"};
  }
  Result<domain::Upload> found =
      context.database.read([&](store::Connection& connection) -> Result<domain::Upload> {
        if (auto may = allow(connection, caller, Verb::import_data, project); !may) return may.error();
        return upload_seen_by(connection, caller, spec.upload);
      });
  if (!found) return found.error();
  if (found.value().state == "removed") {
    return Error{ErrorCode::conflict, "the upload was imported or is no longer kept: send the file again",
                 "upload"};
  }
  if (found.value().project != project || found.value().state != "complete") {
    return Error{ErrorCode::conflict, "the upload is not complete: send the parts that are missing",
                 "upload"};
  }
  return queue_job(context, caller, {.project = project, .kind = "import", .input = spec_json(spec)},
                   "start_import");
}

Result<std::vector<store::ImportRow>> imports(Context& context, const Caller& caller,
                                              domain::ProjectId project, const Page& page) {
  return context.database.read([&](store::Connection& connection) -> Result<std::vector<store::ImportRow>> {
    if (auto may = allow(connection, caller, Verb::see_jobs, project); !may) return may.error();
    return store::imports_of(connection, project, page.before, std::min<std::int64_t>(page.limit, 1000));
  });
}

Result<Done> let_go_of_upload(Context& context, domain::UploadId id) {
  if (auto removed = context.files.remove_upload(id); !removed) return removed;
  return context.database.maintain([&](store::Transaction& transaction) {
    return store::set_upload_state(transaction.connection(), id, "removed");
  });
}

Result<Done> remove_old_uploads(Context& context) {
  const std::int64_t begun_before = context.clock.now_us() - upload_kept_us;
  const Result<std::vector<domain::UploadId>> old = context.database.read(
      [&](store::Connection& connection) { return store::waiting_uploads_before(connection, begun_before); });
  if (!old) return old.error();
  for (const domain::UploadId id : old.value()) {
    if (auto gone = let_go_of_upload(context, id); !gone) return gone;
  }
  return Done{};
}

}  // namespace assay::app
