#include "http/schema_json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

namespace assay::http {
namespace {

using Json = nlohmann::ordered_json;

Json category_json(const domain::Category& category) {
  Json json = {{"name", category.name}, {"description", category.description}, {"colour", category.colour}};
  json["parent"] = nullptr;
  if (category.parent) json["parent"] = *category.parent;
  json["critical"] = category.critical;
  json["weight"] = category.weight;
  return json;
}

domain::Category read_category(Fields& fields) {
  domain::Category category;
  category.name = fields.text("name");
  category.description = fields.text_or("description", "");
  category.colour = fields.text_or("colour", "");
  category.parent = fields.maybe_text("parent");
  category.critical = fields.truth("critical");
  category.weight = fields.maybe_number("weight").value_or(1);
  return category;
}

// Each object of the list of that name, read by `read`; a list that is absent is empty.
template <class T, class Read>
std::vector<T> read_list(Fields& fields, const char* name, const Read& read) {
  std::vector<T> values;
  const nlohmann::json* list = fields.any(name);
  if (list == nullptr) return values;
  if (!list->is_array()) fields.fail(name, "this is no list");
  for (const nlohmann::json& member : *list) {
    Fields inner(member, fmt::format("{}[{}]", fields.place(name), values.size()));
    values.push_back(read(inner));
    fields.fail(inner.problem());
  }
  return values;
}

domain::Question read_question(Fields& fields) {
  domain::Question question;
  question.name = fields.text("name");
  question.kind = fields.text_or("kind", "nominal");
  question.truth = fields.text_or("truth", "single");
  if (const nlohmann::json* condition = fields.maybe_object("condition")) {
    Fields inner(*condition, fields.place("condition"));
    question.condition = domain::Condition{inner.text("question"), inner.text("answer")};
    fields.fail(inner.problem());
  }
  question.categories = read_list<domain::Category>(fields, "categories", read_category);
  return question;
}

domain::CategoryChange read_change(Fields& fields) {
  domain::CategoryChange change;
  change.question = fields.text("question");
  change.kind = fields.text("kind");
  change.from = fields.texts("from");
  change.to = fields.texts("to");
  return change;
}

domain::ItemAttribute read_attribute(Fields& fields) {
  domain::ItemAttribute attribute;
  attribute.name = fields.text("name");
  attribute.type = fields.text_or("type", "text");
  attribute.required = fields.truth("required");
  attribute.description = fields.text_or("description", "");
  attribute.values = fields.texts("values");
  return attribute;
}

}  // namespace

Json attributes_on_wire(const std::vector<domain::ItemAttribute>& attributes) {
  Json list = Json::array();
  for (const domain::ItemAttribute& attribute : attributes) {
    list.push_back({{"name", attribute.name},
                    {"type", attribute.type},
                    {"required", attribute.required},
                    {"description", attribute.description},
                    {"values", attribute.values}});
  }
  return list;
}

Json questions_on_wire(const std::vector<domain::Question>& questions) {
  Json list = Json::array();
  for (const domain::Question& question : questions) {
    Json json = {{"name", question.name}, {"kind", question.kind}, {"truth", question.truth}};
    json["condition"] = nullptr;
    if (question.condition) {
      json["condition"] = {{"question", question.condition->question},
                           {"answer", question.condition->answer}};
    }
    json["categories"] = Json::array();
    for (const domain::Category& category : question.categories)
      json["categories"].push_back(category_json(category));
    list.push_back(std::move(json));
  }
  return list;
}

Json changes_on_wire(const std::vector<domain::CategoryChange>& changes) {
  Json list = Json::array();
  for (const domain::CategoryChange& change : changes) {
    list.push_back(
        {{"question", change.question}, {"from", change.from}, {"to", change.to}, {"kind", change.kind}});
  }
  return list;
}

std::vector<domain::Question> read_questions(Fields& fields, const char* name) {
  return read_list<domain::Question>(fields, name, read_question);
}

std::vector<domain::ItemAttribute> read_attributes(Fields& fields, const char* name) {
  return read_list<domain::ItemAttribute>(fields, name, read_attribute);
}

std::vector<domain::CategoryChange> read_changes(Fields& fields, const char* name) {
  return read_list<domain::CategoryChange>(fields, name, read_change);
}

}  // namespace assay::http
