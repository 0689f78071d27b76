#include "formats/xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

namespace assay::formats {
namespace {

pugi::xml_node element_from(pugi::xml_node node) {
  while (node && node.type() != pugi::node_element) node = node.next_sibling();
  return node;
}

}  // namespace

struct XmlDocument::State {
  pugi::xml_document document;
};

XmlDocument::XmlDocument() : state_(std::make_unique<State>()) {}
XmlDocument::~XmlDocument() = default;

Result<XmlElement> XmlDocument::parse(std::string_view text, const std::string& file) {
  const pugi::xml_parse_result result = state_->document.load_buffer(
      text.data(), text.size(), pugi::parse_escapes | pugi::parse_cdata | pugi::parse_eol,
      pugi::encoding_utf8);
  if (result) return XmlElement(element_from(state_->document.first_child()).internal_object());
  const auto end = text.begin() + std::min(result.offset, static_cast<std::ptrdiff_t>(text.size()));
  return Error{ErrorCode::invalid,
               fmt::format("the file is no XML ({}): it was cut off or damaged; export it again",
                           result.description()),
               fmt::format("{}, line {}", file, 1 + std::count(text.begin(), end, '\n'))};
}

std::string_view XmlElement::name() const { return pugi::xml_node(node_).name(); }
std::string_view XmlElement::attribute(const char* key) const {
  return pugi::xml_node(node_).attribute(key).value();
}
std::string_view XmlElement::text() const { return pugi::xml_node(node_).child_value(); }
XmlElement XmlElement::child(const char* child_name) const {
  return XmlElement(pugi::xml_node(node_).child(child_name).internal_object());
}
XmlElement XmlElement::first() const {
  return XmlElement(element_from(pugi::xml_node(node_).first_child()).internal_object());
}
XmlElement XmlElement::next() const {
  return XmlElement(element_from(pugi::xml_node(node_).next_sibling()).internal_object());
}

}  // namespace assay::formats
