#include "cli/place.h"

#include "app/data_place.h"
#include "app/sealing.h"
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

// A second server that made a key of its own would open nothing that the first has sealed.
Error no_key_of_the_others(const std::string& folder) {
  return Error{
      ErrorCode::not_found,
      "the database is sealed under a sealing.key that is not here: copy it from the other server's "
      "folder of keys, or from your copy; when it is lost for good, assay reseal --lost makes another",
      folder + "/" + sealing_key_name + ".key"};
}

Result<Secret> sealing_key(const std::string& folder, WhenMissing missing, store::Database& database) {
  const std::string passphrase = environment_value("ASSAY_KEY_PASSPHRASE").value_or("");
  const KeyPlace place{folder, sealing_key_name};
  Result<Secret> found = load_sealing_key_file(place, passphrase);
  if (found || found.error().code != ErrorCode::not_found) return found;
  if (missing == WhenMissing::refuse) return Secret();  // whoever only looks needs none
  const Result<app::NotedKey> noted = app::noted_sealing_key(database, Secret());
  if (!noted) return noted.error();
  if (noted.value() != app::NotedKey::none) return no_key_of_the_others(folder);
  return create_sealing_key_file(place, {.passphrase = passphrase});
}

// Under the sealing key, where there is one.
Result<Done> open_subject_keys(const ServeSettings& settings, const Secret& sealing, Databases& databases) {
  if (sealing.empty()) return Done{};
  const store::SubjectKeysPlace place{settings.keys + "/" + subject_keys_name, settings.database};
  auto keys = store::SubjectKeys::open(place, Secret(std::string(sealing.bytes())));
  if (!keys) return keys.error();
  databases.subject_keys = std::move(keys).value();
  databases.record->use_keys(databases.subject_keys.get());
  return Done{};
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

Place::Place(std::unique_ptr<SystemClock> clock, files::Files kept_files, Databases opened, ServerKeys keys)
    : clock_(std::move(clock)),
      files_(std::move(kept_files)),
      subject_keys_(std::move(opened.subject_keys)),
      database_(std::move(opened.record)),
      live_(*database_),
      keys_(std::move(keys)),
      context_{*database_, live_, files_, *clock_, sign_in_cost, {}, {}} {
  if (!keys_.sealing.empty()) context_.sealing_key = &keys_.sealing;
  context_.subject_keys = subject_keys_.get();
}

Result<Done> Place::check_sealing_key() {
  if (auto same = app::check_sealing_key(*database_, keys_.sealing); !same) return same;
  const auto sealed = app::seal_open_secrets(context_);
  return sealed ? Result<Done>(Done{}) : sealed.error();
}

Result<Done> Place::check_log_key(const std::string& folder) {
  const Result<std::vector<PublicKey>> known = app::public_keys_in(folder);
  if (!known) return known.error();
  return app::check_log_signer(*database_, known.value());
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
  store::DatabaseOptions options;
  options.sqlite_path = database_path(settings);
  options.postgres_address = settings.database;
  auto clock = std::make_unique<SystemClock>();
  Databases databases;
  Result<std::unique_ptr<store::Database>> record = store::Database::open(options, *clock);
  if (!record) return record.error();
  databases.record = std::move(record).value();
  Result<Secret> sealing = sealing_key(settings.keys, missing, *databases.record);
  if (!sealing) return sealing.error();
  if (auto opened = open_subject_keys(settings, sealing.value(), databases); !opened) return opened.error();
  return std::make_unique<Place>(
      std::move(clock), std::move(files).value(), std::move(databases),
      ServerKeys{{settings.log_name, std::move(key).value()}, std::move(sealing).value()});
}

}  // namespace assay::cli
