// assay convert: the annotations of a file in the form of another program, with what that form cannot hold.

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/delivery.h"
#include "cli/xlsx.h"
#include "formats/csv_write.h"
#include "formats/exchange.h"

namespace assay::cli {
namespace {

struct ConvertArguments {
  DeliveryOptions delivery;
  std::string to, question, gold_to;
};

void declare(Arguments& arguments, ConvertArguments& a) {
  arguments.positional("FILES", a.delivery.labels, "files to read, and last the file to write");
  arguments.text("--to", "FORM", a.to,
                 "csv, jsonl, crowd_kit, label_studio, coco or xlsx; default: by the ending");
  arguments.text("--question", "Q", a.question, "this question only");
  arguments.text("--gold", "F", a.delivery.gold, "trusted labels to go with them");
  arguments.text("--items", "F", a.delivery.items, "attributes of items to go with them");
  arguments.text("--gold-to", "F", a.gold_to, "the gold, also what was found in the files, as CSV");
  declare_reading(arguments, a.delivery);
}

// The rows, gold and regions of one question alone.
Result<Done> keep_question(const std::string& name, labels::Table& table) {
  const std::optional<std::uint32_t> code = table.questions.find(name);
  if (!code) return Error{ErrorCode::invalid, fmt::format("there is no question \"{}\"", name), "--question"};
  labels::Table kept;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.question[row] != *code) continue;
    labels::RowCodes codes{.item = table.item[row],
                           .question = table.question[row],
                           .annotator = table.annotator[row],
                           .label = table.label[row]};
    if (row < table.guideline_version.size()) codes.guideline_version = table.guideline_version[row];
    if (row < table.batch.size()) codes.batch = table.batch[row];
    if (row < table.provider.size()) codes.provider = table.provider[row];
    if (row < table.flag.size()) codes.flag = table.flag[row];
    if (row < table.comment.size()) codes.comment = table.comment[row];
    if (row < table.time_us.size()) codes.time_us = table.time_us[row];
    if (row < table.duration_s.size()) codes.duration_s = table.duration_s[row];
    if (row < table.state.size()) codes.state = table.state[row];
    kept.add_codes(codes);
  }
  const auto other = [&](const auto& one) { return one.question != *code; };
  std::erase_if(table.gold, other);
  std::erase_if(table.regions.rows, other);
  table.item.swap(kept.item);
  table.question.swap(kept.question);
  table.annotator.swap(kept.annotator);
  table.label.swap(kept.label);
  table.guideline_version.swap(kept.guideline_version);
  table.batch.swap(kept.batch);
  table.provider.swap(kept.provider);
  table.flag.swap(kept.flag);
  table.comment.swap(kept.comment);
  table.time_us.swap(kept.time_us);
  table.duration_s.swap(kept.duration_s);
  table.state.swap(kept.state);
  return Done{};
}

Result<std::string> form_of(const std::string& said, const std::string& path) {
  std::string names = "xlsx";
  for (const formats::ExchangeForm& form : formats::exchange_forms()) {
    if (said == form.name || (said.empty() && path.ends_with(form.ending))) return std::string(form.name);
    names += fmt::format(", {}", form.name);
  }
  if (said == "xlsx" || (said.empty() && path.ends_with(".xlsx"))) return std::string("xlsx");
  return Error{ErrorCode::invalid, fmt::format("say what to write with --to; there are {}", names),
               said.empty() ? path : "--to"};
}

Result<std::vector<std::string>> write_form(const std::string& name, const labels::Table& table,
                                            const std::string& path, Console& console) {
  if (name == "xlsx") {
    std::vector<std::pair<std::string, std::string>> sheets = {
        {"annotations", formats::annotations_csv(table)}};
    if (!table.gold.empty()) sheets.emplace_back("gold", formats::gold_csv(table));
    if (!table.regions.rows.empty()) sheets.emplace_back("regions", formats::regions_csv(table));
    if (auto done = write_xlsx(path, sheets); !done.ok()) return done.error();
    return formats::losses(table, {.questions = true,
                                   .times = true,
                                   .durations = true,
                                   .provenance = true,
                                   .states = true,
                                   .skipped = true,
                                   .unknown_annotators = true,
                                   .gold = true,
                                   .regions = true});
  }
  for (const formats::ExchangeForm& form : formats::exchange_forms()) {
    if (name != form.name) continue;
    Result<formats::Exchanged> written = form.write(table);
    if (!written.ok()) return written.error();
    if (auto done = write_text(path, written.value().text, console); !done.ok()) return done.error();
    return written.value().lost;
  }
  return Error{};
}

Result<int> convert_files(ConvertArguments& a, Console& console) {
  if (a.delivery.labels.size() < 2) {
    return Error{ErrorCode::invalid, "name a file to read and a file to write", "FILES"};
  }
  const std::string target = a.delivery.labels.back();
  a.delivery.labels.pop_back();
  const Result<std::string> form = form_of(a.to, target);
  if (!form.ok()) return form.error();
  ProgressLine progress(console);
  Result<Delivery> delivery = read_delivery(a.delivery, progress);
  if (!delivery.ok()) return delivery.error();
  labels::Table& table = delivery.value().table;
  if (!a.question.empty()) {
    if (auto done = keep_question(a.question, table); !done.ok()) return done.error();
  }
  const Result<std::vector<std::string>> lost = write_form(form.value(), table, target, console);
  if (!lost.ok()) return lost.error();
  if (!a.gold_to.empty()) {
    if (auto done = write_file(a.gold_to, formats::gold_csv(table)); !done.ok()) return done.error();
  }
  progress.clear();
  report_problems(delivery.value().problems, console);
  for (const quality::FileNote& note : delivery.value().files) {
    console.err << printable(
                       fmt::format("{}: {}, {}\n", note.name, note.format, note.understood).substr(0, 1000))
                << "\n";
  }
  for (const std::string& what : lost.value()) {
    if (a.gold_to.empty() || what.find("--gold-to") == std::string::npos) {
      console.err << fmt::format("lost: {}\n", what);
    }
  }
  return exit_done;
}

}  // namespace

int convert(Words words, Console& console) {
  ConvertArguments a;
  Arguments arguments("convert",
                      "Annotations in the form of another program, and what that form cannot hold.",
                      "assay convert export.json labels.csv --gold-to gold.csv");
  declare(arguments, a);
  return run_command(arguments, words, console, [&] { return convert_files(a, console); });
}

}  // namespace assay::cli
