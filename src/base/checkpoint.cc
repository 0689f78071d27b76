#include "base/checkpoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include "base/big_endian.h"
#include "base/text.h"

namespace assay {
namespace {

constexpr char log_signature_type = 0x01;
constexpr char cosignature_type = 0x04;
constexpr std::string_view dash = "\xE2\x80\x94 ";  // an em dash and a space begin a line of signatures
constexpr std::size_t cosignature_bytes = 8 + sizeof(Signature);

Error refused(std::string message, std::string where = {}) {
  return Error{ErrorCode::invalid, std::move(message), std::move(where)};
}

bool is_name(std::string_view name) {
  const auto allowed = [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != '+' && c != 0x7f; };
  return !name.empty() && name.size() <= note_name_bytes_max &&
         std::all_of(name.begin(), name.end(), allowed) && is_utf8(name);
}

NoteKeyId key_id(const NamedKey& key, char type) {
  Sha256 hash;
  hash.add(key.name);
  const char separator[] = {'\n', type};
  hash.add({separator, sizeof separator});
  hash.add(as_text(key.key));
  const Digest digest = hash.finish();
  NoteKeyId id{};
  std::copy_n(digest.begin(), id.size(), id.begin());
  return id;
}

std::string signature_line(std::string_view name, const NoteKeyId& id, std::string_view signature) {
  return fmt::format("{}{} {}\n", dash, name, base64(fmt::format("{}{}", as_text(id), signature)));
}

std::string cosigned_text(std::uint64_t unix_seconds, std::string_view body) {
  return fmt::format("cosignature/v1\ntime {}\n{}", unix_seconds, body);
}

// Takes a line off the front of the text; nothing when no line end is left.
std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == text.npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<std::uint64_t> plain_count(std::string_view text) {
  std::uint64_t count = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (code != std::errc() || end != text.data() + text.size() || fmt::format("{}", count) != text) {
    return std::nullopt;
  }
  return count;
}

Result<TreeHead> read_head(std::string_view& text) {
  const auto origin = take_line(text);
  if (!origin || !is_name(*origin))
    return refused("the first line of a tree head is the log's name", "line 1");
  const auto size_line = take_line(text);
  const auto size = size_line ? plain_count(*size_line) : std::nullopt;
  if (!size) return refused("the second line of a tree head is its size, a plain number", "line 2");
  const auto root_line = take_line(text);
  const auto root = root_line ? bytes_from_base64(*root_line) : std::nullopt;
  if (!root || root->size() != sizeof(Digest)) {
    return refused("the third line of a tree head is its root, 32 bytes in base64", "line 3");
  }
  TreeHead head{std::string(*origin), *size, {}};
  std::memcpy(head.root.data(), root->data(), root->size());
  return head;
}

Result<NoteSignature> read_signature(std::string_view line, const std::string& where) {
  if (!line.starts_with(dash)) return refused("a line of signatures begins with a dash and a space", where);
  line.remove_prefix(dash.size());
  const std::size_t space = line.find(' ');
  if (space == line.npos || !is_name(line.substr(0, space))) {
    return refused("a line of signatures names its key", where);
  }
  const auto bytes = bytes_from_base64(line.substr(space + 1));
  NoteSignature signature{std::string(line.substr(0, space)), {}, {}};
  if (!bytes || bytes->size() <= signature.key_id.size()) {
    return refused("a signature is a key id and bytes in base64", where);
  }
  std::memcpy(signature.key_id.data(), bytes->data(), signature.key_id.size());
  signature.bytes = bytes->substr(signature.key_id.size());
  return signature;
}

Signature signature_of(std::string_view bytes) {
  Signature signature{};
  std::copy(bytes.begin(), bytes.end(), signature.begin());
  return signature;
}

// The one signature of this key in the note.
Result<const NoteSignature*> signature_by(const Checkpoint& checkpoint, std::string_view name,
                                          const NoteKeyId& id, std::size_t bytes) {
  const NoteSignature* found = nullptr;
  for (const NoteSignature& signature : checkpoint.signatures) {
    if (signature.name != name || signature.key_id != id) continue;
    if (found != nullptr) return refused("the tree head is signed twice with one key", std::string(name));
    found = &signature;
  }
  if (found == nullptr) {
    return Error{ErrorCode::not_found, "the tree head is not signed with this key", std::string(name)};
  }
  if (found->bytes.size() != bytes) {
    return refused("the signature of the tree head has another length", std::string(name));
  }
  return found;
}

}  // namespace

NoteKeyId log_key_id(const NamedKey& key) { return key_id(key, log_signature_type); }
NoteKeyId witness_key_id(const NamedKey& key) { return key_id(key, cosignature_type); }

Result<std::string> tree_head_body(const TreeHead& head) {
  if (!is_name(head.origin)) {
    return refused("the name of a log has 1 to 255 bytes without space, '+' and control characters");
  }
  return fmt::format("{}\n{}\n{}\n", head.origin, head.size, base64(as_text(head.root)));
}

Result<std::string> signed_checkpoint(const TreeHead& head, const SigningKey& key) {
  const Result<std::string> body = tree_head_body(head);
  if (!body.ok()) return body.error();
  const Signature signature = key.sign(body.value());
  const NoteKeyId id = log_key_id({head.origin, key.public_key()});
  return body.value() + "\n" + signature_line(head.origin, id, as_text(signature));
}

Result<std::string> cosigned_checkpoint(std::string_view note, const Cosigner& cosigner,
                                        const SigningKey& key) {
  const Result<Checkpoint> checkpoint = parse_checkpoint(note);
  if (!checkpoint.ok()) return checkpoint.error();
  if (!is_name(cosigner.name) || cosigner.unix_seconds < 0) {
    return refused("a cosigner has a name without space, '+' and control characters, and a time after 1970");
  }
  const auto seconds = static_cast<std::uint64_t>(cosigner.unix_seconds);
  const Signature signature = key.sign(cosigned_text(seconds, checkpoint.value().body));
  const NoteKeyId id = witness_key_id({cosigner.name, key.public_key()});
  const std::string bytes = big_endian(seconds) + std::string(as_text(signature));
  return std::string(note) + signature_line(cosigner.name, id, bytes);
}

Result<Checkpoint> parse_checkpoint(std::string_view note) {
  if (note.size() > checkpoint_bytes_max) return refused("this is too long for a signed tree head");
  std::string_view rest = note;
  const Result<TreeHead> head = read_head(rest);
  if (!head.ok()) return head.error();
  Checkpoint checkpoint{head.value(), std::string(note.substr(0, note.size() - rest.size())), {}};
  const auto empty_line = take_line(rest);
  if (!empty_line || !empty_line->empty()) {
    return refused("the three lines of a tree head are followed by an empty one; extensions are not accepted",
                   "line 4");
  }
  while (!rest.empty()) {
    const std::string where = fmt::format("line {}", 5 + checkpoint.signatures.size());
    if (checkpoint.signatures.size() == checkpoint_signatures_max) {
      return refused(fmt::format("more than {} signatures", checkpoint_signatures_max), where);
    }
    const auto line = take_line(rest);
    if (!line) return refused("a line of signatures ends with a line end", where);
    const Result<NoteSignature> signature = read_signature(*line, where);
    if (!signature.ok()) return signature.error();
    checkpoint.signatures.push_back(signature.value());
  }
  if (checkpoint.signatures.empty()) return refused("the tree head carries no signature", "line 5");
  return checkpoint;
}

Result<Done> verify_log_signature(const Checkpoint& checkpoint, const NamedKey& log) {
  if (checkpoint.head.origin != log.name) return refused("the tree head is another log's", log.name);
  const auto found = signature_by(checkpoint, log.name, log_key_id(log), sizeof(Signature));
  if (!found.ok()) return found.error();
  if (!signature_holds(log.key, checkpoint.body, signature_of(found.value()->bytes))) {
    return refused("the log's signature of the tree head does not hold", log.name);
  }
  return Done{};
}

Result<std::int64_t> verify_cosignature(const Checkpoint& checkpoint, const NamedKey& witness) {
  const auto found = signature_by(checkpoint, witness.name, witness_key_id(witness), cosignature_bytes);
  if (!found.ok()) return found.error();
  const std::string_view bytes = found.value()->bytes;
  const std::uint64_t seconds = from_big_endian(bytes.substr(0, 8));
  const bool holds =
      signature_holds(witness.key, cosigned_text(seconds, checkpoint.body), signature_of(bytes.substr(8)));
  if (!holds || !std::in_range<std::int64_t>(seconds)) {
    return refused("the cosignature of the tree head does not hold", witness.name);
  }
  return static_cast<std::int64_t>(seconds);
}

std::string verifier_key_text(const NamedKey& key) {
  const std::string typed = fmt::format("{}{}", log_signature_type, as_text(key.key));
  return fmt::format("{}+{}+{}", key.name, hex(log_key_id(key)), base64(typed));
}

Result<NamedKey> read_verifier_key(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  const std::size_t first = text.find('+');
  const std::size_t second = first == text.npos ? first : text.find('+', first + 1);
  NamedKey key;
  if (second != text.npos) {
    key.name = text.substr(0, first);
    const auto typed = bytes_from_base64(text.substr(second + 1));
    if (typed && typed->size() == 1 + key.key.size() && typed->front() == log_signature_type) {
      std::copy(typed->begin() + 1, typed->end(), key.key.begin());
      const bool same_id = text.substr(first + 1, second - first - 1) == hex(log_key_id(key));
      if (same_id && is_name(key.name)) return key;
    }
  }
  return refused("a log's key is written as name+keyid+base64, as `assay` prints it");
}

}  // namespace assay
