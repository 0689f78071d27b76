#pragma once
// An item about people as the database keeps it: a keyed hash for its name, and two sealed parts that its own
// key opens. The head holds what a table of annotations needs.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/keys.h"
#include "domain/item.h"
#include "store/connection.h"

namespace assay::store {

struct SealedHead {
  std::string name;
  std::string attributes = "{}";
  std::optional<Digest> sha256;  // of the content
};

std::string seal_head(const Secret& key, std::int64_t item, const SealedHead& head);
std::string seal_content(const Secret& key, std::int64_t item, std::string_view content);
// Nothing when the key is another one or the bytes are not what was sealed.
std::optional<SealedHead> open_head(const Secret& key, std::int64_t item, std::string_view sealed);
std::optional<std::string> open_content(const Secret& key, std::int64_t item, std::string_view sealed);

// An item as it was read; the parts are empty where it is not sealed.
struct StoredItem {
  domain::Item item;
  std::string head, content;
};
// Opens what is sealed, in place. An item whose key is gone is erased: its state says so, it has a made up
// name and nothing else. Error `unavailable` where the program has no keys.
Result<Done> open_items(Connection& connection, std::span<StoredItem> items);

// The 32 bytes of the hash of the sealed file that an image has on this server; "": none.
std::string sealed_file_hash(const domain::ItemContent& content);

// The name of an item as the database may know it: "~" and 32 hexadecimal digits of an HMAC-SHA-256 under the
// project's key. The same name gives the same handle; nobody without the key can try names.
std::string item_handle(const Secret& project_key, std::string_view name);
// What stands for the name of an item that was erased: "erased 17".
std::string erased_name(std::int64_t item);

}  // namespace assay::store
