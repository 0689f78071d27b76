#include "app/message_kinds.h"

#include <array>

#include "base/text.h"

namespace assay::app {
namespace {

using enum ByDefault;
using enum Hears;

constexpr std::array kind_table = {
    MessageKind{"job_ended", application_alone, webhooks_too, "A job of yours has ended",
                "The {job} in “{project}” has ended", "Its results are in the project."},
    MessageKind{"job_failed", mail, webhooks_too, "A job of yours has failed",
                "The {job} in “{project}” has failed", "The project says why, and it can be started again."},
    MessageKind{"project_closed", mail, webhooks_too, "A project of yours was closed",
                "“{project}” was closed",
                "Nothing comes in any more. What is there stays; its owner can open it again."},
    MessageKind{"items_erased_by_rule", mail, webhooks_too,
                "Items of a project of yours were erased by its rule",
                "{count} items of “{project}” were erased by its retention rule",
                "They had been kept for {days} days. Estimates say how many items were removed."},
    MessageKind{"glass_broken", mail, webhooks_too,
                "Somebody came into a project about people in an emergency",
                "{who} has broken the glass of “{project}”",
                "They say why, and see its items for four hours. One of its owners reviews that within 72 "
                "hours."},
    MessageKind{"approval_asked", mail, people_alone, "Somebody asks for your agreement",
                "{who} asks a second person to agree: {what}",
                "Look at what exactly it is and sign with password and code. It waits for a day."},
    MessageKind{"approval_given", mail, people_alone, "What you asked for was agreed to",
                "{who} has agreed: {what}", "It serves once, for exactly that, within a day."},
    MessageKind{"batch_released", mail, webhooks_too, "A batch was released to you",
                "The batch “{batch}” of “{project}” was released",
                "It has {items} items: assign them to your annotators."},
    MessageKind{"batch_recalled", mail, webhooks_too, "A batch was recalled",
                "The batch “{batch}” of “{project}” was recalled",
                "Nothing of it is answered any more. What was answered is kept."},
    MessageKind{"batch_due_soon", mail, webhooks_too, "A batch is due within a working day",
                "The batch “{batch}” of “{project}” is due soon", "{left} items are not answered yet."},
    MessageKind{"batch_overdue", mail, webhooks_too, "A batch is overdue",
                "The batch “{batch}” of “{project}” is overdue",
                "{left} items are not answered. What comes now is kept, and counted as late."},
    MessageKind{"items_assigned", mail, people_alone, "Items were assigned to you",
                "{items} items of “{project}” were assigned to you",
                "They are of the batch “{batch}” and stand under My items."},
    MessageKind{"item_returned", application_alone, people_alone, "An annotator has returned items",
                "Items of the batch “{batch}” of “{project}” were returned",
                "The batch says why. Assign them to somebody else."},
    MessageKind{"leases_over", application_alone, people_alone, "Assignments have expired",
                "{items} assignments of “{project}” have expired",
                "They were not answered in time. Assign them again."},
    MessageKind{"token_ends", mail, people_alone, "A token of yours ends within seven days",
                "Your token “{token}” ends on {day}",
                "Programs that use it are refused from then on: make another and put it in its place."},
    MessageKind{"locked_out", mail, people_alone, "Somebody was locked out after too many failed attempts",
                "Signing in was locked for a while: too many failed attempts as {who}",
                "If nobody has mistyped a password, somebody is guessing. The lock ends by itself."},
    MessageKind{
        "many_refusals", mail, people_alone, "Unusually many requests of somebody were refused",
        "{count} requests of {who} were refused within ten minutes",
        "A program that was set up wrongly does that, and so does somebody who tries doors. The log of "
        "the server has each of them."},
    MessageKind{"sign_in_changed", mail, people_alone, "How you sign in was changed", "{what}",
                "If neither you nor an administrator whom you asked has done it, somebody else has: tell an "
                "administrator at once."},
    MessageKind{"webhook_given_up", mail, people_alone, "An outgoing webhook of yours has given up",
                "A webhook of “{project}” to {host} has given up",
                "It was tried {attempts} times. The project's webhooks say what was answered; what was not "
                "received can be sent again there."},
};

std::string filled(std::string_view pattern, const domain::Message& message,
                   const std::string& project_name) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t begin = std::min(pattern.find('{', at), pattern.size());
    out += pattern.substr(at, begin - at);
    if (begin == pattern.size()) break;
    const std::size_t end = pattern.find('}', begin);
    const std::string name(pattern.substr(begin + 1, end - begin - 1));
    const auto word = message.words.find(name);
    if (name == "project") {
      out += project_name.empty() ? "project " + std::to_string(message.project.value) : project_name;
    } else if (word != message.words.end()) {
      out += word->second;
    }
    at = end + 1;
  }
  return printable(out);
}

}  // namespace

std::span<const MessageKind> message_kinds() { return kind_table; }

const MessageKind* message_kind(std::string_view name) {
  for (const MessageKind& kind : kind_table) {
    if (name == kind.name) return &kind;
  }
  return nullptr;
}

std::string message_subject(const domain::Message& message, const std::string& project_name) {
  const MessageKind* kind = message_kind(message.kind);
  return kind == nullptr ? "A message of a newer release" : filled(kind->subject, message, project_name);
}

std::string message_text(const domain::Message& message, const std::string& project_name) {
  const MessageKind* kind = message_kind(message.kind);
  return kind == nullptr ? "" : filled(kind->text, message, project_name);
}

}  // namespace assay::app
