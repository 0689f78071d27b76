#pragma once
// Annotations, items and gold come in: one by one, in batches, from files.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/context.h"
#include "domain/annotation.h"
#include "domain/item.h"
#include "domain/item_attribute.h"
#include "domain/job.h"

namespace assay::app {

// What became of a row.
struct RowResult {
  enum class Status { added, known, refused };
  Status status = Status::added;
  std::int64_t sequence = 0;   // of an added annotation
  std::optional<Error> error;  // of a refused one
};
const char* word_of(RowResult::Status status);

struct Added {
  std::vector<RowResult> results;
  std::int64_t log_position = 0;
};

inline constexpr std::size_t batch_rows_max = 10'000;

// Where rows come from: a request, or an import that was recorded before.
struct Source {
  domain::ProjectId project;
  std::string idempotency_key;       // empty: none. The same key and request: the first answer, nothing added
  Digest request_sha256{};           // of the request's body
  domain::ImportId import;           // none: recorded by this call, as one request
  std::string request_kind = "api";  // or "webhook"
};

// All rows in one transaction with one audit event. A refused row refuses nobody else.
Result<Added> add_annotations(Context& context, const Caller& caller, const Source& source,
                              std::span<const domain::NewAnnotation> rows);

// Somebody's own answer, with the right to answer own items: `answer` looks whether they may and says the
// rows, in the write that adds them. A row that is refused, or would be set aside, is the error of the whole.
using OwnAnswer = std::function<Result<std::vector<domain::NewAnnotation>>(store::Transaction&)>;
Result<Added> add_own_annotations(Context& context, const Caller& caller, const Source& source,
                                  const OwnAnswer& answer);

struct NewItem {
  std::string name;
  domain::ItemContent content;
  // Of an image without file and url: whether its importer has kept its bytes in this request. Nobody may
  // name bytes by their hash alone: they may be another project's.
  enum class Bytes { elsewhere, kept };
  Bytes bytes = Bytes::elsewhere;
  std::optional<Error> error;  // why the row is refused, when its file said so
};
// The content as it would be kept, its attributes as they are declared; or why the item is refused.
Result<domain::ItemContent> checked_item(const NewItem& given,
                                         const std::vector<domain::ItemAttribute>& declared);
// What add_items would say of each row, as things stand; rows that come twice are told apart only by doing
// it.
Result<Added> try_items(Context& context, const live::ProjectTable& table, std::span<const NewItem> rows);
Result<Added> add_items(Context& context, const Caller& caller, const Source& source,
                        std::span<const NewItem> rows);

struct NewGold {
  std::string item, question, label, source;
  std::optional<std::int64_t> expert_count;
};
Result<Added> add_gold(Context& context, const Caller& caller, const Source& source,
                       std::span<const NewGold> rows);

struct NewRegion {
  std::string item, question, annotator, label, shape, geometry;
  bool is_gold = false;
};
Result<Added> add_regions(Context& context, const Caller& caller, const Source& source,
                          std::span<const NewRegion> rows);

}  // namespace assay::app
