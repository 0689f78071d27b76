#pragma once
// Passwords that guesses begin with.

#include <string_view>

namespace assay::domain {

// Whether the password, in whatever case, is one of those that leaked most often, one short piece repeated,
// or counted through ("123456789012"). Twelve characters are asked for before; sentences are let through.
bool is_common_password(std::string_view password);

}  // namespace assay::domain
