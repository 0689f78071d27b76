#include "store/sealed_item.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "store/subject_keys.h"

namespace assay::store {
namespace {

// The head in bytes: version, whether there is a hash, the hash, the length of the name in four bytes with
// the lowest first, the name, the attributes.
constexpr char version = 1;
constexpr std::size_t digest_bytes = 32;
constexpr std::size_t name_at = 2 + digest_bytes + 4;

std::string about(std::int64_t item, std::string_view part) {
  return fmt::format("assay/sealed-item/v1\n{}/{}", item, part);
}

void append_length(std::string& out, std::size_t length) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(length >> shift & 0xFF);
}

std::size_t length_at(std::string_view bytes) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < 4; ++at)
    length |= std::size_t{static_cast<unsigned char>(bytes[at])} << 8 * at;
  return length;
}

}  // namespace

std::string seal_head(const Secret& key, std::int64_t item, const SealedHead& head) {
  std::string bytes;
  bytes += version;
  bytes += head.sha256 ? '\1' : '\0';
  const Digest digest = head.sha256.value_or(Digest{});
  bytes.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  append_length(bytes, head.name.size());
  bytes += head.name;
  bytes += head.attributes;
  return seal(key, about(item, "head"), bytes);
}

std::string seal_content(const Secret& key, std::int64_t item, std::string_view content) {
  return seal(key, about(item, "content"), content);
}

std::optional<SealedHead> open_head(const Secret& key, std::int64_t item, std::string_view sealed) {
  const std::optional<Secret> opened = open_sealed(key, about(item, "head"), sealed);
  if (!opened) return std::nullopt;
  const std::string_view bytes = opened->bytes();
  if (bytes.size() < name_at || bytes[0] != version) return std::nullopt;
  const std::size_t name_size = length_at(bytes.substr(name_at - 4));
  if (bytes.size() - name_at < name_size) return std::nullopt;
  SealedHead head;
  if (bytes[1] == '\1') {
    Digest digest{};
    std::copy_n(bytes.begin() + 2, digest_bytes, digest.begin());
    head.sha256 = digest;
  }
  head.name = bytes.substr(name_at, name_size);
  head.attributes = bytes.substr(name_at + name_size);
  return head;
}

std::optional<std::string> open_content(const Secret& key, std::int64_t item, std::string_view sealed) {
  const std::optional<Secret> opened = open_sealed(key, about(item, "content"), sealed);
  if (!opened) return std::nullopt;
  return std::string(opened->bytes());
}

namespace {

void become_erased(domain::Item& item) {
  item.state = "erased";
  item.name = erased_name(item.id.value);
  item.content = {};
}

void open_one(const std::optional<Secret>& key, StoredItem& stored) {
  domain::Item& item = stored.item;
  const auto head = key ? open_head(*key, item.id.value, stored.head) : std::nullopt;
  const auto content = !head || stored.content.empty() ? std::optional<std::string>("")
                                                       : open_content(*key, item.id.value, stored.content);
  if (!head || !content) return become_erased(item);
  item.name = head->name;
  item.content.attributes = head->attributes;
  item.content.sha256 = head->sha256;
  item.content.content = *content;
}

}  // namespace

Result<Done> open_items(Connection& connection, std::span<StoredItem> items) {
  std::vector<std::int64_t> ids;
  std::vector<StoredItem*> sealed;
  for (StoredItem& stored : items) {
    if (stored.item.state == "erased") become_erased(stored.item);
    if (stored.item.state == "erased" || stored.head.empty()) continue;
    ids.push_back(stored.item.id.value);
    sealed.push_back(&stored);
  }
  if (sealed.empty()) return Done{};
  Result<SubjectKeys*> keys = keys_of(connection);
  if (!keys) return keys.error();
  const Result<SubjectKeys::Found> found = keys.value()->find(SubjectKind::item, ids);
  if (!found) return found.error();
  for (std::size_t at = 0; at < sealed.size(); ++at) open_one(found.value()[at], *sealed[at]);
  return Done{};
}

std::string sealed_file_hash(const domain::ItemContent& content) {
  if (content.kind != "image") return "";
  const Result<domain::ImagePlace> place = domain::image_place(content.content);
  if (!place || !place.value().sealed) return "";
  const Digest& hash = place.value().sealed->sha256;
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::string item_handle(const Secret& project_key, std::string_view name) {
  return "~" + hex(hmac_sha256(project_key.bytes(), name)).substr(0, 32);
}

std::string erased_name(std::int64_t item) { return fmt::format("erased {}", item); }

}  // namespace assay::store
