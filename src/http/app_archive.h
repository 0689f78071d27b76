#pragma once
// The web application inside of the binary: one file of tools/pack_app.py, as bytes.

#include <string_view>

namespace assay::http {
std::string_view app_archive();
}
