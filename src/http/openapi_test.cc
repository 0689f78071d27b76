#include "http/openapi.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "base/file.h"
#include "base/json_text.h"
#include "base/version.h"
#include "http/routes.h"

namespace assay::http {
namespace {

using nlohmann::json;

json contract() { return json_from<json>(openapi_json(all_routes())); }

void collect_references(const json& from, std::set<std::string>& into) {
  if (from.is_object() && from.contains("$ref")) into.insert(from["$ref"].get<std::string>());
  for (const json& each : from) {
    if (each.is_structured()) collect_references(each, into);
  }
}

TEST(openapi, knows_every_schema_that_it_names) {
  const json document = contract();
  std::set<std::string> references;
  collect_references(document, references);
  EXPECT_GT(references.size(), 30u);
  for (const std::string& reference : references) {
    EXPECT_TRUE(document.contains(json::json_pointer(reference.substr(1)))) << reference;
  }
}

// Anybody may read the contract: which release answers is not theirs to know.
TEST(openapi, tells_the_version_of_the_contract_and_of_nothing_else) {
  const std::string document = openapi_json(all_routes());
  EXPECT_EQ(json_from<json>(document)["info"]["version"], "v1");
  EXPECT_EQ(document.find(std::string("\"") + version() + "\""), std::string::npos);
}

TEST(openapi, gives_every_operation_a_name_of_its_own) {
  std::set<std::string> names;
  std::size_t count = 0;
  const json document = contract();
  for (const auto& path : document["paths"]) {
    for (const auto& operation : path) {
      names.insert(operation["operationId"].get<std::string>());
      ++count;
    }
  }
  EXPECT_EQ(names.size(), count);
  EXPECT_EQ(count, all_routes().size());
}

TEST(openapi, names_a_parameter_for_every_mark_in_a_path) {
  const json document = contract();
  for (const auto& [path, operations] : document["paths"].items()) {
    const auto marks = std::count(path.begin(), path.end(), '{');
    for (const auto& operation : operations) {
      const json parameters = operation.value("parameters", json::array());
      EXPECT_EQ(std::count_if(parameters.begin(), parameters.end(),
                              [](const json& each) { return each["in"] == "path"; }),
                marks)
          << path;
    }
  }
}

// The client of the web application is made from this file; a change of a route changes it too.
TEST(openapi, is_what_the_client_of_the_web_application_was_made_from) {
  const auto kept = FileBytes::open(ASSAY_SOURCE_DIR "/web/openapi.json");
  ASSERT_TRUE(kept.ok());
  EXPECT_TRUE(kept.value().bytes() == openapi_json(all_routes(), Layout::indented))
      << "routes changed: assay openapi -o web/openapi.json, then npm run client in web/";
}

}  // namespace
}  // namespace assay::http
