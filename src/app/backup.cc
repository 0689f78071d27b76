#include "app/backup.h"

#include <optional>
#include <set>

#include "app/backup_note.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/version.h"
#include "files/archive.h"
#include "store/audit_log.h"
#include "store/integrity.h"
#include "store/migrate.h"

namespace assay::app {
namespace {

constexpr std::size_t uploads_max = 500;  // each is held open

// Where the archive grows: for its owner alone, gone with the object.
class WorkFolder {
 public:
  explicit WorkFolder(std::string path) : path_(std::move(path)) {}
  ~WorkFolder() {
    if (made_) (void)remove_folder(path_);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  Result<Done> make() {
    const auto made = make_private_folder(path_);
    made_ = made.ok();
    if (made || made.error().code != ErrorCode::conflict) return made;
    return Error{ErrorCode::conflict,
                 "another backup to this place is running, or one was interrupted: then remove this folder",
                 path_};
  }
  std::string path(const char* name) const { return path_ + "/" + name; }

 private:
  std::string path_;
  bool made_ = false;
};

class Backup {
 public:
  Backup(const BackupOrder& order, files::ArchiveWriter& archive, const WorkFolder& work)
      : order_(order), archive_(archive), work_(work) {}

  Result<BackupMade> fill(std::int64_t now_us) {
    note_.release = version();
    note_.made_at = utc_text(now_us);
    // Uploads are held open before the database is copied and after: an import that ends meanwhile removes
    // its file.
    for (const auto step : {&Backup::hold_uploads, &Backup::copy_record, &Backup::hold_uploads,
                            &Backup::add_content, &Backup::add_keys, &Backup::add_note}) {
      if (auto done = (this->*step)(); !done) return done.error();
    }
    Result<files::ArchiveWriter::Written> written = archive_.finish();
    if (!written) return written.error();
    return BackupMade{written.value().files, written.value().bytes, note_.log_events, note_.has_database};
  }

 private:
  std::string files_path(const std::string& name) const { return order_.place.folder + "/files/" + name; }

  Result<Done> hold_uploads() {
    Result<std::vector<std::string>> names = names_in(files_path("uploads"));
    if (!names) return names.error();
    for (const std::string& name : names.value()) {
      if (!is_upload_name("uploads/" + name) || !uploads_.insert(name).second) continue;
      if (uploads_.size() > uploads_max) {
        return Error{ErrorCode::conflict, "too many uploads wait to be imported; try again when they are",
                     files_path("uploads")};
      }
      Result<FileReader> file = FileReader::open(files_path("uploads/" + name));
      if (!file && file.error().code == ErrorCode::not_found) continue;  // imported in this moment
      if (!file) return file.error();
      auto added =
          archive_.add_open_file("files/uploads/" + name, std::move(file).value(), files::Packing::deflated);
      if (!added) return added;
    }
    return Done{};
  }

  Result<Done> copy_record() {
    note_.has_database = !order_.place.on_postgres();
    if (!note_.has_database) return Done{};
    Result<std::unique_ptr<store::Connection>> from = open_to_look(order_.place);
    if (!from) return from.error();
    if (auto state = store::schema_state(*from.value(), store::migrations()); !state) return state.error();
    const std::string copy = work_.path("assay.db");
    if (auto copied = store::copy_database(*from.value(), copy); !copied) return copied;
    Result<std::unique_ptr<store::Connection>> opened = store::open_sqlite(copy, store::Access::read_only);
    if (!opened) return opened.error();
    if (auto noted = note_record(*opened.value()); !noted) return noted;
    return archive_.add_file("assay.db", copy, files::Packing::deflated);
  }

  Result<Done> note_record(store::Connection& copy) {
    Result<store::SchemaState> state = store::schema_state(copy, store::migrations());
    if (!state) return state.error();
    note_.schema = state.value().last_step;
    Result<MerkleFrontier> log = store::audit_frontier(copy);
    if (!log) return log.error();
    note_.log_events = static_cast<std::int64_t>(log.value().size());
    note_.log_root = log.value().root();
    return Done{};
  }

  // After the database: what it names is there by then, and files of content are never changed.
  Result<Done> add_content() {
    Result<FolderListing> listing = list_folder(files_path("content"));
    if (!listing) return listing.error();
    for (const std::string& below : listing.value().files) {
      const std::string name = "content/" + below;
      if (!is_content_name(name)) continue;
      auto added = archive_.add_file("files/" + name, files_path(name), files::Packing::stored);
      if (!added) return added;
    }
    return Done{};
  }

  Result<Done> add_keys() {
    Result<std::vector<std::string>> names = names_in(order_.place.keys);
    if (!names) return names.error();
    for (const std::string& name : names.value()) {
      const bool is_secret = is_key_name(name, ".key");
      if (!is_secret && !is_key_name(name, ".pub")) continue;
      if (is_secret && order_.keys == PrivateKeys::left_out) continue;
      const std::string path = order_.place.keys + "/" + name;
      if (auto added = archive_.add_file("keys/" + name, path, files::Packing::stored); !added) return added;
    }
    return Done{};
  }

  Result<Done> add_note() {
    Result<std::string> text = backup_note_text(note_);
    if (!text) return text.error();
    return archive_.add_text(backup_note_name, std::move(text).value());
  }

  const BackupOrder& order_;
  files::ArchiveWriter& archive_;
  const WorkFolder& work_;
  BackupNote note_;
  std::set<std::string> uploads_;
};

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

}  // namespace

Result<BackupMade> make_backup(const BackupOrder& order, const Clock& clock) {
  if (file_exists(order.target)) {
    return Error{ErrorCode::conflict, "there is a file of this name already; name another", order.target};
  }
  WorkFolder work(order.target + ".part");
  if (auto made = work.make(); !made) return made.error();
  const std::string grows = work.path("archive");
  Result<files::ArchiveWriter> archive = files::ArchiveWriter::create(grows);
  if (!archive) return archive.error();
  Result<BackupMade> made = Backup(order, archive.value(), work).fill(clock.now_us());
  if (!made) return made;
  if (auto closed = close_to_others(grows); !closed) return closed.error();
  if (auto moved = move_path(grows, order.target); !moved) return moved.error();
  if (auto synced = sync_folder(folder_of(order.target)); !synced) return synced.error();
  return made;
}

}  // namespace assay::app
