#include "formats/label_studio_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "formats/json_lines.h"
#include "formats/values.h"

namespace assay::formats {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::array<std::string_view, 5> types_read = {"choices", "taxonomy", "rating", "number",
                                                        "pairwise"};

std::string_view text_of(object from, std::string_view key) {
  std::string_view text;
  return from[key].get(text) == simdjson::SUCCESS ? text : std::string_view();
}

bool is_read(std::string_view type) {
  return std::find(types_read.begin(), types_read.end(), type) != types_read.end();
}

// A single text or number, or a list of them; a path of the taxonomy is a list inside the list.
bool add_labels(element value, bool is_path, std::vector<std::string>& labels) {
  array list;
  std::string text;
  if (value.get(list) != simdjson::SUCCESS) {
    if (value.is_object() || !element_text(value, text)) return false;
    if (!text.empty()) labels.push_back(std::move(text));
    return true;
  }
  std::string path;
  for (const element part : list) {
    if (part.is_array() && !is_path) {
      if (!add_labels(part, true, labels)) return false;
      continue;
    }
    if (part.is_array() || part.is_object() || !element_text(part, text)) return false;
    if (!is_path) {
      if (!text.empty()) labels.push_back(text);
    } else {
      path += (path.empty() ? "" : " > ") + text;
    }
  }
  if (!path.empty()) labels.push_back(std::move(path));
  return true;
}

// Results of regions carry where the region is beside what is said of it, or share its id.
bool is_about_region(object value, std::string_view key, std::string_view id,
                     const std::vector<std::string_view>& region_ids) {
  for (const auto& [name, unused] : value) {
    if (name != key && name != "selected") return true;
  }
  return !id.empty() && std::find(region_ids.begin(), region_ids.end(), id) != region_ids.end();
}

std::vector<std::string_view> find_region_ids(array results) {
  constexpr std::size_t regions_max = 1000;  // more are not compared: ids only tell what values mostly tell
  std::vector<std::string_view> ids;
  for (const element item : results) {
    object result;
    if (ids.size() >= regions_max || item.get(result) != simdjson::SUCCESS) continue;
    const std::string_view id = text_of(result, "id");
    if (!id.empty() && !is_read(text_of(result, "type"))) ids.push_back(id);
  }
  return ids;
}

LabelStudioAnswer& answer_to(std::string_view question, std::vector<LabelStudioAnswer>& answers) {
  for (LabelStudioAnswer& answer : answers) {
    if (answer.question == question) return answer;
  }
  answers.push_back({.question = std::string(question)});
  return answers.back();
}

std::string unread_result(std::string_view what, std::string_view type) {
  return fmt::format(
      "{} of the type \"{}\" are not read: Assay reads choices, taxonomy, rating, number and "
      "pairwise about the whole task, and regions that say where they are",
      what, type.substr(0, 60));
}

class ResultReader {
 public:
  ResultReader(array results, LabelStudioRegions& regions, KindCounts& kinds)
      : region_ids_(find_region_ids(results)), regions_(regions), kinds_(kinds) {}

  void read(element item, const TaskPlace& place, LabelStudioAnswers& into) {
    object result;
    if (item.get(result) != simdjson::SUCCESS) return kinds_.add("a result is no object: left out", place);
    const std::string_view type = text_of(result, "type");
    if (!is_read(type)) {
      if (!read_region(result, type, into.regions)) kinds_.add(unread_result("results", type), place);
      return;
    }
    object value;
    const std::string_view question = text_of(result, "from_name");
    const std::string_view key = type == "pairwise" ? "selected" : type;
    if (question.empty() || result["value"].get(value) != simdjson::SUCCESS) {
      return kinds_.add("a result has no from_name or no value: left out", place);
    }
    if (is_about_region(value, key, text_of(result, "id"), region_ids_)) {
      return kinds_.add(unread_result("answers about regions", type), place);
    }
    element said;
    std::vector<std::string> labels;
    const bool has_value = value[key].get(said) == simdjson::SUCCESS;
    if (has_value && !add_labels(said, false, labels)) {
      return kinds_.add(
          fmt::format("the value of a result of the type \"{}\" is of another shape: left out", type), place);
    }
    LabelStudioAnswer& answer = answer_to(question, into.answers);
    std::move(labels.begin(), labels.end(), std::back_inserter(answer.labels));
    answer.is_anchored = answer.is_anchored || is_predicted(result);
  }

 private:
  static bool is_predicted(object result) {
    const std::string_view origin = text_of(result, "origin");
    return origin == "prediction" || origin == "prediction-changed";
  }

  bool read_region(object result, std::string_view type, std::vector<LabelStudioRegion>& regions) {
    std::optional<LabelStudioGeometry> geometry = regions_.geometry(result, type);
    object value;
    element categories;
    if (!geometry || result["value"].get(value) != simdjson::SUCCESS) return false;
    LabelStudioRegion region{.question = std::string(text_of(result, "from_name")),
                             .geometry = std::move(*geometry),
                             .is_anchored = is_predicted(result)};
    if (value[type].get(categories) == simdjson::SUCCESS) add_labels(categories, false, region.labels);
    regions.push_back(std::move(region));
    return true;
  }

  std::vector<std::string_view> region_ids_;
  LabelStudioRegions& regions_;
  KindCounts& kinds_;
};

}  // namespace

LabelStudioAnswers label_studio_answers(array results, LabelStudioRegions& regions, TaskPlace place,
                                        KindCounts& kinds) {
  LabelStudioAnswers read;
  ResultReader reader(results, regions, kinds);
  place.result = 0;
  for (const element item : results) {
    reader.read(item, place, read);
    ++place.result;
  }
  return read;
}

}  // namespace assay::formats
