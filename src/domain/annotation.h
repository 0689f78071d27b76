#pragma once
// One judgement, as it is kept: the facts that no later method can do without. Only inserted, never changed.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/nouns.h"

namespace assay::domain {

enum class Role : std::uint8_t { annotator, reviewer, adjudicator, expert, model };
enum class Pass : std::uint8_t { initial, repeat, overlap, gold, review, adjudication, audit };
enum class Flag : std::uint8_t { none, unsure, guideline_gap, item_defect };
enum class Origin : std::uint8_t { unknown, manual, prediction, prediction_changed };
enum class Admission : std::uint8_t { admitted, quarantined };

const char* word_of(Role role);
const char* word_of(Pass pass);
const char* word_of(Flag flag);
const char* word_of(Origin origin);
const char* word_of(Admission admission);
// The value of a word; nothing when there is none.
std::optional<Role> role_from(std::string_view word);
std::optional<Pass> pass_from(std::string_view word);
std::optional<Flag> flag_from(std::string_view word);
std::optional<Origin> origin_from(std::string_view word);

// An annotation as somebody hands it in, names not yet keys. Empty text: not told.
struct NewAnnotation {
  std::string item, question, annotator;
  std::optional<std::string> label;  // absent: skipped. Sets: members joined as the kind has it
  std::string guideline_version, batch, provider, rules_cited;
  Role role = Role::annotator;
  Pass pass = Pass::initial;
  Flag flag = Flag::none;
  Origin origin = Origin::unknown;
  std::optional<double> confidence;
  std::optional<std::int64_t> shown_at, first_action_at, submitted_at, active_ms;
  bool corrects = false;  // takes the place of what its annotator said last on this question of the item
};

// Names of 1..255 bytes of UTF-8 without NUL; item needed, the rest may be empty; times in order.
Result<Done> check_annotation(const NewAnnotation& annotation);

// What identifies its content, for the root of a batch: canonical JSON of its parts.
Result<std::string> annotation_content(const NewAnnotation& annotation);

}  // namespace assay::domain
