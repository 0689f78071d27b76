#include "http/dispatch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "base/json_text.h"
#include "http/http_testing.h"
#include "http/services.h"

namespace assay::http {
namespace {

Answer show(const Call& call) {
  const nlohmann::json json = {{"path", call.request.path},
                               {"id", path_value(call.request, "id")},
                               {"peer", call.request.peer},
                               {"user", call.visitor.user ? call.visitor.user->name : ""},
                               {"body", call.request.body}};
  return json_answer(json.dump());
}

std::vector<Route> test_routes(const std::function<void()>& open) {
  std::vector<Route> routes;
  routes.push_back(
      {"GET", "/api/v1/things/{id}", "A thing", Who::anybody, Scope::read, "", "Thing", "{}", show});
  routes.push_back({"PATCH", "/api/v1/things/{id}", "Change it", Who::signed_in, Scope::write, "Thing",
                    "Thing", "{}", show, 100});
  routes.push_back({"GET", "/api/v1/things/new", "The newest", Who::anybody, Scope::read, "", "Thing", "{}",
                    [](const Call&) { return json_answer("\"new\""); }});
  routes.push_back({"POST", "/api/v1/things/{id}/open", "Open it", Who::anybody, Scope::write, "", "Thing",
                    "{}", [open](const Call&) {
                      open();
                      return json_answer("{}");
                    }});
  routes.push_back({"POST", "/api/v1/things/{id}/close", "Close it", Who::administrator, Scope::write, "",
                    "Thing", "{}", show});
  routes.push_back(
      {"GET", "/api/v1/broken", "Broken", Who::anybody, Scope::read, "", "Thing", "{}",
       [](const Call& call) { return text_answer(std::string(path_value(call.request, "id"))); }});
  for (const auto& [path, before] :
       {std::pair{"/api/v1/enrol", Before::enrolment}, std::pair{"/api/v1/unlock", Before::unlocking}}) {
    routes.push_back({.method = "GET",
                      .path = path,
                      .summary = "Of sessions that are not open",
                      .answer = "Thing",
                      .handler = [](const Call&) { return json_answer("{}"); },
                      .before = before});
  }
  routes.push_back({"GET", "/api/v1/mine", "Of open sessions", Who::signed_in, Scope::read, "", "Thing", "{}",
                    [](const Call&) { return json_answer("{}"); }});
  return routes;
}

// "Authorization: reader" and the like name a visitor; the cookie has a session whose token is "csrf", or one
// that is locked, or of somebody who must enrol.
Result<Visitor> test_identify(const Request& request) {
  Visitor visitor;
  visitor.user = domain::User{};
  visitor.user->id.value = 7;
  visitor.user->name = "Ada";
  visitor.user->administrator = true;
  if (const auto cookie = cookie_value(request, session_cookie)) {
    if (*cookie == "locked") visitor.must = Must::unlock;
    if (*cookie == "lacking") visitor.must = Must::enrol;
    if (*cookie != "valid" && visitor.must == Must::nothing)
      return Error{ErrorCode::not_found, "the session has ended: sign in again", ""};
    visitor.way = Way::cookie;
    visitor.csrf_token = "csrf";
    return visitor;
  }
  const auto token = header_value(request, "Authorization");
  if (!token) return Visitor{};
  visitor.way = Way::token;
  visitor.scope = *token == "reader" ? Scope::read : Scope::write;
  visitor.user->administrator = *token == "administrator";
  return visitor;
}

struct World {
  std::function<void()> open = [] {};  // what opening a thing does
  ManualClock clock{1'764'000'000'000'000};
  std::vector<std::string> lines;
  Log log{clock, LogLevel::info, [this](std::string_view line) { lines.emplace_back(line); }};
  Router router{test_routes(open)};
  Metrics metrics{router.routes()};
  Services services;
  Proxy proxy = Proxy::none;
  Dispatcher dispatcher{
      Surroundings{router, metrics, log, clock, services, test_identify,
                   [](const Request& request) { return text_answer("page " + request.path); }, proxy}};

  Answer ask(std::string method, std::string target, std::vector<Header> headers = {},
             std::string_view body = "") {
    Request request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.headers = std::move(headers);
    request.body = body;
    return dispatcher.answer(std::move(request));
  }
};

std::string header_of(const Answer& answer, std::string_view name) {
  for (const Header& header : answer.headers) {
    if (same_name(header.name, name)) return header.value;
  }
  return "";
}

std::string code_of(const Answer& answer) { return json_from<nlohmann::json>(answer.body)["code"]; }

const Header json_type{"Content-Type", "application/json; charset=utf-8"};

TEST(dispatch, finds_the_route_and_its_parameters) {
  World world;
  const Answer answer = world.ask("GET", "/api/v1/things/a%20b");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(json_from<nlohmann::json>(answer.body)["id"], "a b");
  EXPECT_EQ(world.ask("GET", "/api/v1/things/new").body, "\"new\"");
  EXPECT_EQ(world.ask("HEAD", "/api/v1/things/1").status, 200);
}

TEST(dispatch, answers_unknown_paths_and_methods) {
  World world;
  EXPECT_EQ(world.ask("GET", "/api/v1/nothing").status, 404);
  EXPECT_EQ(code_of(world.ask("GET", "/api")), "not_found");
  const Answer wrong = world.ask("DELETE", "/api/v1/things/1");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(header_of(wrong, "Allow"), "GET, HEAD, PATCH");
  EXPECT_EQ(world.ask("OPTIONS", "/api/v1/things/1").status, 204);
  EXPECT_EQ(world.ask("GET", "/projects/1").body, "page /projects/1");
  EXPECT_EQ(world.ask("POST", "/projects/1").status, 404);
  const Answer moved = world.ask("GET", "/projects/1/?then=x");
  EXPECT_EQ(moved.status, 308);
  EXPECT_EQ(header_of(moved, "Location"), "/projects/1?then=x");
  EXPECT_EQ(world.ask("POST", "/projects/1/").status, 400);
  EXPECT_EQ(world.ask("GET", "/api/v1/things/1/").status, 400);
  EXPECT_EQ(world.ask("GET", "/api/v1/things/../things/1").status, 400);
}

TEST(dispatch, a_locked_session_answers_what_unlocks_it_alone) {
  World world;
  const Header locked{"Cookie", "assay_session=locked"};
  const Answer refusal = world.ask("GET", "/api/v1/mine", {locked});
  EXPECT_EQ(refusal.status, 401);
  EXPECT_EQ(code_of(refusal), "session_locked");
  EXPECT_EQ(code_of(world.ask("GET", "/api/v1/enrol", {locked})), "session_locked");
  EXPECT_EQ(code_of(world.ask("POST", "/api/v1/things/1/close", {locked})), "session_locked");
  EXPECT_EQ(world.ask("GET", "/api/v1/unlock", {locked}).status, 200);
  EXPECT_EQ(world.ask("GET", "/api/v1/things/1", {locked}).status, 200);  // of anybody
}

TEST(dispatch, whoever_lacks_a_demanded_second_factor_enrols_first) {
  World world;
  const Header lacking{"Cookie", "assay_session=lacking"};
  const Answer refusal = world.ask("GET", "/api/v1/mine", {lacking});
  EXPECT_EQ(refusal.status, 403);
  EXPECT_EQ(code_of(refusal), "second_factor_required");
  EXPECT_EQ(world.ask("GET", "/api/v1/enrol", {lacking}).status, 200);
  EXPECT_EQ(world.ask("GET", "/api/v1/unlock", {lacking}).status, 200);
  EXPECT_EQ(world.ask("GET", "/api/v1/mine", {{"Cookie", "assay_session=valid"}}).status, 200);
}

TEST(dispatch, asks_who_it_is_and_what_they_may) {
  World world;
  EXPECT_EQ(code_of(world.ask("PATCH", "/api/v1/things/1", {json_type}, "{}")), "unauthenticated");
  EXPECT_EQ(world.ask("PATCH", "/api/v1/things/1", {json_type, {"Authorization", "reader"}}, "{}").status,
            403);
  EXPECT_EQ(world.ask("PATCH", "/api/v1/things/1", {json_type, {"Authorization", "writer"}}, "{}").status,
            200);
  EXPECT_EQ(world.ask("POST", "/api/v1/things/1/close", {{"Authorization", "writer"}}).status, 403);
  EXPECT_EQ(world.ask("POST", "/api/v1/things/1/close", {{"Authorization", "administrator"}}).status, 200);
}

TEST(dispatch, wants_the_csrf_token_from_sessions_that_write) {
  World world;
  const Header cookie{"Cookie", "assay_session=valid"};
  EXPECT_EQ(world.ask("PATCH", "/api/v1/things/1", {json_type, cookie}, "{}").status, 403);
  EXPECT_EQ(
      world.ask("PATCH", "/api/v1/things/1", {json_type, cookie, {"X-CSRF-Token", "wrong"}}, "{}").status,
      403);
  EXPECT_EQ(
      world.ask("PATCH", "/api/v1/things/1", {json_type, cookie, {"x-csrf-token", "csrf"}}, "{}").status,
      200);
  EXPECT_EQ(world.ask("GET", "/api/v1/things/1", {cookie}).status, 200);
}

TEST(dispatch, says_401_to_sessions_that_have_ended_but_lets_them_sign_in) {
  World world;
  const Header stale{"Cookie", "assay_session=stale"};
  EXPECT_EQ(world.ask("PATCH", "/api/v1/things/1", {json_type, stale}, "{}").status, 401);
  EXPECT_EQ(world.ask("GET", "/api/v1/things/1", {stale}).status, 200);
}

TEST(dispatch, refuses_bodies_the_route_does_not_take) {
  World world;
  const Header writer{"Authorization", "writer"};
  EXPECT_EQ(world.ask("PATCH", "/api/v1/things/1", {json_type, writer}, std::string(101, ' ')).status, 413);
  EXPECT_EQ(world.ask("PATCH", "/api/v1/things/1", {{"Content-Type", "text/plain"}, writer}, "{}").status,
            415);
  EXPECT_EQ(world.ask("GET", "/api/v1/things/1", {}, "x").status, 400);
}

TEST(dispatch, refuses_a_header_that_decides_and_comes_twice) {
  World world;
  const Header writer{"Authorization", "writer"};
  for (const Header& twice : {Header{"Host", "a"}, Header{"authorization", "reader"}, Header{"Cookie", "a=b"},
                              json_type, Header{"X-CSRF-Token", "csrf"}, Header{"Idempotency-Key", "k"}}) {
    EXPECT_EQ(world.ask("GET", "/api/v1/things/1", {twice, twice}).status, 400) << twice.name;
    EXPECT_EQ(world.ask("GET", "/api/v1/things/1", {twice}).status, 200) << twice.name;
  }
  EXPECT_EQ(world.ask("GET", "/api/v1/things/1", {{"Accept", "a"}, {"Accept", "b"}, writer}).status, 200);
}

TEST(dispatch, answers_what_the_server_would_not_read) {
  World world;
  const auto refused_as = [&](Refusal refusal) {
    Request request;
    request.method = "POST";
    request.target = "/api/v1/things/1/close";
    request.refusal = refusal;
    return world.dispatcher.answer(std::move(request)).status;
  };
  EXPECT_EQ(refused_as(Refusal::malformed), 400);
  EXPECT_EQ(refused_as(Refusal::length_unknown), 411);
  EXPECT_EQ(refused_as(Refusal::body_too_large), 413);
  EXPECT_EQ(refused_as(Refusal::target_too_long), 414);
  EXPECT_EQ(refused_as(Refusal::headers_too_large), 431);
}

TEST(dispatch, puts_an_id_and_protection_on_every_answer) {
  World world;
  for (const char* target : {"/api/v1/things/1", "/nothing", "/api/nothing", "/%"}) {
    const Answer answer = world.ask("GET", target);
    EXPECT_EQ(header_of(answer, "X-Request-Id").size(), 24u);
    EXPECT_EQ(header_of(answer, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(header_of(answer, "Cache-Control"), "no-store");
    EXPECT_NE(header_of(answer, "Content-Security-Policy").find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(header_of(answer, "Content-Security-Policy").find("unsafe"), std::string::npos);
    const bool is_json = answer.type == "application/json";
    EXPECT_EQ(header_of(answer, "Content-Disposition"),
              is_json ? "attachment; filename=\"answer.json\"" : "");
  }
  EXPECT_EQ(header_of(world.ask("GET", "/x", {{"X-Request-Id", "abc-123_XYZ"}}), "X-Request-Id"),
            "abc-123_XYZ");
  EXPECT_NE(header_of(world.ask("GET", "/x", {{"X-Request-Id", "abc\r\nX: y"}}), "X-Request-Id"),
            "abc\r\nX: y");
}

TEST(dispatch, logs_the_route_and_not_what_was_asked_for) {
  World world;
  world.ask("GET", "/api/v1/things/secret?search=private", {{"Authorization", "writer"}});
  ASSERT_EQ(world.lines.size(), 1u);
  const auto line = json_from<nlohmann::json>(world.lines[0]);
  EXPECT_EQ(line["route"], "/api/v1/things/{id}");
  EXPECT_EQ(line["status"], 200);
  EXPECT_EQ(line["user"], "7");
  EXPECT_EQ(world.lines[0].find("secret"), std::string::npos);
  EXPECT_EQ(world.lines[0].find("private"), std::string::npos);
}

TEST(dispatch, turns_our_own_mistakes_into_500_and_logs_them) {
  World world;
  const Answer answer = world.ask("GET", "/api/v1/broken");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body.find("parameter"), std::string::npos);
  ASSERT_EQ(world.lines.size(), 2u);
  EXPECT_NE(world.lines[0].find("the route has the parameter"), std::string::npos);
}

TEST(dispatch, believes_a_proxy_on_this_machine_only_when_it_is_told_of_one) {
  World alone, behind_proxy{.proxy = Proxy::on_this_machine};
  const auto logged_address = [](World& world, std::string peer, std::string forwarded) {
    Request request;
    request.method = "GET";
    request.target = "/api/v1/things/1";
    request.address = std::move(peer);
    request.headers = {{"X-Forwarded-For", std::move(forwarded)}};
    (void)world.dispatcher.answer(std::move(request));
    return json_from<nlohmann::json>(world.lines.back())["address"].get<std::string>();
  };
  EXPECT_EQ(logged_address(alone, "127.0.0.1", "192.0.2.7"), "127.0.0.1");
  EXPECT_EQ(logged_address(behind_proxy, "127.0.0.1", "10.9.9.9, 192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(logged_address(behind_proxy, "::1", "2001:db8::1"), "2001:db8::1");
  EXPECT_EQ(logged_address(behind_proxy, "127.0.0.1", "somebody"), "127.0.0.1");
  EXPECT_EQ(logged_address(behind_proxy, "198.51.100.2", "192.0.2.7"), "198.51.100.2");
}

TEST(dispatch, lets_few_who_are_not_signed_in_change_something_at_once) {
  std::promise<void> end;
  const auto gate = end.get_future().share();
  std::atomic<int> running = 0, most = 0, refused_count = 0, done_count = 0;
  World world{.open = [&, gate] {
    most = std::max(most.load(), ++running);
    gate.wait();
    --running;
  }};
  std::vector<std::thread> asking;
  const int let_in = static_cast<int>(anybody_at_once_max + anybody_waiting_max);
  for (int i = 0; i < let_in + 20; ++i) {
    asking.emplace_back([&] {
      const Answer answer = world.dispatcher.answer({.method = "POST", .target = "/api/v1/things/1/open"});
      EXPECT_EQ(header_of(answer, "Retry-After"), answer.status == 503 ? "1" : "");
      ++(answer.status == 503 ? refused_count : done_count);
    });
  }
  while (refused_count < 20) std::this_thread::yield();
  EXPECT_EQ(world.ask("GET", "/api/v1/things/1").status, 200);  // nobody else waits
  end.set_value();
  for (std::thread& each : asking) each.join();
  EXPECT_EQ(done_count, let_in);
  EXPECT_EQ(refused_count, 20);
  EXPECT_LE(most, static_cast<int>(anybody_at_once_max));
  EXPECT_EQ(world.ask("POST", "/api/v1/things/1/open").status, 200);
}

TEST(dispatch, knows_who_is_at_the_other_end_whatever_a_header_says) {
  World world{.proxy = Proxy::on_this_machine};
  Request request;
  request.method = "GET";
  request.target = "/api/v1/things/1";
  request.address = "127.0.0.1";
  request.headers = {{"X-Forwarded-For", "192.0.2.7"}};
  EXPECT_EQ(json_from<nlohmann::json>(world.dispatcher.answer(std::move(request)).body)["peer"], "127.0.0.1");
}

TEST(dispatch, counts_by_route) {
  World world;
  world.ask("GET", "/api/v1/things/1");
  world.ask("GET", "/api/v1/things/2");
  world.ask("GET", "/api/v1/nothing");
  const std::string text = world.metrics.text();
  EXPECT_NE(
      text.find("assay_http_requests_total{method=\"GET\",route=\"/api/v1/things/{id}\",status=\"2xx\"} 2"),
      std::string::npos);
  EXPECT_NE(text.find("assay_http_requests_total{method=\"\",route=\"\",status=\"4xx\"} 1"),
            std::string::npos);
}

TEST(dispatch, makes_who_asks_too_much_wait) {
  World world;
  Traffic traffic(world.clock, 2);
  world.services.traffic = &traffic;
  const std::vector<Header> ada = {{"Authorization", "reader"}};
  EXPECT_EQ(world.ask("GET", "/api/v1/mine", ada).status, 200);
  EXPECT_EQ(world.ask("GET", "/api/v1/things/1", ada).status, 200);
  const Answer third = world.ask("GET", "/api/v1/mine", ada);
  EXPECT_EQ(third.status, status_too_many);
  EXPECT_EQ(header_of(third, "Retry-After"), "61");
  EXPECT_EQ(world.ask("GET", "/api/v1/things/1").status, 200) << "who has no account is counted by address";
  world.clock.advance(minute_us);
  EXPECT_EQ(world.ask("GET", "/api/v1/mine", ada).status, 200);
}

}  // namespace
}  // namespace assay::http
