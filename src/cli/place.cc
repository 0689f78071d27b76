#include "cli/place.h"

#include "base/key_file.h"
#include "base/process.h"

namespace assay::cli {
namespace {

Result<SigningKey> log_signing_key(const std::string& folder, WhenMissing missing) {
  const std::string passphrase = environment_value("ASSAY_KEY_PASSPHRASE").value_or("");
  const KeyPlace place{folder, log_key_name};
  Result<SigningKey> found = load_key_file(place, passphrase);
  if (found || found.error().code != ErrorCode::not_found || missing == WhenMissing::refuse) return found;
  return create_key_file(place, {.passphrase = passphrase});
}

Result<Secret> sealing_key(const std::string& folder, WhenMissing missing) {
  const std::string passphrase = environment_value("ASSAY_KEY_PASSPHRASE").value_or("");
  const KeyPlace place{folder, sealing_key_name};
  Result<Secret> found = load_sealing_key_file(place, passphrase);
  if (found || found.error().code != ErrorCode::not_found) return found;
  if (missing == WhenMissing::make) return create_sealing_key_file(place, {.passphrase = passphrase});
  return Secret();  // whoever only looks needs none
}

Result<Done> check_is_there(const ServeSettings& settings) {
  const std::string path = settings.database.empty() ? database_path(settings) : settings.data;
  if (file_exists(path)) return Done{};
  return Error{ErrorCode::not_found, "there is no server's data here; name its folder: --data DIR", path};
}

}  // namespace

std::string database_path(const ServeSettings& settings) { return settings.data + "/assay.db"; }

app::DataPlace data_place(const ServeSettings& settings) {
  return {settings.data, settings.keys, database_path(settings), settings.database};
}

Place::Place(std::unique_ptr<SystemClock> clock, files::Files kept_files,
             std::unique_ptr<store::Database> opened, ServerKeys keys)
    : clock_(std::move(clock)),
      files_(std::move(kept_files)),
      database_(std::move(opened)),
      live_(*database_),
      keys_(std::move(keys)),
      context_{*database_, live_, files_, *clock_, sign_in_cost, {}, {}} {
  if (!keys_.sealing.empty()) context_.sealing_key = &keys_.sealing;
}

void Place::show_images_from(files::ImageSources images) {
  images_ = std::move(images);
  context_.images = &images_;
}

Result<std::unique_ptr<Place>> Place::open(const ServeSettings& settings, WhenMissing missing) {
  if (missing == WhenMissing::refuse) {
    if (auto there = check_is_there(settings); !there) return there.error();
  }
  if (auto made = make_folder(settings.data); !made) return made.error();
  Result<files::Files> files = files::Files::open(settings.data + "/files");
  if (!files) return files.error();
  Result<SigningKey> key = log_signing_key(settings.keys, missing);
  if (!key) return key.error();
  Result<Secret> sealing = sealing_key(settings.keys, missing);
  if (!sealing) return sealing.error();
  store::DatabaseOptions options;
  options.sqlite_path = database_path(settings);
  options.postgres_address = settings.database;
  auto clock = std::make_unique<SystemClock>();
  Result<std::unique_ptr<store::Database>> database = store::Database::open(options, *clock);
  if (!database) return database.error();
  return std::make_unique<Place>(
      std::move(clock), std::move(files).value(), std::move(database).value(),
      ServerKeys{{settings.log_name, std::move(key).value()}, std::move(sealing).value()});
}

}  // namespace assay::cli
