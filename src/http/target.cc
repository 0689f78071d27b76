#include "http/target.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "base/text.h"

namespace assay::http {
namespace {

enum class Plus { is_plus, is_space };

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_plain_text(std::string_view text) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  return is_utf8(text) && std::none_of(text.begin(), text.end(), control);
}

std::optional<std::string> decoded(std::string_view text, Plus plus) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && plus == Plus::is_space) c = ' ';
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = digit(text[i + 1]), low = digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    result += c;
  }
  return is_plain_text(result) ? std::optional(result) : std::nullopt;
}

// The text before the next `end`, which goes with it.
std::string_view take_until(std::string_view& text, char end) {
  const std::size_t size = std::min(text.find(end), text.size());
  const std::string_view part = text.substr(0, size);
  text.remove_prefix(std::min(size + 1, text.size()));
  return part;
}

Error bad_path(std::string_view why) { return Error{ErrorCode::invalid, std::string(why), "path"}; }

Result<std::vector<std::string>> read_segments(std::string_view path) {
  std::vector<std::string> segments;
  if (path.empty() || path.front() != '/') return bad_path("a path begins with /");
  path.remove_prefix(1);
  while (!path.empty()) {
    const bool ends_in_slash = path.find('/') == path.size() - 1;
    auto segment = decoded(take_until(path, '/'), Plus::is_plus);
    if (!segment) return bad_path("the path is no UTF-8 text in percent encoding");
    if (segment->empty() || *segment == "." || *segment == ".." || ends_in_slash) {
      return bad_path("a path has no empty parts, no . and no ..");
    }
    segments.push_back(*std::move(segment));
    if (segments.size() > segments_max) return bad_path("the path has too many parts");
  }
  return segments;
}

Result<std::vector<Parameter>> read_query(std::string_view query) {
  std::vector<Parameter> parameters;
  while (!query.empty()) {
    std::string_view part = take_until(query, '&');
    if (part.empty()) continue;
    auto name = decoded(take_until(part, '='), Plus::is_space);
    auto value = decoded(part, Plus::is_space);
    if (!name || !value || name->empty()) {
      return Error{ErrorCode::invalid, "the query is no UTF-8 text in percent encoding", "query"};
    }
    parameters.push_back({*std::move(name), *std::move(value)});
    if (parameters.size() > query_parameters_max) {
      return Error{ErrorCode::invalid, "the query has too many parameters", "query"};
    }
  }
  return parameters;
}

}  // namespace

Result<Target> read_target(std::string_view target) {
  if (target.find('#') != std::string_view::npos) return bad_path("a target has no fragment");
  const std::string_view path = take_until(target, '?');
  auto segments = read_segments(path);
  if (!segments.ok()) return segments.error();
  auto query = read_query(target);
  if (!query.ok()) return query.error();
  return Target{std::move(segments).value(), std::move(query).value()};
}

std::optional<std::string> without_last_slash(std::string_view target) {
  constexpr std::string_view marks = "-._~!$&'()*+,;=:@%/?";
  const auto is_of_addresses = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
  };
  const std::size_t end = std::min(target.find('?'), target.size());
  if (end < 3 || target[end - 1] != '/') return std::nullopt;
  if (!std::all_of(target.begin(), target.end(), is_of_addresses)) return std::nullopt;
  std::string out(target.substr(0, end - 1));
  out += target.substr(end);
  return read_target(out).ok() ? std::optional(std::move(out)) : std::nullopt;
}

std::vector<Parameter> read_cookies(std::string_view header) {
  std::vector<Parameter> cookies;
  while (!header.empty() && cookies.size() < cookies_max) {
    std::string_view part = trimmed(take_until(header, ';'));
    const std::string_view name = take_until(part, '=');
    if (!name.empty()) cookies.push_back({std::string(name), std::string(part)});
  }
  return cookies;
}

}  // namespace assay::http
