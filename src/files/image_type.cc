#include "files/image_type.h"

namespace assay::files {

std::string_view image_type(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png";
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return "image/jpeg";
  if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return "image/gif";
  if (bytes.starts_with("RIFF"sv) && bytes.substr(0, 12).ends_with("WEBP"sv)) return "image/webp";
  const std::string_view brand = bytes.size() >= 12 ? bytes.substr(4, 8) : std::string_view();
  if (brand == "ftypavif"sv || brand == "ftypavis"sv) return "image/avif";
  return "";
}

}  // namespace assay::files
