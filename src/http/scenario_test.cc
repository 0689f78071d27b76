#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "app/users.h"
#include "base/file.h"
#include "http/http_testing.h"
#include "http/routes.h"
#include "http/site.h"
#include "http/target.h"
#include "store/audit_log.h"
#include "store/store_testing.h"

// Runs tests/scenarios (its README says how they are written).
namespace assay::http {
namespace {

using nlohmann::json;

struct Step {
  std::string role, method, target, body;
  std::vector<std::string> headers;
  int status = 0;
  json answer;
  std::vector<std::pair<std::string, std::string>> keep;  // name, pointer
  std::optional<std::vector<std::string>> events;         // absent: not looked at
  int line = 0;
};

struct Scenario {
  bool fresh = false;
  std::vector<Step> steps;
};

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

bool begins_step(const std::string& line) {
  const auto words = words_of(line);
  static const std::set<std::string> roles = {"nobody", "owner", "stranger", "reader", "writer"};
  return words.size() == 3 && roles.count(words[0]) == 1;
}

void read_line(const std::string& line, Step& step) {
  const auto words = words_of(line);
  if (words[0] == "=>") {
    step.status = std::stoi(words.at(1));
    const std::size_t at = line.find('{');
    if (at != std::string::npos) step.answer = json::parse(line.substr(at));
  } else if (words[0] == "keep") {
    step.keep.emplace_back(words.at(1), words.at(3));
  } else if (words[0] == "events:") {
    step.events.emplace(words.begin() + 1, words.end());
    if (*step.events == std::vector<std::string>{"none"}) step.events->clear();
  } else if (line[0] == '{') {
    step.body = line;
  } else {
    step.headers.push_back(line);
  }
}

Scenario read_scenario(const std::string& path) {
  Scenario scenario;
  const auto file = FileBytes::open(path);
  EXPECT_TRUE(file.ok()) << path;
  std::istringstream in{std::string(file.value().bytes())};
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (line == "fresh") {
      scenario.fresh = true;
    } else if (begins_step(line)) {
      const auto words = words_of(line);
      scenario.steps.push_back({.role = words[0], .method = words[1], .target = words[2], .line = number});
    } else {
      read_line(line, scenario.steps.back());
    }
  }
  return scenario;
}

// Whether everything that is wanted is in what came.
bool contains(const json& came, const json& wanted) {
  if (wanted.is_object()) {
    return came.is_object() &&
           std::all_of(wanted.items().begin(), wanted.items().end(), [&](const auto& item) {
             return came.contains(item.key()) && contains(came[item.key()], item.value());
           });
  }
  if (wanted.is_array()) {
    return came.is_array() && came.size() == wanted.size() &&
           std::equal(came.begin(), came.end(), wanted.begin(), contains);
  }
  return came == wanted;
}

class World {
 public:
  explicit World(bool fresh) {
    auto files = files::Files::open(database_.folder.path() + "/files");
    EXPECT_TRUE(files.ok());
    files_.emplace(std::move(files).value());
    live_ = std::make_unique<live::Live>(*database_.database);
    context_ =
        std::make_unique<app::Context>(app::Context{*database_.database, *live_, *files_, database_.clock});
    context_->password_cost = cheapest_cost;
    auto link = app::make_setup_link(*context_);
    EXPECT_TRUE(link.ok());
    kept["setup_token"] = link.value().value_or("");
    if (!fresh) make_people();
    SiteSettings settings;
    settings.log_key = &key_;
    settings.server.connections_max = 200;
    auto site = Site::start(settings, *context_, log_);
    EXPECT_TRUE(site.ok()) << error_text(site.error());
    site_ = std::move(site).value();
  }

  Reply ask(const Step& step) {
    std::string head = step.method + " " + filled(step.target) + " HTTP/1.1\nHost: x";
    for (const std::string& header : step.headers) head += "\n" + filled(header);
    if (!step.body.empty()) head += "\nContent-Type: application/json";
    head += by_role_[step.role];
    return http::ask(site_->port(), head, filled(step.body));
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

  std::map<std::string, std::string> kept;

 private:
  std::string filled(std::string text) const {
    for (const auto& [name, value] : kept) {
      const std::string mark = "{" + name + "}";
      for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;)
        text.replace(at, mark.size(), value);
    }
    return text;
  }

  static std::string session_headers(const app::SignedIn& signed_in) {
    return "\nCookie: assay_session=" + signed_in.secret + "\nX-CSRF-Token: " + signed_in.session.csrf_token;
  }

  void make_people() {
    const auto owner =
        app::set_up(*context_, {},
                    {kept["setup_token"], "Example", "Owner", "owner@example.org", "the owner's password"});
    ASSERT_TRUE(owner.ok()) << error_text(owner.error());
    by_role_["owner"] = session_headers(owner.value());
    app::Caller caller;
    caller.user = owner.value().session.user;
    ASSERT_TRUE(
        app::add_user(*context_, caller, {"stranger@example.org", "Stranger", "the stranger's password"})
            .ok());
    const auto stranger = app::sign_in(*context_, {}, "stranger@example.org", "the stranger's password");
    ASSERT_TRUE(stranger.ok());
    by_role_["stranger"] = session_headers(stranger.value());
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
  std::unique_ptr<app::Context> context_;
  app::LogKey key_{"assay.example/log", SigningKey::generate()};
  std::unique_ptr<Site> site_;
  std::map<std::string, std::string> by_role_;
};

std::vector<std::string> scenario_paths() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(ASSAY_SOURCE_DIR "/tests/scenarios")) {
    if (entry.path().extension() == ".scenario") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

void run(const std::string& path) {
  const Scenario scenario = read_scenario(path);
  World world(scenario.fresh);
  for (const Step& step : scenario.steps) {
    SCOPED_TRACE(path + ":" + std::to_string(step.line));
    const std::int64_t before = world.last_event();
    const Reply reply = world.ask(step);
    EXPECT_EQ(reply.status, step.status) << reply.body.substr(0, 500);
    const json answer = json::parse(reply.body, nullptr, false);
    if (!step.answer.is_null()) {
      EXPECT_TRUE(contains(answer, step.answer)) << reply.body.substr(0, 500);
    }
    for (const auto& [name, pointer] : step.keep) {
      const json::json_pointer place(pointer);
      ASSERT_TRUE(answer.contains(place)) << reply.body.substr(0, 500);
      world.kept[name] = answer[place].get<std::string>();
    }
    if (step.events) {
      EXPECT_EQ(world.events_after(before), *step.events);
    }
  }
}

class Scenarios : public ::testing::TestWithParam<std::string> {};

TEST_P(Scenarios, are_answered_as_they_say) { run(GetParam()); }

INSTANTIATE_TEST_SUITE_P(every, Scenarios, ::testing::ValuesIn(scenario_paths()),
                         [](const auto& each) { return std::filesystem::path(each.param).stem().string(); });

// Routes that no scenario reaches with the answer they are for. The list may only shrink.
TEST(scenarios, reach_every_route) {
  const std::set<std::string> waiting = {"GET /api/v1/events",  // server_test and events_test
                                         "POST /api/v1/projects/{id}/uploads",
                                         "GET /api/v1/uploads/{id}",
                                         "PUT /api/v1/uploads/{id}/parts/{n}",
                                         "POST /api/v1/projects/{id}/imports/preview",
                                         "POST /api/v1/projects/{id}/imports",
                                         "GET /api/v1/projects/{id}/imports",
                                         "GET /api/v1/jobs",
                                         "GET /api/v1/jobs/{id}",
                                         "POST /api/v1/jobs/{id}/cancel",
                                         "POST /api/v1/projects/{id}/snapshots",
                                         "GET /api/v1/projects/{id}/snapshots",
                                         "GET /api/v1/snapshots/{id}",
                                         "GET /api/v1/snapshots/{id}/inspection",
                                         "GET /api/v1/snapshots/{id}/report.html",
                                         "POST /api/v1/snapshots/{id}/repeat",
                                         "POST /api/v1/audit/check",
                                         "GET /api/v1/settings"};
  const Router router(all_routes());
  std::set<std::string> missing;
  for (const Route& route : router.routes())
    missing.insert(std::string(route.method) + " " + std::string(route.path));
  for (const std::string& path : scenario_paths()) {
    for (const Step& step : read_scenario(path).steps) {
      const auto target = read_target(step.target.substr(0, step.target.find('?')));
      if (!target.ok() || step.status >= 300) continue;
      const auto match = router.find(step.method, target.value().segments);
      if (match.route != nullptr) missing.erase(step.method + " " + std::string(match.route->path));
    }
  }
  EXPECT_EQ(missing, waiting);
}

}  // namespace
}  // namespace assay::http
