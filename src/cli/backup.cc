// assay backup, assay restore.

#include "app/backup.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/command.h"
#include "cli/place.h"

namespace assay::cli {
namespace {

struct BackupArguments {
  ServeSettings settings;
  std::vector<std::string> file;
  bool with_keys = false;
};

Result<std::string> only_file(const BackupArguments& a) {
  if (a.file.size() == 1) return a.file.front();
  return Error{ErrorCode::invalid, "name one file, the backup", "FILE"};
}

constexpr const char* without_database =
    "The database is NOT in it: it is PostgreSQL's. Copy it by pg_dump before each backup of the files.\n";

Result<int> back_up(BackupArguments& a, Console& console) {
  if (auto settled = settle(a.settings); !settled) return settled.error();
  const Result<std::string> target = only_file(a);
  if (!target) return target.error();
  const app::BackupOrder order{data_place(a.settings), target.value(),
                               a.with_keys ? app::PrivateKeys::included : app::PrivateKeys::left_out};
  const SystemClock clock;
  const Result<app::BackupMade> made = app::make_backup(order, clock);
  if (!made) return made.error();
  console.out << fmt::format("{}: {} files, {} bytes", target.value(), grouped(made.value().files),
                             grouped(made.value().bytes));
  if (made.value().has_database) console.out << fmt::format(", a log of {} events", made.value().log_events);
  console.out << "\n";
  if (!made.value().has_database) console.out << without_database;
  console.out << (a.with_keys ? "The signing key is in it: keep it apart from every copy of the database.\n"
                              : "The signing key is not in it: keep a copy of it elsewhere.\n");
  return exit_done;
}

void say_restored(const app::Restored& restored, const std::string& folder, Console& console) {
  console.out << fmt::format("{}: {} files of a backup of {} (release {})", folder, grouped(restored.files),
                             restored.made_at, restored.release);
  if (restored.has_database) console.out << fmt::format("; the log of {} events holds", restored.log_events);
  console.out << "\n";
  if (!restored.has_database) console.out << "The database is not in it: load it by psql or pg_restore.\n";
  if (!restored.has_private_key) {
    console.out << fmt::format(
        "The signing key is not in it: put your copy of log.key into {}/keys (mode 0600) before the start.\n",
        folder);
  }
}

Result<int> bring_back(BackupArguments& a, Console& console) {
  if (auto settled = settle(a.settings); !settled) return settled.error();
  const Result<std::string> archive = only_file(a);
  if (!archive) return archive.error();
  const Result<app::Restored> restored = app::restore_backup(archive.value(), a.settings.data);
  if (!restored) return restored.error();
  say_restored(restored.value(), a.settings.data, console);
  return exit_done;
}

}  // namespace

int backup(Words words, Console& console) {
  BackupArguments a;
  Arguments arguments(
      "backup",
      "Database, files and public keys of a server as one archive, while it runs; written whole or "
      "not at all.",
      "assay backup monday.zip --data assay-data");
  arguments.positional("FILE", a.file, "the archive, a new file");
  arguments.flag("--with-keys", a.with_keys,
                 "the log's private key too: who has it and the log can sign anew");
  declare_settings(arguments, a.settings);
  return run_command(arguments, words, console, [&] { return back_up(a, console); });
}

int restore(Words words, Console& console) {
  BackupArguments a;
  Arguments arguments(
      "restore",
      "A backup into an empty folder: every hash, the database, its log and its files are checked.",
      "assay restore monday.zip --data new-data");
  arguments.positional("FILE", a.file, "the archive that assay backup wrote");
  declare_settings(arguments, a.settings);
  return run_command(arguments, words, console, [&] { return bring_back(a, console); });
}

}  // namespace assay::cli
