#include "domain/annotation.h"

#include <fmt/format.h>

#include "base/canonical_json.h"
#include "domain/invalid.h"

namespace assay::domain {
namespace {

constexpr std::array roles = {"annotator", "reviewer", "adjudicator", "expert", "model"};
constexpr std::array passes = {"initial", "repeat", "overlap", "gold", "review", "adjudication", "audit"};
constexpr std::array flags = {"none", "unsure", "guideline_gap", "item_defect"};
constexpr std::array origins = {"unknown", "manual", "prediction", "prediction_changed"};
constexpr std::array admissions = {"admitted", "quarantined"};
constexpr std::size_t name_bytes_max = 255;
constexpr std::size_t label_bytes_max = 4096;

template <class Enum, std::size_t N>
std::optional<Enum> value_of(const std::array<const char*, N>& words, std::string_view word) {
  for (std::size_t at = 0; at < N; ++at) {
    if (word == words[at]) return static_cast<Enum>(at);
  }
  return std::nullopt;
}

Result<Done> check_text(std::string_view text, std::size_t bytes_max, const char* where) {
  if (text.size() > bytes_max) return invalid(fmt::format("at most {} bytes", bytes_max), where);
  if (text.find('\0') != std::string_view::npos) return invalid("NUL has no place in a name", where);
  return Done{};
}

}  // namespace

const char* word_of(Role role) { return roles[static_cast<std::size_t>(role)]; }
const char* word_of(Pass pass) { return passes[static_cast<std::size_t>(pass)]; }
const char* word_of(Flag flag) { return flags[static_cast<std::size_t>(flag)]; }
const char* word_of(Origin origin) { return origins[static_cast<std::size_t>(origin)]; }
const char* word_of(Admission admission) { return admissions[static_cast<std::size_t>(admission)]; }
std::optional<Role> role_from(std::string_view word) { return value_of<Role>(roles, word); }
std::optional<Pass> pass_from(std::string_view word) { return value_of<Pass>(passes, word); }
std::optional<Flag> flag_from(std::string_view word) { return value_of<Flag>(flags, word); }
std::optional<Origin> origin_from(std::string_view word) { return value_of<Origin>(origins, word); }

Result<Done> check_annotation(const NewAnnotation& a) {
  if (a.item.empty()) return invalid("an annotation names its item", "item");
  const std::pair<const std::string*, const char*> names[] = {
      {&a.item, "item"},   {&a.question, "question"}, {&a.annotator, "annotator"},
      {&a.batch, "batch"}, {&a.provider, "provider"}, {&a.guideline_version, "guideline_version"}};
  for (const auto& [text, where] : names) {
    if (auto checked = check_text(*text, name_bytes_max, where); !checked) return checked;
  }
  if (auto checked = check_text(a.rules_cited, label_bytes_max, "rules"); !checked) return checked;
  if (a.label) {
    if (a.label->empty())
      return invalid("an empty label is no answer; leave it out (null) when skipped", "label");
    if (auto checked = check_text(*a.label, label_bytes_max, "label"); !checked) return checked;
  }
  if (a.confidence && !(*a.confidence >= 0 && *a.confidence <= 1)) {
    return invalid("a confidence is 0 to 1", "confidence");
  }
  if (a.active_ms && *a.active_ms < 0) return invalid("a duration is not negative", "active_ms");
  return Done{};
}

Result<std::string> annotation_content(const NewAnnotation& a) {
  CanonicalJson::Object content = {{"annotator", a.annotator}, {"batch", a.batch},
                                   {"flag", word_of(a.flag)},  {"guideline_version", a.guideline_version},
                                   {"item", a.item},           {"origin", word_of(a.origin)},
                                   {"pass", word_of(a.pass)},  {"provider", a.provider},
                                   {"question", a.question},   {"role", word_of(a.role)},
                                   {"rules", a.rules_cited}};
  if (a.label) content.emplace("label", *a.label);
  if (a.submitted_at) content.emplace("submitted_at", *a.submitted_at);
  if (a.corrects) content.emplace("corrects", true);
  return canonical_bytes(content);
}

}  // namespace assay::domain
