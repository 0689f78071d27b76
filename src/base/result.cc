#include "base/result.h"

#include <fmt/format.h>

#include <stdexcept>

namespace assay {

const char* error_code_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid:
      return "invalid";
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::conflict:
      return "conflict";
    case ErrorCode::forbidden:
      return "forbidden";
    case ErrorCode::undefined:
      return "undefined";
    case ErrorCode::unavailable:
      return "unavailable";
    case ErrorCode::internal:
      return "internal";
  }
  return "internal";
}

std::string error_text(const Error& error) {
  if (error.where.empty()) return error.message;
  return fmt::format("{}: {}", error.where, error.message);
}

void check_failed(const char* condition, const char* assumption, const char* file, int line) {
  throw std::logic_error(fmt::format("{}:{}: {} ({})", file, line, assumption, condition));
}

}  // namespace assay
