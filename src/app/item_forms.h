#pragma once
// The forms in which files hold conversations and answers, brought to those of domain/item.h.

#include <optional>
#include <string>
#include <string_view>

namespace assay::app {

// A list of turns as {role, text}: of {role, content} (chat logs; content may be a list of parts with a
// text), {from, value}, {speaker, text} and their like. Nothing when the JSON is no such list or empty.
std::optional<std::string> conversation_from(std::string_view json);

// What one side said: a text as it is; of a list of turns its words, the roles in front where there are
// several; of an object its text.
std::string answer_from(std::string_view cell);

bool is_json_object(std::string_view text);

}  // namespace assay::app
