#include "base/estimate.h"

#include <utility>

namespace assay {

const char* status_name(Status status) {
  switch (status) {
    case Status::ok:
      return "ok";
    case Status::insufficient:
      return "insufficient";
    case Status::no_variation:
      return "no_variation";
    case Status::not_identifiable:
      return "not_identifiable";
  }
  return "insufficient";
}

Estimate undefined_estimate(Status status, std::string method, std::int64_t n, std::string note) {
  Estimate estimate;
  estimate.status = status;
  estimate.method = std::move(method);
  estimate.n = n;
  estimate.note = std::move(note);
  return estimate;
}

}  // namespace assay
