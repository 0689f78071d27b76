#include "http/user_names.h"

#include <nlohmann/json.hpp>

#include "store/user.h"

namespace assay::http {

Json UserNames::operator()(std::int64_t id) const {
  if (id == 0) return nullptr;
  const auto [at, is_new] = names_.try_emplace(id);
  if (is_new) {
    const auto user = call_.services.app->database.read(
        [&](store::Connection& connection) { return store::user_by_id(connection, {id}); });
    if (user.ok()) at->second = user.value().name;
  }
  if (!at->second) return nullptr;
  return {{"id", id_json(id)}, {"name", *at->second}};
}

}  // namespace assay::http
