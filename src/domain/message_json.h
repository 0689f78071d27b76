#pragma once
// The small maps of messages and preferences as they are kept: JSON objects. What is not one reads as empty.

#include <string>
#include <string_view>

#include "domain/message.h"

namespace assay::domain {

std::string words_text(const MessageWords& words);
MessageWords words_from(std::string_view json);
std::string choices_text(const std::map<std::string, bool>& choices);
std::map<std::string, bool> choices_from(std::string_view json);

}  // namespace assay::domain
