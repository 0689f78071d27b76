#include "http/user_names.h"

#include <nlohmann/json.hpp>

#include "store/user.h"

namespace assay::http {

UserNames::UserNames(const Call& call) {
  const auto users = call.services.app->database.read(
      [](store::Connection& connection) { return store::all_users(connection); });
  if (!users.ok()) return;
  for (const domain::User& user : users.value()) names_.emplace(user.id.value, user.name);
}

Json UserNames::operator()(std::int64_t id) const {
  const auto found = names_.find(id);
  if (found == names_.end()) return nullptr;
  return {{"id", id_json(id)}, {"name", found->second}};
}

}  // namespace assay::http
