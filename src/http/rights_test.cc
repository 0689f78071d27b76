// Every route, asked by who may not: from the rows themselves, so that a new route is asked too.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "base/json_text.h"
#include "http/routes.h"
#include "http/world_testing.h"

namespace assay::http {
namespace {

using nlohmann::json;

// A project of the owner with something of everything that has an id.
class Rights : public ::testing::Test {
 protected:
  Rights() {
    keep("project",
         {"owner", "POST", "/api/v1/projects", R"({"name":"Hidden name","questions":[{"name":"q"}]})"},
         "/id");
    ask({"owner", "POST", "/api/v1/projects/{project}/annotations",
         R"({"annotations":[{"item":"i1","annotator":"a1","label":"x"},)"
         R"({"item":"i1","annotator":"a2","label":"x"}]})"});
    keep("upload", {"owner", "POST", "/api/v1/projects/{project}/uploads", R"({"name":"f.csv","size":10})"},
         "/id");
    keep("job", {"owner", "POST", "/api/v1/projects/{project}/snapshots", R"({"name":"s"})"}, "/id");
    world_.run_jobs();
    keep("snapshot", {"owner", "GET", "/api/v1/jobs/{job}"}, "/result/snapshot");
    keep("token", {"owner", "GET", "/api/v1/tokens"}, "/items/0/id");
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
          std::pair{"snapshots", "snapshot"}, std::pair{"tokens", "token"}}) {
      const std::string begin = std::string("/") + noun + "/{id}";
      if (const std::size_t at = path.find(begin); at != std::string::npos)
        path.replace(at + begin.size() - 4, 4, std::string("{") + name + "}");
    }
    for (const auto& [mark, value] : {std::pair{"{item}", "key:i1"}, std::pair{"{n}", "0"},
                                      std::pair{"{what}", "gate"}, std::pair{"{gold}", "1"}}) {
      if (const std::size_t at = path.find(mark); at != std::string::npos)
        path.replace(at, std::string(mark).size(), value);
    }
    if (path == "/api/v1/projects/{project}/comparison") path += "?before={snapshot}&after={snapshot}";
    std::string body(route.example);
    if (route.method != "GET" && body.empty()) body = "{}";
    if (route.body == "ImportRequest") body = R"({"upload":"{upload}","kind":"annotations"})";
    return {role, std::string(route.method), path, route.method == "GET" ? "" : body, {"If-Match: \"1\""}};
  }

  World world_{World::Start::with_people};
};

bool is_of_a_project(const Route& route) { return route.path.find("{id}") != std::string_view::npos; }

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

TEST_F(Rights, of_the_owner_reach_everything) {
  for (const Route& route : all_routes()) {
    if (!is_of_a_project(route) || route.method != "GET") continue;
    const int status = ask(as("owner", route)).status;
    EXPECT_NE(status, 403) << route.path;
    EXPECT_NE(status, 404) << route.path;
  }
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
