#pragma once
// The values that go over the wire about people: who signs in, where they belong, what they are told.

#include "http/json_schema.h"

namespace assay::http {

void add_people(schema::Json& all);
void add_account(schema::Json& all);
void add_users(schema::Json& all);
void add_approvals(schema::Json& all);
void add_organisations(schema::Json& all);
void add_engagements(schema::Json& all);
void add_messages(schema::Json& all);
void add_outgoing_webhooks(schema::Json& all);

}  // namespace assay::http
