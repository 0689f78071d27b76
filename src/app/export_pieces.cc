#include "app/export_pieces.h"

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/snapshot_recipe.h"
#include "base/csv.h"
#include "base/json_text.h"
#include "base/text.h"
#include "formats/csv_write.h"
#include "formats/exchange.h"
#include "quality/fitted_question.h"
#include "quality/inspect.h"
#include "store/item.h"
#include "store/project.h"

namespace assay::app {
namespace {

using Json = nlohmann::ordered_json;
using labels::Table;

constexpr std::size_t rows_a_piece = 5000;
constexpr std::size_t items_a_piece = 500;  // with their content

std::string line_of(const Json& json) { return json_text(json) + "\n"; }

// Pieces of rows told one by one to append(source, text, row); the first begins with the header.
template <class Append>
ExportMaker row_pieces(SharedExportSource source, std::string header, std::size_t rows, Append append) {
  return [source = std::move(source), header = std::move(header), rows, append](
             ExportPlace& place, std::string& piece) -> Result<bool> {
    if (place.at == 0) piece += header;
    const std::size_t end = std::min(rows, place.at + rows_a_piece);
    for (; place.at < end; ++place.at) append(*source, piece, place.at);
    place.rows = static_cast<std::int64_t>(place.at);
    return place.at < rows;
  };
}

ExportMaker annotation_pieces(const SharedExportSource& source) {
  const std::size_t rows = source->table.row_count();
  if (source->form == ExportForm::jsonl) {
    return row_pieces(source, "", rows, [](const ExportSource& from, std::string& text, std::size_t row) {
      formats::append_jsonl(text, from.table, row);
    });
  }
  const formats::AnnotationsCsv csv(source->table);
  return row_pieces(
      source, csv.header(), rows,
      [csv](const ExportSource&, std::string& text, std::size_t row) { csv.append(text, row); });
}

void append_gold_line(const Table& table, std::string& text, const labels::GoldRow& gold) {
  text += line_of({{"item", table.items.name(gold.item)},
                   {"question", table.questions.name(gold.question)},
                   {"label", gold.label == labels::none ? "" : table.labels.name(gold.label)}});
}

ExportMaker gold_pieces(const SharedExportSource& source) {
  if (source->form == ExportForm::jsonl) {
    return row_pieces(source, "", source->table.gold.size(),
                      [](const ExportSource& from, std::string& text, std::size_t row) {
                        append_gold_line(from.table, text, from.table.gold[row]);
                      });
  }
  return [source](ExportPlace& place, std::string& piece) -> Result<bool> {
    if (place.at == 0) piece += formats::gold_csv(source->table);
    place = {source->table.gold.size(), std::ssize(source->table.gold)};
    return false;
  };
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : json_text(value);
}

// item, kind, content and a column for each attribute that any item has.
void append_item_csv(const ExportSource& source, std::string& text, const domain::Item& item) {
  append_csv_text(text, item.name);
  append_csv_text(text += ',', item.content.kind);
  append_csv_text(text += ',', item.content.content);
  const Json attributes = json_from<Json>(item.content.attributes);
  for (const labels::Attribute& attribute : source.table.item_attributes) {
    text += ',';
    if (!attributes.is_object()) continue;
    const auto found = attributes.find(attribute.name);
    if (found != attributes.end()) append_csv_text(text, text_of(*found));
  }
  text += '\n';
}

void append_item_line(std::string& text, const domain::Item& item) {
  Json content = item.content.content;
  if (item.content.kind != "text") {
    Json parsed = json_from<Json>(item.content.content);
    if (!parsed.is_discarded()) content = std::move(parsed);
  }
  text += line_of({{"key", item.name},
                   {"kind", item.content.kind},
                   {"content", std::move(content)},
                   {"attributes", json_from<Json>(item.content.attributes)}});
}

std::string items_header(const ExportSource& source) {
  if (source.form == ExportForm::jsonl) return "";
  std::string text = "item,kind,content";
  for (const labels::Attribute& attribute : source.table.item_attributes) {
    append_csv_text(text += ',', attribute.name);
  }
  return text + "\n";
}

ExportMaker item_pieces(const SharedExportSource& source) {
  return [source, header = items_header(*source)](ExportPlace& place, std::string& piece) -> Result<bool> {
    if (place.at == 0) piece += header;
    const std::span<const std::int64_t> keys(source->item_keys);
    const auto wanted = keys.subspan(place.at, std::min(items_a_piece, keys.size() - place.at));
    const Result<std::vector<domain::Item>> items = source->context.database.read(
        [&](store::Connection& connection) { return store::items_by_id(connection, wanted); });
    if (!items) return items.error();
    for (const domain::Item& item : items.value()) {
      if (source->form == ExportForm::csv) {
        append_item_csv(*source, piece, item);
      } else {
        append_item_line(piece, item);
      }
    }
    place.at += wanted.size();
    place.rows = static_cast<std::int64_t>(place.at);
    return place.at < keys.size();
  };
}

void append_consensus_row(const ExportSource& source, const quality::FittedQuestion& fitted,
                          std::uint32_t item, std::string& text) {
  const std::uint32_t label = fitted.choice.label[item];
  const std::string confidence = decimals(static_cast<double>(fitted.choice.confidence[item]), 6);
  if (source.form == ExportForm::jsonl) {
    text += line_of({{"item", source.table.items.name(item)},
                     {"question", fitted.question.question},
                     {"label", fitted.question.categories[label]},
                     {"confidence", json_from<Json>(confidence)}});
    return;
  }
  append_csv_text(text, source.table.items.name(item));
  append_csv_text(text += ',', fitted.question.question);
  append_csv_text(text += ',', fitted.question.categories[label]);
  text += "," + confidence + "\n";
}

// Returns how many rows.
std::int64_t append_consensus(const ExportSource& source, const quality::FittedQuestion& fitted,
                              std::string& text) {
  std::int64_t rows = 0;
  for (const std::uint32_t item : quality::items_by_name(source.table)) {
    if (fitted.choice.label[item] == stats::no_category) continue;
    append_consensus_row(source, fitted, item, text);
    ++rows;
  }
  return rows;
}

Result<ExportMaker> consensus_pieces(const SharedExportSource& source) {
  if (source->table.row_count() == 0) {
    return Error{ErrorCode::undefined, "the project has no annotations yet: import some first", "project"};
  }
  settle(source->table, source->schema);
  Result<std::vector<std::uint16_t>> questions = quality::chosen_questions(source->table, "");
  if (!questions) return questions.error();
  std::string header = source->form == ExportForm::csv ? "item,question,label,confidence\n" : "";
  return ExportMaker([source, codes = std::move(questions).value(), header = std::move(header)](
                         ExportPlace& place, std::string& piece) -> Result<bool> {
    if (place.at == 0) piece += header;
    const auto options = question_options(source->table, source->schema, codes[place.at]);
    const auto fitted = quality::fit_question(source->table, codes[place.at], options,
                                              *quality::consensus_model("auto"), /*seed=*/1);
    if (!fitted) return fitted.error();
    place.rows += append_consensus(*source, fitted.value(), piece);
    return ++place.at < codes.size();
  });
}

std::int64_t count(const Table& table, ExportedNoun noun) {
  switch (noun) {
    case ExportedNoun::annotations:
      return static_cast<std::int64_t>(table.row_count());
    case ExportedNoun::gold:
      return std::ssize(table.gold);
    case ExportedNoun::items:
    case ExportedNoun::consensus:
      return static_cast<std::int64_t>(table.items.size());
  }
  return 0;
}

}  // namespace

Result<ExportMaker> export_maker(const SharedExportSource& source, ExportedNoun noun) {
  switch (noun) {
    case ExportedNoun::annotations:
      return annotation_pieces(source);
    case ExportedNoun::gold:
      return gold_pieces(source);
    case ExportedNoun::items:
      return item_pieces(source);
    case ExportedNoun::consensus:
      return consensus_pieces(source);
  }
  return Error{ErrorCode::internal, "every noun has its pieces", "what"};
}

std::int64_t rows_of(const ExportSource& source, ExportedNoun noun) { return count(source.table, noun); }

std::int64_t exported_rows(const live::ProjectTable& now, ExportedNoun noun) {
  return count(now.table(), noun);
}

std::int64_t export_steps(const ExportSource& source, ExportedNoun noun) {
  if (noun == ExportedNoun::consensus) return static_cast<std::int64_t>(source.table.questions.size());
  return rows_of(source, noun);
}

}  // namespace assay::app
