#pragma once
// The readers behind the registry, one file each. What they take and promise is in reader.h.

#include <string_view>

#include "base/result.h"
#include "formats/reader.h"

namespace assay::formats {

bool looks_like_csv(std::string_view head, std::string_view file);
Result<ReadSummary> read_csv(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                             Problems& problems);

bool looks_like_jsonl(std::string_view head, std::string_view file);
Result<ReadSummary> read_jsonl(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                               Problems& problems);

bool looks_like_label_studio(std::string_view head, std::string_view file);
Result<ReadSummary> read_label_studio(std::string_view bytes, const ReadOptions& options,
                                      labels::Table& table, Problems& problems);

bool looks_like_doccano(std::string_view head, std::string_view file);
Result<ReadSummary> read_doccano(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                 Problems& problems);

bool looks_like_prodigy(std::string_view head, std::string_view file);
Result<ReadSummary> read_prodigy(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                 Problems& problems);

bool looks_like_labelbox(std::string_view head, std::string_view file);
Result<ReadSummary> read_labelbox(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                  Problems& problems);

bool looks_like_argilla(std::string_view head, std::string_view file);
Result<ReadSummary> read_argilla(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                 Problems& problems);

bool looks_like_sagemaker(std::string_view head, std::string_view file);
Result<ReadSummary> read_sagemaker(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                   Problems& problems);

bool looks_like_coco(std::string_view head, std::string_view file);
Result<ReadSummary> read_coco(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                              Problems& problems);

bool looks_like_cvat(std::string_view head, std::string_view file);
Result<ReadSummary> read_cvat(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                              Problems& problems);

bool looks_like_cvat_quality(std::string_view head, std::string_view file);
Result<ReadSummary> read_cvat_quality(std::string_view bytes, const ReadOptions& options,
                                      labels::Table& table, Problems& problems);

bool looks_like_conll(std::string_view head, std::string_view file);
Result<ReadSummary> read_conll(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                               Problems& problems);

bool looks_like_webanno(std::string_view head, std::string_view file);
Result<ReadSummary> read_webanno(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                 Problems& problems);

}  // namespace assay::formats
