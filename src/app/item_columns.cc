#include "app/item_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "app/item_forms.h"
#include "formats/item_archive.h"

namespace assay::app {
namespace {

using formats::Sheet;

constexpr std::size_t absent = ItemColumns::absent;
constexpr std::size_t looked_at_max = 50;  // filled cells of a column that say what it holds

constexpr std::array kinds = {"unseen", "text", "record", "conversation", "comparison", "image"};

constexpr std::array text_names = {"content",   "text",    "sentence", "document",    "body",
                                   "tweet",     "comment", "review",   "passage",     "post",
                                   "utterance", "message", "question", "instruction", "prompt"};
constexpr std::array conversation_names = {"messages", "conversation", "conversations", "turns",
                                           "dialogue", "dialog",       "chat"};
constexpr std::array record_names = {"record", "fields", "data"};
constexpr std::array image_names = {"image",    "image_url", "image_path", "file", "file_name",
                                    "filename", "path",      "url",        "img",  "photo"};
constexpr std::array prompt_names = {"prompt", "instruction", "question", "context", "query", "input"};

struct Sides {
  const char *a, *b;
};
constexpr std::array side_names = {
    Sides{"a", "b"},
    Sides{"response_a", "response_b"},
    Sides{"answer_a", "answer_b"},
    Sides{"output_a", "output_b"},
    Sides{"completion_a", "completion_b"},
    Sides{"text_a", "text_b"},
    Sides{"response_1", "response_2"},
    Sides{"answer_1", "answer_2"},
    Sides{"output_1", "output_2"},
    Sides{"response_0", "response_1"},
    Sides{"conversation_a", "conversation_b"},
    Sides{"chosen", "rejected"},
};

std::size_t column_named(const Sheet& sheet, std::string_view name) {
  for (std::size_t at = 0; at < sheet.columns.size(); ++at) {
    if (sheet.columns[at].name == name) return at;
  }
  return absent;
}

// The first of the names that is a column, but not the one of the keys.
std::size_t first_named(const Sheet& sheet, std::span<const char* const> names, std::size_t but) {
  for (const char* name : names) {
    const std::size_t found = column_named(sheet, name);
    if (found != absent && found != but) return found;
  }
  return absent;
}

// Whether the first filled cells of the column all are so; false when there is none.
template <class Test>
bool cells_are(const Sheet& sheet, std::size_t column, const Test& test) {
  if (column == absent) return false;
  std::size_t seen = 0;
  for (std::size_t row = 0; row < sheet.row_count() && seen < looked_at_max; ++row) {
    const std::string_view cell = sheet.cell(column, row);
    if (cell.empty()) continue;
    if (!test(cell)) return false;
    ++seen;
  }
  return seen > 0;
}

bool is_conversation(std::string_view cell) { return conversation_from(cell).has_value(); }
bool is_image_place(std::string_view cell) {
  return cell.starts_with("s3://") || formats::is_image_name(cell.substr(0, cell.find('?')));
}
bool is_kind(std::string_view cell) {
  return std::any_of(kinds.begin(), kinds.end(), [&](const char* kind) { return cell == kind; });
}

class ColumnFinder {
 public:
  ColumnFinder(const Sheet& sheet, const ImportSpec& spec) : sheet_(sheet), spec_(spec) {
    out_.item = sheet.roles[formats::Role::item];
  }

  Result<ItemColumns> find() {
    if (auto asked = take_mapping(); !asked) return asked.error();
    if (out_.attributes == absent) {
      const std::size_t column = column_named(sheet_, "attributes");
      if (cells_are(sheet_, column, is_json_object)) out_.attributes = column;
    }
    if (!out_.kind.empty()) {
      take_columns_of(out_.kind);
    } else if (!take_kinds_column()) {
      out_.kind = kind_found();
    }
    if (out_.kind.empty() || out_.kind == "image") take_expectations();
    if (sheet_.format == "jsonl") set_aside_structures();
    return out_;
  }

 private:
  Result<Done> take_mapping() {
    if (spec_.item_kind == "unseen" || (!spec_.item_kind.empty() && !is_kind(spec_.item_kind))) {
      return Error{ErrorCode::invalid, "a kind is text, record, conversation, comparison or image",
                   "item_kind"};
    }
    out_.kind = spec_.item_kind;
    const std::pair<const char*, std::size_t*> parts[] = {
        {"kind", &out_.kinds},    {"content", &out_.content},
        {"prompt", &out_.prompt}, {"a", &out_.a},
        {"b", &out_.b},           {"sha256", &out_.sha256},
        {"bytes", &out_.bytes},   {"attributes", &out_.attributes}};
    for (const auto& [role, column] : parts) {
      const auto asked = spec_.mapping.find(role);
      if (asked == spec_.mapping.end()) continue;
      *column = column_named(sheet_, asked->second);
      if (*column != absent) continue;
      return Error{ErrorCode::invalid, fmt::format("there is no column \"{}\"", asked->second.substr(0, 100)),
                   "mapping"};
    }
    return Done{};
  }

  std::size_t named(std::span<const char* const> names) const {
    return first_named(sheet_, names, out_.item);
  }

  // A column "kind" beside one of content: this program's own form.
  bool take_kinds_column() {
    if (out_.kinds == absent) {
      const std::size_t column = column_named(sheet_, "kind");
      if (!cells_are(sheet_, column, is_kind) || column_named(sheet_, "content") == absent) return false;
      out_.kinds = column;
    }
    if (out_.content == absent) out_.content = column_named(sheet_, "content");
    return true;
  }

  bool take_sides() {
    for (const Sides& names : side_names) {
      if (out_.a != absent && out_.b != absent) break;
      const std::size_t a = column_named(sheet_, names.a), b = column_named(sheet_, names.b);
      if (a == absent || b == absent || a == out_.item || b == out_.item) continue;
      out_.a = a;
      out_.b = b;
    }
    if (out_.a == absent || out_.b == absent) return false;
    if (out_.prompt == absent) out_.prompt = named(prompt_names);
    return true;
  }

  bool take_image() {
    for (const char* name : image_names) {
      const std::size_t column = column_named(sheet_, name);
      if (!cells_are(sheet_, column, is_image_place)) continue;
      out_.content = column;
      return true;
    }
    return false;
  }

  void take_expectations() {
    if (out_.sha256 == absent) out_.sha256 = column_named(sheet_, "sha256");
    if (out_.bytes == absent && out_.sha256 != absent) out_.bytes = column_named(sheet_, "bytes");
  }

  // A list or an object cannot be an attribute; nothing is lost with a column that is empty.
  void set_aside_structures() {
    const auto is_no_structure = [](std::string_view cell) { return cell[0] != '[' && cell[0] != '{'; };
    for (std::size_t at = 0; at < sheet_.columns.size(); ++at) {
      if (out_.is_attribute(at) && !cells_are(sheet_, at, is_no_structure)) out_.unused.push_back(at);
    }
  }

  // The kind is told, its columns may not be.
  void take_columns_of(const std::string& kind) {
    if (kind == "comparison") take_sides();
    if (kind == "comparison" || out_.content != absent) return;
    if (kind == "image" && take_image()) return;
    if (kind == "conversation") out_.content = named(conversation_names);
    if (kind == "record") out_.content = record_column();
    if (kind == "image") out_.content = named(image_names);
    if (out_.content == absent && kind != "record") out_.content = named(text_names);
  }

  std::size_t record_column() const {
    const std::size_t column = named(record_names);
    return cells_are(sheet_, column, is_json_object) ? column : absent;
  }

  std::string kind_of_content() const {
    if (cells_are(sheet_, out_.content, is_conversation)) return "conversation";
    if (cells_are(sheet_, out_.content, is_json_object)) return "record";
    if (cells_are(sheet_, out_.content, is_image_place)) return "image";
    return "text";
  }

  std::string kind_found() {
    if (out_.content != absent) return kind_of_content();
    if (out_.a != absent || out_.b != absent || column_named(sheet_, "content") == absent) {
      if (take_sides()) return "comparison";
    }
    out_.content = named(conversation_names);
    if (cells_are(sheet_, out_.content, is_conversation)) return "conversation";
    if (take_image()) return "image";
    out_.content = named(text_names);
    if (out_.content != absent) return kind_of_content();
    out_.content = record_column();
    return "record";
  }

  const Sheet& sheet_;
  const ImportSpec& spec_;
  ItemColumns out_;
};

}  // namespace

std::string ItemColumns::role_of(std::size_t column) const {
  const std::pair<const char*, std::size_t> parts[] = {
      {"item", item}, {"kind", kinds}, {"content", content}, {"prompt", prompt},
      {"a", a},       {"b", b},        {"sha256", sha256},   {"bytes", bytes}};
  for (const auto& [role, at] : parts) {
    if (at == column) return role;
  }
  if (column == attributes) return "attributes";
  return std::find(unused.begin(), unused.end(), column) == unused.end() ? "attribute" : "";
}

Result<ItemColumns> item_columns(const Sheet& sheet, const ImportSpec& spec) {
  return ColumnFinder(sheet, spec).find();
}

}  // namespace assay::app
