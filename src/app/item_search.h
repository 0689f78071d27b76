#pragma once
// A text looked for in the key and the content of items: part of it, whatever its case.

#include <string_view>

#include "base/caseless.h"
#include "domain/item.h"

namespace assay::app {

class ItemSearch {
 public:
  explicit ItemSearch(std::string_view wanted) : wanted_(wanted) {}
  // In the key, in a text, and in what conversations, comparisons and records say; not in the names of their
  // fields.
  bool finds(const domain::Item& item) const;

 private:
  Caseless wanted_;
};

}  // namespace assay::app
