#include "http/request.h"

#include <algorithm>

#include "base/check.h"

namespace assay::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::optional<std::string_view> value_of(const std::vector<Parameter>& parameters, std::string_view name) {
  for (const Parameter& parameter : parameters) {
    if (parameter.name == name) return parameter.value;
  }
  return std::nullopt;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char left, char right) { return lower(left) == lower(right); });
}

std::optional<std::string_view> header_value(const Request& request, std::string_view name) {
  for (const Header& header : request.headers) {
    if (same_name(header.name, name)) return header.value;
  }
  return std::nullopt;
}

std::optional<std::string_view> query_value(const Request& request, std::string_view name) {
  return value_of(request.query, name);
}

std::optional<std::string_view> cookie_value(const Request& request, std::string_view name) {
  return value_of(request.cookies, name);
}

std::string_view path_value(const Request& request, std::string_view name) {
  const auto value = value_of(request.parameters, name);
  ASSAY_CHECK(value.has_value(), "the route has the parameter");
  return *value;
}

}  // namespace assay::http
