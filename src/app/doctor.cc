#include "app/doctor.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/disk.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/json_text.h"
#include "base/key_file.h"
#include "domain/item.h"
#include "store/audit_check.h"
#include "store/integrity.h"
#include "store/migrate.h"

namespace assay::app {
namespace {

constexpr const char* restore_it = "restore the last backup into a new folder (assay restore) and compare";
constexpr std::size_t named_max = 5;

class Examiner {
 public:
  Examiner(const DataPlace& place, Depth depth, const TellFinding& tell)
      : place_(place), depth_(depth), tell_(tell) {}

  Health worst() const { return worst_; }
  void find(Finding finding) {
    worst_ = std::max(worst_, finding.health);
    tell_(finding);
  }
  void find(const char* about, const Error& error, const char* advice) {
    find({Health::error, about, error_text(error), advice});
  }

  void look_at_record();
  void look_at_key(const std::string& passphrase);
  void look_at_disk();

 private:
  bool look_at_schema(store::Connection& connection);
  void look_at_pages(store::Connection& connection);
  void look_at_log(store::Connection& connection);
  void tell_of_log(const store::AuditCheck& log);
  void look_at_files(store::Connection& connection);
  void look_at_mode(const std::string& path, unsigned mode);
  Result<std::map<Digest, std::string>> needed_files(store::Connection& connection);
  std::string damaged_files(const std::vector<std::string>& names);

  const DataPlace& place_;
  Depth depth_;
  const TellFinding& tell_;
  Health worst_ = Health::ok;
};

void Examiner::look_at_record() {
  Result<std::unique_ptr<store::Connection>> opened = open_to_look(place_);
  if (!opened)
    return find("database", opened.error(), "name the folder of the server, or start its database");
  store::Connection& connection = *opened.value();
  if (auto begun = connection.begin_read(); !begun) return find("database", begun.error(), restore_it);
  if (look_at_schema(connection)) {
    look_at_pages(connection);
    look_at_log(connection);
    look_at_files(connection);
  }
  connection.rollback();
}

bool Examiner::look_at_schema(store::Connection& connection) {
  const Result<store::SchemaState> state = store::schema_state(connection, store::migrations());
  if (!state) {
    find("schema", state.error(), "start the program that last used it, or restore a backup");
    return false;
  }
  const auto& [last, applied, missing] = state.value();
  if (missing == 0) {
    find({Health::ok, "schema", fmt::format("{}, as this program has it", last), ""});
  } else {
    find({Health::warning, "schema", fmt::format("{}: {} steps older than this program", last, missing),
          "make a backup; the next start of assay serve brings it up to date"});
  }
  return true;
}

void Examiner::look_at_pages(store::Connection& connection) {
  if (place_.on_postgres()) {
    return find({Health::ok, "database",
                 "PostgreSQL answers; it keeps its pages and foreign keys itself (pg_amcheck looks closer)",
                 ""});
  }
  if (depth_ == Depth::quick) return;
  const Result<std::vector<std::string>> problems = store::integrity_problems(connection);
  if (!problems) return find("database", problems.error(), restore_it);
  if (problems.value().empty()) {
    return find({Health::ok, "database", "pages, indexes, constraints and foreign keys are sound", ""});
  }
  for (const std::string& problem : problems.value()) find({Health::error, "database", problem, restore_it});
}

void Examiner::look_at_log(store::Connection& connection) {
  if (depth_ == Depth::quick) return;
  const Result<std::vector<PublicKey>> keys = public_keys_in(place_.keys);
  const std::vector<PublicKey> none;
  const Result<store::AuditCheck> log = store::check_audit_log(connection, keys ? keys.value() : none);
  if (!log) return find("log", log.error(), restore_it);
  tell_of_log(log.value());
}

void Examiner::tell_of_log(const store::AuditCheck& log) {
  for (const std::string& problem : log.problems) {
    find({Health::error, "log", problem,
          "keep this database as it is; export the log and compare it with a backup"});
  }
  if (log.heads_of_other_keys > 0) {
    find({Health::warning, "log",
          fmt::format("{} signed heads are by keys whose public half is not in {}", log.heads_of_other_keys,
                      place_.keys),
          "put the public keys of earlier log keys there as NAME.pub"});
  }
  if (!log.problems.empty()) return;
  find({Health::ok, "log",
        fmt::format("{} events and {} signed heads hold; {} events are after the last head", log.events,
                    log.heads, log.events - log.sealed_events),
        ""});
}

void add_needed(std::map<Digest, std::string>& needed, std::int64_t snapshot, std::string_view options) {
  const auto json = json_from<nlohmann::json>(options);
  for (const char* field : {"report_sha256", "nested_sha256"}) {
    const std::string text = json.is_object() ? json.value(field, "") : "";
    if (const auto sha256 = digest_from_hex(text))
      needed.emplace(*sha256, fmt::format("snapshot {}", snapshot));
  }
}

Result<std::map<Digest, std::string>> Examiner::needed_files(store::Connection& connection) {
  std::map<Digest, std::string> needed;
  auto read = store::each_snapshot_document(
      connection, [&](std::int64_t snapshot, const Digest& document, std::string_view options) {
        needed.emplace(document, fmt::format("snapshot {}", snapshot));
        add_needed(needed, snapshot, options);
      });
  if (!read) return read.error();
  read = store::each_image(connection, [&](std::int64_t item, std::string_view content) {
    const Result<domain::ImagePlace> place = domain::image_place(std::string(content));
    if (place && place.value().kind == domain::ImagePlace::Kind::kept)
      needed.emplace(*place.value().sha256, fmt::format("item {}", item));
  });
  if (!read) return read.error();
  return needed;
}

// What stands under another hash than its name says; "" when all is well.
std::string Examiner::damaged_files(const std::vector<std::string>& names) {
  std::string damaged;
  std::size_t count = 0;
  for (const std::string& name : names) {
    const Result<FileDigest> file = file_digest(place_.folder + "/files/" + name);
    if (file && hex(file.value().sha256) == name.substr(name.rfind('/') + 1)) continue;
    if (++count <= named_max) damaged += fmt::format("{}{}", damaged.empty() ? "" : ", ", name);
  }
  if (count > named_max) damaged += fmt::format(" and {} more", count - named_max);
  return damaged;
}

void Examiner::look_at_files(store::Connection& connection) {
  Result<std::map<Digest, std::string>> needed = needed_files(connection);
  if (!needed) return find("files", needed.error(), restore_it);
  const Result<FolderListing> listing = list_folder(place_.folder + "/files");
  if (!listing) return find("files", listing.error(), "name the folder of the server, or restore its files");
  std::vector<std::string> content;
  std::size_t strays = 0;
  for (const std::string& name : listing.value().files) {
    if (is_content_name(name)) {
      content.push_back(name);
      if (const auto sha256 = digest_from_hex(name.substr(name.rfind('/') + 1)))
        needed.value().erase(*sha256);
    } else if (!is_upload_name(name)) {
      ++strays;
    }
  }
  for (const auto& [sha256, needed_by] : needed.value()) {
    find({Health::error, "files", fmt::format("{} names a file that is missing: {}", needed_by, hex(sha256)),
          "take it out of a backup"});
  }
  if (strays > 0) {
    find({Health::warning, "files", fmt::format("{} files are no part of the record", strays),
          "remnants of an interrupted write; they may be removed while the server stands still"});
  }
  const std::string damaged = depth_ == Depth::quick ? "" : damaged_files(content);
  if (!damaged.empty()) {
    find({Health::error, "files", "not what was kept: " + damaged, "take them out of a backup"});
  } else if (needed.value().empty()) {
    find({Health::ok, "files",
          fmt::format("{} files{}", content.size(), depth_ == Depth::quick ? "" : ", each as its hash says"),
          ""});
  }
}

void Examiner::look_at_mode(const std::string& path, unsigned mode) {
  const Result<PathInfo> info = path_info(path);
  if (!info || (info.value().mode & 077U) == 0) return;
  find({Health::error, "key", fmt::format("others can reach {} (mode {:04o})", path, info.value().mode),
        fmt::format("chmod {:04o} {}", mode, path)});
}

void Examiner::look_at_key(const std::string& passphrase) {
  const KeyPlace key{place_.keys, "log"};
  const std::string secret = key.folder + "/log.key";
  look_at_mode(key.folder, 0700);
  look_at_mode(secret, 0600);
  look_at_mode(key.folder + "/sealing.key", 0600);
  const Result<SigningKey> loaded = load_key_file(key, passphrase);
  if (!loaded && loaded.error().code == ErrorCode::forbidden && passphrase.empty()) {
    if (worst_ == Health::error) return;
    return find({Health::warning, "key", error_text(loaded.error()),
                 "run this as the server's user, with ASSAY_KEY_PASSPHRASE where the key is sealed"});
  }
  if (!loaded)
    return find("key", loaded.error(), "put the key back from your copy; docs/guides/keys.md says more");
  const Result<FileBytes> pub = FileBytes::open(key.folder + "/log.pub");
  const Result<PublicKey> handed_out =
      pub ? read_public_key(pub.value().bytes()) : Result<PublicKey>(pub.error());
  if (!handed_out || handed_out.value() != loaded.value().public_key()) {
    return find({Health::error, "key", key.folder + "/log.pub is not the public half of log.key",
                 "it must hold " + hex(loaded.value().public_key())});
  }
  find({Health::ok, "key", fmt::format("{}, for its owner alone", secret), ""});
}

void Examiner::look_at_disk() {
  const Result<DiskSpace> space = disk_space(place_.folder);
  if (!space) return find("disk", space.error(), "name the folder of the server: --data DIR");
  const auto [free_bytes, all_bytes] = space.value();
  const std::string said = fmt::format("{} MiB of {} MiB are free", free_bytes >> 20, all_bytes >> 20);
  if (free_bytes >= disk_free_warning) return find({Health::ok, "disk", said, ""});
  find({free_bytes < disk_free_error ? Health::error : Health::warning, "disk", said,
        "make room: a full disk refuses every write"});
}

}  // namespace

Health examine(const DataPlace& place, const Examination& how, const TellFinding& tell) {
  Examiner examiner(place, how.depth, tell);
  examiner.look_at_record();
  examiner.look_at_key(how.passphrase);
  examiner.look_at_disk();
  return examiner.worst();
}

Health examine_record(const DataPlace& place, Depth depth, const TellFinding& tell) {
  Examiner examiner(place, depth, tell);
  examiner.look_at_record();
  return examiner.worst();
}

}  // namespace assay::app
