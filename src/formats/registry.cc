#include <fmt/format.h>

#include <array>
#include <optional>

#include "formats/archive.h"
#include "formats/container.h"
#include "formats/encoding.h"
#include "formats/export_rows.h"
#include "formats/reader.h"
#include "formats/readers.h"

namespace assay::formats {
namespace {

constexpr std::array formats = {
    Format{"label_studio",
           "Label Studio JSON: choices, taxonomy, rating, number, pairwise; all annotators, ground truth",
           looks_like_label_studio, read_label_studio},
    Format{"cvat", "CVAT for images 1.1 XML: tags and their attributes, shapes as regions", looks_like_cvat,
           read_cvat},
    Format{"cvat_quality", "CVAT quality report JSON: its counts, with intervals", looks_like_cvat_quality,
           read_cvat_quality},
    Format{"coco", "COCO JSON: categories of images and regions; one file per annotator", looks_like_coco,
           read_coco},
    Format{"prodigy",
           "Prodigy JSONL: choice, accept or reject, spans; several sessions, ignored ones skipped",
           looks_like_prodigy, read_prodigy},
    Format{"labelbox", "Labelbox export and import: radio, checklist, objects; benchmarks are gold",
           looks_like_labelbox, read_labelbox},
    Format{"argilla",
           "Argilla records: label, multi_label, rating, span; submitted responses, all annotators",
           looks_like_argilla, read_argilla},
    Format{"sagemaker", "SageMaker augmented manifest: class labels and boxes, consolidated",
           looks_like_sagemaker, read_sagemaker},
    Format{"doccano", "doccano JSONL or JSON: categories, spans, boxes; one file per member, also zipped",
           looks_like_doccano, read_doccano},
    Format{"jsonl", "JSON lines or a JSON array: one annotation per object, keys as in CSV headers",
           looks_like_jsonl, read_jsonl},
    Format{"webanno", "INCEpTION and WebAnno TSV 3: labels of documents and tokens; one file per annotator",
           looks_like_webanno, read_webanno},
    Format{"conll", "CoNLL columns: a tag per token in any IOB scheme", looks_like_conll, read_conll},
    Format{"csv", "CSV or TSV with a header: one annotation per row", looks_like_csv, read_csv},
};

struct TableSize {
  std::size_t rows = 0;
  std::size_t regions = 0;
};

std::string format_names() {
  std::string names;
  for (const Format& format : formats) names += fmt::format("{}{}", names.empty() ? "" : ", ", format.name);
  return names;
}

// Annotations of this file that name nobody get the name that the options say. Rows before `from` are of
// other files.
void name_annotator(const ReadOptions& options, const TableSize& before, labels::Table& table) {
  if (options.annotator.empty() || options.annotator == "-") return;
  const std::string name = options.annotator == "file" ? file_stem(options.file) : options.annotator;
  if (name.empty()) return;
  for (std::size_t row = before.rows; row < table.row_count(); ++row) {
    if (table.annotator[row] == labels::none) table.annotator[row] = table.annotators.code(name);
  }
  for (std::size_t at = before.regions; at < table.regions.rows.size(); ++at) {
    labels::Region& region = table.regions.rows[at];
    if (region.annotator == labels::none && !region.is_gold) region.annotator = table.annotators.code(name);
  }
}

Result<ReadSummary> read_with(const Format& format, std::string_view bytes, const ReadOptions& options,
                              labels::Table& table, Problems& problems) {
  const TableSize before{table.row_count(), table.regions.rows.size()};
  Result<ReadSummary> summary = format.read(bytes, options, table, problems);
  if (summary.ok()) name_annotator(options, before, table);
  return summary;
}

Result<ReadSummary> read_single(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                Problems& problems) {
  if (const Format* format = format_of(bytes, options))
    return read_with(*format, bytes, options, table, problems);
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

// A file of the archive that fails after some of its rows were added cannot be left out any more.
Result<ReadSummary> read_zip(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                             Problems& problems) {
  std::optional<Error> torn;
  Result<ReadSummary> summary = read_container(
      bytes, options,
      [&](std::string_view text, const ReadOptions& inner) {
        const std::size_t rows = table.row_count();
        Result<ReadSummary> read = read_single(text, inner, table, problems);
        if (!read.ok() && table.row_count() > rows && !torn) torn = read.error();
        return read;
      },
      problems);
  if (torn) return *torn;
  return summary;
}

}  // namespace

std::span<const Format> registry() { return formats; }

const Format* format_of(std::string_view bytes, const ReadOptions& options) {
  constexpr std::size_t head_bytes = 1 << 16;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string_view head = bytes.substr(0, head_bytes);
  for (const Format& format : formats) {
    const bool is_it =
        options.format.empty() ? format.looks_like(head, options.file) : options.format == format.name;
    if (is_it) return &format;
  }
  return nullptr;
}

Result<ReadSummary> read_annotations(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                     Problems& problems) {
  if (looks_like_zip(bytes)) return read_zip(bytes, options, table, problems);
  return read_single(bytes, options, table, problems);
}

}  // namespace assay::formats
