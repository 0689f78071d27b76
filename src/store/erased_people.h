#pragma once
// What erasing annotators and people who have accounts overwrites. Keys and notes of the erased stand in the
// store of subject keys.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/nouns.h"
#include "domain/user.h"
#include "store/connection.h"

namespace assay::store {

struct AnnotatorPlace {
  std::int64_t annotator = 0;  // key
  domain::ProjectId project;
  std::string name;         // as the record calls them
  bool is_in_clear = true;  // of no provider: the name is what came in files
};
// Of these, those that are there and not erased, in the order asked for.
Result<std::vector<AnnotatorPlace>> annotators_not_erased(Connection& connection,
                                                          std::span<const std::int64_t> annotators);
// Nothing is left but the key and `name`, which stands for them from now on. Nobody is that annotator any
// more, and what was offered to them is revoked.
Result<Done> overwrite_annotator(Connection& connection, std::int64_t annotator, std::string_view name,
                                 std::int64_t now_us);
// All that were ever erased.
Result<std::vector<std::int64_t>> annotators_ever_erased(Connection& connection);
// How many of them a standing hold covers: on the annotator, or on everything of the project.
Result<std::int64_t> held_annotators(Connection& connection, std::span<const std::int64_t> annotators);

// The annotators that somebody with an account is: named as theirs in a project, or known by their address.
// Those who are erased are left out. Cost: opens the names that the organisation knows annotators by.
Result<std::vector<std::int64_t>> annotators_of(Connection& connection, const domain::User& person);
// Name, address, password, ways in, messages, and what they called their tokens. Their number stays, and
// what they did under it. `in_words` is how messages to others name them (a piece of JSON), and what stands
// there from now on.
struct InWords {
  std::string before, after;
};
Result<Done> overwrite_person(Connection& connection, const domain::User& person, const InWords& in_words,
                              std::int64_t now_us);
Result<std::vector<std::int64_t>> persons_ever_erased(Connection& connection);
// Of these, those that are there and not erased.
Result<std::vector<std::int64_t>> persons_not_erased(Connection& connection,
                                                     std::span<const std::int64_t> persons);
// What stands for the name of somebody who was erased: "erased person 17".
std::string erased_person(domain::UserId id);

}  // namespace assay::store
