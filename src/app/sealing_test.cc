// Secrets that the database keeps stand there sealed, and every server seals under the same key.

#include "app/sealing.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/app_testing.h"
#include "app/outgoing_webhooks.h"
#include "app/second_factor.h"
#include "domain/totp.h"
#include "store/sealed.h"
#include "store/second_factor.h"
#include "store/sending.h"

namespace assay::app {

class SealingTest : public ::testing::TestWithParam<Dialect> {
 protected:
  SealingTest() { server.context.outbound.webhooks.hosts = {"hooks.example.org"}; }

  domain::OutgoingWebhook webhook(domain::ProjectId project) {
    const auto made = add_outgoing_webhook(server.context, server.owner, project,
                                           {"https://hooks.example.org/x", {"job_failed"}});
    EXPECT_TRUE(made.ok());
    return made.value();
  }
  domain::OutgoingWebhook kept(domain::OutgoingWebhookId id) {
    return server.test.database
        ->read([&](store::Connection& connection) { return store::webhook_by_id(connection, id); })
        .value();
  }
  void change(const std::string& sql) { EXPECT_TRUE(server.test.connection().value()->script(sql).ok()); }
  // Everything that SQLite has on the disk, its log of writes too.
  std::string bytes_on_disk() const {
    std::string out;
    for (const auto& entry : std::filesystem::directory_iterator(server.test.folder.path())) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      out.append(std::istreambuf_iterator<char>(in), {});
    }
    return out;
  }
  Server server{GetParam()};
  const Secret other_key{std::string(sealing_key_bytes, 'o')};
};
ASSAY_ON_BOTH_DATABASES(SealingTest);

TEST_P(SealingTest, every_server_has_the_key_that_the_first_one_brought) {
  store::Database& database = *server.test.database;
  EXPECT_EQ(noted_sealing_key(database, server.sealing_key).value(), NotedKey::none);
  EXPECT_TRUE(check_sealing_key(database, server.sealing_key).ok());
  EXPECT_TRUE(check_sealing_key(database, server.sealing_key).ok());
  EXPECT_EQ(noted_sealing_key(database, server.sealing_key).value(), NotedKey::this_one);
  EXPECT_EQ(noted_sealing_key(database, other_key).value(), NotedKey::another);
  const auto refused = check_sealing_key(database, other_key);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
  EXPECT_EQ(refused.error().where, "sealing.key");
}

TEST_P(SealingTest, a_webhooks_secret_is_not_in_the_database) {
  const auto made = webhook(server.project());
  ASSERT_TRUE(made.secret.starts_with("whsec_"));
  const auto row = kept(made.id);
  EXPECT_TRUE(row.secret.empty());
  EXPECT_EQ(open_webhook_secret(server.context, row)->bytes(), made.secret);
  if (GetParam() == Dialect::postgresql) return;
  EXPECT_NE(bytes_on_disk().find("https://hooks.example.org/x"),
            std::string::npos);  // what is there is found
  EXPECT_EQ(bytes_on_disk().find(made.secret.substr(6)), std::string::npos);
}

TEST_P(SealingTest, a_webhooks_secret_opens_for_its_own_address_alone) {
  const auto made = webhook(server.project());
  change("update outgoing_webhook set url = 'https://hooks.example.org/stolen'");
  EXPECT_FALSE(open_webhook_secret(server.context, kept(made.id)).has_value());
}

TEST_P(SealingTest, secrets_from_before_are_sealed_when_a_server_starts) {
  const auto made = webhook(server.project());
  const std::string planted = "whsec_cGxhbnRlZCBieSBhIHRlc3QsIG9wZW5seQ==";
  change("update outgoing_webhook set sealed_secret = null, secret = '" + planted + "'");
  EXPECT_EQ(seal_open_secrets(server.context).value(), 1);
  EXPECT_EQ(seal_open_secrets(server.context).value(), 0);
  EXPECT_EQ(open_webhook_secret(server.context, kept(made.id))->bytes(), planted);
  const auto open = server.test.database->read(
      [](store::Connection& connection) { return store::open_webhook_secrets(connection); });
  EXPECT_TRUE(open.value().empty());
}

TEST_P(SealingTest, another_key_opens_what_was_sealed_under_the_one_before) {
  const auto made = webhook(server.project());
  const auto factor = begin_second_factor(server.context, server.owner, "a long enough phrase");
  ASSERT_TRUE(factor.ok()) << error_text(factor.error());
  ASSERT_TRUE(check_sealing_key(*server.test.database, server.sealing_key).ok());
  const auto done = change_sealing_key(server.context, server.owner, server.sealing_key, other_key);
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(done.value().sealed, 2);
  EXPECT_EQ(done.value().given_up, 0);
  EXPECT_TRUE(check_sealing_key(*server.test.database, other_key).ok());
  EXPECT_FALSE(check_sealing_key(*server.test.database, server.sealing_key).ok());
  EXPECT_FALSE(open_webhook_secret(server.context, kept(made.id)).has_value());
  server.context.sealing_key = &other_key;
  EXPECT_EQ(open_webhook_secret(server.context, kept(made.id))->bytes(), made.secret);
  const auto stored = server.test.database->read([&](store::Connection& connection) {
    return store::second_factor_of(connection, server.owner.user.id);
  });
  const auto opened =
      open_sealed(other_key, second_factor_about(server.owner.user.id), stored.value()->sealed_secret);
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(domain::base32(opened->bytes()), factor.value().secret);
}

TEST_P(SealingTest, without_the_key_before_everything_sealed_is_given_up) {
  const auto made = webhook(server.project());
  const auto done = change_sealing_key(server.context, server.owner, Secret(), other_key);
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(done.value().sealed, 0);
  EXPECT_EQ(done.value().given_up, 1);
  EXPECT_TRUE(check_sealing_key(*server.test.database, other_key).ok());
}

TEST_P(SealingTest, no_key_is_changed_by_who_does_not_administer_the_server) {
  const auto made =
      add_user(server.context, server.owner, {"eve@example.org", "Eve", "a long enough phrase"});
  const Caller eve{made.value(), Access::write, "r-2", "127.0.0.1"};
  EXPECT_EQ(change_sealing_key(server.context, eve, server.sealing_key, other_key).error().code,
            ErrorCode::forbidden);
}

}  // namespace assay::app
