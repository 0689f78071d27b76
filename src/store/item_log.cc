#include "store/item_log.h"

#include <algorithm>
#include <string>

#include "store/values.h"

namespace assay::store {
namespace {

// The sign keeps the index of names out: keys are walked.
constexpr Statement heads_between{
    "select item_id, name, attributes from item where item_id > $1 and item_id <= $2 and +project_id = $3 "
    "order by item_id"};
constexpr Statement heads_of_project{
    "select item_id, name, attributes from item where project_id = $1 order by item_id"};
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

// Heads as they were read, with their texts in one string.
class Heads {
 public:
  void add(std::int64_t key, std::string_view name, std::string_view attributes) {
    if (attributes == "{}") attributes = {};
    rows_.push_back({key, text_.size(), name.size(), attributes.size()});
    text_.append(name).append(attributes);
  }
  void each(const std::function<void(const ItemHead&)>& f) const {
    for (const Place& row : rows_) {
      const char* const at = text_.data() + row.begin;
      f({row.key, {at, row.name_size}, {at + row.name_size, row.attributes_size}});
    }
  }

 private:
  struct Place {
    std::int64_t key;
    std::size_t begin, name_size, attributes_size;
  };
  std::vector<Place> rows_;
  std::string text_;
};

Result<Heads> heads_in(Connection& connection, domain::ProjectId project, const Stretch& stretch) {
  Heads out;
  Result<std::int64_t> ran =
      connection.run(heads_between, {stretch.after, stretch.last, project.value},
                     [&](const Row& row) { out.add(row.integer(0), row.text(1), row.text(2)); });
  if (!ran) return ran.error();
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
  return done_of(connection.run(heads_of_project, {project.value}, [&](const Row& row) {
    const std::string_view attributes = row.text(2);
    each({row.integer(0), row.text(1), attributes == "{}" ? std::string_view() : attributes});
  }));
}

}  // namespace assay::store
