#include "live/label_pool.h"

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "base/json_text.h"

namespace assay::live {
namespace {

std::string member_text(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>() : json_text(value);
}

// A label, or the members of a set of labels one by one.
std::optional<std::string> name_now(const domain::LabelHistory& history, std::size_t step,
                                    std::string_view question, const std::string& name) {
  const nlohmann::json members = json_from<nlohmann::json>(name);
  if (!members.is_array()) return history.now(step, question, name);
  std::set<std::string> set;
  for (const auto& member : members) {
    const auto now = history.now(step, question, member_text(member));
    if (!now) return std::nullopt;
    set.insert(*now);
  }
  return json_text(nlohmann::json(set));
}

}  // namespace

std::optional<std::uint32_t> LabelPool::now(const Given& given, const labels::Table& names,
                                            const CodeOf& code_of) {
  if (given.step >= history_.latest()) return given.label;
  const auto [known, is_new] = known_.try_emplace({given.step, given.question, given.label}, std::nullopt);
  if (!is_new) return known->second;
  const std::string name(names.labels.name(given.label));
  const auto now = name_now(history_, given.step, names.questions.name(given.question), name);
  if (now) known->second = code_of(*now);
  return known->second;
}

void LabelPool::count(std::uint16_t question, std::size_t step) {
  Counted& counted = counted_[question];
  if (counted.by_step.size() <= step) counted.by_step.resize(step + 1, 0);
  ++counted.by_step[step];
}

PooledAnswers LabelPool::answers(std::uint16_t question) const {
  const Counted& counted = counted_[question];
  PooledAnswers out;
  out.unmapped = counted.unmapped;
  for (std::size_t step = 0; step < counted.by_step.size(); ++step) {
    if (counted.by_step[step] > 0) out.versions.emplace_back(history_.version(step), counted.by_step[step]);
  }
  return out;
}

}  // namespace assay::live
