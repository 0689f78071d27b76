#include "labels/kind.h"

namespace assay::labels {

const char* kind_name(Kind kind) {
  switch (kind) {
    case Kind::nominal:
      return "nominal";
    case Kind::ordinal:
      return "ordinal";
    case Kind::interval:
      return "interval";
    case Kind::ratio:
      return "ratio";
    case Kind::set:
      return "set";
  }
  return "nominal";
}

std::optional<Kind> kind_from_name(std::string_view name) {
  for (const Kind kind : {Kind::nominal, Kind::ordinal, Kind::interval, Kind::ratio, Kind::set}) {
    if (name == kind_name(kind)) return kind;
  }
  return std::nullopt;
}

}  // namespace assay::labels
