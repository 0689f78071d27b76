#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/file.h"
#include "base/json_text.h"
#include "base/text.h"
#include "cli/audit_export.h"
#include "cli/command.h"
#include "cli/key_argument.h"
#include "domain/audit_verify.h"

namespace assay::cli {
namespace {

using Json = nlohmann::ordered_json;

struct AuditArguments {
  std::vector<std::string> words;  // what to do, then its file
  std::vector<std::string> keys, heads, witnesses;
  std::string json;
};

void declare(Arguments& arguments, AuditArguments& a) {
  arguments.positional(
      "WHAT FILE", a.words,
      "verify: an export of the audit log, without the server; export makes one, prune takes out of the "
      "record what one holds (assay audit export --help, assay audit prune --help)");
  arguments.repeated("--key", "K", a.keys,
                     "the log's public key, as it was handed to you: a file, 64 hexadecimal digits, or "
                     "name+keyid+base64; again for each key the log has had");
  arguments.repeated("--head", "F", a.heads, "a signed head you kept: the log must still contain it");
  arguments.repeated("--witness", "NAME=K", a.witnesses,
                     "the key of a party whose cosignature is looked for, under the name it signs with");
  arguments.text("--json", "F", a.json, "the result as JSON; - prints it instead of the text");
}

Result<domain::AuditTrust> trust_of(const AuditArguments& a) {
  domain::AuditTrust trust;
  for (const std::string& text : a.keys) {
    const Result<PublicKey> key = public_key_argument(text);
    if (!key.ok()) return key.error();
    trust.keys.push_back(key.value());
  }
  for (const std::string& text : a.witnesses) {
    const std::size_t split = text.find('=');
    const Result<PublicKey> key = public_key_argument(split == text.npos ? "" : text.substr(split + 1));
    if (split == text.npos || !key.ok()) {
      return Error{ErrorCode::invalid, "write --witness as NAME=KEY, with a public key", text};
    }
    trust.witnesses.push_back({text.substr(0, split), key.value()});
  }
  for (const std::string& path : a.heads) {
    const Result<FileBytes> file = FileBytes::open(path);
    if (!file.ok()) return file.error();
    trust.kept_heads.emplace_back(file.value().bytes());
  }
  return trust;
}

Json finding_json(const std::optional<domain::AuditFinding>& finding) {
  if (!finding) return nullptr;
  const auto event = [](const std::optional<std::int64_t>& index) { return index ? Json(*index) : Json(); };
  return {{"fault", domain::audit_fault_name(finding->fault)},
          {"first_event", event(finding->first_event)},
          {"last_event", event(finding->last_event)},
          {"message", finding->message}};
}

std::string verification_json(const domain::AuditVerification& v) {
  Json witnessed = Json::array();
  for (const domain::WitnessedHead& head : v.witnessed) {
    witnessed.push_back(
        {{"witness", head.witness}, {"size", head.size}, {"at", utc_text(head.unix_seconds * 1'000'000)}});
  }
  const Json document = {{"origin", v.origin},
                         {"log_id", v.log_id},
                         {"holds", !v.finding},
                         {"events", v.events},
                         {"sealed_events", v.sealed_events},
                         {"pruned_events", v.pruned_events},
                         {"sealed_root", hex(v.sealed_root)},
                         {"heads", v.heads},
                         {"heads_of_other_keys", v.heads_of_other_keys},
                         {"signatures_not_checked", v.signatures_not_checked},
                         {"witnessed", witnessed},
                         {"finding", finding_json(v.finding)}};
  return json_text(document, 2) + "\n";
}

std::string counted(std::int64_t count, const char* what) {
  return fmt::format("{} {}{}", grouped(count), what, count == 1 ? "" : "s");
}

// What holds and what does not, and what neither of them says.
std::string verification_text(const domain::AuditVerification& v) {
  std::string text;
  if (v.finding) {
    text += fmt::format("The log does NOT hold: {}.\n", printable(v.finding->message));
    text += fmt::format("What is sealed before that holds: {} under {}.\n", counted(v.sealed_events, "event"),
                        counted(v.heads, "signed head"));
  } else {
    text += fmt::format("The log holds: {} under {}.\n", counted(v.sealed_events, "event"),
                        counted(v.heads, "signed head"));
    text += fmt::format("root {}\n", hex(v.sealed_root));
  }
  text += fmt::format("log {}, {}\n", v.log_id, printable(v.origin));
  const std::int64_t unsealed = v.events - v.sealed_events;
  if (!v.finding && unsealed > 0) {
    text += fmt::format("{} after the last signed head: nothing vouches for them yet.\n",
                        counted(unsealed, "event"));
  }
  if (v.pruned_events > 0) {
    text += fmt::format("{} given by hash alone: what they say is in the export they were pruned behind.\n",
                        counted(v.pruned_events, "event"));
  }
  if (v.heads_of_other_keys > 0) {
    text +=
        fmt::format("{} by keys that were not given, passed over.\n", counted(v.heads_of_other_keys, "head"));
  }
  if (v.signatures_not_checked > 0) {
    text += fmt::format("{} signed by a party; those signatures were not checked.\n",
                        counted(v.signatures_not_checked, "event"));
  }
  for (const domain::WitnessedHead& head : v.witnessed) {
    text += fmt::format("Cosigned by {} up to {} events at {}.\n", printable(head.witness), head.size,
                        utc_text(head.unix_seconds * 1'000'000));
  }
  if (v.witnessed.empty()) {
    text +=
        "Nobody else has signed it: this protects against later change by third parties, not against\n"
        "whoever holds the log's key. A head you keep (--head) shows such a change from then on.\n";
  }
  return text;
}

Result<int> verify(const AuditArguments& a, Console& console) {
  if (a.words.size() != 2) return Error{ErrorCode::invalid, "name one export of an audit log", "FILE"};
  const std::string& path = a.words[1];
  const Result<domain::AuditTrust> trust = trust_of(a);
  if (!trust.ok()) return trust.error();
  const Result<FileBytes> file = FileBytes::open(path);
  if (!file.ok()) return file.error();
  const auto verified = domain::verify_audit_export(file.value().bytes(), trust.value());
  if (!verified.ok()) {
    const Error& error = verified.error();
    return Error{error.code, error.message, error.where.empty() ? path : path + ", " + error.where};
  }
  if (!a.json.empty()) {
    const auto written = write_text(a.json, verification_json(verified.value()), console);
    if (!written.ok()) return written.error();
  }
  if (a.json != "-") console.out << verification_text(verified.value());
  return verified.value().finding ? exit_not_met : exit_done;
}

}  // namespace

int audit(Words words, Console& console) {
  if (!words.empty() && words.front() == "export") return export_audit(words.subspan(1), console);
  if (!words.empty() && words.front() == "prune") return prune_audit(words.subspan(1), console);
  AuditArguments a;
  Arguments arguments("audit",
                      "The audit log, verified offline: names the first event altered, dropped, inserted or "
                      "reordered.",
                      "assay audit verify log.jsonl --key log.pub");
  declare(arguments, a);
  return run_command(arguments, words, console, [&]() -> Result<int> {
    if (a.words.empty() || a.words[0] != "verify") {
      return Error{ErrorCode::invalid, "say what to do: verify, export or prune", "WHAT"};
    }
    return verify(a, console);
  });
}

}  // namespace assay::cli
