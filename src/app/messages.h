#pragma once
// People are told what they must act on or have asked for: in the application always, by e-mail and by
// outgoing webhooks where these are set up.

#include <string>
#include <vector>

#include "app/context.h"
#include "app/projects.h"
#include "domain/message.h"
#include "store/message.h"

namespace assay::app {

// What is told, to whom. Words are small and no content: neither items nor labels nor secrets are in them.
struct Telling {
  std::string kind;                        // of message_kinds.cc
  std::vector<domain::UserId> recipients;  // each once
  domain::ProjectId project;               // none: of the server
  domain::MessageWords words;
  domain::MessageWords objects;  // ids by noun, for webhooks: {"job": "12"}
  std::string about;             // with quiet_us: who was told of it as shortly ago is not told again
  std::int64_t quiet_us = 0;
  std::string link;  // path in the application
};

// Writes the messages, and what of them is to be sent, in the transaction of what they tell of: both are
// there or neither. Open pages and the sender learn of it after the commit. The context outlives the commit.
Result<Done> tell(Context& context, store::Transaction& transaction, const Telling& telling);

struct MessagesAsked {
  bool only_unread = false;
  Page page;
};
// The caller's own, newest first.
Result<std::vector<store::MessageRow>> messages(Context& context, const Caller& caller,
                                                const MessagesAsked& asked);
Result<std::int64_t> unread_messages(Context& context, const Caller& caller);
Result<Done> read_message(Context& context, const Caller& caller, domain::MessageId id);
// All up to this one. How many were unread.
Result<std::int64_t> read_messages(Context& context, const Caller& caller, domain::MessageId last);

// To the administrators, once an hour for one person. `email`: as whom somebody tried to sign in.
Result<Done> tell_of_lock_out(Context& context, const Caller& caller, const std::string& email);

// To the administrators, once an hour for one account or address: so many requests of theirs were refused
// within ten minutes, as when somebody tries doors. Writes the event many_refusals.
Result<Done> tell_of_refusals(Context& context, const Caller& caller, std::int64_t count);

// To a person whose means to sign in were changed, by whomever, or used in a way that is not theirs. `what`
// is a sentence.
Result<Done> tell_of_sign_in(Context& context, store::Transaction& transaction, domain::UserId user,
                             const std::string& what);

// What happens by the calendar: tokens that end soon, messages that are old enough to go. Called now and
// then.
Result<Done> look_at_calendar(Context& context);

}  // namespace assay::app
