// The forms of exchange that are JSON.

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "base/clock.h"
#include "base/json_text.h"
#include "formats/exchange.h"
#include "formats/values.h"

namespace assay::formats {
namespace {

using Json = nlohmann::ordered_json;
using labels::none;
using labels::Table;

std::string name(const labels::Dictionary& names, std::uint32_t code) {
  return code == none ? std::string() : std::string(names.name(code));
}

template <class Value>
Value at(const std::vector<Value>& column, std::size_t row, Value absent) {
  return row < column.size() ? column[row] : absent;
}

void put(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

// A set's members, or the one label.
std::vector<std::string> members_of(const std::string& label) {
  if (may_be_label_set(label)) {
    const Json parsed = json_from<Json>(label);
    if (parsed.is_array()) {
      std::vector<std::string> members;
      for (const Json& member : parsed)
        members.push_back(member.is_string() ? member.get<std::string>() : json_text(member));
      return members;
    }
  }
  return {label};
}

Json choices(const std::string& question, const std::string& label) {
  return {{"from_name", question.empty() ? "label" : question},
          {"to_name", "item"},
          {"type", "choices"},
          {"value", {{"choices", members_of(label)}}}};
}

// Rows of one person on one item are one annotation, until a question comes again.
struct Annotation {
  std::uint32_t annotator = none;
  std::vector<std::uint32_t> rows;
};

std::vector<std::vector<Annotation>> annotations_by_item(const Table& table) {
  std::vector<std::vector<Annotation>> items(table.items.size());
  std::map<std::tuple<std::uint32_t, std::uint32_t>, std::size_t> last;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint16_t>, std::size_t> answered;
  for (std::uint32_t row = 0; row < table.row_count(); ++row) {
    const std::uint32_t item = table.item[row], annotator = table.annotator[row];
    std::vector<Annotation>& all = items[item];
    const auto known = last.find({item, annotator});
    const auto again = answered.find({item, annotator, table.question[row]});
    const bool is_new = known == last.end() || annotator == none ||
                        (again != answered.end() && again->second == known->second);
    if (is_new) {
      last[{item, annotator}] = all.size();
      all.push_back({annotator, {}});
    }
    const std::size_t place = last[{item, annotator}];
    answered[{item, annotator, table.question[row]}] = place;
    all[place].rows.push_back(row);
  }
  return items;
}

Json label_studio_annotation(const Table& table, const Annotation& annotation, std::int64_t& skips_lost) {
  Json results = Json::array();
  std::int64_t skipped = 0;
  int state = 0;
  for (const std::uint32_t row : annotation.rows) {
    if (table.label[row] == none) {
      ++skipped;
      continue;
    }
    Json result = choices(name(table.questions, table.question[row]), name(table.labels, table.label[row]));
    const int bits = at<std::uint8_t>(table.state, row, 0);
    if ((bits & labels::row_anchored) != 0) result["origin"] = "prediction";
    state |= bits;
    results.push_back(std::move(result));
  }
  Json out;
  if (annotation.annotator != none) {
    out["completed_by"] = {{"id", annotation.annotator + 1},
                           {"email", name(table.annotators, annotation.annotator)}};
  }
  out["was_cancelled"] = results.empty();
  out["ground_truth"] = false;
  const std::uint32_t first = annotation.rows.front();
  const std::int64_t time = at(table.time_us, first, labels::no_time);
  if (time != labels::no_time) out["created_at"] = utc_text_short(time);
  const float seconds = at(table.duration_s, first, -1.0F);
  if (seconds >= 0) out["lead_time"] = seconds;
  if ((state & labels::row_reviewed) != 0) out["last_action"] = "accepted";
  if (!results.empty()) skips_lost += skipped;
  out["result"] = std::move(results);
  return out;
}

// The task's own name goes into data: Label Studio numbers tasks itself when it reads them.
Json data_of(const Table& table, std::uint32_t item) {
  Json data = {{"item", name(table.items, item)}};
  for (const labels::Attribute& attribute : table.item_attributes) {
    if (attribute.type == labels::Attribute::Type::text) {
      put(data, attribute.name.c_str(), name(attribute.values, at(attribute.code, item, none)));
    } else if (item < attribute.number.size() && attribute.number[item] == attribute.number[item]) {
      data[attribute.name] = attribute.number[item];
    }
  }
  return data;
}

}  // namespace

void append_jsonl(std::string& text, const Table& table, std::size_t row) {
  Json out = {{"item", name(table.items, table.item[row])}};
  out["annotator"] = name(table.annotators, table.annotator[row]);
  out["label"] = name(table.labels, table.label[row]);
  put(out, "question", name(table.questions, table.question[row]));
  const std::int64_t time = at(table.time_us, row, labels::no_time);
  if (time != labels::no_time) out["time"] = utc_text_short(time);
  const float seconds = at(table.duration_s, row, -1.0F);
  if (seconds >= 0) out["duration"] = seconds;
  put(out, "guideline_version", name(table.guideline_versions, at(table.guideline_version, row, none)));
  put(out, "batch", name(table.batches, at(table.batch, row, none)));
  put(out, "provider", name(table.providers, at(table.provider, row, none)));
  put(out, "flag", name(table.flags, at(table.flag, row, none)));
  put(out, "comment", name(table.comments, at(table.comment, row, none)));
  const int state = at<std::uint8_t>(table.state, row, 0);
  if ((state & labels::row_anchored) != 0) out["anchored"] = true;
  if ((state & labels::row_reviewed) != 0) out["reviewed"] = true;
  text += json_text(out) + "\n";
}

Result<Exchanged> write_jsonl(const Table& table) {
  std::string text;
  for (std::size_t row = 0; row < table.row_count(); ++row) append_jsonl(text, table, row);
  const Held held{.questions = true,
                  .times = true,
                  .durations = true,
                  .provenance = true,
                  .states = true,
                  .raised = true,
                  .skipped = true,
                  .unknown_annotators = true};
  return Exchanged{std::move(text), losses(table, held)};
}

Result<Exchanged> write_label_studio(const Table& table) {
  std::vector<std::vector<Annotation>> items = annotations_by_item(table);
  std::vector<Json> gold(table.items.size());
  for (const labels::GoldRow& row : table.gold) {
    if (row.label == none) continue;
    if (gold[row.item].is_null()) gold[row.item] = Json::array();
    gold[row.item].push_back(choices(name(table.questions, row.question), name(table.labels, row.label)));
  }
  std::int64_t skips_lost = 0;
  Json tasks = Json::array();
  for (std::uint32_t item = 0; item < table.items.size(); ++item) {
    Json annotations = Json::array();
    for (const Annotation& annotation : items[item]) {
      annotations.push_back(label_studio_annotation(table, annotation, skips_lost));
    }
    if (!gold[item].is_null()) annotations.push_back({{"ground_truth", true}, {"result", gold[item]}});
    tasks.push_back(
        {{"id", name(table.items, item)}, {"data", data_of(table, item)}, {"annotations", annotations}});
  }
  Exchanged out{json_text(tasks) + "\n", losses(table, {.questions = true,
                                                        .times = true,
                                                        .durations = true,
                                                        .states = true,
                                                        .skipped = true,
                                                        .unknown_annotators = true,
                                                        .gold = true,
                                                        .attributes = table.annotator_attributes.empty()})};
  if (skips_lost > 0) {
    out.lost.push_back(
        fmt::format("{} skipped rows of people who answered another question of the item", skips_lost));
  }
  return out;
}

Result<Exchanged> write_coco(const Table& table) {
  Json out = {{"images", Json::array()}, {"categories", Json::array()}, {"annotations", Json::array()}};
  std::map<std::uint32_t, int> categories;
  std::int64_t without_place = 0;
  for (std::uint32_t item = 0; item < table.items.size(); ++item) {
    out["images"].push_back({{"id", item + 1}, {"file_name", name(table.items, item)}});
  }
  for (const labels::Region& region : table.regions.rows) {
    const std::span<const double> numbers = table.regions.geometry(region);
    const bool is_box =
        region.shape == labels::Shape::box && numbers.size() == 5 && std::abs(numbers[4]) < 1e-9;
    if ((!is_box && region.shape != labels::Shape::polygon) || region.label == none || region.is_gold) {
      ++without_place;
      continue;
    }
    const int category =
        categories.emplace(region.label, static_cast<int>(categories.size()) + 1).first->second;
    Json annotation = {{"id", out["annotations"].size() + 1},
                       {"image_id", region.item + 1},
                       {"category_id", category},
                       {"iscrowd", 0}};
    if (is_box) {
      annotation["bbox"] = {numbers[0], numbers[1], numbers[2], numbers[3]};
      annotation["area"] = numbers[2] * numbers[3];
    } else {
      annotation["segmentation"] = Json::array({Json(std::vector<double>(numbers.begin(), numbers.end()))});
    }
    put(annotation, "annotator", name(table.annotators, region.annotator));
    out["annotations"].push_back(std::move(annotation));
  }
  if (out["annotations"].empty()) {
    return Error{ErrorCode::invalid, "there are no boxes or outlines, which are what COCO holds", "coco"};
  }
  for (const auto& [label, id] : categories) {
    out["categories"].push_back({{"id", id}, {"name", name(table.labels, label)}});
  }
  Exchanged exchanged{json_text(out) + "\n",
                      losses(table, {.skipped = true, .unknown_annotators = true, .regions = true})};
  const auto rows = static_cast<std::int64_t>(table.row_count());
  if (rows > 0) exchanged.lost.push_back(fmt::format("{} answers about whole items", rows));
  if (without_place > 0) {
    exchanged.lost.push_back(fmt::format(
        "{} regions that are no upright boxes or outlines with a category, or are gold", without_place));
  }
  return exchanged;
}

}  // namespace assay::formats
