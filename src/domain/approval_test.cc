#include "domain/approval.h"

#include <gtest/gtest.h>

namespace assay::domain {
namespace {

constexpr std::int64_t now = 1'800'000'000'000'000;

Approval asked() {
  Approval approval;
  approval.organisation = {1};
  approval.action = "waive_gate";
  approval.project = ProjectId{5};
  approval.subject = UserId{9};
  approval.request = R"({"gate":7})";
  approval.requested_by = {2};
  approval.expires_at = now + approval_life_us;
  approval.request_sha256 = request_digest(approval);
  return approval;
}

User person(std::int64_t id) {
  User user;
  user.id = {id};
  user.organisation = {1};
  return user;
}

std::string refusal(const User& user, bool tied = false) {
  const auto checked = check_approver(asked(), {user, tied});
  return checked.ok() ? "" : checked.error().message;
}

TEST(approval, is_given_by_another_person_of_the_client) {
  EXPECT_EQ(refusal(person(3)), "");
  EXPECT_NE(refusal(person(2)).find("another person"), std::string::npos);
  EXPECT_NE(refusal(person(9)).find("about you"), std::string::npos);
  EXPECT_NE(refusal(person(3), true).find("30 days"), std::string::npos);
  User other = person(3);
  other.organisation = {4};
  EXPECT_NE(refusal(other).find("client"), std::string::npos);
  User administrator = person(3);
  administrator.administrator = true;
  EXPECT_NE(refusal(administrator).find("administrator"), std::string::npos);
}

TEST(approval, goes_from_requested_to_approved_to_used_or_expires) {
  Approval approval = asked();
  EXPECT_EQ(approval_state(approval, now), "requested");
  EXPECT_TRUE(check_approvable(approval, now).ok());
  EXPECT_EQ(approval_state(approval, approval.expires_at + 1), "expired");
  EXPECT_EQ(check_approvable(approval, approval.expires_at + 1).error().code, ErrorCode::conflict);
  EXPECT_EQ(check_usable(approval, asked(), now).error().code, ErrorCode::conflict);
  approval.approved_by = UserId{3};
  EXPECT_EQ(approval_state(approval, now), "approved");
  EXPECT_FALSE(check_approvable(approval, now).ok());
  EXPECT_TRUE(check_usable(approval, asked(), now).ok());
  EXPECT_FALSE(check_usable(approval, asked(), approval.expires_at + 1).ok());
  approval.used_at = now;
  EXPECT_EQ(approval_state(approval, now), "used");
  EXPECT_FALSE(check_usable(approval, asked(), now).ok());
}

TEST(approval, allows_exactly_what_was_asked_for_to_who_asked) {
  Approval approval = asked();
  approval.approved_by = UserId{3};
  std::vector<Approval> others(5, asked());
  others[0].action = "destroy_key";
  others[1].project = ProjectId{6};
  others[2].subject = std::nullopt;
  others[3].request = R"({"gate":8})";
  others[4].requested_by = {3};
  for (const Approval& other : others) EXPECT_FALSE(check_usable(approval, other, now).ok());
}

TEST(approval, knows_its_actions) {
  for (const ApprovedAction& row : approved_actions()) EXPECT_TRUE(check_action(row.name).ok());
  EXPECT_NE(check_action("make_tea").error().message.find("waive_gate"), std::string::npos);
}

}  // namespace
}  // namespace assay::domain
