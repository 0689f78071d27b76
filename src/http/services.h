#pragma once
// What handlers work with. Owned by whoever starts the server; outlives every request.

#include "base/clock.h"

namespace assay::http {

class Router;
class Metrics;

struct Services {
  const Clock* clock = nullptr;
  const Router* router = nullptr;  // for what is made from the rows
  const Metrics* metrics = nullptr;
};

}  // namespace assay::http
