#include "cli/sign_on_settings.h"

#include "cli/cli_testing.h"

namespace assay::cli {
namespace {

class SignOnSettings : public Folder {
 protected:
  ServeSettings with_issuer() {
    ServeSettings settings;
    settings.public_address = "https://assay.example";
    settings.openid_issuer = "https://issuer.example";
    settings.openid_client_id = "assay";
    settings.openid_client_secret_file = file("secret", "of the client\nand a second line\n");
    return settings;
  }
  // Which flag is refused; "": none.
  static std::string refused(const ServeSettings& settings) {
    const auto read = openid_settings(settings);
    return read ? "" : read.error().where;
  }
};

TEST_F(SignOnSettings, are_off_without_an_issuer_and_a_header) {
  const auto openid = openid_settings({});
  ASSERT_TRUE(openid.ok());
  EXPECT_FALSE(openid.value().has_value());
  const auto proxy = proxy_header_of({});
  ASSERT_TRUE(proxy.ok());
  EXPECT_FALSE(proxy.value().is_on());
}

TEST_F(SignOnSettings, take_the_first_line_of_a_file_for_the_secret) {
  const auto openid = openid_settings(with_issuer());
  ASSERT_TRUE(openid.ok()) << error_text(openid.error());
  EXPECT_EQ(openid.value()->client_secret.bytes(), "of the client");
  ServeSettings without = with_issuer();
  without.openid_client_secret_file = "";
  EXPECT_EQ(refused(without), "");
}

TEST_F(SignOnSettings, refuse_an_issuer_that_cannot_work) {
  ServeSettings settings = with_issuer();
  settings.openid_issuer = "http://issuer.example";
  EXPECT_EQ(refused(settings), "--openid-issuer");
  settings = with_issuer();
  settings.public_address = "";
  EXPECT_EQ(refused(settings), "--public-address");
  settings = with_issuer();
  settings.openid_client_secret_file = file("empty", "\n");
  EXPECT_EQ(refused(settings), "--openid-client-secret-file");
  settings.openid_client_secret_file = path("nowhere");
  EXPECT_EQ(refused(settings), path("nowhere"));
  settings = with_issuer();
  settings.openid_button = "\x1b[31m";
  EXPECT_EQ(refused(settings), "--openid-button");
}

TEST_F(SignOnSettings, refuse_what_belongs_to_an_issuer_without_one) {
  ServeSettings settings;
  settings.openid_organisation = "Example";
  EXPECT_EQ(refused(settings), "--openid-organisation");
  settings = {};
  settings.openid_client_id = "assay";
  EXPECT_EQ(refused(settings), "--openid-client-id");
  settings = {};
  settings.public_address = "https://assay.example";  // is more than an issuer's
  EXPECT_EQ(refused(settings), "");
}

TEST_F(SignOnSettings, refuse_a_proxy_that_is_half_set) {
  ServeSettings settings;
  settings.proxy_user_header = "X-Forwarded-Email";
  EXPECT_EQ(proxy_header_of(settings).error().where, "--proxy-addresses");
  settings.proxy_addresses = "127.0.0.1";
  EXPECT_EQ(proxy_header_of(settings).error().where, "--proxy-secret-file");
  settings.proxy_secret_file = file("secret", "thirty-two characters, or longer\n");
  const auto proxy = proxy_header_of(settings);
  ASSERT_TRUE(proxy.ok()) << error_text(proxy.error());
  EXPECT_EQ(proxy.value().name(), "X-Forwarded-Email");
  settings.proxy_user_header = "";
  EXPECT_EQ(proxy_header_of(settings).error().where, "--proxy-user-header");
}

// The command itself, which must not get as far as making a folder.
TEST_F(SignOnSettings, stop_the_server_before_it_starts) {
  const Ran ran = run_words({"serve", "--data", path("data"), "--openid-issuer", "http://issuer.example"});
  EXPECT_EQ(ran.code, exit_bad_input);
  EXPECT_NE(ran.err.find("only https"), std::string::npos) << ran.err;
  EXPECT_FALSE(exists("data"));
}

}  // namespace
}  // namespace assay::cli
