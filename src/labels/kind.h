#pragma once
// The kind of a question's labels, which decides what distances and metrics make sense.

#include <optional>
#include <string>
#include <string_view>

namespace assay::labels {

// nominal   names without order            ordinal   ordered names or ranks
// interval  numbers, differences count     ratio     numbers with a true zero
// set       several categories at once (multi-label)
enum class Kind { nominal, ordinal, interval, ratio, set };

const char* kind_name(Kind kind);
std::optional<Kind> kind_from_name(std::string_view name);

}  // namespace assay::labels
