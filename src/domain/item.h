#pragma once
// One thing to judge.

#include <cstdint>
#include <optional>
#include <string>

#include "base/hash.h"
#include "base/result.h"
#include "domain/nouns.h"

namespace assay::domain {

// What an item is. unseen: known by name alone, because an annotation or gold named it.
struct ItemContent {
  std::string kind = "unseen";    // unseen, text, record, conversation, comparison, image
  std::string content;            // text, or JSON of the kind
  std::string attributes = "{}";  // JSON object: name -> text or number
  std::optional<Digest> sha256;   // of the content; absent: none yet
};

struct Item {
  ItemId id;
  ProjectId project;
  std::string name;  // the importer's own key
  ItemContent content;
  std::string state = "new";  // new, ready, withdrawn, erased
  std::int64_t created_at = 0;
};

// A known kind, content that fits it (records: an object; conversations: a list of {role, text}; comparisons:
// {prompt, a, b}; images: as image_place()), attributes of texts and numbers. Sets the hash.
Result<ItemContent> checked_content(ItemContent content);

// A file that the server keeps sealed: the hash of what lies there, and the 32 bytes that open it.
struct SealedFile {
  Digest sha256{};
  std::string key;
};

// Where the bytes of an image are, and what they should be. Its content is a JSON object: {"sha256"} of bytes
// that the server keeps, {"file"} in the folder of images, or {"url"}: s3://BUCKET/KEY, or elsewhere; the two
// with "sha256" and "bytes" as the importer's manifest has them.
struct ImagePlace {
  enum class Kind { kept, folder, bucket, elsewhere };
  Kind kind = Kind::kept;
  std::string name;              // kept: as it came; folder: path in it; bucket: the key; else the address
  std::string bucket;            // of Kind::bucket
  std::optional<Digest> sha256;  // absent: nobody told
  std::optional<std::int64_t> bytes;
  std::optional<SealedFile> sealed;  // of Kind::kept, about people
};
// Error `invalid` when the content of an image is none of these.
Result<ImagePlace> image_place(const std::string& content);

inline constexpr std::size_t content_bytes_max = 4 << 20;
inline constexpr std::size_t attributes_max = 200;

}  // namespace assay::domain
