#pragma once
// The refusal of a value that is not what it must be, with the field it stands in.

#include <string>
#include <utility>

#include "base/result.h"

namespace assay::domain {

inline Error invalid(std::string message, std::string where) {
  return Error{ErrorCode::invalid, std::move(message), std::move(where)};
}

}  // namespace assay::domain
