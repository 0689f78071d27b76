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
#include "work/neighbours.h"

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
// proxy, which is the tests themselves, are set. A cluster is two servers on one PostgreSQL that share keys
// and files; what is asked goes to one and the other in turn, as a proxy would send it, and so do jobs.
class World {
 public:
  enum class Start { fresh, with_people };
  enum class Servers { one, cluster };
  explicit World(Start start, Servers servers = Servers::one)
      : database_(servers == Servers::one ? store::Dialect::sqlite : store::Dialect::postgresql) {
    auto files = files::Files::open(database_.folder.path() + "/files");
    EXPECT_TRUE(files.ok());
    files_.emplace(std::move(files).value());
    nodes_.push_back(std::make_unique<Node>(*this, std::move(database_.database)));
    if (servers == Servers::cluster) {
      auto second = store::Database::open(database_.options, database_.clock);
      EXPECT_TRUE(second.ok()) << error_text(second.error());
      nodes_.push_back(std::make_unique<Node>(*this, std::move(second).value()));
    }
    auto link = app::make_setup_link(context());
    EXPECT_TRUE(link.ok());
    kept["setup_token"] = link.value().value_or("");
    if (start == Start::with_people) make_people();
    for (const auto& node : nodes_) node->serve(*this);
  }

  Reply ask(const Asked& asked) {
    std::string head = asked.method + " " + filled(asked.target) + " HTTP/1.1\nHost: x";
    for (const std::string& header : asked.headers) head += "\n" + filled(header);
    const bool is_json = asked.kind == Asked::Body::json;
    if (is_json && !asked.body.empty()) head += "\nContent-Type: application/json";
    head += by_role_[asked.role];
    return http::ask(port(), head, is_json ? filled(asked.body, Inside::json) : asked.body);
  }

  void move_clock(std::int64_t us) { database_.clock.advance(us); }

  // Everything that waits, done as the runner would do it.
  void run_jobs() {
    for (;;) {
      const auto ran = app::run_next_job(context());
      ASSERT_TRUE(ran.ok()) << error_text(ran.error());
      if (!ran.value()) return;
    }
  }

  std::vector<std::string> events_after(std::int64_t index) {
    std::vector<std::string> verbs;
    auto rows = database().read(
        [&](store::Connection& connection) { return store::audit_events(connection, {.limit = 1000}); });
    EXPECT_TRUE(rows.ok());
    for (const auto& row : rows.value()) {
      if (row.index > index) verbs.push_back(row.verb);
    }
    std::reverse(verbs.begin(), verbs.end());
    return verbs;
  }
  std::int64_t last_event() {
    auto rows = database().read(
        [&](store::Connection& connection) { return store::audit_events(connection, {.limit = 1}); });
    return rows.ok() && !rows.value().empty() ? rows.value()[0].index : -1;
  }

  // Somebody of an organisation, made now where it is new, who signs in. Kept: the ids, as "id of WHO" and
  // "id of ORGANISATION".
  void add_person(const std::string& who, const std::string& organisation) {
    std::string& id = kept["id of " + organisation];
    if (id.empty()) {
      const auto made = app::add_organisation(context(), owner_, {.name = organisation});
      ASSERT_TRUE(made.ok()) << error_text(made.error());
      id = std::to_string(made.value().id.value);
      organisations_[organisation] = made.value().id;
    }
    const std::string email = who + "@people.example", password = "a long enough phrase";
    const auto made =
        app::add_user(context(), owner_, {email, who, password, false, organisations_[organisation]});
    ASSERT_TRUE(made.ok()) << error_text(made.error());
    kept["id of " + who] = std::to_string(made.value().id.value);
    const auto signed_in = app::sign_in(context(), {}, email, password);
    ASSERT_TRUE(signed_in.ok());
    by_role_[who] = session_headers(*signed_in.value().signed_in);
  }

  std::map<std::string, std::string> kept;
  app::FakeIssuer& issuer() { return issuer_; }
  // Of the server whose turn it is.
  std::uint16_t port() { return next().site->port(); }
  std::uint16_t port_of(std::size_t node) const { return nodes_[node]->site->port(); }
  app::Context& context_of(std::size_t node) { return nodes_[node]->context; }
  const std::string& headers_of(const std::string& role) { return by_role_[role]; }

 private:
  struct Node {
    Node(World& world, std::unique_ptr<store::Database> opened)
        : database(std::move(opened)),
          live(*database),
          context{*database, live, *world.files_, world.database_.clock} {
      context.password_cost = cheapest_cost;
      context.sealing_key = &world.sealing_key_;
      context.subject_keys = world.database_.keys.get();
      context.outbound.webhooks.hosts = {"hooks.example.org"};
      context.outbound.public_address = "https://assay.example.org";
    }
    void serve(World& world) {
      SiteSettings settings;
      settings.log_key = &world.key_;
      settings.server.connections_max = 200;
      sign_on = std::make_unique<app::OpenidSignIn>(context, world.openid_, world.log_);
      settings.openid = sign_on.get();
      auto proxy =
          ProxyHeader::read({"X-Forwarded-Email", "127.0.0.1", "a secret that only the proxy knows"});
      EXPECT_TRUE(proxy.ok());
      settings.proxy_header = std::move(proxy).value();
      neighbours = std::make_unique<work::Neighbours>(world.database_.options.postgres_address, world.log_);
      if (world.nodes_.size() > 1)
        settings.spread = [this](const app::Notice& notice) { neighbours->tell(notice); };
      auto started = Site::start(settings, context, world.log_);
      EXPECT_TRUE(started.ok()) << error_text(started.error());
      site = std::move(started).value();
      if (world.nodes_.size() > 1)
        neighbours->start([this](const app::Notice& notice) { site->hear(notice); });
    }
    ~Node() { neighbours.reset(); }

    std::unique_ptr<store::Database> database;
    live::Live live;
    app::Context context;
    std::unique_ptr<app::OpenidSignIn> sign_on;
    std::unique_ptr<work::Neighbours> neighbours;
    std::unique_ptr<Site> site;
  };
  Node& next() { return *nodes_[turn_++ % nodes_.size()]; }
  app::Context& context() { return next().context; }
  store::Database& database() { return *nodes_.front()->database; }

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
    const auto arrival = app::sign_in(context(), {}, role + "@example.org", password);
    ASSERT_TRUE(arrival.ok()) << error_text(arrival.error());
    by_role_[role] = session_headers(*arrival.value().signed_in);
  }

  void make_people() {
    const auto owner =
        app::set_up(context(), {},
                    {kept["setup_token"], "Example", "Owner", "owner@example.org", "the owner's password"});
    ASSERT_TRUE(owner.ok()) << error_text(owner.error());
    app::Caller caller;
    caller.user = owner.value().session.user;
    owner_ = caller;
    organisations_["Example"] = caller.user.organisation;
    kept["id of Example"] = std::to_string(caller.user.organisation.value);
    ASSERT_TRUE(
        app::add_user(context(), caller, {"stranger@example.org", "Stranger", "the stranger's password"})
            .ok());
    // Long enough ago, so that the two are the four eyes of one action.
    database_.clock.advance(domain::tie_us + 1);
    enter("owner", "the owner's password");
    enter("stranger", "the stranger's password");
    for (const auto& [role, scopes] : {std::pair{"reader", "read"}, std::pair{"writer", "read write"}}) {
      const auto token = app::make_token(context(), caller, {role, scopes, {}});
      ASSERT_TRUE(token.ok());
      by_role_[role] = "\nAuthorization: Bearer " + token.value().secret;
    }
  }

  store::TestDatabase database_;  // open in the first node
  Log log_{database_.clock, LogLevel::error, [](std::string_view) {}};
  std::optional<files::Files> files_;
  Secret sealing_key_{std::string(sealing_key_bytes, 'k')};
  app::Caller owner_;
  std::map<std::string, domain::OrganisationId> organisations_;
  app::LogKey key_{"assay.example/log", SigningKey::generate()};
  app::FakeIssuer issuer_{database_.clock};
  app::OpenidIssuer openid_{app::FakeIssuer::settings(), database_.clock, issuer_.fetch()};
  std::map<std::string, std::string> by_role_;
  std::vector<std::unique_ptr<Node>> nodes_;
  std::size_t turn_ = 0;
};

}  // namespace assay::http
