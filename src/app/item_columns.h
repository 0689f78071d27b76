#pragma once
// Which column of a table of items plays which part.

#include <cstddef>
#include <string>
#include <vector>

#include "app/imports.h"
#include "formats/sheet.h"

namespace assay::app {

struct ItemColumns {
  static constexpr std::size_t absent = formats::RoleColumns::absent;

  std::string kind;           // of every row; empty: the column `kinds` says it row by row
  std::size_t item = absent;  // the key
  std::size_t kinds = absent;
  std::size_t content = absent;  // text, conversation, record, or the image's file or address
  std::size_t prompt = absent;   // of comparisons, beside a and b
  std::size_t a = absent, b = absent;
  std::size_t sha256 = absent;  // of images: what the bytes should be
  std::size_t bytes = absent;
  std::size_t attributes = absent;  // a JSON object of them; its members are attributes like columns
  std::vector<std::size_t> unused;  // of JSON lines: lists and objects that are no part of the content

  bool is_attribute(std::size_t column) const { return role_of(column) == "attribute"; }
  // "item", "content", ...; "attribute" of every other column, "" of one not used.
  std::string role_of(std::size_t column) const;
};

// What the mapping says comes first, then the names of the columns, then what stands in their first rows.
// Error when the mapping names a kind or a column that is not there.
Result<ItemColumns> item_columns(const formats::Sheet& sheet, const ImportSpec& spec);

}  // namespace assay::app
