#include "formats/container.h"

#include <fmt/format.h>

#include <array>

#include "formats/encoding.h"

namespace assay::formats {
namespace {

constexpr std::array<std::string_view, 12> endings = {".json", ".jsonl", ".ndjson",   ".xml",
                                                      ".csv",  ".tsv",   ".txt",      ".conll",
                                                      ".bio",  ".iob",   ".manifest", ".zip"};

bool ends_like_text(std::string_view name) {
  for (const std::string_view ending : endings) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

bool is_hidden(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  const std::string_view base = slash == std::string_view::npos ? name : name.substr(slash + 1);
  return base.empty() || base.front() == '.' || name.starts_with("__MACOSX/");
}

struct Gathered {
  ReadSummary summary;
  std::int64_t files = 0;
  std::string first_error;
  bool is_spreadsheet = false;
};

void gather(const std::string& name, const ReadSummary& summary, Gathered& all) {
  constexpr std::int64_t described_max = 3;
  if (all.files++ < described_max) {
    all.summary.understood += fmt::format("{}{}: {}", all.files == 1 ? "" : " | ", name, summary.understood);
  }
  if (all.summary.format.find(summary.format) == std::string::npos) {
    all.summary.format += (all.summary.format.empty() ? "" : ", ") + summary.format;
  }
  all.summary.rows += summary.rows;
  all.summary.gold += summary.gold;
}

}  // namespace

Result<ReadSummary> read_container(std::string_view bytes, const ReadOptions& options,
                                   const ReadOne& read_one, Problems& problems, const ArchiveLimits& limits) {
  Gathered all;
  const auto problem = [&](const std::string& name, std::string message) {
    problems.add({.file = options.file + "/" + as_utf8(name), .message = std::move(message)});
  };
  ArchiveReading reading;
  reading.wants = [&](std::string_view name) {
    all.is_spreadsheet = all.is_spreadsheet || name == "[Content_Types].xml";
    return !is_hidden(name) && ends_like_text(name) && !all.is_spreadsheet;
  };
  reading.broken = [&](const std::string& name, const std::string& why) {
    problem(name, fmt::format("cannot be unpacked ({}): left out", why));
  };
  reading.read = [&](const std::string& name, std::string_view text) -> Result<Done> {
    ReadOptions inner = options;
    inner.file = options.file + "/" + as_utf8(name);
    if (looks_like_zip(text)) {
      problem(name, "an archive inside the archive is not opened: unpack it and give it by itself");
      return Done{};
    }
    const Result<ReadSummary> summary = read_one(text, inner);
    if (summary.ok()) {
      gather(name, summary.value(), all);
      return Done{};
    }
    if (all.first_error.empty()) all.first_error = error_text(summary.error());
    problem(name, summary.error().message + " (left out)");
    return Done{};
  };
  if (auto done = read_archive(bytes, options.file, limits, reading); !done.ok()) return done.error();
  if (all.is_spreadsheet) {
    return Error{ErrorCode::invalid, "this is a spreadsheet: save the sheet as CSV (UTF-8)", options.file};
  }
  if (all.files == 0) {
    return Error{ErrorCode::invalid,
                 all.first_error.empty() ? "the archive has no file that may hold annotations"
                                         : "no file of the archive can be read: " + all.first_error,
                 options.file};
  }
  all.summary.understood = fmt::format("zip of {} files; {}", all.files, all.summary.understood);
  if (all.files > 3) all.summary.understood += " | and so on";
  return all.summary;
}

}  // namespace assay::formats
