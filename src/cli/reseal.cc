// assay reseal: another sealing key in place of one that others may know, or that is lost.

#include <fmt/format.h>

#include "app/sealing.h"
#include "app/users.h"
#include "base/disk.h"
#include "base/file.h"
#include "base/key_file.h"
#include "base/process.h"
#include "cli/command.h"
#include "cli/place.h"

namespace assay::cli {
namespace {

constexpr const char* next_name = "sealing-next";
constexpr const char* old_name = "sealing-old";

enum class OldKey { opens, is_lost };

std::string passphrase() { return environment_value("ASSAY_KEY_PASSPHRASE").value_or(""); }

// Empty when it is lost.
Result<Secret> old_key_of(const std::string& folder, OldKey old, store::Database& database) {
  if (old == OldKey::is_lost) return Secret();
  Result<Secret> key = load_sealing_key_file({folder, sealing_key_name}, passphrase());
  if (!key) return key;
  if (auto same = app::check_sealing_key(database, key.value()); !same) return same.error();
  return key;
}

// One that a stop has left behind is used: it may be the one that the database is sealed under by now.
Result<Secret> next_key_in(const std::string& folder) {
  const KeyPlace place{folder, next_name};
  Result<Secret> left = load_sealing_key_file(place, passphrase());
  if (left || left.error().code != ErrorCode::not_found) return left;
  return create_sealing_key_file(place, {.passphrase = passphrase()});
}

Result<Done> put_in_place(const std::string& folder) {
  const auto path = [&](const char* name) { return folder + "/" + name + ".key"; };
  if (file_exists(path(sealing_key_name))) {
    if (auto moved = move_path(path(sealing_key_name), path(old_name)); !moved) return moved;
  }
  if (auto moved = move_path(path(next_name), path(sealing_key_name)); !moved) return moved;
  return sync_folder(folder);
}

Result<int> reseal_all(ServeSettings& settings, OldKey old, Console& console) {
  if (auto settled = settle(settings); !settled) return settled.error();
  Result<std::unique_ptr<Place>> place = Place::open(settings, WhenMissing::refuse);
  if (!place) return place.error();
  app::Context& context = place.value()->context();
  Result<app::Caller> caller = app::local_caller(context, "cli");
  if (!caller) return caller.error();
  Result<Secret> next = next_key_in(settings.keys);
  if (!next) return next.error();
  app::Resealed done;
  // After a stop between the two: the database has the next key already, its file only is not in place.
  const Result<app::NotedKey> noted = app::noted_sealing_key(context.database, next.value());
  if (!noted) return noted.error();
  if (noted.value() != app::NotedKey::this_one) {
    Result<Secret> before = old_key_of(settings.keys, old, context.database);
    if (!before) return before.error();
    auto resealed = app::change_sealing_key(context, caller.value(), before.value(), next.value());
    if (!resealed) return resealed.error();
    done = resealed.value();
  }
  if (auto moved = put_in_place(settings.keys); !moved) return moved.error();
  console.out << fmt::format(
      "{} secrets are sealed under a new sealing.key; copy it to the other servers on this database, and "
      "keep "
      "a copy of it\n",
      done.sealed);
  if (done.given_up > 0) {
    console.out << fmt::format(
        "{} could not be opened: those people sign in by a recovery code and enrol again, those webhooks are "
        "made anew\n",
        done.given_up);
  }
  return exit_done;
}

}  // namespace

int reseal(Words words, Console& console) {
  ServeSettings settings;
  bool is_lost = false;
  Arguments arguments("reseal",
                      "Makes another sealing key and seals under it what the database keeps sealed. Stop all "
                      "servers on the database first; the key before is kept as sealing-old.key.",
                      "assay reseal --data assay-data");
  arguments.flag("--lost", is_lost, "the key before is lost for good: what is sealed under it is given up");
  declare_settings(arguments, settings);
  return run_command(arguments, words, console, [&] {
    return reseal_all(settings, is_lost ? OldKey::is_lost : OldKey::opens, console);
  });
}

}  // namespace assay::cli
