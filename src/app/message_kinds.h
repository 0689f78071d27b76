#pragma once
// The kinds of messages: one table of what people are told of, how, and in which words.

#include <span>
#include <string>
#include <string_view>

#include "domain/message.h"

namespace assay::app {

enum class ByDefault { mail, application_alone };
enum class Hears { people_alone, webhooks_too };

// {name} in a text is a word of the message; {project} is the name of its project.
struct MessageKind {
  const char* name;
  ByDefault by_default;  // e-mail as well, until the person says otherwise; the application always has it
  Hears hears;           // whether outgoing webhooks of the project may choose it
  const char* title;     // what the kind is, for who chooses
  const char* subject;
  const char* text;  // what to do next
};

std::span<const MessageKind> message_kinds();
// Null: there is none of the name.
const MessageKind* message_kind(std::string_view name);

// Words filled in, one line, without control characters. A message of a kind that this program does not know
// (a newer one wrote it) says so.
std::string message_subject(const domain::Message& message, const std::string& project_name);
std::string message_text(const domain::Message& message, const std::string& project_name);

}  // namespace assay::app
