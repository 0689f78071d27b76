#pragma once
// A server with its people, for tests that ask it as they would.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/issuer_testing.h"
#include "app/jobs.h"
#include "app/organisations.h"
#include "app/single_sign_on.h"
#include "app/users.h"
#include "base/key_file.h"
#include "domain/approval.h"
#include "domain/totp_testing.h"
#include "http/http_testing.h"
#include "http/site.h"
#include "store/audit_log.h"
#include "store/store_testing.h"

namespace assay::http {

struct Asked {
  std::string role, method, target, body;
  std::vector<std::string> headers;
  enum class Body { json, bytes };
  Body kind = Body::json;
};

// Roles: owner, who administers the server, and stranger, by their sessions; reader and writer, tokens of the
// owner; nobody. {name} in what is asked stands for what was kept under that name, {code:name} for the code
// that a telephone shows now which has the secret of that name. An issuer of OpenID Connect and a trusted
// proxy, which is the tests themselves, are set.
class World {
 public:
  enum class Start { fresh, with_people };
  explicit World(Start start) {
    auto files = files::Files::open(database_.folder.path() + "/files");
    EXPECT_TRUE(files.ok());
    files_.emplace(std::move(files).value());
    live_ = std::make_unique<live::Live>(*database_.database);
    context_ =
        std::make_unique<app::Context>(app::Context{*database_.database, *live_, *files_, database_.clock});
    context_->password_cost = cheapest_cost;
    context_->sealing_key = &sealing_key_;
    auto link = app::make_setup_link(*context_);
    EXPECT_TRUE(link.ok());
    kept["setup_token"] = link.value().value_or("");
    if (start == Start::with_people) make_people();
    SiteSettings settings;
    settings.log_key = &key_;
    settings.server.connections_max = 200;
    sign_on_ = std::make_unique<app::OpenidSignIn>(*context_, openid_, log_);
    settings.openid = sign_on_.get();
    auto proxy = ProxyHeader::read({"X-Forwarded-Email", "127.0.0.1", "a secret that only the proxy knows"});
    EXPECT_TRUE(proxy.ok());
    settings.proxy_header = std::move(proxy).value();
    auto site = Site::start(settings, *context_, log_);
    EXPECT_TRUE(site.ok()) << error_text(site.error());
    site_ = std::move(site).value();
  }

  Reply ask(const Asked& asked) {
    std::string head = asked.method + " " + filled(asked.target) + " HTTP/1.1\nHost: x";
    for (const std::string& header : asked.headers) head += "\n" + filled(header);
    const bool is_json = asked.kind == Asked::Body::json;
    if (is_json && !asked.body.empty()) head += "\nContent-Type: application/json";
    head += by_role_[asked.role];
    return http::ask(site_->port(), head, is_json ? filled(asked.body, Inside::json) : asked.body);
  }

  void move_clock(std::int64_t us) { database_.clock.advance(us); }

  // Everything that waits, done as the runner would do it.
  void run_jobs() {
    for (;;) {
      const auto ran = app::run_next_job(*context_);
      ASSERT_TRUE(ran.ok()) << error_text(ran.error());
      if (!ran.value()) return;
    }
  }

  std::vector<std::string> events_after(std::int64_t index) {
    std::vector<std::string> verbs;
    auto rows = database_.database->read(
        [&](store::Connection& connection) { return store::audit_events(connection, {.limit = 1000}); });
    EXPECT_TRUE(rows.ok());
    for (const auto& row : rows.value()) {
      if (row.index > index) verbs.push_back(row.verb);
    }
    std::reverse(verbs.begin(), verbs.end());
    return verbs;
  }
  std::int64_t last_event() {
    auto rows = database_.database->read(
        [&](store::Connection& connection) { return store::audit_events(connection, {.limit = 1}); });
    return rows.ok() && !rows.value().empty() ? rows.value()[0].index : -1;
  }

  // Somebody of an organisation, made now where it is new, who signs in. Kept: the ids, as "id of WHO" and
  // "id of ORGANISATION".
  void add_person(const std::string& who, const std::string& organisation) {
    std::string& id = kept["id of " + organisation];
    if (id.empty()) {
      const auto made = app::add_organisation(*context_, owner_, {.name = organisation});
      ASSERT_TRUE(made.ok()) << error_text(made.error());
      id = std::to_string(made.value().id.value);
      organisations_[organisation] = made.value().id;
    }
    const std::string email = who + "@people.example", password = "a long enough phrase";
    const auto made =
        app::add_user(*context_, owner_, {email, who, password, false, organisations_[organisation]});
    ASSERT_TRUE(made.ok()) << error_text(made.error());
    kept["id of " + who] = std::to_string(made.value().id.value);
    const auto signed_in = app::sign_in(*context_, {}, email, password);
    ASSERT_TRUE(signed_in.ok());
    by_role_[who] = session_headers(*signed_in.value().signed_in);
  }

  std::map<std::string, std::string> kept;
  app::FakeIssuer& issuer() { return issuer_; }
  std::uint16_t port() const { return site_->port(); }

 private:
  enum class Inside { line, json };
  std::string filled(std::string text, Inside inside = Inside::line) const {
    for (const auto& [name, value] : kept) {
      std::string put = value;
      if (inside == Inside::json) {
        put = nlohmann::json(value).dump();
        put = put.substr(1, put.size() - 2);
      }
      put_in(text, "{" + name + "}", put);
      const std::string code_mark = "{code:" + name + "}";
      if (text.find(code_mark) == std::string::npos) continue;
      put_in(text, code_mark, domain::Telephone{value}.code(database_.clock.now_us()));
    }
    return text;
  }
  static void put_in(std::string& text, const std::string& mark, const std::string& put) {
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos; at += put.size())
      text.replace(at, mark.size(), put);
  }

  static std::string session_headers(const app::SignedIn& signed_in) {
    return "\nCookie: assay_session=" + signed_in.secret + "\nX-CSRF-Token: " + signed_in.session.csrf_token;
  }

  void enter(const std::string& role, const std::string& password) {
    const auto arrival = app::sign_in(*context_, {}, role + "@example.org", password);
    ASSERT_TRUE(arrival.ok()) << error_text(arrival.error());
    by_role_[role] = session_headers(*arrival.value().signed_in);
  }

  void make_people() {
    const auto owner =
        app::set_up(*context_, {},
                    {kept["setup_token"], "Example", "Owner", "owner@example.org", "the owner's password"});
    ASSERT_TRUE(owner.ok()) << error_text(owner.error());
    app::Caller caller;
    caller.user = owner.value().session.user;
    owner_ = caller;
    organisations_["Example"] = caller.user.organisation;
    kept["id of Example"] = std::to_string(caller.user.organisation.value);
    ASSERT_TRUE(
        app::add_user(*context_, caller, {"stranger@example.org", "Stranger", "the stranger's password"})
            .ok());
    // Long enough ago, so that the two are the four eyes of one action.
    database_.clock.advance(domain::tie_us + 1);
    enter("owner", "the owner's password");
    enter("stranger", "the stranger's password");
    for (const auto& [role, scopes] : {std::pair{"reader", "read"}, std::pair{"writer", "read write"}}) {
      const auto token = app::make_token(*context_, caller, {role, scopes, {}});
      ASSERT_TRUE(token.ok());
      by_role_[role] = "\nAuthorization: Bearer " + token.value().secret;
    }
  }

  store::TestDatabase database_{store::Dialect::sqlite};
  Log log_{database_.clock, LogLevel::error, [](std::string_view) {}};
  std::optional<files::Files> files_;
  std::unique_ptr<live::Live> live_;
  Secret sealing_key_{std::string(sealing_key_bytes, 'k')};
  std::unique_ptr<app::Context> context_;
  app::Caller owner_;
  std::map<std::string, domain::OrganisationId> organisations_;
  app::LogKey key_{"assay.example/log", SigningKey::generate()};
  app::FakeIssuer issuer_{database_.clock};
  app::OpenidIssuer openid_{app::FakeIssuer::settings(), database_.clock, issuer_.fetch()};
  std::unique_ptr<app::OpenidSignIn> sign_on_;
  std::unique_ptr<Site> site_;
  std::map<std::string, std::string> by_role_;
};

}  // namespace assay::http
