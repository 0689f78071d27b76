// Signing in: lock-out, second factors, sessions, passwords and the states of users.

#include "app/sign_in.h"

#include <algorithm>

#include "app/messages.h"
#include "app/sign_in_testing.h"
#include "base/clock.h"

namespace assay::app {
namespace {

using domain::UserVerb;

class SignInTest : public ::testing::TestWithParam<Dialect> {
 protected:
  Server server{GetParam()};
  Context& context = server.context;
  ManualClock& clock = server.test.clock;

  Result<Arrival> try_password(const std::string& email, const std::string& password) {
    return sign_in(context, {}, email, password);
  }
  void fail(const std::string& email, int times) {
    for (int n = 0; n < times; ++n) ASSERT_FALSE(try_password(email, "not the phrase at all").ok());
  }
  std::string challenge() { return try_password("ada@example.org", owner_password).value().challenge; }
};
ASSAY_ON_BOTH_DATABASES(SignInTest);

TEST_P(SignInTest, ten_failures_lock_an_account_and_say_nothing_of_it) {
  fail("ada@example.org", 9);
  ASSERT_TRUE(try_password("ada@example.org", owner_password).ok());  // which forgets them
  fail("ada@example.org", 10);
  EXPECT_EQ(verbs(server).back(), "lock_out");
  const auto locked = try_password("ada@example.org", owner_password);
  const auto stranger = try_password("eve@example.org", owner_password);
  ASSERT_FALSE(locked.ok() || stranger.ok());
  EXPECT_EQ(error_text(locked.error()), error_text(stranger.error()));
  clock.advance(14 * minute_us);
  EXPECT_FALSE(try_password("ada@example.org", owner_password).ok());
  clock.advance(minute_us);
  EXPECT_TRUE(try_password("ada@example.org", owner_password).ok());
}

TEST_P(SignInTest, a_lock_out_survives_a_restart) {
  fail("ada@example.org", 10);
  const auto database = store::Database::open(server.test.options, clock);
  live::Live live(*database.value());
  Context restarted{*database.value(), live, server.files, clock, cheapest_cost, {}, {}};
  EXPECT_FALSE(sign_in(restarted, {}, "ada@example.org", owner_password).ok());
  clock.advance(15 * minute_us);
  EXPECT_TRUE(sign_in(restarted, {}, "ada@example.org", owner_password).ok());
}

TEST_P(SignInTest, strangers_are_counted_like_people) {
  fail("eve@example.org", 10);
  EXPECT_EQ(verbs(server).back(), "lock_out");
  add_person(server, "eve");
  EXPECT_FALSE(try_password("eve@example.org", other_password).ok());
}

TEST_P(SignInTest, a_password_that_is_too_long_is_nobodys) {
  const std::string endless(domain::password_bytes_max + 1, 'x');
  EXPECT_EQ(try_password("ada@example.org", endless).error().message,
            try_password("eve@example.org", endless).error().message);
}

TEST_P(SignInTest, a_second_factor_makes_two_steps) {
  const Enrolled enrolled = enrol(server, server.owner, owner_password);
  const auto arrival = try_password("ada@example.org", owner_password);
  ASSERT_TRUE(arrival.ok());
  EXPECT_FALSE(arrival.value().signed_in.has_value());
  const std::string wrong = enrolled.telephone.code(clock.now_us(), 40);
  const auto refused = answer_challenge(context, {}, arrival.value().challenge, wrong);
  EXPECT_EQ(refused.error().where, "code");
  const std::string code = enrolled.telephone.code(clock.now_us());
  const auto entered = answer_challenge(context, {}, arrival.value().challenge, code);
  ASSERT_TRUE(entered.ok()) << error_text(entered.error());
  EXPECT_EQ(entered.value().session.methods, "password totp");
  EXPECT_NE(last_leaf(server).find(R"("methods":["password","totp"])"), std::string::npos);
  EXPECT_FALSE(answer_challenge(context, {}, arrival.value().challenge, code).ok());
  EXPECT_EQ(answer_challenge(context, {}, challenge(), code).error().where, "code");  // a code works once
}

TEST_P(SignInTest, a_challenge_ends_after_five_minutes_and_five_wrong_codes) {
  const Enrolled enrolled = enrol(server, server.owner, owner_password);
  const std::string late = challenge();
  clock.advance(domain::challenge_life_us + 1);
  const auto answer = answer_challenge(context, {}, late, enrolled.telephone.code(clock.now_us()));
  EXPECT_EQ(answer.error().where, "challenge");
  const std::string tried = challenge();
  for (int n = 0; n < 5; ++n) {
    EXPECT_EQ(answer_challenge(context, {}, tried, "000000").error().where, "code");
  }
  EXPECT_EQ(answer_challenge(context, {}, tried, enrolled.telephone.code(clock.now_us())).error().where,
            "challenge");
}

TEST_P(SignInTest, wrong_codes_lock_the_account_though_the_password_is_right) {
  const Enrolled enrolled = enrol(server, server.owner, owner_password);
  for (int round = 0; round < 2; ++round) {
    const std::string tried = challenge();
    for (int n = 0; n < 5; ++n) EXPECT_FALSE(answer_challenge(context, {}, tried, "000000").ok());
  }
  EXPECT_FALSE(try_password("ada@example.org", owner_password).ok());
}

TEST_P(SignInTest, each_of_ten_recovery_codes_lets_in_once) {
  const Enrolled enrolled = enrol(server, server.owner, owner_password);
  ASSERT_EQ(enrolled.recovery_codes.size(), 10U);
  for (const std::string& code : enrolled.recovery_codes) {
    ASSERT_TRUE(answer_challenge(context, {}, challenge(), code).ok()) << code;
    ASSERT_FALSE(answer_challenge(context, {}, challenge(), code).ok()) << code;
  }
  EXPECT_EQ(second_factor(context, server.owner).value().recovery_codes_left, 0);
}

TEST_P(SignInTest, recovery_codes_serve_without_the_sealing_key) {
  const Enrolled enrolled = enrol(server, server.owner, owner_password);
  const Secret other{std::string(sealing_key_bytes, 'o')};
  context.sealing_key = &other;
  const std::string tried = challenge();
  const auto code = answer_challenge(context, {}, tried, enrolled.telephone.code(clock.now_us()));
  EXPECT_EQ(code.error().code, ErrorCode::unavailable);
  EXPECT_TRUE(answer_challenge(context, {}, tried, enrolled.recovery_codes[3]).ok());
}

TEST_P(SignInTest, a_second_factor_counts_once_a_code_has_confirmed_it) {
  const auto begun = begin_second_factor(context, server.owner, owner_password);
  ASSERT_TRUE(begun.ok());
  EXPECT_NE(begun.value().uri.find("secret=" + begun.value().secret), std::string::npos);
  EXPECT_TRUE(try_password("ada@example.org", owner_password).value().signed_in.has_value());
  EXPECT_EQ(confirm_second_factor(context, server.owner, "000000").error().where, "code");
  EXPECT_EQ(begin_second_factor(context, server.owner, "not the phrase at all").error().where, "password");
  const auto again = begin_second_factor(context, server.owner, owner_password);
  ASSERT_TRUE(again.ok());
  const Telephone old{begun.value().secret}, fresh{again.value().secret};
  EXPECT_FALSE(confirm_second_factor(context, server.owner, old.code(clock.now_us())).ok());
  EXPECT_TRUE(confirm_second_factor(context, server.owner, fresh.code(clock.now_us())).ok());
  EXPECT_EQ(confirm_second_factor(context, server.owner, fresh.code(clock.now_us(), 1)).error().code,
            ErrorCode::conflict);
}

TEST_P(SignInTest, the_secret_is_not_in_the_database) {
  const Enrolled enrolled = enrol(server, server.owner, owner_password);
  const auto kept = context.database.read([&](store::Connection& connection) {
    std::string sealed;
    const store::Statement statement{"select sealed_secret from second_factor"};
    auto ran = connection.run(statement, {}, [&](const store::Row& row) { sealed = row.bytes(0); });
    return ran.ok() ? Result<std::string>(sealed) : Result<std::string>(ran.error());
  });
  ASSERT_GT(kept.value().size(), domain::totp_secret_bytes);
  EXPECT_EQ(kept.value().find(enrolled.telephone.bytes()), std::string::npos);
}

TEST_P(SignInTest, a_second_factor_goes_by_password_and_code_alone) {
  const Enrolled enrolled = enrol(server, server.owner, owner_password);
  EXPECT_EQ(remove_second_factor(context, server.owner, {owner_password, ""}).error().where, "code");
  EXPECT_EQ(remove_second_factor(context, server.owner, {"wrong", "000000"}).error().where, "password");
  const std::string code = enrolled.telephone.code(clock.now_us());
  ASSERT_TRUE(remove_second_factor(context, server.owner, {owner_password, code}).ok());
  EXPECT_EQ(verbs(server).back(), "remove_second_factor");
  EXPECT_TRUE(try_password("ada@example.org", owner_password).value().signed_in.has_value());
}

// By whomever it was done, and only the person whom it concerns.
TEST_P(SignInTest, people_are_told_when_their_means_to_sign_in_change) {
  const auto told = [&](const Caller& who) {
    std::vector<std::string> out;
    for (const auto& row : messages(context, who, {}).value())
      if (row.message.kind == "sign_in_changed") out.push_back(row.message.words.at("what"));
    std::reverse(out.begin(), out.end());
    return out;
  };
  add_person(server, "eve");
  Caller eve = signed_in(server, "eve");
  ASSERT_TRUE(change_password(context, eve, other_password, owner_password).ok());
  const Enrolled enrolled = enrol(server, eve, owner_password);
  const std::string code = enrolled.telephone.code(clock.now_us());
  ASSERT_TRUE(new_recovery_codes(context, eve, {owner_password, code}).ok());
  clock.advance(domain::totp_step_us);
  ASSERT_TRUE(
      remove_second_factor(context, eve, {owner_password, enrolled.telephone.code(clock.now_us())}).ok());
  eve.user.second_factor = false;
  enrol(server, eve, owner_password);
  ASSERT_TRUE(reset_second_factor(context, server.owner, {eve.user.id, "lost"}).ok());
  EXPECT_EQ(told(eve), (std::vector<std::string>{
                           "Your password was changed", "You have a second factor from now on",
                           "New recovery codes were made: those before let nobody in",
                           "Your second factor was removed", "You have a second factor from now on",
                           "Your second factor was removed by an administrator"}));
  EXPECT_TRUE(told(server.owner).empty());
}

TEST_P(SignInTest, people_are_told_once_an_hour_of_codes_that_are_used_again) {
  const Enrolled enrolled = enrol(server, server.owner, owner_password);
  const auto count = [&] {
    std::size_t out = 0;
    for (const auto& row : messages(context, server.owner, {}).value())
      out += row.message.words.contains("what") && row.message.words.at("what").starts_with("A code") ? 1 : 0;
    return out;
  };
  const std::string code = enrolled.telephone.code(clock.now_us());
  ASSERT_TRUE(answer_challenge(context, {}, challenge(), code).ok());
  EXPECT_FALSE(answer_challenge(context, {}, challenge(), "000000").ok());
  EXPECT_EQ(count(), 0U);  // a code that never was one
  EXPECT_FALSE(answer_challenge(context, {}, challenge(), code).ok());
  EXPECT_FALSE(answer_challenge(context, {}, challenge(), code).ok());
  EXPECT_EQ(count(), 1U);
}

TEST_P(SignInTest, new_recovery_codes_end_the_old_ones) {
  const Enrolled enrolled = enrol(server, server.owner, owner_password);
  const std::string code = enrolled.telephone.code(clock.now_us());
  const auto made = new_recovery_codes(context, server.owner, {owner_password, code});
  ASSERT_TRUE(made.ok());
  EXPECT_FALSE(answer_challenge(context, {}, challenge(), enrolled.recovery_codes[0]).ok());
  EXPECT_TRUE(answer_challenge(context, {}, challenge(), made.value()[0]).ok());
}

TEST_P(SignInTest, an_administrator_resets_a_lost_second_factor_of_others) {
  add_person(server, "eve");
  Caller eve = signed_in(server, "eve");
  enrol(server, eve, other_password);
  EXPECT_EQ(reset_second_factor(context, eve, {eve.user.id, "lost"}).error().code, ErrorCode::forbidden);
  ASSERT_TRUE(reset_second_factor(context, server.owner, {eve.user.id, "lost"}).ok());
  EXPECT_EQ(verbs(server).back(), "reset_second_factor");
  EXPECT_TRUE(try_password("eve@example.org", other_password).value().signed_in.has_value());
  EXPECT_EQ(reset_second_factor(context, server.owner, {eve.user.id, "lost"}).error().code,
            ErrorCode::not_found);
}

TEST_P(SignInTest, another_password_ends_all_other_sessions) {
  const auto here = try_password("ada@example.org", owner_password).value().signed_in;
  const auto there = try_password("ada@example.org", owner_password).value().signed_in;
  const Caller caller = caller_of(here->session);
  EXPECT_EQ(change_password(context, caller, "not the phrase at all", other_password).error().where,
            "old_password");
  EXPECT_EQ(change_password(context, caller, owner_password, "short").error().where, "new_password");
  EXPECT_EQ(change_password(context, caller, owner_password, owner_password).error().where, "new_password");
  ASSERT_TRUE(change_password(context, caller, owner_password, other_password).ok());
  EXPECT_EQ(verbs(server).back(), "change_password");
  EXPECT_TRUE(session_of(context, here->secret).ok());
  EXPECT_FALSE(session_of(context, there->secret).ok());
  EXPECT_FALSE(try_password("ada@example.org", owner_password).ok());
  EXPECT_TRUE(try_password("ada@example.org", other_password).ok());
}

TEST_P(SignInTest, sessions_are_listed_and_ended_one_by_one_or_all) {
  const auto first = try_password("ada@example.org", owner_password).value().signed_in;
  const auto second = try_password("ada@example.org", owner_password).value().signed_in;
  const Caller caller = caller_of(first->session);
  EXPECT_EQ(sessions(context, caller).value().size(), 3U);  // with that of the set-up
  ASSERT_TRUE(end_session(context, caller, second->session.id).ok());
  EXPECT_FALSE(session_of(context, second->secret).ok());
  EXPECT_EQ(end_session(context, caller, second->session.id).error().code, ErrorCode::not_found);
  EXPECT_EQ(end_other_sessions(context, caller).value(), 1);
  EXPECT_EQ(end_other_sessions(context, caller).value(), 0);
  EXPECT_TRUE(session_of(context, first->secret).ok());
  add_person(server, "eve");
  const Caller eve = signed_in(server, "eve");
  EXPECT_EQ(end_session(context, eve, first->session.id).error().code, ErrorCode::not_found);
}

TEST_P(SignInTest, an_idle_session_locks_and_only_a_person_keeps_it_open) {
  const auto entered = try_password("ada@example.org", owner_password).value().signed_in;
  for (int minute = 0; minute < 20; ++minute) {
    clock.advance(minute_us);
    ASSERT_FALSE(session_of(context, entered->secret).value().locked) << minute;
    clock.advance(1);
  }
  // A page that asks by itself says for how long nobody has touched it.
  for (int minute = 1; minute <= 14; ++minute) {
    clock.advance(minute_us);
    ASSERT_FALSE(session_of(context, entered->secret, minute * minute_us).value().locked);
  }
  clock.advance(2 * minute_us);
  EXPECT_TRUE(session_of(context, entered->secret, 16 * minute_us).value().locked);
  EXPECT_TRUE(session_of(context, entered->secret).value().locked);  // being shown does not open it
  const Caller caller = caller_of(entered->session);
  EXPECT_EQ(unlock_session(context, caller, {"not the phrase at all", ""}).error().where, "password");
  ASSERT_TRUE(unlock_session(context, caller, {owner_password, ""}).ok());
  EXPECT_FALSE(session_of(context, entered->secret).value().locked);
}

TEST_P(SignInTest, unlocking_asks_for_the_code_of_who_has_one) {
  const Enrolled enrolled = enrol(server, server.owner, owner_password);
  EXPECT_EQ(unlock_session(context, server.owner, {owner_password, ""}).error().where, "code");
  const std::string code = enrolled.telephone.code(clock.now_us());
  EXPECT_TRUE(unlock_session(context, server.owner, {owner_password, code}).ok());
}

TEST_P(SignInTest, whoever_is_locked_or_closed_is_out_at_once) {
  const domain::User eve = add_person(server, "eve");
  const auto entered = try_password("eve@example.org", other_password).value().signed_in;
  const auto token = make_token(context, caller_of(entered->session), {"nightly", "read", {}});
  ASSERT_TRUE(token_user(context, token.value().secret).ok());
  ASSERT_TRUE(change_user_state(context, server.owner, UserVerb::lock, {eve.id, "on leave"}).ok());
  EXPECT_FALSE(session_of(context, entered->secret).ok());
  EXPECT_FALSE(token_user(context, token.value().secret).ok());
  EXPECT_FALSE(try_password("eve@example.org", other_password).ok());
  ASSERT_TRUE(change_user_state(context, server.owner, UserVerb::unlock, {eve.id, "is back"}).ok());
  EXPECT_TRUE(token_user(context, token.value().secret).ok());
  EXPECT_TRUE(try_password("eve@example.org", other_password).ok());
  ASSERT_TRUE(change_user_state(context, server.owner, UserVerb::close, {eve.id, "has left"}).ok());
  EXPECT_FALSE(token_user(context, token.value().secret).ok());
  EXPECT_EQ(change_user_state(context, server.owner, UserVerb::unlock, {eve.id, ""}).error().code,
            ErrorCode::conflict);
  const std::vector<std::string> all = verbs(server);
  const std::vector<std::string> last(all.end() - 1, all.end());
  EXPECT_EQ(last, std::vector<std::string>{"close_user"});
}

TEST_P(SignInTest, an_administrator_lets_in_again_whom_failures_keep_out) {
  const domain::User eve = add_person(server, "eve");
  EXPECT_EQ(change_user_state(context, server.owner, UserVerb::unlock, {eve.id, ""}).error().code,
            ErrorCode::conflict);
  fail("eve@example.org", 10);
  EXPECT_TRUE(users(context, server.owner).value().at(1).locked_out_until.has_value());
  ASSERT_TRUE(change_user_state(context, server.owner, UserVerb::unlock, {eve.id, ""}).ok());
  EXPECT_FALSE(users(context, server.owner).value().at(1).locked_out_until.has_value());
  EXPECT_TRUE(try_password("eve@example.org", other_password).ok());
}

TEST_P(SignInTest, one_administrator_always_stays) {
  EXPECT_EQ(
      change_user_state(context, server.owner, UserVerb::lock, {server.owner.user.id, ""}).error().where,
      "user");
  const Caller machine = local_caller(context, "cli").value();
  EXPECT_EQ(change_user_state(context, machine, UserVerb::lock, {machine.user.id, ""}).error().where, "user");
  const auto second = add_user(context, server.owner, {"eve@example.org", "Eve", other_password, true});
  ASSERT_TRUE(second.ok());
  EXPECT_TRUE(change_user_state(context, machine, UserVerb::lock, {machine.user.id, ""}).ok());
}

TEST_P(SignInTest, a_forgotten_password_is_set_on_the_servers_machine_alone) {
  const domain::User eve = add_person(server, "eve");
  const auto entered = try_password("eve@example.org", other_password).value().signed_in;
  EXPECT_EQ(set_password(context, server.owner, eve.id, "a third long phrase").error().code,
            ErrorCode::forbidden);
  const Caller machine = local_caller(context, "cli").value();
  ASSERT_TRUE(set_password(context, machine, eve.id, "a third long phrase").ok());
  EXPECT_FALSE(session_of(context, entered->secret).ok());
  EXPECT_TRUE(try_password("eve@example.org", "a third long phrase").ok());
}

TEST_P(SignInTest, no_token_changes_how_its_user_signs_in) {
  Caller token = server.owner;
  token.came_by = CameBy::token;
  token.session = {};
  const auto code_of = [](const auto& result) { return result.ok() ? "ok" : result.error().where; };
  EXPECT_EQ(code_of(change_password(context, token, owner_password, other_password)), "token");
  EXPECT_EQ(code_of(begin_second_factor(context, token, owner_password)), "token");
  EXPECT_EQ(code_of(confirm_second_factor(context, token, "000000")), "token");
  EXPECT_EQ(code_of(remove_second_factor(context, token, {owner_password, ""})), "token");
  EXPECT_EQ(code_of(new_recovery_codes(context, token, {owner_password, ""})), "token");
  EXPECT_EQ(code_of(end_other_sessions(context, token)), "token");
  EXPECT_EQ(code_of(unlock_session(context, token, {owner_password, ""})), "token");
  EXPECT_EQ(code_of(confirm_person(context, token, {})), "token");
  const domain::User eve = add_person(server, "eve");
  EXPECT_EQ(code_of(reset_second_factor(context, token, {eve.id, ""})), "token");
}

TEST_P(SignInTest, a_token_makes_no_token_with_more_than_itself) {
  Caller token = server.owner;
  token.came_by = CameBy::token;
  token.session = {};
  token.token_expires_at = clock.now_us() + day_us;
  EXPECT_EQ(make_token(context, token, {"for ever", "read", {}}).error().where, "expires_at");
  EXPECT_EQ(make_token(context, token, {"longer", "read", *token.token_expires_at + 1}).error().where,
            "expires_at");
  EXPECT_TRUE(make_token(context, token, {"as long", "read write", token.token_expires_at}).ok());
  token.access = Access::read;
  EXPECT_EQ(make_token(context, token, {"writes", "read write", token.token_expires_at}).error().code,
            ErrorCode::forbidden);
}

}  // namespace
}  // namespace assay::app
