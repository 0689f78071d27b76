#include "app/invitations.h"

#include "app/organisations.h"
#include "app/sign_in_testing.h"
#include "base/clock.h"

namespace assay::app {
namespace {

class InvitationsTest : public ::testing::TestWithParam<Dialect> {
 protected:
  Server server{GetParam()};
  Context& context = server.context;
  ManualClock& clock = server.test.clock;

  Invited invited(const std::string& email = "eve@example.org") {
    const auto made = invite(context, server.owner, {email, false, {}});
    EXPECT_TRUE(made.ok());
    return made.value();
  }
  Result<SignedIn> accept(const std::string& secret) {
    return accept_invitation(context, {}, {secret, "Eve", other_password});
  }
};
ASSAY_ON_BOTH_DATABASES(InvitationsTest);

TEST_P(InvitationsTest, a_link_brings_somebody_in_once) {
  const Invited made = invited("Eve@Example.org");
  EXPECT_EQ(verbs(server).back(), "invite");
  EXPECT_EQ(users(context, server.owner).value().at(1).user.state, "invited");
  EXPECT_FALSE(sign_in(context, {}, "eve@example.org", other_password).ok());
  EXPECT_EQ(open_invitation(context, made.secret).value().organisation_name, "Client");
  const auto entered = accept(made.secret);
  ASSERT_TRUE(entered.ok()) << error_text(entered.error());
  EXPECT_EQ(verbs(server).back(), "accept_invitation");
  EXPECT_EQ(entered.value().session.user.name, "Eve");
  EXPECT_EQ(entered.value().session.user.organisation.value, server.owner.user.organisation.value);
  EXPECT_TRUE(session_of(context, entered.value().secret).ok());
  EXPECT_TRUE(sign_in(context, {}, "eve@example.org", other_password).ok());
  EXPECT_EQ(accept(made.secret).error().where, "token");
}

TEST_P(InvitationsTest, a_link_ends_after_seven_days) {
  const Invited made = invited();
  clock.advance(7 * day_us);
  EXPECT_TRUE(open_invitation(context, made.secret).ok());
  clock.advance(1);
  EXPECT_EQ(accept(made.secret).error().where, "token");
  EXPECT_EQ(verbs(server).back(), "invite");
}

TEST_P(InvitationsTest, inviting_again_voids_the_earlier_link) {
  const Invited first = invited();
  const auto second = invite(context, server.owner, {"eve@example.org", true, {}});
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(accept(first.secret).error().where, "token");
  const auto entered = accept(second.value().secret);
  ASSERT_TRUE(entered.ok());
  EXPECT_TRUE(entered.value().session.user.administrator);
  const auto all = invitations(context, server.owner, INT64_MAX, 10);
  EXPECT_EQ(all.value().at(0).outcome, "accepted");
  EXPECT_EQ(all.value().at(1).outcome, "replaced");
}

TEST_P(InvitationsTest, one_that_was_taken_back_lets_nobody_in) {
  const Invited made = invited();
  ASSERT_TRUE(revoke_invitation(context, server.owner, made.invitation.id).ok());
  EXPECT_EQ(verbs(server).back(), "revoke_invitation");
  EXPECT_EQ(accept(made.secret).error().where, "token");
  EXPECT_EQ(revoke_invitation(context, server.owner, made.invitation.id).error().code, ErrorCode::conflict);
}

TEST_P(InvitationsTest, closing_an_invited_user_takes_the_link_back) {
  const Invited made = invited();
  const UserChange change{made.invitation.user, "a mistake"};
  ASSERT_TRUE(change_user_state(context, server.owner, domain::UserVerb::close, change).ok());
  EXPECT_FALSE(accept(made.secret).ok());
}

TEST_P(InvitationsTest, somebody_is_invited_into_an_organisation_that_is_there) {
  EXPECT_EQ(invite(context, server.owner, {"eve@example.org", false, {99}}).error().where, "organisation");
  const auto acme = add_organisation(context, server.owner, {.name = "Acme"});
  ASSERT_TRUE(acme.ok());
  const Invited first = invited();
  const auto second = invite(context, server.owner, {"eve@example.org", false, acme.value().id});
  ASSERT_TRUE(second.ok());
  EXPECT_FALSE(accept(first.secret).ok());
  EXPECT_EQ(accept(second.value().secret).value().session.user.organisation_name, "Acme");
}

TEST_P(InvitationsTest, who_is_here_is_not_invited) {
  EXPECT_EQ(invite(context, server.owner, {"ada@example.org", false, {}}).error().code, ErrorCode::conflict);
  EXPECT_EQ(invite(context, server.owner, {"no address", false, {}}).error().where, "email");
}

TEST_P(InvitationsTest, only_administrators_themselves_invite) {
  add_person(server, "bob");
  const Caller bob = signed_in(server, "bob");
  EXPECT_EQ(invite(context, bob, {"eve@example.org", false, {}}).error().code, ErrorCode::forbidden);
  EXPECT_EQ(invitations(context, bob, INT64_MAX, 10).error().code, ErrorCode::forbidden);
  Caller token = server.owner;
  token.came_by = CameBy::token;
  EXPECT_EQ(invite(context, token, {"eve@example.org", false, {}}).error().where, "token");
}

TEST_P(InvitationsTest, what_is_wrong_with_name_and_password_leaves_the_link_whole) {
  const Invited made = invited();
  EXPECT_EQ(accept_invitation(context, {}, {made.secret, " ", other_password}).error().where, "name");
  EXPECT_EQ(accept_invitation(context, {}, {made.secret, "Eve", "short"}).error().where, "password");
  EXPECT_TRUE(accept(made.secret).ok());
}

}  // namespace
}  // namespace assay::app
