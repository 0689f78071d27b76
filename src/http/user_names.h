#pragma once
// Who a row names, as {id, name}.

#include <map>
#include <string>

#include "http/services.h"
#include "http/wire_values.h"

namespace assay::http {

class UserNames {
 public:
  explicit UserNames(const Call& call);
  Json operator()(std::int64_t id) const;  // null for 0 and for strangers

 private:
  std::map<std::int64_t, std::string> names_;
};

}  // namespace assay::http
