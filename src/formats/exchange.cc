#include "formats/exchange.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/csv.h"
#include "formats/csv_write.h"

namespace assay::formats {
namespace {

using labels::none;
using labels::Table;

constexpr std::array forms = {
    ExchangeForm{"csv", "Assay's CSV: item,annotator,label and what else there is", ".csv", write_csv},
    ExchangeForm{"jsonl", "the same as JSON lines", ".jsonl", write_jsonl},
    ExchangeForm{"crowd_kit", "CSV as crowd-kit reads it: task,worker,label; one question", ".csv",
                 write_crowd_kit},
    ExchangeForm{"label_studio", "Label Studio JSON: tasks, annotations, ground truth", ".json",
                 write_label_studio},
    ExchangeForm{"coco", "COCO JSON: boxes, outlines and categories of images", ".json", write_coco},
};

template <class Value>
std::int64_t count_but(const std::vector<Value>& column, Value absent) {
  return static_cast<std::int64_t>(column.size()) - std::count(column.begin(), column.end(), absent);
}

std::int64_t count_states(const Table& table, int bits) {
  return std::count_if(table.state.begin(), table.state.end(),
                       [bits](std::uint8_t state) { return (state & bits) != 0; });
}

void say(std::vector<std::string>& lost, std::int64_t count, const char* what) {
  if (count > 0) lost.push_back(fmt::format("{} {}", count, what));
}

}  // namespace

std::span<const ExchangeForm> exchange_forms() { return forms; }

std::vector<std::string> losses(const Table& table, const Held& held) {
  std::vector<std::string> lost;
  const auto count = [](std::size_t size) { return static_cast<std::int64_t>(size); };
  if (!held.times) say(lost, count_but(table.time_us, labels::no_time), "times");
  if (!held.durations) say(lost, count_but(table.duration_s, -1.0F), "durations");
  if (!held.provenance) {
    say(lost, count_but(table.guideline_version, none), "guideline versions of rows");
    say(lost, count_but(table.batch, none), "batches of rows");
    say(lost, count_but(table.provider, none), "providers of rows");
  }
  if (!held.raised) {
    say(lost, count_but(table.flag, none), "flags");
    say(lost, count_but(table.comment, none), "comments");
  }
  if (!held.states) {
    say(lost, count_states(table, labels::row_anchored), "marks of answers that began as predictions");
    say(lost, count_states(table, labels::row_reviewed), "marks of reviewed answers");
  }
  if (!held.skipped) say(lost, std::count(table.label.begin(), table.label.end(), none), "skipped rows");
  if (!held.unknown_annotators) {
    say(lost, std::count(table.annotator.begin(), table.annotator.end(), none), "rows of unknown annotators");
  }
  if (!held.gold) say(lost, count(table.gold.size()), "gold labels (--gold-to writes them)");
  if (!held.regions) say(lost, count(table.regions.rows.size()), "regions");
  if (!held.attributes) {
    say(lost, count(table.item_attributes.size()), "attributes of items");
    say(lost, count(table.annotator_attributes.size()), "attributes of annotators");
  }
  return lost;
}

Result<Exchanged> write_csv(const Table& table) {
  const Held held{.questions = true,
                  .times = true,
                  .durations = true,
                  .provenance = true,
                  .states = true,
                  .raised = true,
                  .skipped = true,
                  .unknown_annotators = true};
  return Exchanged{annotations_csv(table), losses(table, held)};
}

Result<Exchanged> write_crowd_kit(const Table& table) {
  std::vector<bool> used(table.questions.size(), false);
  for (const std::uint16_t question : table.question) used[question] = true;
  if (std::count(used.begin(), used.end(), true) > 1) {
    return Error{ErrorCode::invalid, "there is room for one question only: say which with --question",
                 "crowd_kit"};
  }
  std::string text = "task,worker,label\n";
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.label[row] == none || table.annotator[row] == none) continue;
    append_csv_text(text, table.items.name(table.item[row]));
    append_csv_text(text += ',', table.annotators.name(table.annotator[row]));
    append_csv_text(text += ',', table.labels.name(table.label[row]));
    text += '\n';
  }
  return Exchanged{std::move(text), losses(table, {})};
}

std::string regions_csv(const Table& table) {
  std::string text = "item,annotator,question,label,shape,geometry,gold\n";
  for (const labels::Region& region : table.regions.rows) {
    append_csv_text(text, table.items.name(region.item));
    append_csv_text(text += ',', region.annotator == none ? "" : table.annotators.name(region.annotator));
    append_csv_text(text += ',', table.questions.name(region.question));
    append_csv_text(text += ',', region.label == none ? "" : table.labels.name(region.label));
    append_csv_text(text += ',', labels::kept_shape_name(region.shape));
    append_csv_text(text += ',', fmt::format("{}", fmt::join(table.regions.geometry(region), " ")));
    text += region.is_gold ? ",yes\n" : ",\n";
  }
  return text;
}

}  // namespace assay::formats
