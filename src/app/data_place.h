#pragma once
// Where a server's data lies, for what looks at it from outside: doctor, backup, restore.

#include <string>
#include <vector>

#include "base/keys.h"
#include "store/connection.h"

namespace assay::app {

struct DataPlace {
  std::string folder;  // of the files
  std::string keys;
  std::string sqlite_path;
  std::string postgres_address;  // in place of the file when not empty

  bool on_postgres() const { return !postgres_address.empty(); }
};

// To read from; nothing is made or migrated. Error `not_found` when the file is not there.
Result<std::unique_ptr<store::Connection>> open_to_look(const DataPlace& place);

// The log's public keys: all of NAME.pub in the folder of keys.
Result<std::vector<PublicKey>> public_keys_in(const std::string& folder);

// Names of files below the folder of files: "content/ab/ab…", "uploads/12".
bool is_content_name(std::string_view name);
bool is_upload_name(std::string_view name);
bool is_key_name(std::string_view name, std::string_view ending);  // "log.pub" with ".pub"

}  // namespace assay::app
