#include "bench/seeded_project.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "store/annotation.h"
#include "store/job.h"
#include "store/names.h"

namespace assay::bench {
namespace {

constexpr std::array labels = {"positive", "negative", "neutral", "unclear"};
constexpr std::int64_t first_time_us = 1'790'000'000'000'000;
constexpr std::size_t rows_at_once = 20'000;

constexpr store::Statement index_texts{
    "select sql from sqlite_master where type = 'index' and tbl_name = 'annotation' and sql is not null"};
constexpr store::Statement fill_items{
    "update item set kind = 'text', state = 'ready', content = 'What somebody wrote, number ' || item_id, "
    "attributes = '{\"language\":\"l' || (item_id % 5) || '\",\"source\":\"s' || (item_id % 3) || '\"}' "
    "where "
    "project_id = $1"};

struct Keys {
  std::vector<std::int64_t> items, annotators, labels;
  std::int64_t question = 0, import = 0;
};

// A number that looks random and is the same in every run.
std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 31)) * 0x9E3779B97F4A7C15U;
  value = (value ^ (value >> 29)) * 0xBF58476D1CE4E5B9U;
  return value ^ (value >> 32);
}

Result<Done> add_keys(store::Names& names, store::NameKind kind, std::int64_t count,
                      std::string (*name_of)(std::int64_t), std::vector<std::int64_t>& keys) {
  for (std::int64_t number = 0; number < count; ++number) {
    Result<std::int64_t> key = names.key(kind, name_of(number));
    if (!key) return key.error();
    keys.push_back(key.value());
  }
  return Done{};
}

Result<Keys> seeded_keys(store::Connection& connection, const SeedPlan& plan) {
  Keys keys;
  domain::Import import;
  import.project = plan.project;
  import.kind = import.file_name = "api";
  import.format = "json";
  import.created_by = {1};
  Result<domain::ImportId> id = store::insert_import(connection, import);
  if (!id) return id.error();
  keys.import = id.value().value;
  store::Names names(connection, {.project = plan.project, .import = id.value()});
  using store::NameKind;
  if (auto done = add_keys(names, NameKind::item, plan.items, seeded_item, keys.items); !done)
    return done.error();
  if (auto done = add_keys(names, NameKind::annotator, plan.annotators, seeded_annotator, keys.annotators);
      !done)
    return done.error();
  if (auto done = add_keys(names, NameKind::label, std::ssize(labels), seeded_label, keys.labels); !done)
    return done.error();
  Result<std::int64_t> question = names.key(NameKind::question, "sentiment");
  if (!question) return question.error();
  keys.question = question.value();
  if (auto done = names.flush(); !done) return done.error();
  return keys;
}

store::AnnotationRow seeded_row(const SeedPlan& plan, const Keys& keys, std::int64_t number) {
  const std::int64_t item = number / plan.annotations_per_item;
  const std::int64_t turn = number % plan.annotations_per_item;
  const std::uint64_t dice = mixed(static_cast<std::uint64_t>(number));
  const std::uint64_t own = mixed(static_cast<std::uint64_t>(item) + 77) % labels.size();
  const std::uint64_t label = dice % 10 < 8 ? own : dice / 16 % labels.size();
  store::AnnotationRow row;
  row.project = plan.project.value;
  row.item = keys.items[static_cast<std::size_t>(item)];
  row.question = keys.question;
  row.annotator = keys.annotators[static_cast<std::size_t>((item * 7 + turn) % plan.annotators)];
  row.label = keys.labels[label];
  row.submitted_at = first_time_us + number * 1000;
  row.import = keys.import;
  row.received_at = *row.submitted_at;
  return row;
}

Result<Done> add_annotations(store::Connection& connection, const SeedPlan& plan, const Keys& keys) {
  Result<std::int64_t> last = store::last_sequence(connection);
  if (!last) return last.error();
  std::vector<store::AnnotationRow> rows;
  const std::int64_t count = plan.items * plan.annotations_per_item;
  for (std::int64_t number = 0; number < count; ++number) {
    rows.push_back(seeded_row(plan, keys, number));
    rows.back().sequence = last.value() + number + 1;
    if (rows.size() < rows_at_once && number + 1 < count) continue;
    if (auto done = store::insert_annotations(connection, rows); !done) return done;
    rows.clear();
  }
  return Done{};
}

Result<Done> run_scripts(store::Connection& connection, const std::vector<std::string>& scripts) {
  for (const std::string& script : scripts) {
    if (auto done = connection.script(script); !done) return done;
  }
  return Done{};
}

}  // namespace

std::string seeded_item(std::int64_t number) { return fmt::format("item-{:08}", number); }
std::string seeded_annotator(std::int64_t number) { return fmt::format("annotator-{:02}", number); }
std::string seeded_label(std::int64_t number) { return labels[static_cast<std::size_t>(number)]; }

Result<Done> seed_project(store::Connection& connection, const SeedPlan& plan) {
  std::vector<std::string> indexes;
  if (connection.dialect() == store::Dialect::sqlite) {
    Result<std::int64_t> read =
        connection.run(index_texts, {}, [&](const store::Row& row) { indexes.push_back(row.string(0)); });
    if (!read) return read.error();
    auto dropped =
        run_scripts(connection, {"drop index annotation_by_project", "drop index annotation_by_item"});
    if (!dropped) return dropped;
  }
  if (auto begun = connection.begin_write(); !begun) return begun;
  Result<Keys> keys = seeded_keys(connection, plan);
  if (!keys) return keys.error();
  if (auto added = add_annotations(connection, plan, keys.value()); !added) return added;
  if (plan.with_content) {
    Result<std::int64_t> filled = connection.run(fill_items, {plan.project.value});
    if (!filled) return filled.error();
  }
  if (auto committed = connection.commit(); !committed) return committed;
  return run_scripts(connection, indexes);
}

}  // namespace assay::bench
