#include "render/html.h"

#include "base/check.h"
#include "render/json.h"
#include "render/page.h"
#include "render/report_page.h"

namespace assay::render {
namespace {

constexpr std::string_view place_of_data = "@ASSAY_INSPECTION@";

}  // namespace

std::string html_safe_json(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 64);
  for (std::size_t at = 0; at < json.size(); ++at) {
    const std::string_view three = json.substr(at, 3);
    if (json[at] == '<') {
      out += "\\u003c";
    } else if (json[at] == '>') {
      out += "\\u003e";
    } else if (json[at] == '&') {
      out += "\\u0026";
    } else if (three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9") {
      out += three == "\xE2\x80\xA8" ? "\\u2028" : "\\u2029";
      at += 2;
    } else {
      out += json[at];
    }
  }
  return out;
}

std::string page_with(std::string_view json) {
  const std::string_view page = report_page();
  const std::size_t at = page.find(place_of_data);
  ASSAY_CHECK(at != std::string_view::npos, "the page has a place for the document");
  std::string out(page.substr(0, at));
  out += html_safe_json(json);
  out += page.substr(at + place_of_data.size());
  return out;
}

std::string inspection_html(const quality::Inspection& inspection) {
  return page_with(report_json(inspection));
}

}  // namespace assay::render
