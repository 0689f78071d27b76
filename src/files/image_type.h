#pragma once
// What an image is, from its bytes and never from its name.

#include <string_view>

namespace assay::files {

// "image/png", "image/jpeg", "image/gif", "image/webp" or "image/avif"; "" for everything else: also for SVG,
// which may hold scripts.
std::string_view image_type(std::string_view bytes);

}  // namespace assay::files
