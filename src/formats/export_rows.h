#pragma once
// What the readers of labelling tools share: answers, gold, regions and attributes of items into the table,
// with the problems counted by kind. Readers say what their tool's fields mean; the rules stand here.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/annotation_rows.h"
#include "formats/encoding.h"
#include "formats/kind_counts.h"
#include "formats/reader.h"
#include "formats/task_data.h"
#include "labels/table.h"

namespace assay::formats {

struct ExportAnswer {
  std::string_view item, question, annotator, label, time, duration, batch, flag, comment;
  bool is_skipped = false;
  bool is_anchored = false;
  bool is_reviewed = false;
};

// Whom annotations belong to that name nobody: the file, for tools that export one file per person, or
// nobody.
enum class Unnamed { unknown, from_file };

// "admin" of "exports/admin.jsonl"; a name in an archive counts as a path.
std::string file_stem(std::string_view file);

class ExportRows {
 public:
  ExportRows(const ReadOptions& options, labels::Table& table, Problems& problems,
             Unnamed unnamed = Unnamed::unknown);

  // An answer without label, or skipped, is kept as skipped.
  void add(const ExportAnswer& answer, std::int64_t row);

  // A whole item that somebody skipped: skipped in every question of the file (in the first only, when there
  // are more than questions_of_skipped_max).
  void skip(const ExportAnswer& answer, std::int64_t row);
  static constexpr std::size_t questions_of_skipped_max = 64;

  // Gold found in the file; without a label it is listed and no gold.
  void add_gold(std::string_view item, std::string_view question, std::string_view label, std::int64_t row);

  // A region, whose category is the answer's label. What is measured of regions is which categories somebody
  // marked on an item: finish() adds that as one answer, a set, per item, question and annotator.
  enum class Trust { annotation, gold };
  void add_region(const ExportAnswer& answer, labels::Shape shape, std::span<const double> geometry,
                  std::int64_t row, Trust trust = Trust::annotation);

  // Properties of an item: the keys of an object of the file, but for those named.
  void add_data(std::string_view item, simdjson::dom::object data,
                std::span<const std::string_view> but_for = {}) {
    data_.add(table_.items.code(item), data, but_for);
  }
  // An item that may have no annotation at all.
  void see_item(std::string_view item) { table_.items.code(item); }

  // Something that is not read, or read with a doubt: one problem per kind, with its count and first place.
  void list(std::string_view kind, std::int64_t row) { kinds_.add(kind, {.task = row}); }
  // The same without calling it a problem: counted in what was understood.
  void leave_out(std::string_view kind) { left_out_.add(kind, {}); }

  // For readers with rules of their own: adds what regions say of their items and describes it.
  std::string finish_regions();
  std::int64_t added() const { return rows_.added(); }
  std::int64_t gold() const { return gold_; }
  bool has_too_many_questions() const { return too_many_questions_; }

  // Refuses a file of which nothing can be used and one with too many questions.
  Result<ReadSummary> finish(const char* format, std::string understood);

 private:
  struct Marked {  // a region's category on an item
    std::uint32_t item = 0, annotator = 0, label = 0;
    std::uint16_t question = 0;
    bool is_anchored = false, is_gold = false;
    std::int64_t row = 0;
  };
  bool has_room(std::string_view question);
  std::string_view annotator_of(const ExportAnswer& answer) const;
  void use_question(std::string_view name);
  void add_skipped();
  void add_marked();
  void add_marked_set(std::span<const Marked> marked);
  std::string describe_regions() const;

  const ReadOptions& options_;
  labels::Table& table_;
  Problems& problems_;
  std::string unnamed_;  // whom nameless annotations belong to; empty: nobody
  AnnotationRows rows_;
  NameCounts names_;
  KindCounts kinds_;
  KindCounts left_out_;
  TaskData data_;
  std::vector<std::uint16_t> questions_;  // of this file, in order of first sight
  std::vector<Marked> marked_;
  std::array<std::int64_t, labels::shape_count> shapes_{};
  std::int64_t gold_ = 0;
  bool too_many_questions_ = false;
};

}  // namespace assay::formats
