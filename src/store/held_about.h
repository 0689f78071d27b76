#pragma once
// What the record holds about one person, table by table, for who asks what that is (GDPR Article 15).

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "domain/nouns.h"
#include "store/connection.h"

namespace assay::store {

// Nothing, a number, or a text. Columns whose names end in _at are microseconds since 1970.
using HeldValue = std::variant<std::nullptr_t, std::int64_t, std::string>;
using HeldRow = std::vector<std::pair<std::string, HeldValue>>;
struct HeldPart {
  std::string name;
  std::vector<HeldRow> rows;  // at most 100,000
};

// The account: who they are, where they belong, their ways in, what they were told, what they looked at and
// how often they did what. No secret, and no content of items.
Result<std::vector<HeldPart>> held_about_person(Connection& connection, domain::UserId user);
// The annotator: what they said, item by item, and what they were offered. Items by their numbers alone.
Result<std::vector<HeldPart>> held_about_annotator(Connection& connection, std::int64_t annotator);

}  // namespace assay::store
