// Every route with any path, query and body, asked by the owner of a project with a little of everything. The
// owner only reads, so that one input does not depend on those before it: bodies are read to their end, what
// they ask for is refused where it would change something.
//
// The first byte is the route. Up to the first line's end: what stands for the marks of its path, "?" and the
// query. The rest is the body.

#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "app/annotations.h"
#include "app/projects.h"
#include "app/users.h"
#include "base/disk.h"
#include "base/json_text.h"
#include "check.h"
#include "http/app_archive.h"
#include "http/dispatch.h"
#include "http/routes.h"
#include "http/services.h"

namespace assay::fuzz {
namespace {

std::string made_folder() {
  std::string pattern = "/tmp/assay-fuzz-XXXXXX";
  const char* made = mkdtemp(pattern.data());
  ASSAY_CHECK(made != nullptr, "a folder can be made");
  return made;
}

template <class T>
T had(Result<T> result) {
  ASSAY_CHECK(result.ok(), "the world of the fuzzer can be made");
  return std::move(result).value();
}

class World {
 public:
  World() {
    context_.password_cost = cheapest_cost;
    const auto link = had(app::make_setup_link(context_));
    const auto signed_in =
        had(app::set_up(context_, {}, {*link, "O", "Ada", "ada@example.org", "a long enough phrase"}));
    app::Caller owner;
    owner.user = signed_in.session.user;
    visitor_.user = owner.user;
    visitor_.scope = http::Scope::read;  // no token's: it is the verbs that refuse
    app::NewProject project;
    project.name = "P";
    project.questions = {{.name = "q", .categories = {{.name = "x"}, {.name = "y"}}}};
    const auto made = had(app::create_project(context_, owner, project));
    fill(owner, made.id);
  }
  ~World() { (void)remove_folder(folder_); }
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  const std::vector<http::Route>& routes() const { return router_.routes(); }
  http::Answer ask(http::Request request) { return dispatcher_.answer(std::move(request)); }

 private:
  void fill(const app::Caller& owner, domain::ProjectId project) {
    app::Source source;
    source.project = project;
    std::vector<domain::NewAnnotation> rows;
    for (const char* item : {"a", "b", "c"}) {
      for (const char* annotator : {"s", "t"}) {
        domain::NewAnnotation row;
        row.item = item;
        row.annotator = annotator;
        row.label = annotator[0] == 's' ? "x" : "y";
        rows.push_back(row);
      }
    }
    had(app::add_annotations(context_, owner, source, rows));
    std::vector<app::NewGold> gold(1);
    gold[0].item = "a";
    gold[0].question = "q";
    gold[0].label = "x";
    had(app::add_gold(context_, owner, source, gold));
  }

  std::string folder_ = made_folder();
  ManualClock clock_{1'800'000'000'000'000};
  std::unique_ptr<store::Database> database_ =
      had(store::Database::open({.sqlite_path = folder_ + "/assay.db"}, clock_));
  files::Files files_ = had(files::Files::open(folder_ + "/files"));
  live::Live live_{*database_};
  app::Context context_{*database_, live_, files_, clock_};
  http::Visitor visitor_;
  http::StaticFiles pages_ = had(http::StaticFiles::open(http::app_archive()));
  http::Router router_{http::all_routes()};
  http::Metrics metrics_{router_.routes()};
  http::Attempts attempts_{clock_};
  http::Events events_{http::EventsSettings{}, clock_,
                       [](const domain::User&, const app::Notice& notice) { return std::optional(notice); }};
  app::LogKey key_{"assay.example/log", SigningKey::generate()};
  http::Services services_{.app = &context_,
                           .events = &events_,
                           .attempts = &attempts_,
                           .files = &pages_,
                           .router = &router_,
                           .metrics = &metrics_,
                           .log_key = &key_};
  Log log_{clock_, LogLevel::error, [](std::string_view) {}};
  http::Dispatcher dispatcher_{{router_, metrics_, log_, clock_, services_,
                                [this](const http::Request&) -> Result<http::Visitor> { return visitor_; },
                                [this](const http::Request& request) { return pages_.answer(request); }}};
};

World& world() {
  static World made;
  return made;
}

// The path with the project's id in its place, and `text` in place of every other mark.
std::string filled(std::string_view path, std::string_view text) {
  std::string out;
  while (!path.empty()) {
    const std::size_t mark = std::min(path.find('{'), path.size());
    out += path.substr(0, mark);
    path.remove_prefix(mark);
    if (path.empty()) break;
    out += out.ends_with("/projects/") ? "1" : text;
    path.remove_prefix(path.find('}') + 1);
  }
  return out;
}

void check_answer(const http::Answer& answer) {
  ASSAY_CHECK(answer.status >= 200 && answer.status < 600, "an answer has a status");
  ASSAY_CHECK(answer.status != 500, "no request brings out a mistake of ours");
  if (answer.pieces) {
    http::More more = http::More::yes;
    for (int i = 0; i < 1000 && more == http::More::yes; ++i) {
      std::string piece;
      const auto made = answer.pieces(piece);
      ASSAY_CHECK(made.ok(), "an export is made to its end");
      more = made.value();
    }
  } else if (answer.type == "application/json" && answer.fixed_body.empty()) {
    ASSAY_CHECK(!json_from<nlohmann::json>(answer.body).is_discarded(), "an answer is JSON");
  }
}

}  // namespace
}  // namespace assay::fuzz

int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace assay;
  if (size == 0) return 0;
  auto& world = fuzz::world();
  const http::Route& route = world.routes()[data[0] % world.routes().size()];
  std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  const std::size_t query = std::min(line.find('?'), line.size());
  http::Request request;
  request.method = route.method;
  request.target = fuzz::filled(route.path, line.substr(0, query)) + std::string(line.substr(query));
  request.headers = {{"Content-Type", "application/json"}, {"If-Match", "\"1\""}};
  request.address = "192.0.2.1";
  if (!route.body.empty()) request.body = rest;
  fuzz::check_answer(world.ask(std::move(request)));
  return 0;
}
