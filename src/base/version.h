#pragma once
// The version of the program, from CMakeLists.txt.

namespace assay {
const char* version();
}
