#pragma once
// XML as a tree to walk, and the only place that knows the library behind it. Documents are data: a DOCTYPE
// and its entities are passed over, never expanded; nothing is fetched. Memory: several times the text.

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace pugi {
struct xml_node_struct;
}

namespace assay::formats {

// A handle; valid as long as its document. One that is not there has no name, attributes or children.
class XmlElement {
 public:
  XmlElement() = default;
  explicit XmlElement(pugi::xml_node_struct* node) : node_(node) {}
  bool is_there() const { return node_ != nullptr; }
  std::string_view name() const;
  std::string_view attribute(const char* key) const;  // empty when it is not there
  std::string_view text() const;                      // of its first piece of text
  XmlElement child(const char* child_name) const;     // the first of that name
  XmlElement first() const;                           // the first child that is an element
  XmlElement next() const;                            // the next one after this among its siblings

 private:
  pugi::xml_node_struct* node_ = nullptr;
};

class XmlDocument {
 public:
  XmlDocument();
  ~XmlDocument();
  XmlDocument(const XmlDocument&) = delete;
  XmlDocument& operator=(const XmlDocument&) = delete;

  // text is UTF-8. An Error has the line.
  Result<XmlElement> parse(std::string_view text, const std::string& file);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace assay::formats
