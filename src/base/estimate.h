#pragma once
// An Estimate: a number that never stands alone. Value, interval, level, n, method and status travel
// together.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace assay {

// ok                the value and its interval may be used
// insufficient      not enough evidence; n_needed says how many more of what n counts (0: cannot be said)
// no_variation      only one category was used: agreement by chance is not defined
// not_identifiable  the data cannot tell the parameter from another one, however many there are
enum class Status { ok, insufficient, no_variation, not_identifiable };

const char* status_name(Status status);

struct Interval {
  double lower = 0;
  double upper = 0;
  double level = 0.95;
  std::string method;  // "wilson", "clopper_pearson", "bca_bootstrap", "linearised_t", "jackknife_t", ...
};

struct Estimate {
  std::optional<double> value;       // absent when undefined; never NaN
  std::optional<Interval> interval;  // absent only with a note that says why
  std::optional<double> standard_error;
  std::int64_t n = 0;         // what was counted: items, or labels where the method says so
  std::int64_t n_needed = 0;  // with Status::insufficient: how many would do, 0 if unknown
  Status status = Status::ok;
  std::string method;  // how the value was computed: "krippendorff_alpha", "majority_accuracy"
  std::string note;    // glossary words, for people; empty when nothing must be said
};

// An estimate without a value, and the reason.
Estimate undefined_estimate(Status status, std::string method, std::int64_t n, std::string note);

}  // namespace assay
