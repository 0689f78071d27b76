#include "app/backup_note.h"

#include "base/canonical_json.h"

namespace assay::app {
namespace {

constexpr const char* format_name = "assay_backup";
constexpr std::int64_t format_version = 1;

}  // namespace

Result<std::string> backup_note_text(const BackupNote& note) {
  Result<std::string> text = canonical_bytes(CanonicalJson::Object{{"format", format_name},
                                                                   {"has_database", note.has_database},
                                                                   {"log_events", note.log_events},
                                                                   {"log_root", hex(note.log_root)},
                                                                   {"made_at", note.made_at},
                                                                   {"release", note.release},
                                                                   {"schema", note.schema},
                                                                   {"version", format_version}});
  if (!text) return text;
  return std::move(text).value() + "\n";
}

Result<BackupNote> read_backup_note(std::string_view text) {
  const Error refused{ErrorCode::invalid, "this is no backup of Assay", backup_note_name};
  if (text.ends_with('\n')) text.remove_suffix(1);
  const Result<CanonicalJson> json = parse_canonical(text);
  if (!json) return refused;
  const auto field = [&](const char* name) {
    const CanonicalJson* found = json.value().field(name);
    return found == nullptr ? CanonicalJson() : *found;
  };
  const auto words = [&](const char* name) {
    const CanonicalJson found = field(name);
    return found.text() == nullptr ? std::string() : *found.text();
  };
  if (words("format") != format_name) return refused;
  if (field("version").integer() != format_version) {
    return Error{ErrorCode::invalid, "this backup is of a form this program does not know; take a newer one",
                 backup_note_name};
  }
  const auto root = digest_from_hex(words("log_root"));
  const auto has_database = field("has_database").truth();
  const auto log_events = field("log_events").integer();
  if (!root || !has_database || !log_events) return refused;
  return BackupNote{words("made_at"), words("release"), *has_database, words("schema"), *log_events, *root};
}

}  // namespace assay::app
