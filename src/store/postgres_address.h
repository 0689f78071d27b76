#pragma once
// How far an address of PostgreSQL leads, and how well the way there is guarded.

#include <string>

#include "base/result.h"

namespace assay::store {

// Whether everything between here and the database is encrypted and the database shows a certificate that is
// checked, name and all (sslmode=verify-full), or it is on this machine: a socket of the file system,
// localhost or a loopback address. What the address leaves open libpq takes from the environment, and so does
// this. Error `invalid` says which host lacks what, or that the address is none.
Result<Done> check_postgres_way(const std::string& address);

}  // namespace assay::store
