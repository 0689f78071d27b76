#include "store/names.h"

#include <array>

#include "store/sealed_item.h"
#include "store/values.h"

namespace assay::store {
namespace {

// Where names of a kind stand. Labels, guideline versions, batches and providers share a table.
struct NameTable {
  const char* table;
  const char* kind;  // of a term
  Statement find, last, list;
};

#define ASSAY_FIND(table, key) \
  { "select " key " from " table " where project_id = $1 and name = $2" }
#define ASSAY_LAST(table, key) \
  { "select coalesce(max(" key "), 0) from " table }
#define ASSAY_LIST(table, key) \
  { "select " key ", name from " table " where project_id = $1 and " key " > $2 order by " key }

constexpr Statement find_item_state{"select item_id, state from item where project_id = $1 and name = $2"};
constexpr Statement last_term{"select coalesce(max(term_id), 0) from term"};

#define ASSAY_TERM(word)                                                                                   \
  NameTable {                                                                                              \
    "term", word, {"select term_id from term where project_id = $1 and kind = '" word "' and value = $2"}, \
        last_term, {                                                                                       \
      "select term_id, value from term where project_id = $1 and kind = '" word                            \
      "' and term_id > $2 order by term_id"                                                                \
    }                                                                                                      \
  }

constexpr std::array<NameTable, name_kind_count> tables = {
    NameTable{"item", "", ASSAY_FIND("item", "item_id"), ASSAY_LAST("item", "item_id"),
              ASSAY_LIST("item", "item_id")},
    NameTable{"question", "", ASSAY_FIND("question", "question_id"), ASSAY_LAST("question", "question_id"),
              ASSAY_LIST("question", "question_id")},
    NameTable{"annotator", "", ASSAY_FIND("annotator", "annotator_id"),
              ASSAY_LAST("annotator", "annotator_id"), ASSAY_LIST("annotator", "annotator_id")},
    ASSAY_TERM("label"),
    ASSAY_TERM("guideline_version"),
    ASSAY_TERM("batch"),
    ASSAY_TERM("provider")};

const NameTable& table_of(NameKind kind) { return tables[static_cast<std::size_t>(kind)]; }

// Keys that an older copy of the database gives out a second time are not those that were erased since.
Result<Done> take_notes_back(Connection& connection, const std::deque<NewName>& made, std::size_t first) {
  if (connection.subject_keys() == nullptr) return Done{};
  for (std::size_t at = first; at < made.size(); ++at) {
    if (made[at].kind != NameKind::annotator) continue;
    auto taken = connection.subject_keys()->unbury(SubjectKind::annotator, made[at].key);
    if (!taken) return taken;
  }
  return Done{};
}

bool is_term(NameKind kind) { return *table_of(kind).kind != '\0'; }

}  // namespace

Names::Names(Connection& connection, NamesOptions options)
    : connection_(connection), options_(std::move(options)) {}

Result<std::int64_t> Names::stored_key(NameKind kind, std::string_view name) {
  if (kind == NameKind::item) return stored_item(name);
  std::int64_t key = 0;
  Result<std::int64_t> ran = connection_.run(table_of(kind).find, {options_.project.value, name},
                                             [&](const Row& row) { key = row.integer(0); });
  if (!ran) return ran.error();
  return key;
}

Result<std::int64_t> Names::stored_item(std::string_view name) {
  const std::string asked = project_key_ ? item_handle(*project_key_, name) : std::string(name);
  std::int64_t key = 0;
  bool erased = false;
  Result<std::int64_t> ran = connection_.run(
      find_item_state, {options_.project.value, std::string_view(asked)}, [&](const Row& row) {
        key = row.integer(0);
        erased = row.text(1) == "erased";
      });
  if (!ran) return ran.error();
  if (!erased) return key;
  return Error{ErrorCode::invalid, "this item was erased: nothing about it comes back", "item"};
}

Result<std::int64_t> Names::find(NameKind kind, std::string_view name) {
  auto& seen = seen_[static_cast<std::size_t>(kind)];
  const auto found = seen.find(std::string(name));
  if (found != seen.end()) return found->second;
  if (options_.known) {
    if (const auto known = options_.known(kind, name)) return *known;
  }
  Result<std::int64_t> stored = stored_key(kind, name);
  if (stored && stored.value() != 0) seen.emplace(name, stored.value());
  return stored;
}

Result<std::int64_t> Names::next_key(NameKind kind) {
  const NameKind counted = is_term(kind) ? NameKind::label : kind;
  auto& last = last_key_[static_cast<std::size_t>(counted)];
  if (!last) {
    Result<std::int64_t> stored = key_from(connection_, table_of(kind).last, {});
    if (!stored) return stored;
    last = stored.value();
  }
  return ++*last;
}

Result<std::int64_t> Names::key(NameKind kind, std::string_view name) {
  if (name.empty() && kind != NameKind::question) return std::int64_t{0};
  Result<std::int64_t> known = find(kind, name);
  if (!known || known.value() != 0) return known;
  Result<std::int64_t> made = next_key(kind);
  if (!made) return made;
  made_.push_back({kind, made.value(), std::string(name)});
  if (kind == NameKind::item) first_unflushed_item_ = std::min(first_unflushed_item_, made.value());
  seen_[static_cast<std::size_t>(kind)].emplace(name, made.value());
  return made;
}

bool Names::give_content(std::int64_t item_key, const domain::ItemContent& content) {
  return item_key >= first_unflushed_item_ && contents_.emplace(item_key, content).second;
}

Result<Done> Names::flush() {
  if (auto made = make_item_keys(); !made) return made;
  if (auto taken = take_notes_back(connection_, made_, flushed_); !taken) return taken;
  for (const NameKind kind : {NameKind::item, NameKind::question, NameKind::annotator, NameKind::label}) {
    Result<Done> done = flush_kind(kind);
    if (!done) return done;
  }
  flushed_ = made_.size();
  item_keys_.clear();
  kept_.clear();
  first_unflushed_item_ = INT64_MAX;
  return Done{};
}

// Durable before the items are: what is sealed can always be opened.
Result<Done> Names::make_item_keys() {
  if (!project_key_) return Done{};
  std::vector<std::int64_t> ids;
  for (std::size_t at = flushed_; at < made_.size(); ++at) {
    if (made_[at].kind == NameKind::item) ids.push_back(made_[at].key);
  }
  if (ids.empty()) return Done{};
  Result<SubjectKeys*> keys = keys_of(connection_);
  if (!keys) return keys.error();
  Result<std::vector<Secret>> made = keys.value()->make(SubjectKind::item, ids);
  if (!made) return made.error();
  for (std::size_t at = 0; at < ids.size(); ++at) item_keys_.emplace(ids[at], std::move(made.value()[at]));
  return Done{};
}

void Names::append_item_values(const NewName& item, RowBlock& block) {
  static const domain::ItemContent unseen{"unseen", "", "{}", {}};
  const auto found = contents_.find(item.key);
  const domain::ItemContent& content = found == contents_.end() ? unseen : found->second;
  block.values.insert(block.values.end(), {std::string_view(content.kind),
                                           std::string_view(found == contents_.end() ? "new" : "ready"),
                                           key_or_null(options_.import.value), options_.now_us});
  if (project_key_) return append_sealed_values(item, content, block);
  block.values.insert(
      block.values.end(),
      {std::string_view(item.name), std::string_view(content.content), std::string_view(content.attributes),
       content.sha256 ? Value(bytes_of(*content.sha256)) : Value(nullptr), nullptr, nullptr});
}

void Names::append_sealed_values(const NewName& item, const domain::ItemContent& content, RowBlock& block) {
  const Secret& key = item_keys_.at(item.key);
  const SealedHead head{item.name, content.attributes, content.sha256};
  const bool has_content = content.kind != "unseen";
  const std::string file = sealed_file_hash(content);
  block.values.insert(
      block.values.end(),
      {kept(item_handle(*project_key_, item.name)), std::string_view(), std::string_view("{}"),
       file.empty() ? Value(nullptr) : Value(Bytes{kept(file)}), Bytes{kept(seal_head(key, item.key, head))},
       has_content ? Value(Bytes{kept(seal_content(key, item.key, content.content))}) : Value(nullptr)});
}

Result<Done> Names::flush_kind(NameKind kind) {
  RowBlock block;
  block.table = table_of(kind).table;
  switch (kind) {
    case NameKind::item:
      block.columns = {"item_id",    "project_id",     "kind",        "state",
                       "import_id",  "created_at",     "name",        "content",
                       "attributes", "content_sha256", "sealed_head", "sealed_content"};
      break;
    case NameKind::question:
      block.columns = {"question_id", "project_id", "name"};
      break;
    case NameKind::annotator:
      block.columns = {"annotator_id", "project_id", "name"};
      break;
    default:
      block.columns = {"term_id", "project_id", "kind", "value"};
  }
  for (std::size_t at = flushed_; at < made_.size(); ++at) {
    const NewName& name = made_[at];
    const bool same = is_term(kind) ? is_term(name.kind) : name.kind == kind;
    if (!same) continue;
    block.values.insert(block.values.end(), {name.key, options_.project.value});
    if (is_term(kind)) block.values.emplace_back(std::string_view(table_of(name.kind).kind));
    if (kind == NameKind::item) {
      append_item_values(name, block);
    } else {
      block.values.emplace_back(std::string_view(name.name));
    }
  }
  return block.values.empty() ? Result<Done>(Done{}) : connection_.insert_rows(block);
}

Result<Done> each_name(Connection& connection, domain::ProjectId project, NameKind kind, std::int64_t after,
                       const std::function<void(std::int64_t, std::string_view)>& each) {
  return done_of(connection.run(table_of(kind).list, {project.value, after},
                                [&](const Row& row) { each(row.integer(0), row.text(1)); }));
}

}  // namespace assay::store
