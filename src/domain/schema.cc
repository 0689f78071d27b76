#include "domain/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "domain/invalid.h"
#include "domain/user.h"

namespace assay::domain {
namespace {

constexpr std::array question_kinds = {"nominal", "ordinal", "interval", "ratio", "set"};
constexpr std::array truths = {"single", "plural"};
constexpr std::array change_kinds = {"same", "renamed", "merged", "split"};

template <std::size_t N>
bool is_one_of(const std::array<const char*, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_colour(std::string_view text) {
  if (text.empty()) return true;
  if (text.size() != 7 || text.front() != '#') return false;
  return text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

const Category* category_named(const Question& question, std::string_view name) {
  for (const Category& category : question.categories) {
    if (category.name == name) return &category;
  }
  return nullptr;
}

const Question* question_named(const std::vector<Question>& questions, std::string_view name) {
  for (const Question& question : questions) {
    if (question.name == name) return &question;
  }
  return nullptr;
}

// Parents lead to a root in at most as many steps as there are categories.
Result<Done> check_parents(const Question& question, const Category& category, const std::string& where) {
  const Category* at = &category;
  for (std::size_t steps = 0; at->parent; ++steps) {
    const Category* parent = category_named(question, *at->parent);
    if (parent == nullptr) return invalid(fmt::format("there is no category \"{}\"", *at->parent), where);
    if (steps > question.categories.size()) return invalid("its parents go round in a circle", where);
    at = parent;
  }
  return Done{};
}

Result<Done> check_category(const Question& question, const Category& category, const std::string& where) {
  if (auto name = name_of(category.name, where); !name) return name.error();
  if (!is_colour(category.colour)) return invalid("a colour is #rrggbb", where);
  if (!(category.weight >= 0) || category.weight > 1e9) return invalid("a weight is 0 to 1e9", where);
  return check_parents(question, category, where);
}

Result<Done> check_categories(const Question& question, const std::string& where) {
  if (question.categories.size() > categories_max) {
    return invalid(fmt::format("at most {} categories", categories_max), where);
  }
  std::set<std::string_view> seen;
  for (const Category& category : question.categories) {
    const std::string place = fmt::format("{}, category {}", where, category.name);
    if (!seen.insert(category.name).second) return invalid("two categories have this name", place);
    if (auto checked = check_category(question, category, place); !checked) return checked;
  }
  return Done{};
}

Result<Done> check_condition(const std::vector<Question>& questions, std::size_t at,
                             const std::string& where) {
  const Question& question = questions[at];
  if (!question.condition) return Done{};
  for (std::size_t earlier = 0; earlier < at; ++earlier) {
    if (questions[earlier].name != question.condition->question) continue;
    const Question& other = questions[earlier];
    if (other.categories.empty() || category_named(other, question.condition->answer) != nullptr)
      return Done{};
    return invalid(fmt::format("\"{}\" is no category of \"{}\"", question.condition->answer, other.name),
                   where);
  }
  return invalid(
      fmt::format("the condition names \"{}\", which is no earlier question", question.condition->question),
      where);
}

Result<Done> check_question(const std::vector<Question>& questions, std::size_t at) {
  const Question& question = questions[at];
  const std::string where = fmt::format("question {}", question.name);
  if (auto name = name_of(question.name, where); !name) return name.error();
  if (!is_one_of(question_kinds, question.kind)) {
    return invalid("a kind is nominal, ordinal, interval, ratio or set", where);
  }
  if (!is_one_of(truths, question.truth)) return invalid("truth is single or plural", where);
  if (auto checked = check_categories(question, where); !checked) return checked;
  return check_condition(questions, at, where);
}

bool is_named(const std::vector<CategoryChange>& mapping, std::string_view question,
              std::string_view category) {
  return std::any_of(mapping.begin(), mapping.end(), [&](const CategoryChange& change) {
    return change.question == question &&
           std::find(change.from.begin(), change.from.end(), category) != change.from.end();
  });
}

Result<Done> check_change(const Schema& before, const std::vector<Question>& questions,
                          const CategoryChange& change) {
  const std::string where = fmt::format("mapping of {}", change.question);
  if (!is_one_of(change_kinds, change.kind))
    return invalid("a change is same, renamed, merged or split", where);
  const Question* old = question_named(before.questions, change.question);
  const Question* now = question_named(questions, change.question);
  if (old == nullptr) return invalid("the version before has no such question", where);
  for (const std::string& name : change.from) {
    if (category_named(*old, name) == nullptr) {
      return invalid(fmt::format("\"{}\" is no category of the version before", name), where);
    }
  }
  for (const std::string& name : change.to) {
    if (now == nullptr || category_named(*now, name) == nullptr) {
      return invalid(fmt::format("\"{}\" is no category of the new version", name), where);
    }
  }
  return Done{};
}

}  // namespace

Result<Done> check_schema(const std::vector<Question>& questions) {
  if (questions.size() > questions_of_schema_max) {
    return invalid(fmt::format("at most {} questions", questions_of_schema_max), "questions");
  }
  std::set<std::string_view> seen;
  for (std::size_t at = 0; at < questions.size(); ++at) {
    if (!seen.insert(questions[at].name).second) {
      return invalid("two questions have this name", fmt::format("question {}", questions[at].name));
    }
    if (auto checked = check_question(questions, at); !checked) return checked;
  }
  return Done{};
}

Result<Done> check_mapping(const Schema& before, const std::vector<Question>& questions,
                           const std::vector<CategoryChange>& mapping) {
  for (const CategoryChange& change : mapping) {
    if (auto checked = check_change(before, questions, change); !checked) return checked;
  }
  for (const Question& old : before.questions) {
    const Question* now = question_named(questions, old.name);
    for (const Category& category : old.categories) {
      const bool stays = now != nullptr && category_named(*now, category.name) != nullptr;
      if (stays || is_named(mapping, old.name, category.name)) continue;
      return invalid(fmt::format("\"{}\" is gone: the mapping must say what became of it", category.name),
                     fmt::format("question {}", old.name));
    }
  }
  return Done{};
}

}  // namespace assay::domain
