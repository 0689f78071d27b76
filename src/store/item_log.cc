#include "store/item_log.h"

#include <algorithm>
#include <string>

#include "store/sealed_item.h"
#include "store/subject_keys.h"
#include "store/values.h"

namespace assay::store {
namespace {

#define ASSAY_HEADS "select item_id, name, attributes, sealed_head, state from item where "
// The sign keeps the index of names out: keys are walked.
constexpr Statement heads_between{ASSAY_HEADS
                                  "item_id > $1 and item_id <= $2 and +project_id = $3 order by item_id"};
constexpr Statement heads_of_project{ASSAY_HEADS "project_id = $1 and item_id > $2 order by item_id"};
constexpr Statement extent_of{
    "select count(*), coalesce(min(item_id), 0), coalesce(max(item_id), 0) from item where project_id = $1"};

constexpr std::int64_t stretch_keys = 25'000;

struct Extent {
  std::int64_t count = 0, first = 0, last = 0;
  bool dense() const { return count * 3 > last - first; }
};

struct Stretch {
  std::int64_t after = 0, last = 0;
};

// Heads as they were read, with their texts in one string. Those that are sealed are opened together.
class Heads {
 public:
  void take(const Row& row) {
    const bool erased = row.text(4) == "erased";
    if (erased || row.null(3)) return add(row.integer(0), row.text(1), row.text(2), erased);
    sealed_.push_back({rows_.size(), row.string(3)});
    add(row.integer(0), {}, {}, true);
  }

  Result<Done> open(Connection& connection) {
    if (sealed_.empty()) return Done{};
    Result<SubjectKeys*> keys = keys_of(connection);
    if (!keys) return keys.error();
    std::size_t next = 0;
    const std::int64_t first = rows_[sealed_.front().row].key, last = rows_[sealed_.back().row].key;
    const auto take_key = [&](std::int64_t item, const Secret& key) {
      while (next < sealed_.size() && rows_[sealed_[next].row].key < item) ++next;
      if (next == sealed_.size() || rows_[sealed_[next].row].key != item) return;
      const auto head = open_head(key, item, sealed_[next].head);
      if (head) place(rows_[sealed_[next].row], head->name, head->attributes);
    };
    return keys.value()->each_between(SubjectKind::item, first, last, take_key);
  }

  void each(const std::function<void(const ItemHead&)>& f) const {
    for (const Place& row : rows_) {
      const char* const at = text_.data() + row.begin;
      f({row.key, {at, row.name_size}, {at + row.name_size, row.attributes_size}, row.erased});
    }
  }
  std::int64_t count() const { return std::ssize(rows_); }

 private:
  struct Place {
    std::int64_t key;
    std::size_t begin, name_size, attributes_size;
    bool erased;
  };
  struct Sealed {
    std::size_t row;
    std::string head;
  };

  void add(std::int64_t key, std::string_view name, std::string_view attributes, bool erased) {
    rows_.push_back({key, 0, 0, 0, erased});
    if (erased) return;
    place(rows_.back(), name, attributes);
  }
  void place(Place& row, std::string_view name, std::string_view attributes) {
    if (attributes == "{}") attributes = {};
    row = {row.key, text_.size(), name.size(), attributes.size(), false};
    text_.append(name).append(attributes);
  }

  std::vector<Place> rows_;
  std::vector<Sealed> sealed_;
  std::string text_;
};

Result<Heads> heads_in(Connection& connection, domain::ProjectId project, const Stretch& stretch) {
  Heads out;
  const Result<std::int64_t> ran = connection.run(heads_between, {stretch.after, stretch.last, project.value},
                                                  [&](const Row& row) { out.take(row); });
  if (!ran) return ran.error();
  if (auto opened = out.open(connection); !opened) return opened.error();
  return out;
}

Result<Done> walk_keys(Connection& connection, domain::ProjectId project, const Extent& extent,
                       const std::function<void(const ItemHead&)>& each, const MoreConnections& more) {
  std::int64_t next = extent.first - 1;
  const auto cut = [&](std::size_t at_most, const std::vector<Heads>&) {
    std::vector<Stretch> out;
    for (; next < extent.last && out.size() < at_most; next += stretch_keys) {
      out.push_back({next, std::min(extent.last, next + stretch_keys)});
    }
    return out;
  };
  LentConnections connections(connection, more);
  return read_ahead<Stretch, Heads>(
      connections,
      {cut, [&](Connection& lent, const Stretch& stretch) { return heads_in(lent, project, stretch); },
       [&](const Heads& heads) { heads.each(each); }});
}

}  // namespace

Result<Done> each_item(Connection& connection, domain::ProjectId project,
                       const std::function<void(const ItemHead&)>& each, const MoreConnections& more) {
  Result<Extent> where = first_row<Extent>(
      connection, extent_of, {project.value},
      [](const Row& row) {
        return Extent{row.integer(0), row.integer(1), row.integer(2)};
      },
      "no items");
  if (!where) return where.error();
  if (where.value().count > 0 && where.value().dense())
    return walk_keys(connection, project, where.value(), each, more);
  return each_item_beyond(connection, project, 0, each);
}

Result<Done> each_item_beyond(Connection& connection, domain::ProjectId project, std::int64_t after,
                              const std::function<void(const ItemHead&)>& each) {
  Heads heads;
  Result<Done> done = Done{};
  const auto hand_over = [&] {
    if (done) done = heads.open(connection);
    if (done) heads.each(each);
    heads = {};
  };
  const Result<std::int64_t> ran =
      connection.run(heads_of_project, {project.value, after}, [&](const Row& row) {
        heads.take(row);
        if (heads.count() == stretch_keys) hand_over();
      });
  hand_over();
  return ran ? done : ran.error();
}

}  // namespace assay::store
