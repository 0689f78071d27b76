#include "store/integrity.h"

#include <fmt/format.h>

#include "store/values.h"

namespace assay::store {
namespace {

// SQLite's own; PostgreSQL has no words for it.
constexpr Statement check_pages{"pragma integrity_check(10)"};
constexpr Statement check_keys{"pragma foreign_key_check"};
constexpr Statement copy_into{"vacuum into $1"};
constexpr Statement images{
    "select item_id, content, content_sha256, sealed_head from item where kind = 'image' and state <> "
    "'erased' "
    "order by item_id"};
constexpr Statement snapshot_documents{
    "select snapshot_id, document_sha256, options from snapshot order by snapshot_id"};

}  // namespace

Result<std::vector<std::string>> integrity_problems(Connection& connection) {
  std::vector<std::string> problems;
  if (connection.dialect() != Dialect::sqlite) return problems;
  const auto add = [&](std::string problem) {
    if (problems.size() < integrity_problems_max) problems.push_back(std::move(problem));
  };
  Result<std::int64_t> pages = connection.run(check_pages, {}, [&](const Row& row) {
    if (row.text(0) != "ok") add(row.string(0));
  });
  if (!pages) return pages.error();
  Result<std::int64_t> keys = connection.run(check_keys, {}, [&](const Row& row) {
    add(fmt::format("row {} of {} names a row of {} that is not there", row.integer(1), row.text(0),
                    row.text(2)));
  });
  if (!keys) return keys.error();
  return problems;
}

Result<Done> copy_database(Connection& connection, const std::string& target) {
  if (connection.dialect() != Dialect::sqlite) {
    return Error{ErrorCode::invalid, "PostgreSQL is copied by pg_dump", "database"};
  }
  return done_of(connection.run(copy_into, {std::string_view(target)}));
}

Result<Done> each_snapshot_document(Connection& connection, const EachSnapshot& each) {
  return done_of(connection.run(snapshot_documents, {}, [&](const Row& row) {
    each(row.integer(0), digest_of(row.bytes(1)), row.text(2));
  }));
}

Result<Done> each_image(Connection& connection, const EachImage& each) {
  return done_of(connection.run(images, {}, [&](const Row& row) {
    if (row.null(3)) return each(row.integer(0), row.text(1));
    // Sealed: the column has the hash of the sealed file, where the server keeps one.
    if (!row.null(2)) each(row.integer(0), fmt::format(R"({{"sha256":"{}"}})", hex(digest_of(row.bytes(2)))));
  }));
}

}  // namespace assay::store
