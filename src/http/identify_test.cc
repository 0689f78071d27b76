// Who asks, as requests show it: idle sessions, and a second factor that is demanded.

#include "http/identify.h"

#include <gtest/gtest.h>

#include "app/sign_in_testing.h"
#include "base/clock.h"

namespace assay::http {
namespace {

struct Asking {
  ProxyHeader proxy;  // none
  app::Server server{store::Dialect::sqlite};
  app::SignedIn signed_in =
      *app::sign_in(server.context, {}, "ada@example.org", app::owner_password).value().signed_in;

  Visitor visitor(std::vector<Header> headers = {}) {
    Request request;
    request.headers = std::move(headers);
    request.cookies = {{session_cookie, signed_in.secret}};
    const auto found = identify_by(server.context, proxy)(request);
    EXPECT_TRUE(found.ok());
    return found.ok() ? found.value() : Visitor{};
  }
  void later(std::int64_t minutes) { server.test.clock.advance(minutes * minute_us); }
};

TEST(identify, a_session_is_kept_open_by_people_alone) {
  Asking asking;
  asking.later(10);
  EXPECT_EQ(asking.visitor().must, Must::nothing);
  asking.later(10);
  EXPECT_EQ(asking.visitor({{idle_header, "600"}}).must, Must::nothing);
  asking.later(6);
  EXPECT_EQ(asking.visitor({{idle_header, "960"}}).must, Must::unlock);
}

TEST(identify, an_event_stream_that_comes_back_is_no_use) {
  Asking asking;
  for (int times = 0; times < 3; ++times) {
    asking.later(5);
    EXPECT_EQ(asking.visitor({{"Accept", "text/event-stream"}}).must, Must::nothing);
  }
  asking.later(1);
  EXPECT_EQ(asking.visitor().must, Must::unlock);
}

TEST(identify, takes_no_cookie_that_another_host_could_have_set_where_people_come_by_https) {
  Asking asking;
  const auto known = [&](const char* name, Transport transport, Cookies cookies) {
    Request request;
    request.transport = transport;
    request.cookies = {{name, asking.signed_in.secret}};
    const auto found = identify_by(asking.server.context, asking.proxy, cookies)(request);
    return found.ok() && found.value().user.has_value();
  };
  EXPECT_TRUE(known("assay_session", Transport::plain, Cookies::plain));
  EXPECT_FALSE(known("assay_session", Transport::tls, Cookies::plain));
  EXPECT_FALSE(known("assay_session", Transport::plain, Cookies::secure));
  EXPECT_TRUE(known("__Host-assay_session", Transport::tls, Cookies::plain));
  EXPECT_TRUE(known("__Host-assay_session", Transport::plain, Cookies::secure));
}

TEST(identify, idle_seconds_that_are_no_number_count_as_use) {
  Asking asking;
  for (const char* odd : {"", "-5", "many", "99999999999999999999"}) {
    asking.later(10);
    EXPECT_EQ(asking.visitor({{idle_header, odd}}).must, Must::nothing) << odd;
  }
  asking.later(10);
  EXPECT_EQ(asking.visitor({{idle_header, "9223372036854775807"}}).must, Must::nothing);
}

TEST(identify, a_demanded_second_factor_is_asked_of_sessions_and_tokens) {
  Asking asking;
  app::Context& context = asking.server.context;
  const auto token = app::make_token(context, asking.server.owner, {"nightly", "read", {}});
  Request by_token;
  by_token.headers = {{"Authorization", "Bearer " + token.value().secret}};
  const auto must = [&] { return identify_by(context, asking.proxy)(by_token).value().must; };
  EXPECT_EQ(must(), Must::nothing);
  context.sign_in.second_factor = app::SecondFactor::demanded;
  EXPECT_EQ(asking.visitor().must, Must::enrol);
  EXPECT_EQ(must(), Must::enrol);
  app::Caller caller = app::caller_of(asking.signed_in.session);
  app::enrol(asking.server, caller, app::owner_password);
  EXPECT_EQ(asking.visitor().must, Must::nothing);
  EXPECT_EQ(must(), Must::nothing);
}

TEST(identify, whoever_was_let_in_elsewhere_is_not_asked_for_a_second_factor_here) {
  Asking asking;
  app::Context& context = asking.server.context;
  context.sign_in.second_factor = app::SecondFactor::demanded;
  const domain::User& user = asking.signed_in.session.user;
  EXPECT_TRUE(user.has_password);
  EXPECT_TRUE(app::lacks_demanded_factor(context, user, {"password"}));
  EXPECT_FALSE(app::lacks_demanded_factor(context, user, {"openid_connect"}));
  domain::User elsewhere = user;
  elsewhere.has_password = false;
  EXPECT_FALSE(app::lacks_demanded_factor(context, elsewhere, {}));  // by a token
}

}  // namespace
}  // namespace assay::http
