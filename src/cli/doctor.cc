// assay doctor: a line for everything that was looked at.

#include "app/doctor.h"

#include <fmt/format.h>

#include "base/process.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/place.h"

namespace assay::cli {
namespace {

const char* health_name(app::Health health) {
  switch (health) {
    case app::Health::ok:
      return "ok";
    case app::Health::warning:
      return "warning";
    case app::Health::error:
      return "error";
  }
  return "";
}

Result<int> look(ServeSettings& settings, app::Depth depth, Console& console) {
  if (auto settled = settle(settings); !settled) return settled.error();
  const app::Examination how{depth, environment_value("ASSAY_KEY_PASSPHRASE").value_or("")};
  const auto tell = [&](const app::Finding& finding) {
    console.out << fmt::format("{:<8} {:<9} {}\n", health_name(finding.health), finding.about,
                               printable(finding.said));
    if (!finding.advice.empty()) console.out << fmt::format("{:<18} {}\n", "", finding.advice);
    console.out.flush();
  };
  const app::Health worst = app::examine(data_place(settings), how, tell);
  return worst == app::Health::error ? exit_not_met : exit_done;
}

}  // namespace

int doctor(Words words, Console& console) {
  ServeSettings settings;
  bool quick = false;
  Arguments arguments(
      "doctor",
      "Whether a server's data is sound: schema, database, log, files, key, disk. Changes nothing; "
      "exit code 1 when a line is an error.",
      "assay doctor --data assay-data");
  arguments.flag("--quick", quick, "leave out what reads every byte: pages, the log, hashes of files");
  declare_settings(arguments, settings);
  return run_command(arguments, words, console, [&] {
    return look(settings, quick ? app::Depth::quick : app::Depth::everything, console);
  });
}

}  // namespace assay::cli
