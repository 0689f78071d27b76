#pragma once
// A delivery as columns: every annotation row of every file read, dictionary-coded, nothing dropped.
// The four key columns take 14 bytes an annotation. Optional columns are empty when no file had them.
// What is in force per question is decided later, by question.h, with counted rules.

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "labels/dictionary.h"
#include "labels/regions.h"

namespace assay::labels {

// Properties of a row; bits of Table::state.
enum RowState : std::uint8_t {
  row_skipped = 1,   // skipped or cancelled by the annotator: counted, no label
  row_anchored = 2,  // made from a prediction: not independent
  row_reviewed = 4   // a reviewer accepted or fixed it
};

inline constexpr std::int64_t no_time = std::numeric_limits<std::int64_t>::min();

// One row as a reader hands it over. Empty text means absent; absent label means skipped.
struct Row {
  std::string_view item;
  std::string_view question;   // empty: the only question
  std::string_view annotator;  // empty: unknown
  std::string_view label;
  std::string_view guideline_version;
  std::string_view batch;
  std::string_view provider;
  std::string_view flag;           // what the annotator raised: "guideline_gap", "unsure", ...
  std::string_view comment;        // what the annotator wrote beside the label
  std::int64_t time_us = no_time;  // microseconds since 1970, UTC
  float duration_s = -1;           // negative: absent
  std::uint8_t state = 0;
};

// A trusted label. Several golds of one (item, question) are kept; question.h reports conflicts.
struct GoldRow {
  std::uint32_t item = none;
  std::uint16_t question = 0;
  std::uint32_t label = none;
};

// A named column of attributes of items or annotators, aligned with their dictionary codes.
struct Attribute {
  enum class Type { text, number };
  std::string name;
  Type type = Type::text;
  Dictionary values;                // text: code -> value
  std::vector<std::uint32_t> code;  // text: one per item or annotator; none = missing
  std::vector<double> number;       // number: one per item or annotator; NaN = missing
};

// A row whose names are codes of the table's dictionaries already.
struct RowCodes {
  std::uint32_t item = none;
  std::uint16_t question = 0;
  std::uint32_t annotator = none;
  std::uint32_t label = none;
  std::uint32_t guideline_version = none;
  std::uint32_t batch = none;
  std::uint32_t provider = none;
  std::uint32_t flag = none;
  std::uint32_t comment = none;
  std::int64_t time_us = no_time;
  float duration_s = -1;
  std::uint8_t state = 0;
};

struct Table {
  Dictionary items;
  Dictionary questions;
  Dictionary annotators;
  Dictionary labels;  // label values as written, of all questions
  std::vector<std::uint32_t> item;
  std::vector<std::uint16_t> question;
  std::vector<std::uint32_t> annotator;  // none = unknown
  std::vector<std::uint32_t> label;      // none = no label (skipped)

  Dictionary guideline_versions;
  Dictionary batches;
  Dictionary providers;
  Dictionary flags;
  Dictionary comments;
  std::vector<std::uint32_t> guideline_version;
  std::vector<std::uint32_t> batch;
  std::vector<std::uint32_t> provider;
  std::vector<std::uint32_t> flag;
  std::vector<std::uint32_t> comment;
  std::vector<std::int64_t> time_us;
  std::vector<float> duration_s;
  std::vector<std::uint8_t> state;

  std::vector<GoldRow> gold;
  Regions regions;  // marked inside items: counted, not rows
  std::vector<Attribute> item_attributes;
  std::vector<Attribute> annotator_attributes;

  std::size_t row_count() const { return item.size(); }

  // Appends a row. Optional columns come into being with the first row that has them. Cost: a few look-ups.
  void add(const Row& row);
  void add_codes(const RowCodes& row);
  // The same for a row of keys alone, in a table none of whose optional columns is in use.
  void add_keys(std::uint32_t item_code, std::uint16_t question_code, std::uint32_t annotator_code,
                std::uint32_t label_code) {
    item.push_back(item_code);
    question.push_back(question_code);
    annotator.push_back(annotator_code);
    label.push_back(label_code);
  }
  bool has_keys_alone() const {
    return guideline_version.empty() && batch.empty() && provider.empty() && flag.empty() &&
           comment.empty() && time_us.empty() && duration_s.empty() && state.empty();
  }

  // Room for so many more rows in the columns in use: no promise, only speed and less memory while growing.
  void reserve_rows(std::size_t more);

  std::size_t row_bytes() const;  // that the columns hold now, with the room for more rows

  // Appends all rows of part, whose dictionaries are its own. Names get codes in their order in part, so that
  // a file read in pieces and appended in order has the codes of a file read at once. part has no gold, no
  // regions and no attributes. False, and nothing done, when that would make more than 65,535 questions.
  bool append(const Table& part);

  void add_gold(std::string_view item_name, std::string_view question_name, std::string_view label_name);
};

inline constexpr std::uint32_t questions_max = 0xFFFF;

// Makes the attribute columns of `attributes` as long as the dictionary they describe, missing where not
// told.
void align_attributes(std::vector<Attribute>& attributes, std::uint32_t count);

}  // namespace assay::labels
