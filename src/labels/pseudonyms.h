#pragma once
// Pseudonyms for annotators whose names are e-mail addresses. One key gives one person one pseudonym in every
// file and every run; without the key nobody can tell who it is, not even by trying addresses.

#include <cstdint>
#include <string>
#include <string_view>

#include "labels/table.h"

namespace assay::labels {

// Something@something.something, without blanks.
bool looks_like_email(std::string_view name);

// "annotator-" and 48 bits of HMAC-SHA-256. The name's bytes count: Ann@x.org and ann@x.org are two.
std::string pseudonym(std::string_view name, std::string_view key);

// Renames every annotator whose name is an e-mail address; names that become one are one annotator. Returns
// how many. Cost: a hash per annotator and a pass over the rows.
std::int64_t pseudonymise_emails(Table& table, std::string_view key);

}  // namespace assay::labels
