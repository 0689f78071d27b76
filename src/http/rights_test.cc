// Every route, asked by who may not: from the rows themselves, so that a new route is asked too.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "app/permissions.h"
#include "base/file.h"
#include "base/json_text.h"
#include "http/route_rights.h"
#include "http/routes.h"
#include "http/world_testing.h"

namespace assay::http {
namespace {

using nlohmann::json;

// A project of the owner with something of everything that has an id, and somebody of every role in it.
class Rights : public ::testing::Test {
 protected:
  Rights() {
    for (const auto& [who, organisation] :
         {std::pair{"expert", "Example"}, std::pair{"auditor", "Example"}, std::pair{"lead", "Acme"},
          std::pair{"reviewer", "Acme"}, std::pair{"annotator", "Acme"}, std::pair{"rival", "Rival"}}) {
      world_.add_person(who, organisation);
    }
    keep("project",
         {"owner", "POST", "/api/v1/projects", R"({"name":"Hidden name","questions":[{"name":"q"}]})"},
         "/id");
    ask({"owner", "POST", "/api/v1/projects/{project}/annotations",
         R"({"annotations":[{"item":"i1","annotator":"a1","label":"x"},)"
         R"({"item":"i1","annotator":"a2","label":"x"}]})"});
    engage_both();
    keep("webhook",
         {"owner", "POST", "/api/v1/projects/{project}/outgoing_webhooks",
          R"({"url":"https://hooks.example.org/","kinds":["job_ended"]})"},
         "/id");
    keep("upload", {"owner", "POST", "/api/v1/projects/{project}/uploads", R"({"name":"f.csv","size":10})"},
         "/id");
    keep("job", {"owner", "POST", "/api/v1/projects/{project}/snapshots", R"({"name":"s"})"}, "/id");
    keep("export", {"owner", "POST", "/api/v1/projects/{project}/exports", R"({"what":"items"})"}, "/id");
    world_.run_jobs();
    keep("snapshot", {"owner", "GET", "/api/v1/jobs/{job}"}, "/result/snapshot");
    keep("token", {"owner", "GET", "/api/v1/tokens"}, "/items/0/id");
    keep("session", {"owner", "GET", "/api/v1/sessions"}, "/items/0/id");
    keep("approval",
         {"owner", "POST", "/api/v1/approvals",
          R"({"action":"waive_gate","project":"{project}","request":{"name":"Hidden name"}})"},
         "/id");
    ask({"owner", "POST", "/api/v1/projects/{project}/erasures", R"({"items":["key:i1"]})"});
    ask({"owner", "POST", "/api/v1/projects/{project}/legal_holds",
         R"({"reason":"Hidden proceedings are pending"})"});
    keep("message", {"owner", "GET", "/api/v1/messages"}, "/items/0/id");
  }

  void engage_both() {
    for (const std::string provider : {"Acme", "Rival"}) {
      keep("engagement of " + provider,
           {"owner", "POST", "/api/v1/projects/{project}/engagements",
            R"({"organisation":"{id of )" + provider + R"(}"})"},
           "/id");
    }
    for (const auto& [who, role, provider] :
         {std::tuple{"expert", "expert", ""}, std::tuple{"auditor", "auditor", ""},
          std::tuple{"lead", "lead", "Acme"}, std::tuple{"reviewer", "reviewer", "Acme"},
          std::tuple{"annotator", "annotator", "Acme"}, std::tuple{"rival", "lead", "Rival"}}) {
      json body = {{"email", std::string(who) + "@people.example"}, {"role", role}};
      if (*provider != '\0') body["engagement"] = "{engagement of " + std::string(provider) + "}";
      const Reply reply = ask({"owner", "POST", "/api/v1/projects/{project}/members", body.dump()});
      ASSERT_EQ(reply.status, 200) << reply.body;
    }
    ask({"lead", "POST", "/api/v1/projects/{project}/annotations",
         R"({"annotations":[{"item":"i1","annotator":"maria","label":"x"}]})"});
    ask({"rival", "POST", "/api/v1/projects/{project}/annotations",
         R"({"annotations":[{"item":"i2","annotator":"ivan","label":"Rival label"}]})"});
    ask({"owner", "POST", "/api/v1/projects/{project}/gold", R"({"gold":[{"item":"i1","label":"x"}]})"});
    keep("team", {"owner", "POST", "/api/v1/organisations/{id of Acme}/teams", R"({"name":"Hidden team"})"},
         "/id");
    assign_one();
  }

  // An item of a batch that Acme's annotator has.
  void assign_one() {
    ask({"lead", "POST", "/api/v1/projects/{project}/members",
         R"({"email":"annotator@people.example","role":"annotator","engagement":"{engagement of Acme}",)"
         R"("annotator":"annie"})"});
    keep("batch",
         {"owner", "POST", "/api/v1/projects/{project}/batches",
          R"({"engagement":"{engagement of Acme}","name":"Hidden batch","items":["i1"]})"},
         "/id");
    ask({"owner", "POST", "/api/v1/projects/{project}/batches/{batch}/release", "{}"});
    ask({"lead", "POST", "/api/v1/projects/{project}/batches/{batch}/assignments",
         R"({"list":[{"item":"i1","annotator":"annie"}]})"});
    keep("assignment", {"annotator", "GET", "/api/v1/projects/{project}/own_items"},
         "/items/0/assignment/id");
  }

  Reply ask(const Asked& asked) { return world_.ask(asked); }
  void keep(const std::string& name, const Asked& asked, const char* pointer) {
    const Reply reply = ask(asked);
    ASSERT_EQ(reply.status, 200) << reply.body;
    world_.kept[name] = json_from<json>(reply.body)[json::json_pointer(pointer)].get<std::string>();
  }

  // The route as this role would ask it, with ids of the owner's and a body that the owner could send.
  static Asked as(const std::string& role, const Route& route) {
    std::string path(route.path);
    for (const auto& [noun, name] :
         {std::pair{"projects", "project"}, std::pair{"uploads", "upload"}, std::pair{"jobs", "job"},
          std::pair{"snapshots", "snapshot"}, std::pair{"tokens", "token"}, std::pair{"sessions", "session"},
          std::pair{"approvals", "approval"}, std::pair{"organisations", "id of Acme"},
          std::pair{"teams", "team"}}) {
      const std::string begin = std::string("/") + noun + "/{id}";
      if (const std::size_t at = path.find(begin); at != std::string::npos)
        path.replace(at + begin.size() - 4, 4, std::string("{") + name + "}");
    }
    for (const auto& [mark, value] :
         {std::pair{"{item}", "key:i1"}, std::pair{"{n}", "0"}, std::pair{"{what}", "gate"},
          std::pair{"{gold}", "1"}, std::pair{"{engagement}", "1"}, std::pair{"{user}", "{id of reviewer}"},
          std::pair{"{sending}", "1"}, std::pair{"{erasure}", "1"}, std::pair{"{hold}", "1"},
          std::pair{"{glass}", "1"}, std::pair{"{team}", "{team}"}, std::pair{"{job}", "{export}"}}) {
      if (const std::size_t at = path.find(mark); at != std::string::npos)
        path.replace(at, std::string(mark).size(), value);
    }
    if (path == "/api/v1/jobs" || path == "/api/v1/audit/events") path += "?project={project}";
    if (path == "/api/v1/projects/{project}/comparison") path += "?before={snapshot}&after={snapshot}";
    std::string body(route.body.empty() ? "" : route.example);
    if (route.method != "GET" && body.empty()) body = "{}";
    if (route.body == "NewMember")
      body = R"({"email":"reviewer@people.example","role":"reviewer","engagement":"{engagement of Acme}"})";
    if (route.body == "ImportRequest") body = R"({"upload":"{upload}","kind":"annotations"})";
    return {role, std::string(route.method), path, route.method == "GET" ? "" : body, {"If-Match: \"1\""}};
  }

  World world_{World::Start::with_people};
};

bool is_of_a_project(const Route& route) {
  return route.path.find("{id}") != std::string_view::npos && route.who != Who::administrator;
}

TEST_F(Rights, of_strangers_end_before_anything_of_a_project) {
  for (const Route& route : all_routes()) {
    if (!is_of_a_project(route)) continue;
    SCOPED_TRACE(std::string(route.method) + " " + std::string(route.path));
    const Reply reply = ask(as("stranger", route));
    EXPECT_EQ(reply.status, 404) << reply.body;  // they do not even learn that it exists
    EXPECT_EQ(reply.body.find("Hidden"), std::string::npos);
  }
}

TEST_F(Rights, of_strangers_tell_nothing_of_what_is_there) {
  const auto ids = world_.kept;
  for (const Route& route : all_routes()) {
    if (!is_of_a_project(route)) continue;
    SCOPED_TRACE(std::string(route.method) + " " + std::string(route.path));
    world_.kept = ids;
    const Reply theirs = ask(as("stranger", route));
    for (const char* noun : {"project", "upload", "job", "snapshot", "token"}) world_.kept[noun] = "987654";
    EXPECT_EQ(theirs.body, ask(as("stranger", route)).body);
  }
}

TEST_F(Rights, of_strangers_do_not_reach_the_server) {
  for (const Route& route : all_routes()) {
    if (route.who != Who::administrator) continue;
    EXPECT_EQ(ask(as("stranger", route)).status, 403) << route.path;
  }
}

TEST_F(Rights, begin_with_signing_in) {
  for (const Route& route : all_routes()) {
    if (route.who == Who::anybody) continue;
    EXPECT_EQ(ask(as("nobody", route)).status, 401) << route.method << " " << route.path;
  }
}

TEST_F(Rights, of_tokens_that_read_end_at_changes) {
  for (const Route& route : all_routes()) {
    if (route.who == Who::anybody || route.scope == Scope::read) continue;
    EXPECT_EQ(ask(as("reader", route)).status, 403) << route.method << " " << route.path;
  }
}

const app::Permission* permission_named(std::string_view name) {
  for (const app::Permission& row : app::permissions()) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

TEST_F(Rights, of_the_owner_reach_everything_but_what_people_of_providers_do) {
  for (const Route& route : all_routes()) {
    if (!is_of_a_project(route) || route.method != "GET") continue;
    const app::Permission* needed = permission_named(right_of(route.method, route.path));
    if (needed != nullptr && !app::role_may("owner", *needed)) continue;
    const int status = ask(as("owner", route)).status;
    EXPECT_NE(status, 403) << route.path;
    EXPECT_NE(status, 404) << route.path;
  }
}

TEST_F(Rights, of_every_route_stand_in_the_table_and_the_table_names_nothing_else) {
  for (const Route& route : all_routes()) {
    const std::string_view right = right_of(route.method, route.path);
    EXPECT_FALSE(right.empty()) << route.method << " " << route.path << " has no row in route_rights.cc";
    EXPECT_EQ(right == "anybody", route.who == Who::anybody) << route.path;
    EXPECT_EQ(right == "administrator", route.who == Who::administrator) << route.path;
    const bool is_word = right == "anybody" || right == "signed_in" || right == "administrator" ||
                         right == "own_organisation" || right == "emergency";
    EXPECT_TRUE(is_word || permission_named(right) != nullptr) << right;
    // What carries the id of a project or of something in one is never merely signed_in.
    const bool is_own =
        route.path.starts_with("/api/v1/tokens/") || route.path.starts_with("/api/v1/sessions/");
    const bool in_project = is_of_a_project(route) && !is_own;
    EXPECT_FALSE(in_project && right == "signed_in") << route.path;
  }
  EXPECT_EQ(route_rights().size(), all_routes().size());
}

// Every route with a project, as every role. What takes rights or people away comes last, by the owner alone.
TEST_F(Rights, are_those_of_the_table_for_every_role) {
  const std::vector<std::string> roles = {"expert", "auditor", "lead", "reviewer", "annotator", "owner"};
  const auto takes_away = [](const Route& route) {
    return route.path.ends_with("/close") || route.path.ends_with("/end") || route.path.ends_with("/remove");
  };
  const auto ask_as = [&](const std::string& role, const Route& route, bool may) {
    SCOPED_TRACE(role + ": " + std::string(route.method) + " " + std::string(route.path));
    const Reply reply = ask(as(role, route));
    if (!may) {
      // An upload is its importer's, an approval its organisation's: to others it is not there.
      const std::string where = json_from<json>(reply.body).value("where", "");
      const bool is_hidden = where == "upload" || where == "approval";
      EXPECT_EQ(reply.status, is_hidden ? 404 : 403) << reply.body;
    } else if (route.path != "/api/v1/projects/{id}/items/{item}/image" &&
               !route.path.starts_with("/api/v1/projects/{id}/break_glass/")) {  // nobody broke it here
      EXPECT_NE(reply.status, 401) << reply.body;
      EXPECT_NE(reply.status, 404) << reply.body;
      // A lead's example row may name what only an owner may name; the verb itself is not refused.
      if (reply.status != 403) return;
      EXPECT_NE(json_from<json>(reply.body).value("where", ""), right_of(route.method, route.path));
    }
  };
  int asked = 0;
  // Refusals first, while everybody is still what they are.
  for (const bool may : {false, true}) {
    for (const bool last : {false, true}) {
      for (const Route& route : all_routes()) {
        const app::Permission* permission = permission_named(right_of(route.method, route.path));
        if (permission == nullptr || takes_away(route) != last) continue;
        for (const std::string& role : roles) {
          if (app::role_may(role, *permission) != may) continue;
          if (last && may && role != "owner") continue;
          ask_as(role, route, may);
          ++asked;
        }
      }
    }
  }
  EXPECT_GT(asked, 250);
}

// The lead of another provider in the same project: of Acme's things nothing is there.
TEST_F(Rights, of_a_rival_end_at_the_others_engagement) {
  const std::string project = "/api/v1/projects/{project}";
  const std::string foreign = ask({"rival", "GET", project + "/engagements/{engagement of Acme}"}).body;
  const std::string never = ask({"rival", "GET", project + "/engagements/99"}).body;
  const auto told = [](const std::string& body) { return json_from<json>(body).value("message", ""); };
  EXPECT_EQ(told(foreign), told(never));
  EXPECT_EQ(ask({"rival", "GET", project + "/items/key:i1"}).status, 404);
  EXPECT_EQ(ask({"rival", "GET", "/api/v1/teams/{team}/members"}).status, 404);
  EXPECT_EQ(ask({"rival", "GET", "/api/v1/organisations/{id of Acme}/teams"}).status, 404);
  for (const char* list :
       {"/api/v1/teams/{team}/members/csv", "/api/v1/organisations/{id of Acme}/people/csv"}) {
    EXPECT_EQ(ask({"rival", "GET", list}).status, 404);
    EXPECT_EQ(ask({"rival", "POST", list, "email\nx@y.z\n"}).status, 404);
  }
  for (const char* engagement : {"{engagement of Acme}", "{engagement of Rival}"}) {
    const std::string team = project + "/engagements/" + engagement + "/teams/{team}";
    EXPECT_EQ(ask({"rival", "GET", team}).status, 404);
  }
  EXPECT_EQ(ask({"rival", "POST", project + "/members/{id of annotator}/remove", "{}"}).status, 404);
  for (const std::string place : {"/batches/{batch}", "/batches/{batch}/items"})
    EXPECT_EQ(ask({"rival", "GET", project + place}).status, 404) << place;
  const std::string list = R"({"list":[{"item":"i1","annotator":"annie"}]})";
  EXPECT_EQ(ask({"rival", "POST", project + "/batches/{batch}/assignments", list}).status, 404);
  const Asked revoke{"rival", "POST", project + "/assignments/{assignment}/revoke", R"({"reason":"mine"})"};
  EXPECT_EQ(ask(revoke).status, 404);
  for (const std::string place : {"", "/overview", "/items", "/members", "/members/csv", "/work_times",
                                  "/engagements", "/batches", "/annotators"}) {
    const std::string body = ask({"rival", "GET", project + place}).body;
    for (const char* theirs : {"Acme", "maria", "annie", "annotator@people", "\"i1\"", "Hidden batch"})
      EXPECT_EQ(body.find(theirs), std::string::npos) << place << ": " << body;
  }
  for (const std::string place :
       {"/overview", "/items", "/members", "/members/csv", "/work_times", "/engagements"}) {
    const std::string body = ask({"lead", "GET", project + place}).body;
    for (const char* theirs : {"Rival", "ivan", "\"i2\""})
      EXPECT_EQ(body.find(theirs), std::string::npos) << place << ": " << body;
  }
  const std::string seen = ask({"owner", "GET", project + "/items/key:i1"}).body;
  EXPECT_EQ(seen.find("maria"), std::string::npos) << seen;
}

TEST_F(Rights, are_written_down_as_they_are) {
  const auto page = FileBytes::open(std::string(ASSAY_SOURCE_DIR) + "/docs/reference/rights.md");
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page.value().bytes(), rights_page())
      << "make it anew: assay openapi --rights -o docs/reference/rights.md";
}

// What people changed while all of the above went on: nothing of the stranger, the reader or nobody.
TEST_F(Rights, leave_no_trace_of_what_was_refused) {
  const std::int64_t before = world_.last_event();
  for (const Route& route : all_routes()) {
    if (is_of_a_project(route)) ask(as("stranger", route));
  }
  EXPECT_TRUE(world_.events_after(before).empty());
}

}  // namespace
}  // namespace assay::http
