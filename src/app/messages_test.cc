// People are told, on a real database: what is written with what it tells of, and how it goes on.

#include "app/messages.h"

#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <thread>

#include "app/app_testing.h"
#include "app/message_kinds.h"
#include "app/message_preferences.h"
#include "app/outgoing_webhooks.h"
#include "app/sendings.h"
#include "base/clock.h"
#include "store/audit_log.h"
#include "store/project.h"
#include "store/sending.h"
#include "store/store_testing.h"

namespace assay::app {
namespace {

int minute_of_day(std::int64_t us) { return static_cast<int>(us / 60'000'000 % 1440); }

}  // namespace

class MessagesTest : public ::testing::TestWithParam<Dialect> {
 protected:
  MessagesTest() {
    server.context.outbound.has_mail = true;
    server.context.outbound.webhooks.hosts = {"hooks.example.org"};
    server.context.outbound.public_address = "https://assay.example.org";
  }

  Caller person(const std::string& name) {
    const auto made =
        add_user(server.context, server.owner, {name + "@example.org", name, "a long enough phrase"});
    EXPECT_TRUE(made.ok());
    return {made.value(), Access::write, "r-2", "127.0.0.1"};
  }
  void join(domain::ProjectId project, const Caller& who, const char* role) {
    const auto joined = server.context.database.maintain([&](store::Transaction& transaction) {
      return store::insert_member(transaction.connection(), project, who.user.id, role, transaction.now_us());
    });
    EXPECT_TRUE(joined.ok());
  }
  // A job that this program does not know fails.
  void run_a_job(domain::ProjectId project, const char* kind = "strange") {
    domain::Job job;
    job.project = project;
    job.kind = kind;
    EXPECT_TRUE(queue_job(server.context, server.owner, job, "start_job").ok());
    EXPECT_TRUE(run_next_job(server.context).value());
  }
  std::vector<std::string> subjects(const Caller& who) {
    std::vector<std::string> out;
    const auto found = messages(server.context, who, {});
    EXPECT_TRUE(found.ok());
    for (const auto& row : found.value()) out.push_back(message_subject(row.message, row.project_name));
    return out;
  }
  std::vector<domain::Sending> all_sendings() {
    const auto found = sendings(server.context, server.owner, {});
    EXPECT_TRUE(found.ok());
    return found.value();
  }
  domain::OutgoingWebhook webhook(domain::ProjectId project) {
    const auto made = add_outgoing_webhook(server.context, server.owner, project,
                                           {"https://hooks.example.org/x", {"job_failed", "project_closed"}});
    EXPECT_TRUE(made.ok());
    return made.value();
  }
  // The one try that is due, ended so.
  bool try_webhook(const TryOutcome& outcome) {
    const auto claimed = claim_webhook(server.context);
    EXPECT_TRUE(claimed.ok());
    if (!claimed.value()) return false;
    EXPECT_TRUE(finish_webhook(server.context, *claimed.value(), outcome).ok());
    return true;
  }

  Server server{GetParam()};
};
ASSAY_ON_BOTH_DATABASES(MessagesTest);

TEST_P(MessagesTest, tell_who_asked_for_a_job_that_it_has_failed) {
  const auto project = server.project();
  run_a_job(project);
  EXPECT_EQ(subjects(server.owner), std::vector<std::string>{"The strange in “Reviews” has failed"});
  EXPECT_EQ(unread_messages(server.context, server.owner).value(), 1);
  EXPECT_TRUE(subjects(person("Bob")).empty());
}

TEST_P(MessagesTest, tell_the_members_of_a_project_that_it_was_closed_but_not_who_closed_it) {
  const auto project = server.project();
  const Caller bob = person("Bob"), eve = person("Eve");
  join(project, bob, "auditor");
  ASSERT_TRUE(set_project_state(server.context, server.owner, project, ProjectState::closed).ok());
  EXPECT_EQ(subjects(bob), std::vector<std::string>{"“Reviews” was closed"});
  EXPECT_TRUE(subjects(eve).empty());
  EXPECT_TRUE(subjects(server.owner).empty());
}

TEST_P(MessagesTest, are_not_there_when_what_they_tell_of_did_not_happen) {
  const auto project = server.project();
  webhook(project);
  const auto refused =
      server.context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Done>> {
        EXPECT_TRUE(tell(server.context, transaction,
                         {.kind = "job_failed", .recipients = {server.owner.user.id}, .project = project})
                        .ok());
        return Error{ErrorCode::conflict, "no", ""};
      });
  EXPECT_FALSE(refused.ok());
  EXPECT_TRUE(subjects(server.owner).empty());
  EXPECT_TRUE(all_sendings().empty());
}

TEST_P(MessagesTest, reach_the_pages_of_the_person_alone_after_the_commit) {
  std::vector<Notice> notices;
  server.context.notify = [&](const Notice& notice) {
    if (notice.kind == "message") notices.push_back(notice);
  };
  run_a_job(server.project());
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(notices[0].user, server.owner.user.id.value);
}

TEST_P(MessagesTest, are_queued_as_e_mail_as_the_person_wants) {
  const auto project = server.project();
  run_a_job(project);
  ASSERT_EQ(all_sendings().size(), 1u);
  EXPECT_EQ(all_sendings()[0].channel, "mail");
  EXPECT_EQ(all_sendings()[0].next_at, server.test.clock.now_us());
  domain::MessagePreference preference;
  preference.mail = {{"job_failed", false}};
  ASSERT_TRUE(set_message_preference(server.context, server.owner, preference).ok());
  run_a_job(project);
  EXPECT_EQ(all_sendings().size(), 1u);
  preference.mail = {};
  server.context.outbound.has_mail = false;
  ASSERT_TRUE(set_message_preference(server.context, server.owner, preference).ok());
  run_a_job(project);
  EXPECT_EQ(all_sendings().size(), 1u);
  EXPECT_EQ(subjects(server.owner).size(), 3u);
}

TEST_P(MessagesTest, that_wait_follow_a_changed_preference) {
  domain::MessagePreference hourly;
  hourly.digest = "hourly";
  ASSERT_TRUE(set_message_preference(server.context, server.owner, hourly).ok());
  run_a_job(server.project());
  const std::int64_t now = server.test.clock.now_us();
  EXPECT_EQ(all_sendings()[0].next_at, (now / hour_us + 1) * hour_us);
  EXPECT_FALSE(claim_mail(server.context).value().has_value());
  ASSERT_TRUE(set_message_preference(server.context, server.owner, {}).ok());
  EXPECT_TRUE(claim_mail(server.context).value().has_value());
}

TEST_P(MessagesTest, of_a_digest_leave_together_and_otherwise_one_by_one) {
  const auto project = server.project();
  for (int i = 0; i < 3; ++i) run_a_job(project);
  const auto one = claim_mail(server.context);
  ASSERT_TRUE(one.value().has_value());
  EXPECT_EQ(one.value()->messages.size(), 1u);
  domain::MessagePreference hourly;
  hourly.digest = "hourly";
  ASSERT_TRUE(set_message_preference(server.context, server.owner, hourly).ok());
  server.test.clock.advance(hour_us);
  ASSERT_TRUE(finish_mail(server.context, *one.value(), {}).ok());
  const auto rest = claim_mail(server.context);
  ASSERT_TRUE(rest.value().has_value());
  EXPECT_EQ(rest.value()->messages.size(), 2u);
  EXPECT_FALSE(claim_mail(server.context).value().has_value());
}

TEST_P(MessagesTest, that_fail_are_tried_again_outside_of_quiet_hours) {
  domain::MessagePreference preference;
  ASSERT_TRUE(set_message_preference(server.context, server.owner, preference).ok());
  run_a_job(server.project());
  const auto tried = claim_mail(server.context);
  ASSERT_TRUE(tried.value().has_value());
  MailTry quiet = *tried.value();
  const int minute = minute_of_day(server.test.clock.now_us());
  quiet.preference.quiet_from = minute;
  quiet.preference.quiet_to = (minute + 90) % 1440;
  ASSERT_TRUE(finish_mail(server.context, quiet, {.error = "no answer"}).ok());
  const domain::Sending failed = all_sendings()[0];
  EXPECT_EQ(failed.state, "failed");
  EXPECT_EQ(minute_of_day(failed.next_at), quiet.preference.quiet_to);
}

TEST_P(MessagesTest, to_a_webhook_are_ids_alone) {
  const auto project = server.project();
  const auto made = webhook(project);
  run_a_job(project);
  const auto claimed = claim_webhook(server.context);
  ASSERT_TRUE(claimed.value().has_value());
  const domain::Sending& sending = claimed.value()->sending;
  EXPECT_EQ(claimed.value()->webhook.secret, made.secret);
  EXPECT_EQ(sending.attempts, 1);
  const std::string id = std::to_string(project.value);
  EXPECT_EQ(sending.payload, R"({"id":")" + sending.event +
                                 R"(","kind":"job_failed","link":"https://assay.example.org/projects/)" + id +
                                 R"(/overview","objects":{"job":"1"},"project":")" + id +
                                 R"(","time":"2027-01-15T08:00:00Z"})");
}

TEST_P(MessagesTest, to_a_webhook_are_of_the_kinds_it_chose_and_while_it_is_on) {
  const auto project = server.project();
  const auto made = webhook(project);
  run_a_job(project, "strange");
  const WebhookPlace place{project, made.id};
  ASSERT_TRUE(edit_outgoing_webhook(server.context, server.owner, place, {.kinds = {{"job_ended"}}}).ok());
  run_a_job(project, "strange");
  EXPECT_EQ(webhook_sendings(server.context, server.owner, place, {}).value().size(), 1u);
  ASSERT_TRUE(
      edit_outgoing_webhook(server.context, server.owner, place, {.kinds = {{"job_failed"}}, .on = false})
          .ok());
  run_a_job(project, "strange");
  const auto kept = webhook_sendings(server.context, server.owner, place, {}).value();
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].state, "given_up");
}

TEST_P(MessagesTest, that_do_not_arrive_are_tried_six_times_then_the_owner_is_told) {
  const auto project = server.project();
  const WebhookPlace place{project, webhook(project).id};
  run_a_job(project);
  const std::int64_t waits[] = {1, 5, 30, 120, 720};
  for (int attempt = 1; attempt <= 6; ++attempt) {
    ASSERT_TRUE(try_webhook({.error = "it answered 500", .status = 500, .duration_ms = 7}));
    const auto now = webhook_sendings(server.context, server.owner, place, {}).value()[0];
    EXPECT_EQ(now.attempts, attempt);
    EXPECT_EQ(now.status, 500);
    EXPECT_EQ(now.state, attempt < 6 ? "failed" : "given_up");
    if (attempt == 6) break;
    const std::int64_t wait = waits[attempt - 1] * minute_us;
    EXPECT_GE(now.next_at - server.test.clock.now_us(), wait * 9 / 10);
    EXPECT_LE(now.next_at - server.test.clock.now_us(), wait * 11 / 10);
    EXPECT_FALSE(try_webhook({}));
    server.test.clock.advance(wait * 11 / 10);
  }
  server.test.clock.advance(day_us);
  EXPECT_FALSE(try_webhook({}));
  EXPECT_EQ(subjects(server.owner)[0], "A webhook of “Reviews” to hooks.example.org has given up");
}

TEST_P(MessagesTest, that_arrived_or_were_given_up_are_sent_again_by_hand) {
  const auto project = server.project();
  const WebhookPlace place{project, webhook(project).id};
  run_a_job(project);
  ASSERT_TRUE(try_webhook({.status = 204, .duration_ms = 3}));
  const auto sent = webhook_sendings(server.context, server.owner, place, {}).value()[0];
  EXPECT_EQ(sent.state, "sent");
  EXPECT_TRUE(sent.sent_at.has_value());
  EXPECT_FALSE(try_webhook({}));
  ASSERT_TRUE(send_webhook_again(server.context, server.owner, place, sent.id).ok());
  const auto claimed = claim_webhook(server.context);
  ASSERT_TRUE(claimed.value().has_value());
  EXPECT_EQ(claimed.value()->sending.event, sent.event);
  EXPECT_EQ(claimed.value()->sending.payload, sent.payload);
  // While it is on its way it is not queued a second time.
  const auto twice = send_webhook_again(server.context, server.owner, place, sent.id);
  ASSERT_FALSE(twice.ok());
  EXPECT_EQ(twice.error().code, ErrorCode::conflict);
}

TEST_P(MessagesTest, of_a_process_that_died_are_taken_up_when_the_lease_is_over) {
  const auto project = server.project();
  webhook(project);
  run_a_job(project);
  const auto lost = claim_webhook(server.context);
  ASSERT_TRUE(lost.value().has_value());
  EXPECT_FALSE(claim_webhook(server.context).value().has_value());
  server.test.clock.advance(5 * minute_us);
  const auto again = claim_webhook(server.context);
  ASSERT_TRUE(again.value().has_value());
  EXPECT_EQ(again.value()->sending.attempts, 2);
  // The first one comes back to life: what it says counts no more.
  ASSERT_TRUE(finish_webhook(server.context, *lost.value(), {.status = 200}).ok());
  EXPECT_EQ(all_sendings()[0].state, "sending");
}

TEST_P(MessagesTest, are_claimed_once_by_however_many_servers) {
  const auto project = server.project();
  webhook(project);
  for (int i = 0; i < 20; ++i) run_a_job(project);
  auto opened = store::Database::open(server.test.options, server.test.clock);
  ASSERT_TRUE(opened.ok());
  live::Live other_live(*opened.value());
  Context other{*opened.value(), other_live, server.files, server.test.clock, cheapest_cost, {}, {}};
  std::mutex mutex;
  std::multiset<std::int64_t> claimed;
  std::vector<std::thread> senders;
  for (Context* context : {&server.context, &other}) {
    senders.emplace_back([&, context] {
      for (;;) {
        const auto next = claim_webhook(*context);
        if (!next.ok() || !next.value()) return;
        const std::lock_guard lock(mutex);
        claimed.insert(next.value()->sending.id.value);
      }
    });
  }
  for (std::thread& each : senders) each.join();
  EXPECT_EQ(claimed.size(), 20u);
  EXPECT_EQ(std::set<std::int64_t>(claimed.begin(), claimed.end()).size(), 20u);
}

TEST_P(MessagesTest, tell_once_that_a_token_ends_soon) {
  const std::int64_t now = server.test.clock.now_us();
  ASSERT_TRUE(make_token(server.context, server.owner, {"far", "read", now + 30 * day_us}).ok());
  ASSERT_TRUE(make_token(server.context, server.owner, {"near", "read", now + 8 * day_us}).ok());
  ASSERT_TRUE(make_token(server.context, server.owner, {"forever", "read", {}}).ok());
  ASSERT_TRUE(look_at_calendar(server.context).ok());
  EXPECT_TRUE(subjects(server.owner).empty());
  server.test.clock.advance(day_us);
  for (int hour = 0; hour < 3; ++hour) {
    ASSERT_TRUE(look_at_calendar(server.context).ok());
    server.test.clock.advance(hour_us);
  }
  EXPECT_EQ(subjects(server.owner), std::vector<std::string>{"Your token “near” ends on 2027-01-23"});
}

TEST_P(MessagesTest, tell_administrators_of_a_lock_out_once_an_hour_without_what_was_typed) {
  const Caller bob = person("Bob");
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(tell_of_lock_out(server.context, {}, "bob@example.org").ok());
    ASSERT_TRUE(tell_of_lock_out(server.context, {}, "hunter2").ok());
  }
  EXPECT_EQ(subjects(server.owner),
            (std::vector<std::string>{
                "Signing in was locked for a while: too many failed attempts as somebody unknown",
                "Signing in was locked for a while: too many failed attempts as Bob"}));
  EXPECT_TRUE(subjects(bob).empty());
  server.test.clock.advance(hour_us);
  ASSERT_TRUE(tell_of_lock_out(server.context, {}, "bob@example.org").ok());
  EXPECT_EQ(subjects(server.owner).size(), 3u);
  const auto events = server.context.database.read(
      [&](store::Connection& connection) { return store::audit_events(connection, {.limit = 1}); });
  ASSERT_TRUE(events.ok());
  EXPECT_EQ(events.value()[0].verb, "lock_out");
}

TEST_P(MessagesTest, tell_administrators_of_many_refusals_once_an_hour) {
  const Caller bob = person("Bob");
  Caller stranger;
  stranger.address = "192.0.2.7";
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(tell_of_refusals(server.context, bob, 300).ok());
    ASSERT_TRUE(tell_of_refusals(server.context, stranger, 300).ok());
  }
  EXPECT_EQ(subjects(server.owner),
            (std::vector<std::string>{"300 requests of somebody at 192.0.2.7 were refused within ten minutes",
                                      "300 requests of Bob were refused within ten minutes"}));
  EXPECT_TRUE(subjects(bob).empty());
  server.test.clock.advance(hour_us);
  ASSERT_TRUE(tell_of_refusals(server.context, bob, 300).ok());
  EXPECT_EQ(subjects(server.owner).size(), 3u);
}

TEST_P(MessagesTest, go_when_they_are_old_and_what_was_sent_of_them_too) {
  const auto project = server.project();
  webhook(project);
  run_a_job(project);
  server.test.clock.advance(100 * day_us);
  run_a_job(project);
  ASSERT_EQ(all_sendings().size(), 4u);
  server.test.clock.advance(100 * day_us);
  ASSERT_TRUE(look_at_calendar(server.context).ok());
  EXPECT_EQ(subjects(server.owner).size(), 1u);
  EXPECT_EQ(all_sendings().size(), 2u);
}

TEST_P(MessagesTest, leave_out_the_name_of_a_project_that_one_is_no_member_of) {
  const auto project = server.project();
  const Caller bob = person("Bob");
  const auto told = server.context.database.maintain([&](store::Transaction& transaction) {
    return tell(server.context, transaction,
                {.kind = "project_closed", .recipients = {bob.user.id}, .project = project});
  });
  ASSERT_TRUE(told.ok());
  EXPECT_EQ(subjects(bob)[0], "“project " + std::to_string(project.value) + "” was closed");
}

TEST_P(MessagesTest, webhooks_are_the_owners_of_their_project) {
  const auto mine = server.project(), other = server.project();
  const auto made = webhook(mine);
  const Caller bob = person("Bob");
  join(mine, bob, "lead");
  EXPECT_EQ(outgoing_webhooks(server.context, bob, mine).error().code, ErrorCode::forbidden);
  EXPECT_EQ(remove_outgoing_webhook(server.context, server.owner, {other, made.id}).error().code,
            ErrorCode::not_found);
  EXPECT_EQ(remove_outgoing_webhook(server.context, person("Eve"), {mine, made.id}).error().code,
            ErrorCode::not_found);
  for (std::size_t n = 1; n < webhooks_max; ++n) webhook(mine);
  const auto many = add_outgoing_webhook(server.context, server.owner, mine,
                                         {"https://hooks.example.org/x", {"job_failed"}});
  ASSERT_FALSE(many.ok());
  EXPECT_EQ(many.error().code, ErrorCode::conflict);
}

TEST(message_kinds, have_words_for_all_they_say) {
  std::set<std::string> names;
  for (const MessageKind& kind : message_kinds()) {
    names.insert(kind.name);
    domain::Message message;
    message.kind = kind.name;
    for (const char* word : {"job", "token", "day", "who", "host", "attempts"}) message.words[word] = "W";
    const std::string subject = message_subject(message, "P");
    EXPECT_EQ(subject.find_first_of("{}"), std::string::npos) << subject;
    EXPECT_EQ(message_text(message, "P").find_first_of("{}"), std::string::npos);
  }
  EXPECT_EQ(names.size(), message_kinds().size());
  EXPECT_EQ(message_subject({.kind = "newer"}, ""), "A message of a newer release");
  EXPECT_EQ(message_subject({.kind = "project_closed"}, "a\r\nb").find_first_of("\r\n"), std::string::npos);
}

}  // namespace assay::app
