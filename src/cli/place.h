#pragma once
// A server's parts, opened: what serve, user, token and audit export work on.

#include <memory>
#include <string>

#include "app/audit.h"
#include "app/context.h"
#include "app/data_place.h"
#include "base/clock.h"
#include "cli/serve_settings.h"
#include "store/subject_keys.h"

namespace assay::cli {

inline constexpr const char* log_key_name = "log";
inline constexpr const char* sealing_key_name = "sealing";
inline constexpr const char* subject_keys_name = "subjects.db";  // in the folder of keys
std::string database_path(const ServeSettings& settings);
// For what only looks.
app::DataPlace data_place(const ServeSettings& settings);

// What is not there yet: a first start makes it, whoever only looks must not.
enum class WhenMissing { make, refuse };

// The keys of a server: the one that signs its log, and the one that seals what its database keeps.
struct ServerKeys {
  app::LogKey log;
  Secret sealing;
};

// The record, and apart from it the keys of what is told about people; null where nothing is sealed or
// opened.
struct Databases {
  std::unique_ptr<store::SubjectKeys> subject_keys;
  std::unique_ptr<store::Database> record;
};

// Owns what the context refers to.
class Place {
 public:
  static Result<std::unique_ptr<Place>> open(const ServeSettings& settings,
                                             WhenMissing missing = WhenMissing::make);
  Place(std::unique_ptr<SystemClock> clock, files::Files kept_files, Databases opened, ServerKeys keys);
  // Before anything is sealed or opened: that all servers on the database have the same key. Seals what
  // stands open from before.
  Result<Done> check_sealing_key();
  Result<Done> check_log_key(const std::string& folder);  // of keys, with the public halves of earlier ones
  void sign_in_by(const app::SignInRules& rules) { context_.sign_in = rules; }
  void show_images_from(files::ImageSources images);
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  app::Context& context() { return context_; }
  const app::LogKey& log_key() const { return keys_.log; }

 private:
  std::unique_ptr<SystemClock> clock_;  // stays where it is: the database keeps its address
  files::Files files_;
  std::unique_ptr<store::SubjectKeys> subject_keys_;  // outlives the database
  std::unique_ptr<store::Database> database_;
  live::Live live_;
  ServerKeys keys_;
  files::ImageSources images_;
  app::Context context_;
};

}  // namespace assay::cli
