#pragma once
// How the items that are there fit what a schema declares of their attributes.

#include <cstdint>
#include <string>
#include <vector>

#include "domain/schema.h"
#include "live/project_table.h"

namespace assay::app {

// Items by one declared attribute: with a value that fits, with another one, without any.
struct AttributeFit {
  std::string name;
  std::int64_t fitting = 0, unfit = 0, missing = 0;
};
struct AttributesFit {
  std::vector<AttributeFit> attributes;
  std::int64_t unfit_items = 0;  // a value does not fit, or a required one is missing
};

// Of the items that the table holds, which stay as they are. Cost: a look at each value that occurs, and a
// pass over the items an attribute.
AttributesFit fit_of(const live::ProjectTable& table, const std::vector<domain::ItemAttribute>& declared);

}  // namespace assay::app
