#include "http/route.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/check.h"

namespace assay::http {

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
  for (const Route& route : routes_) {
    ASSAY_CHECK(!route.path.empty() && route.path[0] == '/', "a route's path begins with /");
    std::vector<Segment> segments;
    for (std::size_t at = 1; at < route.path.size();) {
      const std::size_t end = std::min(route.path.find('/', at), route.path.size());
      std::string_view text = route.path.substr(at, end - at);
      const bool is_parameter = text.front() == '{';
      if (is_parameter) text = text.substr(1, text.size() - 2);
      segments.push_back({std::string(text), is_parameter});
      at = end + 1;
    }
    segments_.push_back(std::move(segments));
  }
}

Router::Match Router::find(std::string_view method, const std::vector<std::string>& segments) const {
  Match best;
  std::size_t best_parameters = segments.size() + 1;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    const auto& pattern = segments_[i];
    if (pattern.size() != segments.size()) continue;
    std::vector<Parameter> parameters;
    const auto fits = [&](const Segment& part, const std::string& segment) {
      if (part.is_parameter) parameters.push_back({part.text, segment});
      return part.is_parameter || part.text == segment;
    };
    if (!std::equal(pattern.begin(), pattern.end(), segments.begin(), fits)) continue;
    if (std::find(best.methods.begin(), best.methods.end(), routes_[i].method) == best.methods.end()) {
      best.methods.push_back(routes_[i].method);
    }
    if (routes_[i].method != method || parameters.size() >= best_parameters) continue;
    best_parameters = parameters.size();
    best.route = &routes_[i];
    best.index = i;
    best.parameters = std::move(parameters);
  }
  return best;
}

}  // namespace assay::http
