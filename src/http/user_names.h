#pragma once
// Who a row names, as {id, name}. A user is read when first asked for, so that a page costs the few people on
// it and not all there are. Of one request; not thread safe.

#include <map>
#include <optional>
#include <string>

#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {

class UserNames {
 public:
  explicit UserNames(const Call& call) : call_(call) {}
  Json operator()(std::int64_t id) const;  // null for 0 and for strangers

 private:
  const Call& call_;
  mutable std::map<std::int64_t, std::optional<std::string>> names_;  // nothing: there is no such user
};

}  // namespace assay::http
