#include "domain/item.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "domain/invalid.h"

namespace assay::domain {
namespace {

using nlohmann::json;

constexpr std::array item_kinds = {"unseen", "text", "record", "conversation", "comparison", "image"};

bool has_text(const json& object, const char* field) {
  const auto found = object.find(field);
  return found != object.end() && found->is_string();
}

bool is_conversation(const json& content) {
  if (!content.is_array()) return false;
  return std::all_of(content.begin(), content.end(), [](const json& turn) {
    return turn.is_object() && has_text(turn, "role") && has_text(turn, "text");
  });
}

// What the manifest expects of the bytes.
Result<Done> read_expectation(const json& content, ImagePlace& place) {
  const auto sha = content.find("sha256");
  if (sha != content.end() && !sha->is_null()) {
    if (sha->is_string()) place.sha256 = digest_from_hex(sha->get<std::string>());
    if (!place.sha256) return invalid("a sha256 is 64 hexadecimal digits in lower case", "content.sha256");
  }
  const auto bytes = content.find("bytes");
  if (bytes == content.end() || bytes->is_null()) return Done{};
  if (!bytes->is_number_integer() || bytes->get<std::int64_t>() < 0) {
    return invalid("bytes is a count", "content.bytes");
  }
  place.bytes = bytes->get<std::int64_t>();
  return Done{};
}

// Relative, without parts that lead elsewhere.
bool is_path_inside(const std::string& path) {
  if (path.empty() || path.front() == '/' || path.find('\\') != std::string::npos) return false;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string part = path.substr(at, end - at);
    if (part.empty() || part == "." || part == "..") return false;
    at = end + 1;
  }
  return true;
}

Result<Done> read_url(const std::string& url, ImagePlace& place) {
  constexpr std::string_view scheme = "s3://";
  place.kind = url.starts_with(scheme) ? ImagePlace::Kind::bucket : ImagePlace::Kind::elsewhere;
  place.name = url;
  if (place.kind == ImagePlace::Kind::elsewhere) return Done{};
  const std::size_t slash = url.find('/', scheme.size());
  if (slash == std::string::npos || slash == scheme.size() || slash + 1 == url.size()) {
    return invalid("an address in a bucket is s3://BUCKET/KEY", "content.url");
  }
  place.bucket = url.substr(scheme.size(), slash - scheme.size());
  place.name = url.substr(slash + 1);
  return Done{};
}

std::optional<SealedFile> sealed_file(const json& content) {
  const auto sealed = content.find("sealed");
  if (sealed == content.end() || !sealed->is_object() || !has_text(*sealed, "sha256") ||
      !has_text(*sealed, "key"))
    return std::nullopt;
  const auto file = digest_from_hex((*sealed)["sha256"].get<std::string>());
  const auto key = digest_from_hex((*sealed)["key"].get<std::string>());  // of as many digits
  if (!file || !key) return std::nullopt;
  return SealedFile{*file, std::string(reinterpret_cast<const char*>(key->data()), key->size())};
}

Result<Done> check_form(const ItemContent& item) {
  if (item.kind == "unseen" || item.kind == "text") return Done{};
  const json content = json_from<json>(item.content);
  if (item.kind == "record" && !content.is_object()) return invalid("a record is a JSON object", "content");
  if (item.kind == "conversation" && !is_conversation(content)) {
    return invalid("a conversation is a list of {role, text}", "content");
  }
  if (item.kind == "comparison" &&
      !(content.is_object() && has_text(content, "a") && has_text(content, "b"))) {
    return invalid("a comparison has the texts a and b, and may have a prompt", "content");
  }
  if (item.kind != "image") return Done{};
  Result<ImagePlace> place = image_place(item.content);
  return place ? Result<Done>(Done{}) : place.error();
}

Result<Done> check_attributes(const std::string& text) {
  const json attributes = json_from<json>(text);
  if (!attributes.is_object()) return invalid("attributes are a JSON object", "attributes");
  if (attributes.size() > attributes_max) {
    return invalid(fmt::format("at most {} attributes", attributes_max), "attributes");
  }
  for (const auto& [name, value] : attributes.items()) {
    if (value.is_string() || value.is_number()) continue;
    return invalid(fmt::format("the attribute \"{}\" is neither text nor number", name), "attributes");
  }
  return Done{};
}

}  // namespace

Result<ImagePlace> image_place(const std::string& text) {
  const json content = json_from<json>(text);
  if (!content.is_object())
    return invalid("an image is an object with its file, its url or its sha256", "content");
  ImagePlace place;
  if (auto read = read_expectation(content, place); !read) return read.error();
  if (has_text(content, "url")) {
    if (auto read = read_url(content["url"], place); !read) return read.error();
    return place;
  }
  if (has_text(content, "file")) {
    place.kind = ImagePlace::Kind::folder;
    place.name = content["file"];
    if (!is_path_inside(place.name))
      return invalid("a file is a path inside of the folder of images", "content.file");
    return place;
  }
  if (!place.sha256) return invalid("an image names its file, its url or its sha256", "content");
  if (has_text(content, "name")) place.name = content["name"];
  place.sealed = sealed_file(content);
  return place;
}

Result<ItemContent> checked_content(ItemContent content) {
  if (std::find(item_kinds.begin(), item_kinds.end(), content.kind) == item_kinds.end()) {
    return invalid("a kind is text, record, conversation, comparison or image", "kind");
  }
  if (content.content.size() > content_bytes_max) {
    return invalid(fmt::format("at most {} bytes", content_bytes_max), "content");
  }
  if (content.content.find('\0') != std::string::npos)
    return invalid("NUL has no place in content", "content");
  if (auto form = check_form(content); !form) return form.error();
  if (auto attributes = check_attributes(content.attributes); !attributes) return attributes.error();
  content.sha256 = sha256(content.content);
  return content;
}

}  // namespace assay::domain
