#pragma once
// Result<T>: a value, or an Error that says what happened, where, and what to do next.
// Everything that data, people or files can cause comes back as a Result; ASSAY_CHECK is for our own mistakes
// only.

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/check.h"

namespace assay {

// Closed list. One table maps it to exit codes (cli) and, later, to HTTP.
enum class ErrorCode { invalid, not_found, conflict, forbidden, undefined, unavailable, internal };

// The stable lower-case name of a code, as printed in JSON ("invalid", "not_found", ...).
const char* error_code_name(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;  // what happened and what to do next
  std::string where;    // "labels.csv, row 17, column label"; empty when there is no place to name
};

// "labels.csv, row 17: message", for people.
std::string error_text(const Error& error);

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT: a value is a result
  Result(Error error) : state_(std::move(error)) {}  // NOLINT: so is an error

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }

  const T& value() const& {
    ASSAY_CHECK(ok(), "value() of a failed Result");
    return std::get<T>(state_);
  }
  T& value() & {
    ASSAY_CHECK(ok(), "value() of a failed Result");
    return std::get<T>(state_);
  }
  T value() && {
    ASSAY_CHECK(ok(), "value() of a failed Result");
    return std::get<T>(std::move(state_));
  }
  const Error& error() const {
    ASSAY_CHECK(!ok(), "error() of a successful Result");
    return std::get<Error>(state_);
  }

 private:
  std::variant<T, Error> state_;
};

// For what succeeds without a value: Result<Done> f() { ...; return Done{}; }
struct Done {};

}  // namespace assay
