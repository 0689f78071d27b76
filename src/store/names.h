#pragma once
// The words of a project inside one write: names to keys, new names made into rows. Rows of new names are
// gathered and written together by flush, before the rows that use them.

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "domain/item.h"
#include "domain/nouns.h"
#include "store/connection.h"
#include "store/subject_keys.h"

namespace assay::store {

enum class NameKind { item, question, annotator, label, guideline_version, batch, provider };
inline constexpr std::size_t name_kind_count = 7;

// A name that this write made.
struct NewName {
  NameKind kind = NameKind::item;
  std::int64_t key = 0;
  std::string name;
};

// What is known without asking the database: a key, or nothing.
using KnownKeys = std::function<std::optional<std::int64_t>(NameKind, std::string_view)>;

struct NamesOptions {
  domain::ProjectId project;
  domain::ImportId import;
  std::int64_t now_us = 0;
  KnownKeys known;  // may be empty
};

class Names {
 public:
  Names(Connection& connection, NamesOptions options);
  // From now on items are sealed, each by a key of its own, and known to the database by a hash of their
  // name.
  void seal_items(SubjectKeys::SharedSecret project_key) { project_key_ = std::move(project_key); }
  // The key of the name, made now if it is new. Empty names have no key: 0. Error `invalid` for an item that
  // was erased.
  Result<std::int64_t> key(NameKind kind, std::string_view name);
  // The key if there is one; 0 otherwise. Makes nothing.
  Result<std::int64_t> find(NameKind kind, std::string_view name);
  // Content for an item that this write has made and not yet flushed; each is given once. False: the item was
  // there before, or has content already.
  bool give_content(std::int64_t item_key, const domain::ItemContent& content);
  Result<Done> flush();
  // All that were made, in order, for who keeps them in memory.
  const std::deque<NewName>& made() const { return made_; }

 private:
  Result<std::int64_t> stored_key(NameKind kind, std::string_view name);
  Result<std::int64_t> stored_item(std::string_view name);
  Result<std::int64_t> next_key(NameKind kind);
  Result<Done> flush_kind(NameKind kind);
  Result<Done> make_item_keys();
  void append_item_values(const NewName& item, RowBlock& block);
  void append_sealed_values(const NewName& item, const domain::ItemContent& content, RowBlock& block);
  std::string_view kept(std::string text) { return kept_.emplace_back(std::move(text)); }

  Connection& connection_;
  NamesOptions options_;
  std::deque<NewName> made_;
  SubjectKeys::SharedSecret project_key_;               // null: items are not sealed
  std::unordered_map<std::int64_t, Secret> item_keys_;  // of the items that a flush writes
  std::deque<std::string> kept_;                        // what a flush writes of them, until it has
  std::unordered_map<std::int64_t, domain::ItemContent> contents_;  // of new items, by key
  std::int64_t first_unflushed_item_ = INT64_MAX;                   // keys ascend
  std::unordered_map<std::string, std::int64_t> seen_[name_kind_count];
  std::optional<std::int64_t> last_key_[name_kind_count];  // items, questions, annotators, terms (as labels)
  std::size_t flushed_ = 0;
};

// The keys and names of one kind, in order of keys, beyond `after`. Of items: each_item.
Result<Done> each_name(Connection& connection, domain::ProjectId project, NameKind kind, std::int64_t after,
                       const std::function<void(std::int64_t, std::string_view)>& each);

}  // namespace assay::store
