#include "sim/table.h"

#include <fmt/format.h>

namespace assay::sim {

labels::Table table_of(const SimulatedDelivery& delivery) {
  labels::Table table;
  for (const SimulatedAnnotation& annotation : delivery.annotations) {
    const std::string item = fmt::format("x{}", annotation.item);
    const std::string person = fmt::format("{}", annotation.annotator);
    labels::Row row;
    row.item = item;
    row.annotator = person;
    row.label = delivery.categories[annotation.label];
    row.time_us = std::int64_t{annotation.minute} * 60'000'000;
    row.duration_s = annotation.duration_s;
    table.add(row);
  }
  return table;
}

}  // namespace assay::sim
