#include "app/exports.h"

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

constexpr std::array nouns = {std::pair{"annotations", ExportedNoun::annotations},
                              std::pair{"gold", ExportedNoun::gold}, std::pair{"items", ExportedNoun::items},
                              std::pair{"consensus", ExportedNoun::consensus}};
constexpr std::array forms = {std::pair{"csv", ExportForm::csv}, std::pair{"jsonl", ExportForm::jsonl}};

template <class Words>
auto named(const Words& words, std::string_view word)
    -> std::optional<typename Words::value_type::second_type> {
  for (const auto& [name, value] : words) {
    if (word == name) return value;
  }
  return std::nullopt;
}

template <class Words, class Value>
const char* word_of(const Words& words, Value value) {
  for (const auto& [name, known] : words) {
    if (known == value) return name;
  }
  return "";
}

std::string line_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// What the pieces of an export are made from; it lives as long as they are asked for.
struct Source {
  Context& context;
  ExportForm form;
  Table table;
  domain::Schema schema;
  std::vector<std::int64_t> item_keys;
};
using SharedSource = std::shared_ptr<Source>;  // shared: std::function wants to be copied

// Pieces of `count` rows each, told one by one to append(text, row); the first begins with the header.
template <class Append>
ExportPieces row_pieces(SharedSource source, std::string header, std::size_t rows, Append append) {
  return [source = std::move(source), header = std::move(header), rows, append,
          row = std::size_t{0}](std::string& piece) mutable -> Result<bool> {
    piece = std::exchange(header, {});
    const std::size_t end = std::min(rows, row + rows_a_piece);
    for (; row < end; ++row) append(*source, piece, row);
    return row < rows;
  };
}

ExportPieces annotation_pieces(const SharedSource& source) {
  const std::size_t rows = source->table.row_count();
  if (source->form == ExportForm::jsonl) {
    return row_pieces(source, "", rows, [](const Source& from, std::string& text, std::size_t row) {
      formats::append_jsonl(text, from.table, row);
    });
  }
  const formats::AnnotationsCsv csv(source->table);
  return row_pieces(source, csv.header(), rows,
                    [csv](const Source&, std::string& text, std::size_t row) { csv.append(text, row); });
}

void append_gold_line(const Table& table, std::string& text, const labels::GoldRow& gold) {
  text += line_of({{"item", table.items.name(gold.item)},
                   {"question", table.questions.name(gold.question)},
                   {"label", gold.label == labels::none ? "" : table.labels.name(gold.label)}});
}

ExportPieces gold_pieces(const SharedSource& source) {
  if (source->form == ExportForm::jsonl) {
    return row_pieces(source, "", source->table.gold.size(),
                      [](const Source& from, std::string& text, std::size_t row) {
                        append_gold_line(from.table, text, from.table.gold[row]);
                      });
  }
  return [source](std::string& piece) -> Result<bool> {
    piece = formats::gold_csv(source->table);
    return false;
  };
}

std::string text_of(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

// item, kind, content and a column for each attribute that any item has.
void append_item_csv(const Source& source, std::string& text, const domain::Item& item) {
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

std::string items_header(const Source& source) {
  if (source.form == ExportForm::jsonl) return "";
  std::string text = "item,kind,content";
  for (const labels::Attribute& attribute : source.table.item_attributes) {
    append_csv_text(text += ',', attribute.name);
  }
  return text + "\n";
}

ExportPieces item_pieces(const SharedSource& source) {
  return [source, header = items_header(*source),
          at = std::size_t{0}](std::string& piece) mutable -> Result<bool> {
    piece = std::exchange(header, {});
    const std::span<const std::int64_t> keys(source->item_keys);
    const auto wanted = keys.subspan(at, std::min(items_a_piece, keys.size() - at));
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
    at += wanted.size();
    return at < keys.size();
  };
}

void append_consensus(const Source& source, const quality::FittedQuestion& fitted, std::string& text) {
  for (const std::uint32_t item : quality::items_by_name(source.table)) {
    const std::uint32_t label = fitted.choice.label[item];
    if (label == stats::no_category) continue;
    const std::string confidence = decimals(static_cast<double>(fitted.choice.confidence[item]), 6);
    if (source.form == ExportForm::jsonl) {
      text += line_of({{"item", source.table.items.name(item)},
                       {"question", fitted.question.question},
                       {"label", fitted.question.categories[label]},
                       {"confidence", json_from<Json>(confidence)}});
      continue;
    }
    append_csv_text(text, source.table.items.name(item));
    append_csv_text(text += ',', fitted.question.question);
    append_csv_text(text += ',', fitted.question.categories[label]);
    text += "," + confidence + "\n";
  }
}

Result<ExportPieces> consensus_pieces(const SharedSource& source) {
  if (source->table.row_count() == 0) {
    return Error{ErrorCode::undefined, "the project has no annotations yet: import some first", "project"};
  }
  settle(source->table);
  Result<std::vector<std::uint16_t>> questions = quality::chosen_questions(source->table, "");
  if (!questions) return questions.error();
  std::string header = source->form == ExportForm::csv ? "item,question,label,confidence\n" : "";
  return ExportPieces([source, codes = std::move(questions).value(), header = std::move(header),
                       at = std::size_t{0}](std::string& piece) mutable -> Result<bool> {
    piece = std::exchange(header, {});
    const auto options = question_options(source->table, source->schema, codes[at]);
    const auto fitted = quality::fit_question(source->table, codes[at], options,
                                              *quality::consensus_model("auto"), /*seed=*/1);
    if (!fitted) return fitted.error();
    append_consensus(*source, fitted.value(), piece);
    return ++at < codes.size();
  });
}

Result<SharedSource> source_of(Context& context, domain::ProjectId project, ExportForm form) {
  Result<domain::Schema> schema = context.database.read(
      [&](store::Connection& connection) { return store::latest_schema(connection, project); });
  if (!schema) return schema.error();
  const Result<live::SharedTable> live = context.live.project(project);
  if (!live) return live.error();
  std::vector<std::int64_t> keys;
  Table table = live.value()->copy().table;
  live.value()->look([&](const live::ProjectTable& now) {
    for (std::uint32_t code = 0; code < table.items.size(); ++code) {
      keys.push_back(now.key_at(store::NameKind::item, code));
    }
  });
  return std::make_shared<Source>(
      Source{context, form, std::move(table), std::move(schema).value(), std::move(keys)});
}

Result<Done> record_export(Context& context, const Caller& caller, domain::ProjectId project,
                           const std::string& what) {
  return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
    if (auto may = allow(transaction.connection(), caller, Verb::export_data, project); !may) {
      return may.error();
    }
    domain::AuditEvent event = event_by(caller, "export_data", "project");
    event.project = project;
    event.object = project.value;
    event.reason = what;
    return store::Outcome<Done>::changed({}, std::move(event));
  });
}

}  // namespace

std::optional<ExportedNoun> exported_noun(std::string_view word) { return named(nouns, word); }
std::optional<ExportForm> export_form(std::string_view word) { return named(forms, word); }

Result<ExportPieces> export_rows(Context& context, const Caller& caller, domain::ProjectId project,
                                 ExportedNoun noun, ExportForm form) {
  const std::string what = std::string(word_of(nouns, noun)) + " as " + word_of(forms, form);
  if (auto recorded = record_export(context, caller, project, what); !recorded) return recorded.error();
  const Result<SharedSource> source = source_of(context, project, form);
  if (!source) return source.error();
  switch (noun) {
    case ExportedNoun::annotations:
      return annotation_pieces(source.value());
    case ExportedNoun::gold:
      return gold_pieces(source.value());
    case ExportedNoun::items:
      return item_pieces(source.value());
    case ExportedNoun::consensus:
      return consensus_pieces(source.value());
  }
  return Error{ErrorCode::internal, "every noun has its pieces", "what"};
}

}  // namespace assay::app
