#include "formats/roles.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

namespace assay::formats {
namespace {

// Names without case, blanks, underscores and hyphens: "Task ID", "task_id" and "taskId" are one name.
std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c == '_' || c == '-' || c == ' ' || c == '.' || c == '\t') continue;
    plain.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return plain;
}

// A name and how firmly it speaks for its role: 1 the role's own word, larger numbers vaguer.
struct Synonym {
  Role role;
  int rank;
  const char* name;
};

// Roles that must be clear (item, annotator, label) share ranks, so that two columns of one rank are an open
// question; the others have one rank per name, so that the first one that is there is taken.
constexpr Synonym synonyms[] = {
    {Role::item, 1, "item"},
    {Role::item, 2, "itemid"},
    {Role::item, 2, "task"},
    {Role::item, 2, "taskid"},
    {Role::item, 2, "unit"},
    {Role::item, 2, "unitid"},
    {Role::item, 2, "document"},
    {Role::item, 2, "documentid"},
    {Role::item, 2, "doc"},
    {Role::item, 2, "docid"},
    {Role::item, 2, "example"},
    {Role::item, 2, "exampleid"},
    {Role::item, 3, "id"},
    {Role::annotator, 1, "annotator"},
    {Role::annotator, 2, "annotatorid"},
    {Role::annotator, 2, "worker"},
    {Role::annotator, 2, "workerid"},
    {Role::annotator, 2, "performer"},
    {Role::annotator, 2, "performerid"},
    {Role::annotator, 2, "rater"},
    {Role::annotator, 2, "raterid"},
    {Role::annotator, 2, "labeler"},
    {Role::annotator, 2, "labelerid"},
    {Role::annotator, 2, "labeller"},
    {Role::annotator, 2, "labellerid"},
    {Role::annotator, 2, "completedby"},
    {Role::annotator, 3, "user"},
    {Role::annotator, 3, "userid"},
    {Role::annotator, 3, "username"},
    {Role::label, 1, "label"},
    {Role::label, 2, "answer"},
    {Role::label, 2, "response"},
    {Role::label, 2, "annotation"},
    {Role::label, 2, "judgement"},
    {Role::label, 2, "judgment"},
    {Role::label, 3, "category"},
    {Role::label, 3, "class"},
    {Role::label, 3, "value"},
    {Role::label, 3, "rating"},
    {Role::question, 1, "question"},
    {Role::question, 2, "questionid"},
    {Role::question, 3, "field"},
    {Role::question, 4, "aspect"},
    {Role::time, 1, "time"},
    {Role::time, 2, "timestamp"},
    {Role::time, 3, "submittedat"},
    {Role::time, 4, "createdat"},
    {Role::duration, 1, "duration"},
    {Role::duration, 2, "durations"},
    {Role::duration, 3, "durationseconds"},
    {Role::duration, 4, "leadtime"},
    {Role::duration, 5, "timespent"},
    {Role::guideline_version, 1, "guidelineversion"},
    {Role::guideline_version, 2, "version"},
    {Role::batch, 1, "batch"},
    {Role::batch, 2, "batchid"},
    {Role::provider, 1, "provider"},
    {Role::provider, 2, "vendor"},
    {Role::skipped, 1, "skipped"},
    {Role::skipped, 2, "wascancelled"},
    {Role::anchored, 1, "anchored"},
    {Role::reviewed, 1, "reviewed"},
    {Role::flag, 1, "flag"},
    {Role::flag, 2, "flags"},
    {Role::flag, 3, "issue"},
    {Role::comment, 1, "comment"},
    {Role::comment, 2, "comments"},
    {Role::comment, 3, "remark"},
};

// Words that mean the label in a file of gold only, ahead of the common ones.
constexpr Synonym gold_synonyms[] = {
    {Role::label, 0, "gold"},      {Role::label, 0, "goldlabel"}, {Role::label, 0, "truth"},
    {Role::label, 0, "truelabel"}, {Role::label, 0, "gt"},        {Role::label, 0, "groundtruth"},
};

// Questions name the item in crowd files without any other item column (question,worker,answer).
constexpr Synonym item_of_last_resort[] = {
    {Role::item, 4, "questionid"},
    {Role::item, 5, "question"},
};

// Words that mean the item in a file of items only: the names of its own exports, then those of a file that
// is the item.
constexpr Synonym items_synonyms[] = {
    {Role::item, 2, "key"},  {Role::item, 6, "name"}, {Role::item, 7, "filename"},
    {Role::item, 8, "file"}, {Role::item, 9, "path"}, {Role::item, 10, "image"},
};

constexpr int rank_none = 99;

int rank_of(Role role, const std::string& plain, FileKind kind) {
  const auto search = [&](std::span<const Synonym> list) {
    for (const Synonym& synonym : list) {
      if (synonym.role == role && plain == synonym.name) return synonym.rank;
    }
    return rank_none;
  };
  int rank = search(synonyms);
  if (kind == FileKind::gold) rank = std::min(rank, search(gold_synonyms));
  if (kind == FileKind::items) rank = std::min(rank, search(items_synonyms));
  return std::min(rank, search(item_of_last_resort));
}

bool is_needed(Role role, FileKind kind) {
  switch (kind) {
    case FileKind::annotations:
      return role == Role::item || role == Role::annotator || role == Role::label;
    case FileKind::gold:
      return role == Role::item || role == Role::label;
    case FileKind::items:
    case FileKind::item_attributes:
      return role == Role::item;
    case FileKind::annotator_attributes:
      return role == Role::annotator;
  }
  return false;
}

// The roles a kind of file has at all; every other column of an attribute file is an attribute.
bool is_used(Role role, FileKind kind) {
  if (kind == FileKind::annotations) return true;
  return is_needed(role, kind) || (kind == FileKind::gold && role == Role::question);
}

class RoleFinder {
 public:
  RoleFinder(std::span<const std::string> columns, FileKind kind, const ReadOptions& options)
      : columns_(columns), kind_(kind), options_(options), taken_(columns.size(), false) {
    roles_.column.fill(RoleColumns::absent);
    for (const std::string& column : columns) plain_.push_back(plain_name(column));
  }

  Result<RoleColumns> find() {
    for (const auto& [role, column] : options_.columns) {
      if (auto done = take_named(role, column); !done.ok()) return done.error();
    }
    for (std::size_t index = 0; index < role_count; ++index) {
      const auto role = static_cast<Role>(index);
      if (roles_.has(role) || said_absent(role) || !is_used(role, kind_)) continue;
      if (auto done = take_by_name(role); !done.ok()) return done.error();
    }
    return roles_;
  }

  Result<RolesSeen> see() {
    for (const auto& [role, column] : options_.columns) {
      if (column == "-" || column.empty()) continue;
      if (auto done = take_named(role, column); !done.ok()) return done.error();
    }
    RolesSeen seen;
    for (std::size_t index = 0; index < role_count; ++index) {
      const auto role = static_cast<Role>(index);
      if (roles_.has(role) || !is_used(role, kind_)) continue;
      const bool is_settled = said_absent(role) ? may_be_absent(role) : take_by_name(role).ok();
      if (!is_settled) seen.missing.push_back(role);
    }
    seen.roles = roles_;
    return seen;
  }

 private:
  Error refuse(std::string message) const { return {ErrorCode::invalid, std::move(message), options_.file}; }

  bool said_absent(Role role) const {
    const auto at = options_.columns.find(role_name(role));
    return at != options_.columns.end() && (at->second == "-" || at->second.empty());
  }

  bool may_be_absent(Role role) const {
    return !is_needed(role, kind_) || (kind_ == FileKind::annotations && role == Role::annotator);
  }

  // Whose annotations they are may be said from outside.
  bool must_be_found(Role role) const {
    return is_needed(role, kind_) && !(may_be_absent(role) && !options_.annotator.empty());
  }

  std::optional<std::size_t> column_named(const std::string& name) const {
    const auto exact = std::find(columns_.begin(), columns_.end(), name);
    if (exact != columns_.end()) return static_cast<std::size_t>(exact - columns_.begin());
    std::size_t number = 0;
    const char* end = name.data() + name.size();
    const auto [stop, code] = std::from_chars(name.data(), end, number);
    if (code != std::errc() || stop != end || number == 0 || number > columns_.size()) return std::nullopt;
    return number - 1;
  }

  Result<Done> take_named(const std::string& role_text, const std::string& column) {
    for (std::size_t index = 0; index < role_count; ++index) {
      const auto role = static_cast<Role>(index);
      if (role_text != role_name(role)) continue;
      if (said_absent(role)) {
        if (kind_ == FileKind::annotations && !may_be_absent(role)) {
          return refuse(fmt::format("no annotations without a column for the {}", role_text));
        }
        return Done{};
      }
      const std::optional<std::size_t> at = column_named(column);
      if (at && is_used(role, kind_)) {
        roles_.column[index] = *at;
        taken_[*at] = true;
      } else if (kind_ == FileKind::annotations) {
        return refuse(fmt::format("--column {}={}: there is no such column; the columns are {}", role_text,
                                  column, list_columns(columns_)));
      }
      return Done{};
    }
    return refuse(fmt::format(
        "--column {}={}: no such role; the roles are item, annotator, label, question, time, duration, "
        "guideline_version, batch, provider, skipped, anchored, reviewed, flag, comment",
        role_text, column));
  }

  Result<Done> take_by_name(Role role) {
    int best = rank_none;
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < columns_.size(); ++at) {
      const int rank = taken_[at] ? rank_none : rank_of(role, plain_[at], kind_);
      if (rank == rank_none || rank > best) continue;
      if (rank < best) found.clear();
      best = rank;
      found.push_back(at);
    }
    const std::string name = role_name(role);
    if (found.size() > 1 && is_needed(role, kind_)) {
      return refuse(
          fmt::format("the {} may be column {} \"{}\" or column {} \"{}\": say which with --column {}=NAME",
                      name, found[0] + 1, columns_[found[0]], found[1] + 1, columns_[found[1]], name));
    }
    if (found.empty() && must_be_found(role)) {
      const char* unless = role == Role::annotator && kind_ == FileKind::annotations
                               ? " (--column annotator=- if the file does not say who annotated)"
                               : "";
      return refuse(fmt::format(
          "no column is recognised as the {}; the columns are {}; name it with --column {}=NAME{}", name,
          list_columns(columns_), name, unless));
    }
    if (found.empty()) return Done{};
    roles_.column[static_cast<std::size_t>(role)] = found[0];
    taken_[found[0]] = true;
    return Done{};
  }

  std::span<const std::string> columns_;
  FileKind kind_;
  const ReadOptions& options_;
  std::vector<bool> taken_;
  std::vector<std::string> plain_;
  RoleColumns roles_{};
};

}  // namespace

const char* role_name(Role role) {
  switch (role) {
    case Role::item:
      return "item";
    case Role::annotator:
      return "annotator";
    case Role::label:
      return "label";
    case Role::question:
      return "question";
    case Role::time:
      return "time";
    case Role::duration:
      return "duration";
    case Role::guideline_version:
      return "guideline_version";
    case Role::batch:
      return "batch";
    case Role::provider:
      return "provider";
    case Role::skipped:
      return "skipped";
    case Role::anchored:
      return "anchored";
    case Role::reviewed:
      return "reviewed";
    case Role::flag:
      return "flag";
    case Role::comment:
      return "comment";
  }
  return "item";
}

std::size_t known_name_count(std::span<const std::string> columns) {
  std::size_t known = 0;
  for (const std::string& column : columns) {
    const std::string plain = plain_name(column);
    for (std::size_t index = 0; index < role_count; ++index) {
      if (rank_of(static_cast<Role>(index), plain, FileKind::gold) == rank_none) continue;
      ++known;
      break;
    }
  }
  return known;
}

Result<RoleColumns> find_roles(std::span<const std::string> columns, FileKind kind,
                               const ReadOptions& options) {
  return RoleFinder(columns, kind, options).find();
}

Result<RolesSeen> see_roles(std::span<const std::string> columns, FileKind kind, const ReadOptions& options) {
  return RoleFinder(columns, kind, options).see();
}

std::string describe_roles(std::span<const std::string> columns, const RoleColumns& roles) {
  std::string text;
  std::vector<bool> used(columns.size(), false);
  for (std::size_t index = 0; index < role_count; ++index) {
    const std::size_t at = roles.column[index];
    if (at == RoleColumns::absent) continue;
    used[at] = true;
    text +=
        fmt::format("{}{}={}", text.empty() ? "" : ", ", role_name(static_cast<Role>(index)), columns[at]);
  }
  std::vector<std::string> ignored;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (!used[at]) ignored.push_back(columns[at]);
  }
  if (ignored.empty()) return text;
  text += "; ignored: ";
  for (std::size_t at = 0; at < ignored.size() && at < 20; ++at) text += (at == 0 ? "" : ", ") + ignored[at];
  if (ignored.size() > 20) text += fmt::format(" and {} more", ignored.size() - 20);
  return text;
}

std::string list_columns(std::span<const std::string> columns) {
  constexpr std::size_t shown_max = 20;
  std::string text;
  for (std::size_t at = 0; at < columns.size() && at < shown_max; ++at) {
    text += fmt::format("{}\"{}\"", at == 0 ? "" : ", ", columns[at].substr(0, 60));
  }
  if (columns.size() > shown_max) text += fmt::format(" and {} more", columns.size() - shown_max);
  return text;
}

}  // namespace assay::formats
