#include "base/key_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/canonical_json.h"
#include "base/file.h"

namespace assay {
namespace {

constexpr std::size_t key_file_bytes_max = 4096;
constexpr std::uint64_t passes_max = 64;
constexpr std::uint64_t memory_bytes_max = std::uint64_t{4} << 30;

std::string secret_path(const KeyPlace& place) { return place.folder + "/" + place.name + ".key"; }
std::string public_path(const KeyPlace& place) { return place.folder + "/" + place.name + ".pub"; }

Error system_error(const std::string& path, const char* verb, int code) {
  return Error{ErrorCode::unavailable, fmt::format("cannot {}: {}", verb, std::strerror(code)), path};
}

Result<Done> check_name(const KeyPlace& place) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  const std::string& name = place.name;
  if (name.empty() || name.size() > 64 || !std::all_of(name.begin(), name.end(), allowed)) {
    return Error{ErrorCode::invalid, "the name of a key is 1 to 64 of a-z, 0-9, - and _", place.folder};
  }
  return Done{};
}

// Whether nobody but the owner can reach it; the owner must be whoever runs this, or root.
Result<Done> check_closed(const std::string& path, const char* mode) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    if (errno != ENOENT) return system_error(path, "look at it", errno);
    return Error{ErrorCode::not_found, "there is no such key; make one, or name the folder it lies in", path};
  }
  if ((info.st_mode & 077) != 0) {
    return Error{ErrorCode::forbidden,
                 fmt::format("others can reach this secret; run: chmod {} {}", mode, path), path};
  }
  if (info.st_uid != ::geteuid() && info.st_uid != 0) {
    return Error{ErrorCode::forbidden, "this secret belongs to another user", path};
  }
  return Done{};
}

Result<Done> make_closed_folder(const std::string& folder) {
  if (::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return check_closed(folder, "0700");
  if (errno != ENOENT) return system_error(folder, "make the folder of keys", errno);
  const std::size_t slash = folder.find_last_of('/');
  if (slash == std::string::npos) return system_error(folder, "make the folder of keys", errno);
  if (const auto made = make_folder(folder.substr(0, slash)); !made.ok()) return made.error();
  if (::mkdir(folder.c_str(), 0700) != 0) return system_error(folder, "make the folder of keys", errno);
  return Done{};
}

Result<Done> make_durable(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return system_error(folder, "open the folder of keys", errno);
  const int code = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (code != 0) return system_error(folder, "make the key durable", code);
  return Done{};
}

// What a key file says of its key beside the secret: of which kind it is, and a text by which the key is told
// from others without giving it away. The seal of a sealed secret covers that text.
struct KeyKind {
  const char* kind;
  const char* told_by;  // the name of that field
  std::string_view about;
};
constexpr KeyKind signing_kind{"assay_signing_key", "public", "assay/key-file/v1\n"};
constexpr KeyKind sealing_kind{"assay_sealing_key", "fingerprint", "assay/sealing-key-file/v1\n"};

std::string told_by(std::string_view sealing_key) {
  return hex(sha256(Secret("assay/sealing-key/v1\n" + std::string(sealing_key)).bytes()));
}

struct KeyText {
  const KeyKind& kind;
  std::string told_by;
  std::string_view seed;
};

Result<std::string> key_file_text(const KeyText& key, const KeyLock& lock) {
  CanonicalJson::Object fields{{"kind", key.kind.kind}, {key.kind.told_by, key.told_by}, {"version", 1}};
  if (lock.passphrase.empty()) {
    fields["seed"] = base64(key.seed);
  } else {
    const std::string salt = random_bytes(passphrase_salt_bytes);
    const Result<Secret> lock_key = key_from_passphrase(lock.passphrase, salt, lock.cost);
    if (!lock_key.ok()) return lock_key.error();
    const std::string about = std::string(key.kind.about) + key.told_by;
    fields["sealed_seed"] = base64(seal(lock_key.value(), about, key.seed));
    fields["salt"] = base64(salt);
    fields["argon2id_passes"] = lock.cost.passes;
    fields["argon2id_memory_bytes"] = lock.cost.memory_bytes;
  }
  Result<std::string> text = canonical_bytes(fields);
  if (!text.ok()) return text.error();
  return std::move(text).value() + "\n";
}

Error damaged(const std::string& path) {
  return Error{ErrorCode::invalid,
               "this is not a key file of Assay, or it is damaged; restore it from a copy", path};
}

std::optional<std::string> base64_field(const CanonicalJson& file, const char* name) {
  const CanonicalJson* field = file.field(name);
  if (field == nullptr || field->text() == nullptr) return std::nullopt;
  return bytes_from_base64(*field->text());
}

std::uint64_t count_field(const CanonicalJson& file, const char* name) {
  const CanonicalJson* field = file.field(name);
  return field == nullptr ? 0 : static_cast<std::uint64_t>(field->integer().value_or(0));
}

Result<Secret> unsealed_seed(const CanonicalJson& file, std::string_view about, std::string_view passphrase,
                             const std::string& path) {
  const auto sealed = base64_field(file, "sealed_seed");
  const auto salt = base64_field(file, "salt");
  const PasswordCost cost{count_field(file, "argon2id_passes"), count_field(file, "argon2id_memory_bytes")};
  if (!sealed || !salt || cost.passes > passes_max || cost.memory_bytes > memory_bytes_max) {
    return damaged(path);
  }
  if (passphrase.empty()) {
    return Error{ErrorCode::forbidden, "this key is sealed; give its passphrase", path};
  }
  const Result<Secret> lock_key = key_from_passphrase(passphrase, *salt, cost);
  if (!lock_key.ok()) return Error{lock_key.error().code, lock_key.error().message, path};
  std::optional<Secret> seed = open_sealed(lock_key.value(), about, *sealed);
  if (!seed) {
    return Error{ErrorCode::forbidden, "the passphrase is not the one this key was sealed with", path};
  }
  return std::move(*seed);
}

// The secret of a file of this kind, and what it says the key is told by.
struct ReadKey {
  Secret seed;
  std::string told_by;
};
Result<ReadKey> read_key_text(std::string_view text, const KeyKind& wanted, std::string_view passphrase,
                              const std::string& path) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  const Result<CanonicalJson> file = parse_canonical(text);
  if (!file.ok()) return damaged(path);
  const CanonicalJson* kind = file.value().field("kind");
  const CanonicalJson* told = file.value().field(wanted.told_by);
  if (kind == nullptr || *kind != CanonicalJson(wanted.kind) || told == nullptr || told->text() == nullptr) {
    return damaged(path);
  }
  ReadKey out;
  out.told_by = *told->text();
  if (file.value().field("seed") != nullptr) {
    out.seed = Secret(base64_field(file.value(), "seed").value_or(""));
  } else {
    Result<Secret> unsealed =
        unsealed_seed(file.value(), std::string(wanted.about) + out.told_by, passphrase, path);
    if (!unsealed.ok()) return unsealed.error();
    out.seed = std::move(unsealed).value();
  }
  return out;
}

Result<ReadKey> read_key_file(const KeyPlace& place, const KeyKind& wanted, std::string_view passphrase) {
  if (const auto named = check_name(place); !named.ok()) return named.error();
  const std::string path = secret_path(place);
  if (const auto closed = check_closed(place.folder, "0700"); !closed.ok()) return closed.error();
  if (const auto closed = check_closed(path, "0600"); !closed.ok()) return closed.error();
  const Result<FileBytes> file = FileBytes::open(path);
  if (!file.ok()) return file.error();
  if (file.value().bytes().size() > key_file_bytes_max) return damaged(path);
  return read_key_text(file.value().bytes(), wanted, passphrase, path);
}

// A public key without its secret: somebody else verifies with it already.
Error secret_is_gone(const KeyPlace& place) {
  return Error{
      ErrorCode::conflict,
      fmt::format("the secret of this public key is missing: put {} back from your copy; if it is lost, "
                  "rename the public key (to {}-old.pub, say; who verifies still needs it) and start "
                  "again, which makes a new key",
                  secret_path(place), place.name),
      public_path(place)};
}

}  // namespace

Result<SigningKey> create_key_file(const KeyPlace& place, const KeyLock& lock) {
  if (const auto named = check_name(place); !named.ok()) return named.error();
  if (const auto made = make_closed_folder(place.folder); !made.ok()) return made.error();
  SigningKey key = SigningKey::generate();
  Result<std::string> text = key_file_text({signing_kind, hex(key.public_key()), key.seed()}, lock);
  if (!text.ok()) return Error{text.error().code, text.error().message, secret_path(place)};
  if (file_exists(public_path(place)) && !file_exists(secret_path(place))) return secret_is_gone(place);
  const Secret secret(std::move(text).value());
  const auto written = write_secret_file(secret_path(place), secret.bytes());
  if (!written.ok()) return written.error();
  const auto handed_out = write_file(public_path(place), hex(key.public_key()) + "\n");
  if (!handed_out.ok()) return handed_out.error();
  if (const auto durable = make_durable(place.folder); !durable.ok()) return durable.error();
  return key;
}

Result<SigningKey> load_key_file(const KeyPlace& place, std::string_view passphrase) {
  const Result<ReadKey> read = read_key_file(place, signing_kind, passphrase);
  if (!read.ok()) return read.error();
  Result<SigningKey> key = SigningKey::from_seed(read.value().seed.bytes());
  if (!key.ok() || hex(key.value().public_key()) != read.value().told_by) return damaged(secret_path(place));
  return key;
}

Result<Secret> create_sealing_key_file(const KeyPlace& place, const KeyLock& lock) {
  if (const auto named = check_name(place); !named.ok()) return named.error();
  if (const auto made = make_closed_folder(place.folder); !made.ok()) return made.error();
  Secret key(random_bytes(sealing_key_bytes));
  Result<std::string> text = key_file_text({sealing_kind, told_by(key.bytes()), key.bytes()}, lock);
  if (!text.ok()) return Error{text.error().code, text.error().message, secret_path(place)};
  const Secret secret(std::move(text).value());
  const auto written = write_secret_file(secret_path(place), secret.bytes());
  if (!written.ok()) return written.error();
  if (const auto durable = make_durable(place.folder); !durable.ok()) return durable.error();
  return key;
}

Result<Secret> load_sealing_key_file(const KeyPlace& place, std::string_view passphrase) {
  Result<ReadKey> read = read_key_file(place, sealing_kind, passphrase);
  if (!read.ok()) return read.error();
  const std::string_view key = read.value().seed.bytes();
  if (key.size() != sealing_key_bytes || told_by(key) != read.value().told_by) {
    return damaged(secret_path(place));
  }
  return std::move(read.value().seed);
}

Result<PublicKey> read_public_key(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  const std::optional<PublicKey> key = public_key_from_hex(text);
  if (!key) return Error{ErrorCode::invalid, "a public key is 64 digits of 0-9 and a-f", {}};
  return *key;
}

}  // namespace assay
