#pragma once
// A simulated delivery as the table that a reader would make of it, without going through a file.

#include "labels/table.h"
#include "sim/delivery.h"

namespace assay::sim {

// Items "x0", "x1", ...; annotators by their number in the delivery; times and durations; no gold, no
// attributes.
labels::Table table_of(const SimulatedDelivery& delivery);

}  // namespace assay::sim
