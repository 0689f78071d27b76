#include "render/json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/check.h"
#include "base/json_text.h"
#include "render/json_sections.h"

namespace assay::render {

using quality::Inspection;
using quality::QuestionInspection;

namespace {

Json header(const Inspection& inspection) {
  return {
      {"version", inspection.version}, {"schema", 1}, {"seed", inspection.seed}, {"level", inspection.level}};
}

Json data(const Inspection& inspection) {
  Json out;
  Json questions = Json::array();
  for (const auto& question : inspection.questions) questions.push_back(data_section(question));
  const Json first = questions.empty() ? Json::object() : questions.front();
  for (const char* key : {"items", "annotators", "annotations"}) out[key] = first.value(key, 0);
  out["rows"] = inspection.rows;
  out["categories"] = first.value("categories", Json::array());
  out["kind"] = first.value("kind", Json(nullptr));
  out["problems"] = Json::array();
  for (const auto& problem : inspection.problems) {
    out["problems"].push_back({{"file", problem.file},
                               {"row", problem.row},
                               {"column", problem.column},
                               {"message", problem.message}});
  }
  out["problem_count"] = inspection.problem_count;
  out["questions"] = questions;
  return out;
}

// Appends b's rows to the array a[key].
void append(Json& a, const char* key, const Json& rows) {
  if (!a.contains(key)) a[key] = Json::array();
  for (const Json& row : rows) a[key].push_back(row);
}

void append_by_attribute(Json& all, const Json& section) {
  for (const auto& [attribute, rows] : section.items()) append(all, attribute.c_str(), rows);
}

constexpr const char* list_sections[] = {"agreement",    "agreement_unanchored", "disagreement", "sources",
                                         "repeats",      "categories",           "consensus",    "annotators",
                                         "error_slices", "label_errors",         "warnings",     "next"};
constexpr const char* single_sections[] = {"accuracy", "gold", "pairs", "people", "plural", "hints"};

}  // namespace

std::string inspection_json(const Inspection& inspection) {
  Json out;
  out["assay"] = header(inspection);
  out["files"] = files_json(inspection.files);
  out["data"] = data(inspection);
  for (const char* key : list_sections) out[key] = Json::array();
  out["agreement_by"] = Json::object();
  for (const char* key : single_sections) out[key] = nullptr;
  const bool several = inspection.questions.size() > 1;
  for (const QuestionInspection& question : inspection.questions) {
    const Json section = question_section(question);
    for (const char* key : list_sections) append(out, key, section.at(key));
    append_by_attribute(out["agreement_by"], section.at("agreement_by"));
    for (const char* key : single_sections) {
      if (&question == &inspection.questions.front()) out[key] = section.at(key);
      if (several) append(out, (std::string(key) + "_by_question").c_str(), Json::array({section.at(key)}));
    }
  }
  return json_text(out, 1) + "\n";
}

std::string report_json(const Inspection& inspection) {
  Json out;
  out["assay"] = header(inspection);
  out["files"] = files_json(inspection.files);
  out["data"] = data(inspection);
  out["questions"] = Json::array();
  for (const QuestionInspection& question : inspection.questions)
    out["questions"].push_back(question_section(question));
  for (const char* key : {"warnings", "next"}) {
    out[key] = Json::array();
    for (const Json& section : out["questions"]) append(out, key, section.at(key));
  }
  return json_text(out);
}

}  // namespace assay::render
