#include "store/item_read.h"

#include <algorithm>

#include "store/values.h"

namespace assay::store {
namespace {

constexpr Statement add_read{
    "insert into item_read (project_id, user_id, verb, items, purpose, break_glass_id, at) values ($1, $2, "
    "$3, "
    "$4, $5, $6, $7)"};
constexpr Statement list_reads{
    "select item_read_id, project_id, user_id, verb, items, purpose, break_glass_id, at from item_read where "
    "project_id = $1 order by item_read_id"};
constexpr Statement add_broken{
    "insert into break_glass (project_id, user_id, reason, opened_at, expires_at) values ($1, $2, $3, $4, "
    "$5) "
    "returning break_glass_id"};
#define ASSAY_BROKEN                                                                                      \
  "select break_glass_id, project_id, user_id, reason, opened_at, expires_at, reviewed_by, reviewed_at, " \
  "review from break_glass where project_id = $1 "
constexpr Statement list_broken{ASSAY_BROKEN "order by break_glass_id desc limit 1000"};
constexpr Statement find_broken{ASSAY_BROKEN
                                "and user_id = $2 and expires_at > $3 order by break_glass_id desc limit 1"};
constexpr Statement set_review{
    "update break_glass set reviewed_by = $3, reviewed_at = $4, review = $5 where break_glass_id = $1 and "
    "project_id = $2 and reviewed_at is null"};

constexpr std::size_t packed_key_bytes = 8;

std::string packed(std::span<const std::int64_t> keys) {
  std::string out;
  for (const std::int64_t key : keys) {
    for (int shift = 56; shift >= 0; shift -= 8)
      out += static_cast<char>(static_cast<std::uint64_t>(key) >> shift & 0xFF);
  }
  return out;
}

std::vector<std::int64_t> unpacked(std::string_view bytes) {
  std::vector<std::int64_t> out;
  for (std::size_t at = 0; at + packed_key_bytes <= bytes.size(); at += packed_key_bytes) {
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < packed_key_bytes; ++i)
      key = key << 8 | static_cast<unsigned char>(bytes[at + i]);
    out.push_back(static_cast<std::int64_t>(key));
  }
  return out;
}

domain::BreakGlass broken_of(const Row& row) {
  return {{row.integer(0)}, {row.integer(1)}, {row.integer(2)},        row.string(3), row.integer(4),
          row.integer(5),   {row.integer(6)}, integer_or_none(row, 7), row.string(8)};
}

}  // namespace

Result<Done> insert_item_read(Connection& connection, const ItemRead& read) {
  const std::string items = packed(read.items);
  return done_of(connection.run(
      add_read, {read.project.value, read.user.value, std::string_view(read.verb), Bytes{items},
                 std::string_view(read.purpose), key_or_null(read.break_glass.value), read.at}));
}

Result<Done> each_item_read(Connection& connection, domain::ProjectId project,
                            std::optional<domain::ItemId> item,
                            const std::function<void(const ItemRead&)>& each) {
  return done_of(connection.run(list_reads, {project.value}, [&](const Row& row) {
    ItemRead read{row.integer(0),         {row.integer(1)}, {row.integer(2)}, row.string(3),
                  unpacked(row.bytes(4)), row.string(5),    {row.integer(6)}, row.integer(7)};
    const bool shown =
        !item || std::find(read.items.begin(), read.items.end(), item->value) != read.items.end();
    if (shown) each(read);
  }));
}

Result<domain::BreakGlassId> insert_break_glass(Connection& connection, const domain::BreakGlass& broken) {
  const Result<std::int64_t> id =
      key_from(connection, add_broken,
               {broken.project.value, broken.user.value, std::string_view(broken.reason), broken.opened_at,
                broken.expires_at});
  if (!id) return id.error();
  return domain::BreakGlassId{id.value()};
}

Result<std::vector<domain::BreakGlass>> broken_glass_in(Connection& connection, domain::ProjectId project) {
  const Value values[] = {project.value};
  return all_rows<domain::BreakGlass>(connection, list_broken, values, broken_of);
}

Result<std::optional<domain::BreakGlass>> broken_glass_of(Connection& connection, domain::ProjectId project,
                                                          domain::UserId user, std::int64_t now_us) {
  std::optional<domain::BreakGlass> found;
  const Result<std::int64_t> ran = connection.run(find_broken, {project.value, user.value, now_us},
                                                  [&](const Row& row) { found = broken_of(row); });
  if (!ran) return ran.error();
  return found;
}

Result<bool> review_break_glass(Connection& connection, const domain::BreakGlass& reviewed) {
  const Result<std::int64_t> ran =
      connection.run(set_review, {reviewed.id.value, reviewed.project.value, reviewed.reviewed_by.value,
                                  or_null(reviewed.reviewed_at), std::string_view(reviewed.review)});
  if (!ran) return ran.error();
  return ran.value() == 1;
}

}  // namespace assay::store
