#include "render/ink.h"

namespace assay::render {
namespace {

std::string with(const char* code, const std::string& text, Ink ink) {
  if (ink == Ink::plain || text.empty()) return text;
  return std::string("\x1b[") + code + "m" + text + "\x1b[0m";
}

}  // namespace

std::string strong(const std::string& text, Ink ink) { return with("1", text, ink); }
std::string alarm(const std::string& text, Ink ink) { return with("1;31", text, ink); }
std::string caution(const std::string& text, Ink ink) { return with("33", text, ink); }
std::string quiet(const std::string& text, Ink ink) { return with("2", text, ink); }

}  // namespace assay::render
