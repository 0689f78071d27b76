#include "app/attribute_fit.h"

#include <algorithm>

namespace assay::app {
namespace {

using labels::none;

// Of the items of one attribute; those that do not fit are marked.
AttributeFit fit_of_one(const labels::Table& table, const domain::ItemAttribute& declared,
                        std::vector<bool>& unfit) {
  AttributeFit out{.name = declared.name};
  const auto found = std::find_if(table.item_attributes.begin(), table.item_attributes.end(),
                                  [&](const labels::Attribute& each) { return each.name == declared.name; });
  std::vector<bool> fits;
  if (found != table.item_attributes.end()) {
    for (std::uint32_t code = 0; code < found->values.size(); ++code)
      fits.push_back(domain::fits(declared, found->values.name(code)));
  }
  for (std::uint32_t item = 0; item < table.items.size(); ++item) {
    const std::uint32_t value =
        found != table.item_attributes.end() && item < found->code.size() ? found->code[item] : none;
    if (value == none) {
      ++out.missing;
      unfit[item] = unfit[item] || declared.required;
    } else if (fits[value]) {
      ++out.fitting;
    } else {
      ++out.unfit;
      unfit[item] = true;
    }
  }
  return out;
}

}  // namespace

AttributesFit fit_of(const live::ProjectTable& table, const std::vector<domain::ItemAttribute>& declared) {
  return table.look([&](const live::ProjectTable& looked) {
    AttributesFit out;
    std::vector<bool> unfit(looked.table().items.size(), false);
    for (const domain::ItemAttribute& each : declared)
      out.attributes.push_back(fit_of_one(looked.table(), each, unfit));
    out.unfit_items = std::count(unfit.begin(), unfit.end(), true);
    return out;
  });
}

}  // namespace assay::app
