#include <fmt/format.h>

#include <array>

#include "formats/encoding.h"
#include "formats/reader.h"
#include "formats/readers.h"

namespace assay::formats {
namespace {

constexpr std::array formats = {
    Format{"label_studio",
           "Label Studio JSON: choices, taxonomy, rating, number, pairwise; all annotators, ground truth",
           looks_like_label_studio, read_label_studio},
    Format{"jsonl", "JSON lines or a JSON array: one annotation per object, keys as in CSV headers",
           looks_like_jsonl, read_jsonl},
    Format{"csv", "CSV or TSV with a header: one annotation per row", looks_like_csv, read_csv},
};

std::string format_names() {
  std::string names;
  for (const Format& format : formats) names += fmt::format("{}{}", names.empty() ? "" : ", ", format.name);
  return names;
}

}  // namespace

std::span<const Format> registry() { return formats; }

Result<ReadSummary> read_annotations(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                     Problems& problems) {
  constexpr std::size_t head_bytes = 1 << 16;
  std::string_view text = bytes;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string_view head = text.substr(0, head_bytes);
  for (const Format& format : formats) {
    const bool is_it =
        options.format.empty() ? format.looks_like(head, options.file) : options.format == format.name;
    if (is_it) return format.read(bytes, options, table, problems);
  }
  if (!options.format.empty()) {
    return Error{ErrorCode::invalid,
                 fmt::format("no format is called \"{}\"; there are {}", options.format, format_names()),
                 options.file};
  }
  // Says what is wrong when the file is no text at all.
  DecodedText decoded;
  if (auto done = decode_text(bytes, options.file, decoded); !done.ok()) return done.error();
  return Error{
      ErrorCode::invalid,
      fmt::format("the format is not recognised: if it is one of {}, say so with --format", format_names()),
      options.file};
}

}  // namespace assay::formats
