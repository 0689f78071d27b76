#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "base/folder.h"
#include "base/json_text.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/progress.h"

namespace assay::cli {
namespace {

constexpr std::size_t name_bytes_max = 255;  // of an item's name, everywhere
constexpr std::size_t problems_listed_max = 20;

struct ManifestArguments {
  std::vector<std::string> folder, suffixes;
  std::string output = "-", format = "csv", prefix;
};

void declare(Arguments& arguments, ManifestArguments& a) {
  arguments.positional("FOLDER", a.folder, "the files of the items, and the folders in it");
  arguments.list("--suffix", "S", a.suffixes, "only names that end so, e.g. .jpg,.png; default: all");
  arguments.text("--prefix", "P", a.prefix,
                 "put before each path in the column path, e.g. s3://bucket/images/");
  arguments.text("--format", "F", a.format, "csv (default) or jsonl");
  arguments.text("-o,--output", "F", a.output, "the manifest, default - (print)");
}

bool is_wanted(const std::string& name, const std::vector<std::string>& suffixes) {
  return suffixes.empty() || std::any_of(suffixes.begin(), suffixes.end(),
                                         [&](const std::string& suffix) { return name.ends_with(suffix); });
}

// Why a name cannot be an item's, or "".
const char* problem_of(const std::string& name) {
  if (!is_utf8(name)) return "its name is not valid UTF-8";
  if (name.size() > name_bytes_max) return "its path is longer than 255 bytes";
  if (printable(name) != name) return "its name has control characters or turns the line around";
  if (name.find('\\') != name.npos) return "its name has a backslash, which is a folder elsewhere";
  return "";
}

// Every name that cannot be one, so that all are put right at once.
Result<Done> check_names(const std::vector<std::string>& names, Console& console) {
  std::size_t bad = 0;
  for (const std::string& name : names) {
    const std::string problem = problem_of(name);
    if (problem.empty()) continue;
    if (++bad <= problems_listed_max) console.err << fmt::format("{}: {}\n", printable(name), problem);
  }
  if (bad == 0) return Done{};
  return Error{ErrorCode::invalid, fmt::format("{} files need another name; nothing was written", bad),
               "FOLDER"};
}

std::string csv_line(const std::string& name, const std::string& path, const FileDigest& digest) {
  std::string line;
  append_csv_text(line, name);
  line += ',';
  append_csv_text(line, path);
  return line + fmt::format(",{},{}\n", digest.bytes, hex(digest.sha256));
}

std::string json_line(const std::string& name, const std::string& path, const FileDigest& digest) {
  const nlohmann::ordered_json line = {
      {"item", name}, {"path", path}, {"bytes", digest.bytes}, {"sha256", hex(digest.sha256)}};
  return json_text(line) + "\n";
}

Result<std::string> manifest_text(const ManifestArguments& a, const std::vector<std::string>& names,
                                  ProgressLine& progress) {
  const bool is_csv = a.format == "csv";
  std::string text = is_csv ? "item,path,bytes,sha256\n" : "";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i % 100 == 0) progress.step(fmt::format("hashing {} of {} files", i, names.size()));
    const Result<FileDigest> digest = file_digest(a.folder.front() + "/" + names[i]);
    if (!digest.ok()) return digest.error();
    const std::string path = a.prefix + names[i];
    text += is_csv ? csv_line(names[i], path, digest.value()) : json_line(names[i], path, digest.value());
  }
  return text;
}

void say_what_was_left_out(const FolderListing& listing, Console& console) {
  if (listing.hidden > 0) console.err << fmt::format("{} hidden names left out\n", listing.hidden);
  if (listing.links > 0) console.err << fmt::format("{} symbolic links left out\n", listing.links);
  if (listing.others > 0) console.err << fmt::format("{} that are no files left out\n", listing.others);
}

Result<int> write_manifest(const ManifestArguments& a, Console& console) {
  if (a.folder.size() != 1) return Error{ErrorCode::invalid, "name one folder", "FOLDER"};
  if (a.format != "csv" && a.format != "jsonl") return Error{ErrorCode::invalid, "csv or jsonl", "--format"};
  Result<FolderListing> listing = list_folder(a.folder.front());
  if (!listing.ok()) return listing.error();
  std::vector<std::string>& names = listing.value().files;
  std::erase_if(names, [&](const std::string& name) { return !is_wanted(name, a.suffixes); });
  if (names.empty())
    return Error{ErrorCode::invalid, "no file of such a name in this folder", a.folder.front()};
  if (auto done = check_names(names, console); !done.ok()) return done.error();
  ProgressLine progress(console);
  const Result<std::string> text = manifest_text(a, names, progress);
  progress.clear();
  if (!text.ok()) return text.error();
  say_what_was_left_out(listing.value(), console);
  if (auto done = write_text(a.output, text.value(), console); !done.ok()) return done.error();
  return exit_done;
}

}  // namespace

int manifest(Words words, Console& console) {
  ManifestArguments a;
  Arguments arguments("manifest", "The files of items with their sizes and SHA-256, as items to import.",
                      "assay manifest images --suffix .jpg,.png -o manifest.csv");
  declare(arguments, a);
  return run_command(arguments, words, console, [&] { return write_manifest(a, console); });
}

}  // namespace assay::cli
