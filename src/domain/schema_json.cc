#include <charconv>
#include <nlohmann/json.hpp>

#include "base/json_field.h"
#include "base/json_text.h"
#include "domain/schema.h"

namespace assay::domain {
namespace {

using nlohmann::json;

std::string decimal(double value) {
  std::array<char, 40> out{};
  const auto end = std::to_chars(out.data(), out.data() + out.size(), value, std::chars_format::fixed);
  return {out.data(), end.ptr};
}

Error wrong(const std::string& what, const std::string& where) {
  return Error{ErrorCode::invalid, what, where};
}

json category_json(const Category& category) {
  return {
      {"name", category.name},         {"description", category.description},
      {"colour", category.colour},     {"parent", category.parent ? json(*category.parent) : json(nullptr)},
      {"critical", category.critical}, {"weight", decimal(category.weight)}};
}

json question_json(const Question& question) {
  json categories = json::array();
  for (const Category& category : question.categories) categories.push_back(category_json(category));
  json condition = nullptr;
  if (question.condition) {
    condition = {{"question", question.condition->question}, {"answer", question.condition->answer}};
  }
  return {{"name", question.name},
          {"kind", question.kind},
          {"truth", question.truth},
          {"condition", condition},
          {"categories", categories}};
}

// A weight may be a number in what clients send and is a decimal string in what is kept.
Result<double> weight_of(const json& object) {
  const auto found = object.find("weight");
  if (found == object.end() || found->is_null()) return 1.0;
  if (found->is_number()) return found->get<double>();
  double value = 0;
  const std::string text = found->is_string() ? found->get<std::string>() : "";
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
    return wrong("a weight is a number", "weight");
  }
  return value;
}

Result<Category> category_from(const json& object) {
  if (object.is_string()) return Category{object.get<std::string>()};
  if (!object.is_object()) return wrong("a category is a name or an object", "categories");
  Category category;
  category.name = text_field(object, "name");
  category.description = text_field(object, "description");
  category.colour = text_field(object, "colour");
  const auto parent = object.find("parent");
  if (parent != object.end() && parent->is_string()) category.parent = parent->get<std::string>();
  const auto critical = object.find("critical");
  category.critical = critical != object.end() && critical->is_boolean() && critical->get<bool>();
  Result<double> weight = weight_of(object);
  if (!weight) return weight.error();
  category.weight = weight.value();
  return category;
}

Result<Question> question_from(const json& object) {
  if (!object.is_object()) return wrong("a question is an object", "questions");
  Question question;
  question.name = text_field(object, "name");
  question.kind = text_field(object, "kind", "nominal");
  question.truth = text_field(object, "truth", "single");
  const auto condition = object.find("condition");
  if (condition != object.end() && condition->is_object()) {
    question.condition = Condition{text_field(*condition, "question"), text_field(*condition, "answer")};
  }
  const auto categories = object.find("categories");
  if (categories == object.end() || categories->is_null()) return question;
  if (!categories->is_array()) return wrong("categories are a list", "categories");
  for (const json& each : *categories) {
    Result<Category> category = category_from(each);
    if (!category) return category.error();
    question.categories.push_back(std::move(category).value());
  }
  return question;
}

std::vector<std::string> texts_of(const json& object, const char* field) {
  std::vector<std::string> out;
  const auto found = object.find(field);
  if (found == object.end() || !found->is_array()) return out;
  for (const json& each : *found) {
    if (each.is_string()) out.push_back(each.get<std::string>());
  }
  return out;
}

template <class T, class F>
Result<std::vector<T>> list_from(std::string_view text, const char* what, const F& one) {
  const json document = json_from<json>(text);
  if (!document.is_array()) return wrong(std::string(what) + " are a list", what);
  std::vector<T> out;
  for (const json& each : document) {
    Result<T> read = one(each);
    if (!read) return read.error();
    out.push_back(std::move(read).value());
  }
  return out;
}

Result<CategoryChange> change_from(const json& object) {
  if (!object.is_object()) return wrong("a change is an object", "mapping");
  return CategoryChange{text_field(object, "question"), text_field(object, "kind"), texts_of(object, "from"),
                        texts_of(object, "to")};
}

}  // namespace

std::string questions_json(const std::vector<Question>& questions) {
  json out = json::array();
  for (const Question& question : questions) out.push_back(question_json(question));
  return json_text(out);
}

std::string mapping_json(const std::vector<CategoryChange>& mapping) {
  json out = json::array();
  for (const CategoryChange& change : mapping) {
    out.push_back(
        {{"question", change.question}, {"kind", change.kind}, {"from", change.from}, {"to", change.to}});
  }
  return json_text(out);
}

std::string canonical_schema(const Schema& schema) {
  const std::string questions = questions_json(schema.questions);
  return schema.attributes.empty() ? questions : questions + "\n" + attributes_json(schema.attributes);
}

Result<std::vector<Question>> questions_from_json(std::string_view text) {
  return list_from<Question>(text, "questions", question_from);
}

Result<std::vector<CategoryChange>> mapping_from_json(std::string_view text) {
  return list_from<CategoryChange>(text, "mapping", change_from);
}

}  // namespace assay::domain
