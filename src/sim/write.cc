#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/csv.h"
#include "base/file.h"
#include "base/json_text.h"
#include "sim/behaviour.h"
#include "sim/delivery.h"

namespace assay::sim {
namespace {

constexpr const char* views[] = {"PA", "AP portable", "lateral"};
constexpr const char* devices[] = {"Alder", "Birch", "Cedar", "Doum"};
constexpr const char* sites[] = {"north", "south", "east", "west"};
constexpr const char* sexes[] = {"female", "male"};
constexpr const char* teams[] = {"Aster", "Borage", "Clover"};
constexpr const char* shifts[] = {"day", "night"};

std::string item_name(std::uint32_t item) { return fmt::format("xr-{:05}", item + 1); }
std::string annotator_name(std::uint32_t annotator) { return fmt::format("ann-{:02}", annotator + 1); }

constexpr std::int64_t first_minute = 29'540'580;  // since 1970: Monday 2026-03-02, 07:00 UTC

std::string time_text(std::uint32_t minute) { return utc_text((first_minute + minute) * 60'000'000); }

std::string labels_csv(const SimulatedDelivery& delivery) {
  std::string text = "item,annotator,label,time,duration_s,guideline_version,batch\n";
  const std::uint32_t batch_items = std::max(1U, delivery.options.items / 6);  // about seven batches
  for (const SimulatedAnnotation& annotation : delivery.annotations) {
    fmt::format_to(std::back_inserter(text), "{},{},", item_name(annotation.item),
                   annotator_name(annotation.annotator));
    append_csv_text(text, delivery.categories[annotation.label]);
    fmt::format_to(std::back_inserter(text), ",{},{:.1f},{},batch {}\n", time_text(annotation.minute),
                   annotation.duration_s, annotation.item * 2 < delivery.options.items ? "1.0" : "1.1",
                   annotation.item / batch_items + 1);
  }
  return text;
}

std::string gold_csv(const SimulatedDelivery& delivery) {
  std::string text = "item,label\n";
  for (const SimulatedGold& gold : delivery.gold) {
    text += item_name(gold.item) + ",";
    append_csv_text(text, delivery.categories[gold.label]);
    text += "\n";
  }
  return text;
}

std::string items_csv(const SimulatedDelivery& delivery) {
  std::string text = "item,view,device,site,sex,age\n";
  for (std::uint32_t i = 0; i < delivery.items.size(); ++i) {
    const SimulatedItem& item = delivery.items[i];
    fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{}\n", item_name(i), views[item.view],
                   devices[item.device], sites[item.site], sexes[item.sex], item.age);
  }
  return text;
}

std::string annotators_csv(const SimulatedDelivery& delivery) {
  std::string text = "annotator,team,shift,years\n";
  for (std::uint32_t j = 0; j < delivery.annotators.size(); ++j) {
    const SimulatedAnnotator& annotator = delivery.annotators[j];
    fmt::format_to(std::back_inserter(text), "{},{},{},{}\n", annotator_name(j), teams[annotator.team],
                   shifts[annotator.shift], annotator.years);
  }
  return text;
}

std::string truth_csv(const SimulatedDelivery& delivery) {
  std::string text = "item,label,hard\n";
  for (std::uint32_t i = 0; i < delivery.items.size(); ++i) {
    text += item_name(i) + ",";
    append_csv_text(text, delivery.categories[delivery.items[i].truth]);
    text += delivery.items[i].hard ? ",yes\n" : ",no\n";
  }
  return text;
}

std::int64_t hard_count(const SimulatedDelivery& delivery) {
  return std::count_if(delivery.items.begin(), delivery.items.end(), [](const auto& i) { return i.hard; });
}

std::int64_t wrong_gold_count(const SimulatedDelivery& delivery) {
  return std::count_if(delivery.gold.begin(), delivery.gold.end(), [&](const SimulatedGold& gold) {
    return gold.label != delivery.items[gold.item].truth;
  });
}

std::string planted_json(const SimulatedDelivery& delivery) {
  nlohmann::ordered_json planted;
  planted["seed"] = delivery.options.seed;
  planted["categories"] = nlohmann::ordered_json::array();
  for (std::size_t k = 0; k < delivery.categories.size(); ++k) {
    planted["categories"].push_back({{"category", delivery.categories[k]}, {"share", delivery.prior[k]}});
  }
  planted["hard_slice"] = {{"view", views[1]}, {"device", devices[2]}, {"items", hard_count(delivery)}};
  planted["gold"] = {{"items", delivery.gold.size()},
                     {"wrong", wrong_gold_count(delivery)},
                     {"error_rate", delivery.options.gold_error}};
  planted["annotators"] = nlohmann::ordered_json::array();
  for (std::uint32_t j = 0; j < delivery.annotators.size(); ++j) {
    planted["annotators"].push_back({{"annotator", annotator_name(j)},
                                     {"behaviour", behaviours()[delivery.annotators[j].behaviour].name},
                                     {"ability", delivery.annotators[j].ability}});
  }
  return json_text(planted, 1) + "\n";
}

}  // namespace

Result<Done> write_delivery(const SimulatedDelivery& delivery, const std::string& folder) {
  const Result<Done> made = make_folder(folder);
  if (!made.ok()) return made;
  const std::pair<const char*, std::string (*)(const SimulatedDelivery&)> files[] = {
      {"labels.csv", labels_csv},         {"gold.csv", gold_csv},   {"items.csv", items_csv},
      {"annotators.csv", annotators_csv}, {"truth.csv", truth_csv}, {"planted.json", planted_json}};
  for (const auto& [name, text] : files) {
    const Result<Done> done = write_file(folder + "/" + name, text(delivery));
    if (!done.ok()) return done;
  }
  return Done{};
}

}  // namespace assay::sim
