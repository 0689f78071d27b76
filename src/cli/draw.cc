#include <fmt/format.h>

#include <optional>

#include "base/file.h"
#include "base/keys.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/draw_arguments.h"
#include "cli/draw_run.h"
#include "stats/sampling/draw_seed.h"

namespace assay::cli {
namespace {

void declare(Arguments& arguments, DrawArguments& a) {
  arguments.positional("WHAT", a.what,
                       "commit: make a nonce and its commitment; run: draw, or recompute a draw");
  arguments.text("--log-id", "HEX", a.log_id, "id of the audit log", Arguments::Need::required);
  arguments.text("--selection", "ID", a.selection, "number of the request's event in the log",
                 Arguments::Need::required);
  arguments.text("--party", "P", a.party, "commit: client or provider");
  arguments.text("--nonce", "F", a.nonce_file,
                 "commit: the new file for the nonce; keep it until the opening");
  arguments.text("--frame", "F", a.frame, "run: the leaves of the frozen delivery, one a line");
  arguments.text("--request", "HEX", a.request, "run: SHA-256 of the request");
  arguments.text("--nonce-client", "N", a.client_nonce, "run: a file, or 64 hexadecimal digits");
  arguments.text("--nonce-provider", "N", a.provider_nonce,
                 "run: the same; without one the draw is one party's");
  arguments.text("--beacon", "HEX", a.beacon, "run: the value of the public beacon the request names");
  arguments.text("--design", "D", a.design, "run: simple (default), stratified, poisson or weighted");
  arguments.count("-n,--items", "N", a.n, "run: items to draw; simple and weighted");
  arguments.repeated("--stratum", "NAME=N", a.strata, "run: items to draw in a stratum; again for each");
  arguments.text("--weights", "F", a.weights,
                 "run: one line an item in position order, {\"position\":P,\"w\":W} or "
                 "{\"pi\":\"0.25\",\"position\":P}");
  arguments.text("-o,--output", "F", a.output, "run: the drawn items as CSV, default - (print)");
  arguments.text("--json", "F", a.json, "run: the draw as JSON; - prints it instead");
}

Result<stats::DrawParty> party_of(const std::string& name) {
  if (name == "client") return stats::DrawParty::client;
  if (name == "provider") return stats::DrawParty::provider;
  return Error{ErrorCode::invalid, "say whose nonce it is: client or provider", "--party"};
}

Result<int> commit(const DrawArguments& a, Console& console) {
  const auto party = party_of(a.party);
  if (!party.ok()) return party.error();
  if (a.nonce_file.empty()) return Error{ErrorCode::invalid, "name a new file for the nonce", "--nonce"};
  const auto log_id = digest_argument(a.log_id, "--log-id");
  if (!log_id.ok()) return log_id.error();
  const Digest nonce = random_digest();
  if (auto done = write_secret_file(a.nonce_file, hex(nonce) + "\n"); !done.ok()) return done.error();
  const Digest commitment = stats::draw_commitment({log_id.value(), a.selection, party.value(), nonce});
  console.out << fmt::format("{}\n", hex(commitment));
  console.err << fmt::format(
      "Publish the line above. Keep {} secret until the delivery is frozen, and do not lose it.\n",
      printable(a.nonce_file));
  return exit_done;
}

}  // namespace

Result<Digest> digest_argument(const std::string& text, const char* option) {
  if (const auto digest = digest_from_hex(text)) return *digest;
  return Error{ErrorCode::invalid, "64 hexadecimal digits, in lower case, are wanted here", option};
}

Result<Digest> nonce_argument(const std::string& text, const char* option) {
  if (const auto digest = digest_from_hex(text)) return *digest;
  const Result<FileBytes> file = FileBytes::open(text);
  if (!file.ok()) return file.error();
  std::string_view held = file.value().bytes();
  if (held.ends_with('\n')) held.remove_suffix(1);
  if (const auto digest = digest_from_hex(held)) return *digest;
  return Error{ErrorCode::invalid, "this file holds no nonce of 64 hexadecimal digits", option};
}

int draw(Words words, Console& console) {
  DrawArguments a;
  Arguments arguments("draw",
                      "Which items are looked at, so that nobody could steer it and anybody can check it.",
                      "assay draw commit --log-id 6f… --selection 12 --party client --nonce nonce.txt");
  declare(arguments, a);
  return run_command(arguments, words, console, [&]() -> Result<int> {
    if (a.what.size() == 1 && a.what.front() == "commit") return commit(a, console);
    if (a.what.size() == 1 && a.what.front() == "run") return run_draw(a, console);
    return Error{ErrorCode::invalid, "say what to do: commit or run", "WHAT"};
  });
}

}  // namespace assay::cli
