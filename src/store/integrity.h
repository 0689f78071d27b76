#pragma once
// What a database says about its own soundness, and its copy. For assay doctor, backup
// and restore.

#include <functional>
#include <string>
#include <vector>

#include "base/hash.h"
#include "store/connection.h"

namespace assay::store {

inline constexpr std::size_t integrity_problems_max = 10;

// SQLite: every page, index and constraint, then every foreign key; reads the whole file. PostgreSQL watches
// its pages and keys itself: nothing is looked at and nothing found.
Result<std::vector<std::string>> integrity_problems(Connection& connection);

// A copy of an SQLite database, of one state, made while it is written to. `target` must not exist; its
// folder keeps others out. Error `invalid` on PostgreSQL.
Result<Done> copy_database(Connection& connection, const std::string& target);

// Snapshots name documents that must lie among the files: the hash of each, and the options that name more.
using EachSnapshot =
    std::function<void(std::int64_t snapshot, const Digest& document, std::string_view options)>;
Result<Done> each_snapshot_document(Connection& connection, const EachSnapshot& each);

// Every item that is an image: its id and its content as domain::image_place() reads it.
using EachImage = std::function<void(std::int64_t item, std::string_view content)>;
Result<Done> each_image(Connection& connection, const EachImage& each);

}  // namespace assay::store
