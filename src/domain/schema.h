#pragma once
// The schema of a project: the questions, their kinds and categories, and how one version maps to the next.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/item_attribute.h"

namespace assay::domain {

struct Category {
  std::string name;
  std::string description;
  std::string colour;                 // "#rrggbb", or empty: the client's palette
  std::optional<std::string> parent;  // another category of the question
  bool critical = false;
  double weight = 1;  // of an error with this category; 0 or more
};

// The question applies only to items where the other one has this answer.
struct Condition {
  std::string question;
  std::string answer;
};

struct Question {
  std::string name;
  std::string kind = "nominal";  // nominal, ordinal, interval, ratio, set
  std::string truth = "single";  // single, plural
  std::optional<Condition> condition;
  std::vector<Category> categories;  // in their order; empty: whatever occurs
};

// What became of categories of the version before.
struct CategoryChange {
  std::string question;
  std::string kind;  // same, renamed, merged, split
  std::vector<std::string> from;
  std::vector<std::string> to;
};

struct Schema {
  std::int64_t version = 1;
  std::vector<Question> questions;
  std::vector<CategoryChange> mapping;  // from the version before
  std::int64_t created_at = 0;
  std::vector<ItemAttribute> attributes;  // declared of items
};

inline constexpr std::size_t questions_of_schema_max = 200;
inline constexpr std::size_t categories_max = 10'000;

// Every name once, known kinds and truths, parents without a circle, conditions on earlier questions, weights
// not negative. The error names the question and the category.
Result<Done> check_schema(const std::vector<Question>& questions);
// Every category of the version before that is gone is named by a change, and changes name categories that
// exist on their side.
Result<Done> check_mapping(const Schema& before, const std::vector<Question>& questions,
                           const std::vector<CategoryChange>& mapping);

// What the hash of a schema is made of: its questions, and its attributes where it declares any.
std::string canonical_schema(const Schema& schema);

// Canonical JSON and back. Weights are written as decimal strings: canonical JSON has no fractions.
std::string questions_json(const std::vector<Question>& questions);
std::string mapping_json(const std::vector<CategoryChange>& mapping);
Result<std::vector<Question>> questions_from_json(std::string_view json);
Result<std::vector<CategoryChange>> mapping_from_json(std::string_view json);

}  // namespace assay::domain
