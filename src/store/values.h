#pragma once
// Small conversions between the values of rows and those of nouns.

#include <algorithm>
#include <optional>
#include <string>

#include "base/hash.h"
#include "store/connection.h"

namespace assay::store {

inline Bytes bytes_of(const Digest& digest) {
  return {{reinterpret_cast<const char*>(digest.data()), digest.size()}};
}

inline Digest digest_of(std::string_view bytes) {
  Digest out{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
  return out;
}

inline Value or_null(const std::optional<std::int64_t>& value) {
  return value ? Value(*value) : Value(nullptr);
}
inline Value or_null(const std::optional<double>& value) { return value ? Value(*value) : Value(nullptr); }
// Ids: 0 is no row.
inline Value key_or_null(std::int64_t key) { return key == 0 ? Value(nullptr) : Value(key); }
inline Value text_or_null(std::string_view text) { return text.empty() ? Value(nullptr) : Value(text); }

inline std::optional<std::int64_t> integer_or_none(const Row& row, int column) {
  return row.null(column) ? std::nullopt : std::optional(row.integer(column));
}
inline std::optional<double> real_or_none(const Row& row, int column) {
  return row.null(column) ? std::nullopt : std::optional(row.real(column));
}

// A statement that gives no rows, done.
inline Result<Done> done_of(Result<std::int64_t> ran) {
  if (!ran) return ran.error();
  return Done{};
}
// The key that "returning" gives.
inline Result<std::int64_t> key_from(Connection& connection, const Statement& statement,
                                     std::initializer_list<Value> values) {
  return first_row<std::int64_t>(
      connection, statement, values, [](const Row& row) { return row.integer(0); },
      "the database gave no key for a new row");
}

}  // namespace assay::store
