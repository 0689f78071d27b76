#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/json_text.h"
#include "http/routes.h"
#include "http/target.h"
#include "http/world_testing.h"

// Runs tests/scenarios (its README says how they are written).
namespace assay::http {
namespace {

using nlohmann::json;

struct Step : Asked {
  std::vector<std::string> holds;  // in the body, word for word
  bool runs_jobs = false;          // before it
  std::int64_t later_us = 0;       // that the clock is moved before it
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

// "\\n" and "\\xFF" in bytes of a body.
std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      out += text[at];
    } else if (text[++at] == 'n') {
      out += '\n';
    } else {
      out += static_cast<char>(std::stoi(text.substr(at + 1, 2), nullptr, 16));
      at += 2;
    }
  }
  return out;
}

void read_line(const std::string& line, Step& step) {
  const auto words = words_of(line);
  if (words[0] == "=>") {
    step.status = std::stoi(words.at(1));
    const std::size_t at = line.find('{');
    if (at != std::string::npos) step.answer = json_from<json>(line.substr(at));
    EXPECT_FALSE(step.answer.is_discarded()) << line;
  } else if (words[0] == "keep") {
    step.keep.emplace_back(words.at(1), words.at(3));
  } else if (words[0] == "events:") {
    step.events.emplace(words.begin() + 1, words.end());
    if (*step.events == std::vector<std::string>{"none"}) step.events->clear();
  } else if (words[0] == "bytes") {
    step.body = unescaped(line.substr(6));
    step.kind = Asked::Body::bytes;
  } else if (words[0] == "holds") {
    step.holds.push_back(line.substr(line.find(' ') + 1));
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
  bool runs_jobs = false;
  std::int64_t later_us = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (line == "fresh") {
      scenario.fresh = true;
    } else if (line == "run jobs") {
      runs_jobs = true;
    } else if (line.rfind("later ", 0) == 0) {
      later_us += std::stoll(line.substr(6)) * 1'000'000;
    } else if (begins_step(line)) {
      const auto words = words_of(line);
      scenario.steps.push_back({{.role = words[0], .method = words[1], .target = words[2]}});
      scenario.steps.back().runs_jobs = std::exchange(runs_jobs, false);
      scenario.steps.back().later_us = std::exchange(later_us, 0);
      scenario.steps.back().line = number;
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

std::vector<std::string> scenario_paths() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(ASSAY_SOURCE_DIR "/tests/scenarios")) {
    if (entry.path().extension() == ".scenario") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

void run(const std::string& path, World::Servers servers) {
  const Scenario scenario = read_scenario(path);
  World world(scenario.fresh ? World::Start::fresh : World::Start::with_people, servers);
  for (const Step& step : scenario.steps) {
    SCOPED_TRACE(path + ":" + std::to_string(step.line));
    if (step.runs_jobs) world.run_jobs();
    world.move_clock(step.later_us);
    const std::int64_t before = world.last_event();
    const Reply reply = world.ask(step);
    EXPECT_EQ(reply.status, step.status) << reply.body.substr(0, 500);
    const json answer = json_from<json>(reply.body);
    if (!step.answer.is_null()) {
      EXPECT_TRUE(contains(answer, step.answer)) << reply.body.substr(0, 500);
    }
    for (const std::string& text : step.holds) {
      EXPECT_NE(reply.body.find(text), std::string::npos) << text << " in " << reply.body.substr(0, 500);
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

TEST_P(Scenarios, are_answered_as_they_say) { run(GetParam(), World::Servers::one); }

// What one server has answered every other knows at the next request: nothing is waited for between them.
TEST_P(Scenarios, are_answered_alike_by_two_servers_in_turn) { run(GetParam(), World::Servers::cluster); }

INSTANTIATE_TEST_SUITE_P(every, Scenarios, ::testing::ValuesIn(scenario_paths()),
                         [](const auto& each) { return std::filesystem::path(each.param).stem().string(); });

// Routes that no scenario reaches with the answer they are for. The list may only shrink.
TEST(scenarios, reach_every_route) {
  const std::set<std::string> waiting = {"GET /api/v1/events"};  // server_test and events_test
  const Router router(all_routes());
  std::set<std::string> missing;
  for (const Route& route : router.routes())
    missing.insert(std::string(route.method) + " " + std::string(route.path));
  for (const std::string& path : scenario_paths()) {
    for (const Step& step : read_scenario(path).steps) {
      const auto target = read_target(step.target.substr(0, step.target.find('?')));
      if (!target.ok() || step.status >= 400) continue;
      const auto match = router.find(step.method, target.value().segments);
      if (match.route != nullptr) missing.erase(step.method + " " + std::string(match.route->path));
    }
  }
  EXPECT_EQ(missing, waiting);
}

}  // namespace
}  // namespace assay::http
