// Signing again, and four eyes.

#include "app/approvals.h"

#include "app/invitations.h"
#include "app/messages.h"
#include "app/sign_in_testing.h"
#include "base/clock.h"

namespace assay::app {
namespace {

constexpr const char* request = R"({"rows":10})";

// A person with their telephone.
struct Signer {
  Caller caller;
  Enrolled enrolled;
};

class ApprovalsTest : public ::testing::TestWithParam<Dialect> {
 protected:
  Server server{GetParam()};
  Context& context = server.context;
  ManualClock& clock = server.test.clock;

  // Long ago enough, so that nobody is tied by who added them.
  Signer signer(const std::string& name) {
    Signer out{signed_in(server, name), {}};
    out.enrolled = enrol(server, out.caller, other_password);
    return out;
  }
  void add_long_ago(const std::vector<std::string>& names) {
    for (const std::string& name : names) add_person(server, name);
    clock.advance(domain::tie_us + 1);
  }
  Result<Confirmed> confirm(const Signer& who, const Digest& digest) {
    clock.advance(domain::totp_step_us);
    const std::string code = who.enrolled.telephone.code(clock.now_us());
    return confirm_person(context, who.caller, {digest, {other_password, code}});
  }
  Result<domain::Approval> ask_for(const Signer& who, std::optional<domain::ProjectId> project = {}) {
    return request_approval(context, who.caller, {"export_personal_data", project, {}, request});
  }
  Result<domain::Approval> agree(const Signer& who, const domain::Approval& to) {
    const auto confirmed = confirm(who, to.request_sha256);
    EXPECT_TRUE(confirmed.ok()) << error_text(confirmed.error());
    return approve(context, who.caller, to.id, confirmed.value().secret);
  }
  Result<domain::Approval> use(const Signer& who, domain::ApprovalId id, const std::string& for_what) {
    return context.database.write(
        [&](store::Transaction& transaction) -> Result<store::Outcome<domain::Approval>> {
          auto used = use_approval(transaction, who.caller, id, {"export_personal_data", {}, {}, for_what});
          if (!used) return used.error();
          return store::Outcome<domain::Approval>::changed(
              used.value(), event_by(who.caller, "export_personal_data", "export"));
        });
  }
  Result<Methods> use_confirmed(const Caller& caller, const std::string& secret, const Digest& digest) {
    return context.database.write([&](store::Transaction& transaction) -> Result<store::Outcome<Methods>> {
      auto methods = use_confirmation(transaction, caller, secret, digest);
      if (!methods) return methods.error();
      domain::AuditEvent event = event_by(caller, "test_signing", "test");
      event.methods = methods.value();
      return store::Outcome<Methods>::changed(methods.value(), std::move(event));
    });
  }
};
ASSAY_ON_BOTH_DATABASES(ApprovalsTest);

TEST_P(ApprovalsTest, signing_again_names_both_methods_and_serves_one_thing_once) {
  add_long_ago({"bob", "eve"});
  const Signer bob = signer("bob"), eve = signer("eve");
  const Digest this_one = sha256("this"), other = sha256("other");
  const auto confirmed = confirm(bob, this_one);
  ASSERT_TRUE(confirmed.ok());
  const std::string leaf = last_leaf(server);
  EXPECT_NE(leaf.find("confirm_person"), std::string::npos);
  EXPECT_NE(leaf.find(hex(this_one)), std::string::npos);
  EXPECT_NE(leaf.find(R"("methods":["password","totp"])"), std::string::npos);
  const std::string& secret = confirmed.value().secret;
  EXPECT_EQ(use_confirmed(bob.caller, secret, other).error().where, "confirmation");
  EXPECT_EQ(use_confirmed(eve.caller, secret, this_one).error().where, "confirmation");
  EXPECT_EQ(use_confirmed(bob.caller, "assay_other", this_one).error().where, "confirmation");
  EXPECT_EQ(use_confirmed(bob.caller, secret, this_one).value(), (Methods{"password", "totp"}));
  EXPECT_EQ(use_confirmed(bob.caller, secret, this_one).error().where, "confirmation");
}

TEST_P(ApprovalsTest, a_confirmation_is_too_old_after_five_minutes) {
  add_long_ago({"bob"});
  const Signer bob = signer("bob");
  const auto confirmed = confirm(bob, sha256("this"));
  clock.advance(domain::confirmation_life_us + 1);
  EXPECT_NE(use_confirmed(bob.caller, confirmed.value().secret, sha256("this")).error().message.find("older"),
            std::string::npos);
}

TEST_P(ApprovalsTest, who_has_no_second_factor_or_a_recovery_code_alone_signs_nothing) {
  add_long_ago({"bob"});
  const Caller plain = signed_in(server, "bob");
  EXPECT_EQ(confirm_person(context, plain, {sha256("x"), {other_password, "123456"}}).error().where, "code");
  const Signer bob = signer("bob");
  const PersonProof recovered{other_password, bob.enrolled.recovery_codes[0]};
  EXPECT_EQ(confirm_person(context, bob.caller, {sha256("x"), recovered}).error().where, "code");
  EXPECT_EQ(confirm_person(context, bob.caller, {sha256("x"), {"wrong", "000000"}}).error().where,
            "password");
  EXPECT_EQ(second_factor(context, bob.caller).value().recovery_codes_left, 10);  // none was used up
}

TEST_P(ApprovalsTest, two_people_make_four_eyes_for_one_use) {
  add_long_ago({"bob", "eve"});
  const Signer bob = signer("bob"), eve = signer("eve");
  const auto asked = ask_for(bob);
  ASSERT_TRUE(asked.ok()) << error_text(asked.error());
  EXPECT_FALSE(use(bob, asked.value().id, request).ok());  // not yet approved
  const auto approved = agree(eve, asked.value());
  ASSERT_TRUE(approved.ok()) << error_text(approved.error());
  const std::string leaf = last_leaf(server);
  EXPECT_NE(leaf.find(hex(asked.value().request_sha256)), std::string::npos);
  EXPECT_NE(leaf.find(R"("methods":["password","totp"])"), std::string::npos);
  EXPECT_EQ(use(bob, asked.value().id, R"({"rows":11})").error().where, "approval");
  EXPECT_EQ(use(eve, asked.value().id, request).error().where, "approval");
  EXPECT_TRUE(use(bob, asked.value().id, request).ok());
  EXPECT_EQ(use(bob, asked.value().id, request).error().where, "approval");
  EXPECT_EQ(approvals(context, eve.caller, INT64_MAX, 10).value().size(), 1U);
}

TEST_P(ApprovalsTest, who_may_agree_is_told_and_then_who_asked) {
  add_long_ago({"bob", "eve", "dan"});
  const Signer bob = signer("bob"), eve = signer("eve");
  const Caller dan = signed_in(server, "dan");  // has no second factor
  const auto asked = ask_for(bob);
  const auto heard = [&](const Caller& caller) {
    std::vector<std::string> out;
    for (const store::MessageRow& row : messages(context, caller, {}).value()) {
      if (row.message.kind.starts_with("approval")) out.push_back(row.message.kind + row.message.link);
    }
    return out;
  };
  EXPECT_EQ(heard(eve.caller), std::vector<std::string>{"approval_asked/approvals"});
  EXPECT_TRUE(heard(bob.caller).empty());
  EXPECT_TRUE(heard(dan).empty());
  EXPECT_TRUE(heard(server.owner).empty());  // an administrator agrees to nothing
  ASSERT_TRUE(agree(eve, asked.value()).ok());
  EXPECT_EQ(heard(bob.caller), std::vector<std::string>{"approval_given/approvals"});
}

TEST_P(ApprovalsTest, nobody_agrees_to_their_own_request_or_twice) {
  add_long_ago({"bob", "eve"});
  const Signer bob = signer("bob"), eve = signer("eve");
  const auto asked = ask_for(bob);
  EXPECT_EQ(agree(bob, asked.value()).error().where, "approver");
  ASSERT_TRUE(agree(eve, asked.value()).ok());
  EXPECT_EQ(agree(eve, asked.value()).error().where, "state");
}

TEST_P(ApprovalsTest, an_approval_and_a_request_end_after_a_day) {
  add_long_ago({"bob", "eve"});
  const Signer bob = signer("bob"), eve = signer("eve");
  const auto late = ask_for(bob), good = ask_for(bob);
  ASSERT_TRUE(agree(eve, good.value()).ok());
  clock.advance(domain::approval_life_us + 1);
  EXPECT_EQ(agree(eve, late.value()).error().where, "state");
  EXPECT_EQ(use(bob, good.value().id, request).error().where, "approval");
}

TEST_P(ApprovalsTest, whoever_had_a_hand_in_the_others_way_in_waits_thirty_days) {
  add_long_ago({"bob"});
  const Signer bob = signer("bob");
  // Invited by somebody else: no tie to Bob. Their second factor, reset by one who is no administrator any
  // more, is one.
  add_long_ago({"eve"});
  const Signer eve = signer("eve");
  const auto tie = [&](domain::UserId user, domain::UserId by, store::Tie kind) {
    return context.database.maintain([&](store::Transaction& transaction) {
      return store::insert_tie(transaction.connection(), user, by, kind, transaction.now_us());
    });
  };
  for (const store::Tie kind : {store::Tie::created, store::Tie::invited, store::Tie::reset}) {
    ASSERT_TRUE(tie(bob.caller.user.id, eve.caller.user.id, kind).ok());
    EXPECT_EQ(agree(eve, ask_for(bob).value()).error().where, "approver");
    EXPECT_EQ(agree(bob, ask_for(eve).value()).error().where, "approver");
    clock.advance(domain::tie_us + 1);
    EXPECT_TRUE(agree(eve, ask_for(bob).value()).ok());
  }
}

TEST_P(ApprovalsTest, the_verbs_of_administrators_tie) {
  const auto tied = [&](domain::UserId id) {
    return context.database
        .read([&](store::Connection& connection) {
          return store::tied_since(connection, id, server.owner.user.id, clock.now_us() - domain::tie_us);
        })
        .value();
  };
  const domain::User bob = add_person(server, "bob");
  EXPECT_TRUE(tied(bob.id));
  clock.advance(domain::tie_us + 1);
  EXPECT_FALSE(tied(bob.id));
  Signer signing = signer("bob");
  ASSERT_TRUE(reset_second_factor(context, server.owner, {bob.id, "lost"}).ok());
  EXPECT_TRUE(tied(bob.id));
  const auto invited = invite(context, server.owner, {"eve@example.org", false, {}});
  clock.advance(6 * day_us);
  const auto eve = accept_invitation(context, {}, {invited.value().secret, "Eve", other_password});
  clock.advance(25 * day_us);
  EXPECT_TRUE(tied(eve.value().session.user.id));  // from when they came
  clock.advance(6 * day_us);
  EXPECT_FALSE(tied(eve.value().session.user.id));
}

TEST_P(ApprovalsTest, an_administrator_agrees_to_nothing) {
  add_long_ago({"bob"});
  const Signer bob = signer("bob");
  Signer ada{server.owner, {}};
  ada.enrolled = enrol(server, ada.caller, owner_password);
  const auto asked = ask_for(bob);
  clock.advance(domain::totp_step_us);
  const std::string code = ada.enrolled.telephone.code(clock.now_us());
  const auto confirmed =
      confirm_person(context, ada.caller, {asked.value().request_sha256, {owner_password, code}});
  ASSERT_TRUE(confirmed.ok());
  EXPECT_EQ(approve(context, ada.caller, asked.value().id, confirmed.value().secret).error().where,
            "approver");
}

TEST_P(ApprovalsTest, of_a_project_they_are_its_peoples) {
  add_long_ago({"bob", "eve"});
  const Signer bob = signer("bob"), eve = signer("eve");
  const auto project = create_project(context, bob.caller, {"Reviews", "", "internal", {}}).value().id;
  EXPECT_EQ(ask_for(eve, project).error().code, ErrorCode::not_found);
  const auto asked = ask_for(bob, project);
  ASSERT_TRUE(asked.ok());
  EXPECT_TRUE(approvals(context, eve.caller, INT64_MAX, 10).value().empty());
  EXPECT_EQ(agree(eve, asked.value()).error().code, ErrorCode::not_found);
  const auto joined = context.database.maintain([&](store::Transaction& transaction) {
    return store::insert_member(transaction.connection(), project, eve.caller.user.id, "expert",
                                transaction.now_us());
  });
  ASSERT_TRUE(joined.ok());
  EXPECT_EQ(approvals(context, eve.caller, INT64_MAX, 10).value().size(), 1U);
  EXPECT_TRUE(agree(eve, asked.value()).ok());
}

TEST_P(ApprovalsTest, what_is_asked_for_is_an_action_in_canonical_json) {
  add_long_ago({"bob"});
  const Signer bob = signer("bob");
  const auto asks = [&](const std::string& action, const std::string& text) {
    return request_approval(context, bob.caller, {action, {}, {}, text});
  };
  EXPECT_EQ(asks("make_tea", request).error().where, "action");
  for (const char* text : {"", "[]", R"({"b":1,"a":2})", R"({"share":0.5})", "not JSON"}) {
    EXPECT_EQ(asks("destroy_key", text).error().where, "request") << text;
  }
  Caller token = bob.caller;
  token.came_by = CameBy::token;
  EXPECT_EQ(request_approval(context, token, {"destroy_key", {}, {}, request}).error().where, "token");
}

}  // namespace
}  // namespace assay::app
