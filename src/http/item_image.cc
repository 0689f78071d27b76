// The bytes of an image: with a type that they themselves say, in a sandbox, whole or a part.

#include <fmt/format.h>

#include <charconv>

#include "app/item_images.h"
#include "app/own_items.h"
#include "http/handlers.h"
#include "http/protection.h"
#include "http/services.h"
#include "http/static_files.h"
#include "http/wire_values.h"

namespace assay::http {
namespace {

struct Part {
  std::size_t begin = 0, end = 0;  // of bytes; end is behind the last
};

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

enum class Asked { whole, part, beyond };

// "bytes=FIRST-LAST", "bytes=FIRST-" or "bytes=-COUNT" (RFC 9110, 14.1.2). Several parts, and what is none,
// are answered with the whole.
Asked asked_part(std::string_view range, std::size_t size, Part& part) {
  constexpr std::string_view unit = "bytes=";
  if (!range.starts_with(unit) || range.find(',') != range.npos) return Asked::whole;
  range.remove_prefix(unit.size());
  const std::size_t dash = range.find('-');
  if (dash == range.npos) return Asked::whole;
  const auto first = number_of(range.substr(0, dash)), last = number_of(range.substr(dash + 1));
  if ((!first && dash > 0) || (!last && dash + 1 < range.size()) || (!first && !last)) return Asked::whole;
  if (!first) {
    part = {size - std::min(size, *last), size};
  } else {
    part = {*first, last && *last < size ? *last + 1 : size};
    if (last && *last < *first) return Asked::whole;
  }
  return part.begin < part.end ? Asked::part : Asked::beyond;
}

Answer image_answer(const Request& request, const app::ImageBytes& image) {
  Answer answer;
  const std::string etag = "\"" + hex(image.sha256).substr(0, 32) + "\"";
  add_header(answer, "ETag", etag);
  add_header(answer, "Cache-Control", "private, no-cache");
  add_header(answer, "Content-Security-Policy", foreign_bytes_policy);
  add_header(answer, "Accept-Ranges", "bytes");
  if (has_match(request, etag)) {
    answer.status = 304;
    answer.type = "";
    return answer;
  }
  const std::string_view bytes = image.file.bytes();
  answer.type = image.type;
  Part part{0, bytes.size()};
  const bool same = header_value(request, "If-Range").value_or(etag) == etag;
  const std::string_view range = same ? header_value(request, "Range").value_or("") : "";
  switch (asked_part(range, bytes.size(), part)) {
    case Asked::whole:
      part = {0, bytes.size()};
      break;
    case Asked::part:
      answer.status = 206;
      add_header(answer, "Content-Range",
                 fmt::format("bytes {}-{}/{}", part.begin, part.end - 1, bytes.size()));
      break;
    case Asked::beyond: {
      Answer beyond = refused(416, "invalid", "the file ends before this part");
      add_header(beyond, "Content-Range", fmt::format("bytes */{}", bytes.size()));
      return beyond;
    }
  }
  answer.body = bytes.substr(part.begin, part.end - part.begin);
  return answer;
}

}  // namespace

Answer show_item_image(const Call& call) {
  const auto project = path_id<domain::ProjectTag>(call, "id");
  if (!project.ok()) return error_answer(project.error());
  const std::string_view item = path_value(call.request, "item");
  const auto image = app::item_image(*call.services.app, caller_of(call), project.value(), item);
  return image.ok() ? image_answer(call.request, image.value()) : error_answer(image.error());
}

Answer show_own_item_image(const Call& call) {
  const auto project = path_id<domain::ProjectTag>(call, "id");
  if (!project.ok()) return error_answer(project.error());
  const auto id = path_id<domain::AssignmentTag>(call, "assignment");
  if (!id.ok()) return error_answer(id.error());
  const auto image = app::own_item_image(*call.services.app, caller_of(call), project.value(), id.value());
  return image.ok() ? image_answer(call.request, image.value()) : error_answer(image.error());
}

}  // namespace assay::http
