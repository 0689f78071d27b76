#include <fmt/format.h>

#include <algorithm>

#include "app/backup.h"
#include "app/backup_note.h"
#include "app/doctor.h"
#include "base/disk.h"
#include "base/file.h"
#include "files/archive.h"

namespace assay::app {
namespace {

using ArchiveEntry = files::ArchiveReader::Entry;

constexpr std::int64_t note_bytes_max = 64 << 10;
constexpr std::string_view files_front = "files/", keys_front = "keys/";

// A backup holds these names and no others: none can leave the folder.
bool is_of_a_backup(std::string_view name) {
  if (name == backup_note_name || name == "assay.db") return true;
  if (name.starts_with(files_front)) {
    name.remove_prefix(files_front.size());
    return is_content_name(name) || is_upload_name(name);
  }
  if (!name.starts_with(keys_front)) return false;
  name.remove_prefix(keys_front.size());
  return is_key_name(name, ".pub") || is_key_name(name, ".key");
}

Result<Done> check_empty(const std::string& folder) {
  Result<std::vector<std::string>> names = names_in(folder);
  if (!names && names.error().code == ErrorCode::not_found) return Done{};
  if (!names) return names.error();
  if (names.value().empty()) return Done{};
  return Error{ErrorCode::conflict, "the folder is not empty; name a new one", folder};
}

class Restore {
 public:
  Restore(files::ArchiveReader& archive, std::string archive_path, std::string folder)
      : archive_(archive), path_(std::move(archive_path)), folder_(std::move(folder)) {}
  ~Restore() {
    if (staged_) (void)remove_folder(stage(""));
  }
  Restore(const Restore&) = delete;
  Restore& operator=(const Restore&) = delete;

  Result<Restored> run() {
    for (const auto step : {&Restore::read_list, &Restore::read_note, &Restore::check_room, &Restore::unpack,
                            &Restore::check_record, &Restore::move_into_place}) {
      if (auto done = (this->*step)(); !done) return done.error();
    }
    out_.made_at = note_.made_at;
    out_.release = note_.release;
    out_.log_events = note_.log_events;
    out_.has_database = note_.has_database;
    return out_;
  }

 private:
  std::string stage(const std::string& name) const { return folder_ + "/.restore/" + name; }

  Result<Done> read_list() {
    Result<std::vector<ArchiveEntry>> entries = archive_.entries();
    if (!entries) return entries.error();
    for (const ArchiveEntry& entry : entries.value()) {
      if (is_of_a_backup(entry.name)) continue;
      return Error{ErrorCode::invalid, fmt::format("a backup holds no entry \"{}\"", entry.name), path_};
    }
    entries_ = std::move(entries).value();
    return Done{};
  }

  const ArchiveEntry* entry(std::string_view name) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [&](const ArchiveEntry& each) { return each.name == name; });
    return found == entries_.end() ? nullptr : &*found;
  }

  Result<Done> read_note() {
    const ArchiveEntry* found = entry(backup_note_name);
    if (found == nullptr || found->bytes > note_bytes_max) {
      return Error{ErrorCode::invalid, "this is no backup of Assay", path_};
    }
    Result<std::string> text = archive_.text(*found);
    if (!text) return text.error();
    Result<BackupNote> note = read_backup_note(text.value());
    if (!note) return note.error();
    note_ = std::move(note).value();
    if (note_.has_database == (entry("assay.db") != nullptr)) return Done{};
    return Error{ErrorCode::invalid, "the database that the backup tells of is not in it", path_};
  }

  Result<Done> check_room() {
    if (auto made = make_folder(folder_); !made) return made;
    std::int64_t needed = 0;
    for (const ArchiveEntry& each : entries_) needed += std::max<std::int64_t>(each.bytes, 0);
    const Result<DiskSpace> space = disk_space(folder_);
    if (!space) return space.error();
    if (needed < space.value().free_bytes) return Done{};
    return Error{ErrorCode::unavailable,
                 fmt::format("the backup needs {} MiB and the disk has {} MiB free", needed >> 20,
                             space.value().free_bytes >> 20),
                 folder_};
  }

  Result<Done> unpack() {
    if (auto made = make_private_folder(stage("")); !made) return made;
    staged_ = true;
    for (const char* part : {"keys", "files"}) {
      if (auto made = make_private_folder(stage(part)); !made) return made;
    }
    for (const char* part : {"files/content", "files/uploads"}) {
      if (auto made = make_folder(stage(part)); !made) return made;
    }
    for (const ArchiveEntry& each : entries_) {
      if (each.name == backup_note_name) continue;
      const std::string target = stage(each.name);
      if (auto made = make_folder(target.substr(0, target.rfind('/'))); !made) return made;
      if (auto unpacked = archive_.unpack(each, target); !unpacked) return unpacked;
      ++out_.files;
      out_.has_private_key = out_.has_private_key || each.name == "keys/log.key";
    }
    return Done{};
  }

  Result<Done> check_record() {
    if (!note_.has_database) return Done{};
    const DataPlace place{stage(""), stage("keys"), stage("assay.db"), ""};
    std::string wrong;
    const Health health = examine_record(place, Depth::everything, [&](const Finding& finding) {
      if (finding.health == Health::error && wrong.empty()) wrong = finding.about + ": " + finding.said;
    });
    if (health != Health::error) return Done{};
    return Error{ErrorCode::invalid, "what the backup holds is not sound (" + wrong + "); take an older one",
                 path_};
  }

  Result<Done> move_into_place() {
    for (const char* part : {"keys", "files", "assay.db"}) {
      const std::string from = stage(part);
      if (!file_exists(from)) continue;
      if (auto moved = move_path(from, folder_ + "/" + part); !moved) return moved;
    }
    return sync_folder(folder_);
  }

  files::ArchiveReader& archive_;
  std::string path_, folder_;
  std::vector<ArchiveEntry> entries_;
  BackupNote note_;
  Restored out_;
  bool staged_ = false;
};

}  // namespace

Result<Restored> restore_backup(const std::string& archive, const std::string& folder) {
  if (auto empty = check_empty(folder); !empty) return empty.error();
  Result<files::ArchiveReader> opened = files::ArchiveReader::open(archive);
  if (!opened) return opened.error();
  return Restore(opened.value(), archive, folder).run();
}

}  // namespace assay::app
