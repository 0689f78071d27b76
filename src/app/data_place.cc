#include "app/data_place.h"

#include <algorithm>

#include "base/disk.h"
#include "base/file.h"
#include "base/key_file.h"

namespace assay::app {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Result<std::unique_ptr<store::Connection>> open_to_look(const DataPlace& place) {
  if (place.on_postgres()) return store::open_postgres(place.postgres_address);
  if (!file_exists(place.sqlite_path)) {
    return Error{ErrorCode::not_found, "there is no server's data here; name its folder: --data DIR",
                 place.sqlite_path};
  }
  return store::open_sqlite(place.sqlite_path, store::Access::read_only);
}

Result<std::vector<PublicKey>> public_keys_in(const std::string& folder) {
  Result<std::vector<std::string>> names = names_in(folder);
  if (!names) return names.error();
  std::vector<PublicKey> keys;
  for (const std::string& name : names.value()) {
    if (!is_key_name(name, ".pub")) continue;
    Result<FileBytes> file = FileBytes::open(folder + "/" + name);
    if (!file) return file.error();
    Result<PublicKey> key = read_public_key(file.value().bytes());
    if (!key) return Error{key.error().code, key.error().message, folder + "/" + name};
    keys.push_back(key.value());
  }
  return keys;
}

bool is_content_name(std::string_view name) {
  constexpr std::string_view front = "content/";
  if (!name.starts_with(front) || name.size() != front.size() + 3 + 64) return false;
  const std::string_view digits = name.substr(front.size() + 3);
  return name[front.size() + 2] == '/' && digits.starts_with(name.substr(front.size(), 2)) &&
         digest_from_hex(digits).has_value();
}

bool is_upload_name(std::string_view name) {
  constexpr std::string_view front = "uploads/";
  if (!name.starts_with(front) || name.size() > front.size() + 19) return false;
  name.remove_prefix(front.size());
  return !name.empty() && std::all_of(name.begin(), name.end(), is_digit);
}

bool is_key_name(std::string_view name, std::string_view ending) {
  if (!name.ends_with(ending)) return false;
  name.remove_suffix(ending.size());
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_';
  });
}

}  // namespace assay::app
