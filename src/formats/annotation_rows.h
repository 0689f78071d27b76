#pragma once
// Fields of one annotation to a row of the table: the rules that CSV and JSONL share.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/problem.h"
#include "formats/roles.h"
#include "labels/table.h"

namespace assay::formats {

// The fields of a row by role; empty when the file or the row has none.
using RoleFields = std::array<std::string_view, role_count>;

// Rules: no item: problem, the row is left out. No annotator: unknown. No label, or skipped says yes: the row
// is kept as skipped. A time or duration that cannot be read: problem, the row is kept without. A label that
// is JSON array text of strings becomes the set it stands for, members sorted.
class AnnotationRows {
 public:
  AnnotationRows(std::string file, labels::Table& table, Problems& problems)
      : file_(std::move(file)), table_(table), problems_(problems) {}

  // Promises that no later row has a field beside item, question, annotator and label: they are added by a
  // shorter way while no optional column is in use.
  void expect_keys_alone() { keys_alone_ = table_.has_keys_alone(); }

  // False when the row would be the table's 65,536th question: the reader has to give up.
  [[nodiscard]] bool add(const RoleFields& fields, std::int64_t row);

  // Keeps a row without a label that belongs to no question by itself, such as a task that was skipped whole
  // ...
  void hold(const RoleFields& fields, std::int64_t row);
  // ... until the questions are known: adds every held row once for each of them.
  void add_held(std::span<const std::uint16_t> questions);

  std::int64_t added() const { return added_; }
  std::int64_t held() const { return static_cast<std::int64_t>(held_.size()); }

 private:
  // Everything but question, label and what the label decides.
  labels::RowCodes codes_of(const RoleFields& fields, std::int64_t row);
  void add_optional(const RoleFields& fields, std::int64_t row, labels::RowCodes& codes);
  std::uint32_t label_code(std::string_view label);
  void problem(std::int64_t row, const char* column, std::string message);

  std::string file_;
  labels::Table& table_;
  Problems& problems_;
  std::int64_t added_ = 0;
  bool keys_alone_ = false;
  std::uint32_t last_item_ = labels::none;  // rows of one item often stand together
  std::uint32_t last_question_ = labels::none;
  std::vector<labels::RowCodes> held_;
  labels::Dictionary set_texts_;          // labels that look like JSON arrays, as written ...
  std::vector<std::uint32_t> set_codes_;  // ... and the code of what they stand for
};

// How many names the table had before a file was read.
struct NameCounts {
  std::uint32_t items = 0;
  std::uint32_t annotators = 0;
  std::uint32_t labels = 0;
  std::uint32_t questions = 0;
};
NameCounts count_names(const labels::Table& table);

// Lists every name that differs from another only by blanks at its ends, once per name, if this file brought
// one of the two.
void report_blanks(const std::string& file, const labels::Table& table, const NameCounts& before,
                   Problems& problems);

}  // namespace assay::formats
