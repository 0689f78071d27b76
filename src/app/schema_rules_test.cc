// What a schema declares, where data come in and where they are counted: attributes with types, and questions
// that apply only after an answer.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "app/app_testing.h"
#include "app/items.h"
#include "app/overview.h"
#include "app/snapshots.h"
#include "base/json_text.h"

namespace assay::app {
namespace {

using nlohmann::json;

std::vector<domain::ItemAttribute> site_and_age() {
  return {{.name = "site", .type = "choice", .required = true, .values = {"north", "south"}},
          {.name = "age", .type = "number"}};
}

NewItem text_item(const std::string& name, const std::string& attributes) {
  NewItem item;
  item.name = name;
  item.content = {.kind = "text", .content = "words", .attributes = attributes};
  return item;
}

domain::NewAnnotation answers(const std::string& item, const std::string& question,
                              const std::string& annotator, const std::string& label) {
  domain::NewAnnotation out = says(item, annotator, label);
  out.question = question;
  return out;
}

std::vector<domain::Question> finding_and_side() {
  return {{.name = "finding", .categories = {{"none"}, {"lesion"}}},
          {.name = "side",
           .condition = domain::Condition{"finding", "lesion"},
           .categories = {{"left"}, {"right"}}}};
}

}  // namespace

class SchemaRulesTest : public ::testing::TestWithParam<Dialect> {
 protected:
  Server server{GetParam()};
  Context& context = server.context;

  domain::ProjectId declared() {
    NewProject given;
    given.name = "Scans";
    given.questions = {{.name = "finding", .categories = {{"none"}, {"lesion"}}}};
    given.attributes = site_and_age();
    const auto made = create_project(context, server.owner, given);
    EXPECT_TRUE(made.ok()) << error_text(made.error());
    return made.value().id;
  }
  std::string attributes_of(domain::ProjectId id, const std::string& key) {
    const auto view = item(context, server.owner, id, "key:" + key);
    EXPECT_TRUE(view.ok());
    return view.ok() ? view.value().row.item.content.attributes : "";
  }
  json snapshot_document_of(domain::ProjectId id, std::vector<std::string> by = {}) {
    SnapshotSpec spec{.name = "s"};
    spec.by = std::move(by);
    server.result_of(start_snapshot(context, server.owner, id, spec));
    const auto all = snapshots(context, server.owner, id, {});
    const auto text = snapshot_document(context, server.owner, all.value()[0].id, SnapshotForm::nested);
    EXPECT_TRUE(text.ok());
    return json_from<json>(text.value());
  }
};

ASSAY_ON_BOTH_DATABASES(SchemaRulesTest);

TEST_P(SchemaRulesTest, rows_that_do_not_fit_are_refused_with_row_column_and_advice) {
  const auto id = declared();
  const std::string file =
      "item,text,site,age,free\n"
      "a,words,north,007,x\n"
      "b,words,east,8,x\n"
      "c,words,south,old,x\n"
      "d,words,,9,x\n";
  const auto seen = preview_import(context, server.owner, id, server.uploaded(id, "items", file));
  ASSERT_TRUE(seen.ok());
  ASSERT_EQ(seen.value().problem_count, 3);
  EXPECT_EQ(seen.value().problems[0].row, 2);
  EXPECT_EQ(seen.value().problems[0].column, "site");
  EXPECT_EQ(seen.value().problems[0].message, "this is none of its values: write north, south: refused");
  ImportSpec dry = server.uploaded(id, "items", file);
  dry.dry_run = true;
  const json tried = server.result_of(start_import(context, server.owner, id, dry));
  EXPECT_EQ(tried["refused"], 3);
  const json done = server.import(id, "items", file);
  EXPECT_EQ(done["added"], 1);
  EXPECT_EQ(done["refused"], 3);
  EXPECT_EQ(done["problems"][1]["row"], 3);
  EXPECT_EQ(done["problems"][1]["column"], "age");
  EXPECT_EQ(done["problems"][2]["message"], "this is required and missing: give every item a value of it");
  EXPECT_EQ(attributes_of(id, "a"), R"({"age":7,"free":"x","site":"north"})");
}

TEST_P(SchemaRulesTest, items_by_request_are_checked_alike) {
  const auto id = declared();
  const std::vector<NewItem> rows = {text_item("a", R"({"site":"north","age":"1.5"})"),
                                     text_item("b", R"({"site":"north","age":"x"})"), text_item("c", "{}")};
  const auto added = add_items(context, server.owner, {.project = id}, rows);
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(added.value().results[0].status, RowResult::Status::added);
  EXPECT_EQ(added.value().results[1].error->where, "attributes.age");
  EXPECT_EQ(added.value().results[2].error->where, "attributes.site");
  server.live.evict(id);  // without the table the record says what is declared
  const auto again = add_items(context, server.owner, {.project = id}, std::span(rows).subspan(1));
  EXPECT_EQ(again.value().results[0].status, RowResult::Status::refused);
}

TEST_P(SchemaRulesTest, a_change_says_how_many_items_do_not_fit_and_keeps_them) {
  const auto id = server.project({{.name = "finding", .categories = {{"none"}, {"lesion"}}}});
  const std::vector<NewItem> rows = {text_item("a", R"({"site":"north","age":"7"})"),
                                     text_item("b", R"({"site":"east"})"),
                                     text_item("c", R"({"age":"old"})")};
  ASSERT_TRUE(add_items(context, server.owner, {.project = id}, rows).ok());
  EXPECT_FALSE(schema(context, server.owner, id).value().fit.has_value());
  SchemaChange change;
  change.questions = {{.name = "finding", .categories = {{"none"}, {"lesion"}}}};
  change.attributes = site_and_age();
  const auto changed = change_schema(context, server.owner, id, change);
  ASSERT_TRUE(changed.ok()) << error_text(changed.error());
  ASSERT_TRUE(changed.value().fit.has_value());
  EXPECT_EQ(changed.value().fit->unfit_items, 2);
  const auto& [site, age] = std::tie(changed.value().fit->attributes[0], changed.value().fit->attributes[1]);
  EXPECT_EQ(site.fitting, 1);
  EXPECT_EQ(site.unfit, 1);
  EXPECT_EQ(site.missing, 1);
  EXPECT_EQ(age.unfit, 1);
  EXPECT_EQ(items(context, server.owner, id, {}).value().items.size(), 3U);
  // Who does not speak of attributes leaves them; who says none takes them away.
  change.attributes.reset();
  EXPECT_EQ(change_schema(context, server.owner, id, change).value().schema.attributes.size(), 2U);
  change.attributes.emplace();
  EXPECT_TRUE(change_schema(context, server.owner, id, change).value().schema.attributes.empty());
  change.attributes =
      std::vector<domain::ItemAttribute>{domain::ItemAttribute{.name = "age", .type = "integer"}};
  EXPECT_EQ(change_schema(context, server.owner, id, change).error().where, "attribute age");
}

TEST_P(SchemaRulesTest, a_declared_type_decides_what_is_binned) {
  NewProject given;
  given.name = "Scans";
  given.attributes = {{.name = "code", .type = "text"}, {.name = "age", .type = "number"}};
  const auto id = create_project(context, server.owner, given).value().id;
  std::vector<NewItem> rows;
  std::vector<domain::NewAnnotation> said;
  for (int at = 0; at < 60; ++at) {
    const std::string name = "i" + std::to_string(at);
    rows.push_back(text_item(
        name,
        json{{"code", std::to_string(at % 15)}, {"age", std::to_string(at % 4)}, {"free", std::to_string(at)}}
            .dump()));
    for (const char* who : {"a", "b"}) said.push_back(says(name, who, (at + who[0]) % 3 == 0 ? "no" : "yes"));
  }
  ASSERT_TRUE(add_items(context, server.owner, {.project = id}, rows).ok());
  ASSERT_TRUE(server.add(id, said).ok());
  const json by = snapshot_document_of(id, {"code", "age", "free"})["questions"][0]["agreement_by"];
  const auto values = [&](const char* name) {
    std::set<std::string> out;
    for (const json& row : by.value(name, json::array())) out.insert(row["slice"].get<std::string>());
    return out;
  };
  EXPECT_TRUE(values("code").contains("14"));
  EXPECT_TRUE(values("age").contains("3"));
  EXPECT_TRUE(values("free").contains("0 to 5"));
}

TEST_P(SchemaRulesTest, people_are_not_quoted_in_a_refusal) {
  NewProject given{"Study", "", "phi", {}, "the study of livers", site_and_age()};
  const auto id = create_project(context, server.owner, given).value().id;
  const std::string file = "item,text,site,age\np1,words,north,Smith\np2,words,south,44\n";
  const json done = server.import(id, "items", file);
  EXPECT_EQ(done["added"], 1);
  EXPECT_EQ(done.dump().find("Smith"), std::string::npos);
  EXPECT_EQ(attributes_of(id, "p2"), R"({"age":44,"site":"south"})");
}

TEST_P(SchemaRulesTest, an_answer_that_does_not_apply_is_counted_apart_live_and_in_snapshots) {
  const auto id = server.project(finding_and_side());
  std::vector<domain::NewAnnotation> said;
  for (int at = 0; at < 8; ++at) {
    const std::string name = "i" + std::to_string(at);
    for (const char* who : {"a", "b"}) {
      said.push_back(answers(name, "finding", who, at < 5 ? "lesion" : "none"));
      said.push_back(answers(name, "side", who, at % 2 == 0 ? "left" : "right"));
    }
  }
  said.push_back(answers("i9", "finding", "a", "none"));
  ASSERT_TRUE(server.add(id, said).ok());
  const std::vector<NewGold> gold = {
      {"i0", "side", "left", "", {}}, {"i6", "finding", "none", "", {}}, {"i6", "side", "left", "", {}}};
  ASSERT_TRUE(add_gold(context, server.owner, {.project = id}, gold).ok());
  const auto live = overview(context, server.owner, id);
  ASSERT_TRUE(live.ok());
  const auto& side = live.value().inspection.questions[1];
  EXPECT_EQ(side.counts.annotations, 10);
  EXPECT_EQ(live.value().set_aside.at("side").answers, 6);
  EXPECT_EQ(live.value().set_aside.at("side").gold, 1);
  EXPECT_EQ(side.accuracy->overall.n, 2);
  ASSERT_FALSE(side.warnings.empty());
  EXPECT_EQ(side.warnings.back().code, "does_not_apply");
  EXPECT_EQ(live.value().set_aside.at("finding").answers, 0);
  for (const char* name : {"key:i0", "key:i6"}) {  // and so the item says it of each answer
    const auto shown = item(context, server.owner, id, name);
    ASSERT_TRUE(shown.ok());
    for (const NamedAnnotation& each : shown.value().annotations)
      EXPECT_EQ(each.applies, each.question == "finding" || std::string(name) == "key:i0") << each.question;
  }
  const json document = snapshot_document_of(id);
  const json& data = document["questions"][1]["data"];
  EXPECT_EQ(data["annotations"], 10);
  EXPECT_EQ(data["rows"], 16);
  EXPECT_NE(document.dump().find("6 answers and 1 trusted labels do not apply"), std::string::npos);
  EXPECT_EQ(data["items_without_annotations"], 0);  // i5 to i7 and i9 wait for nothing
  // The record alone says the same.
  server.live.evict(id);
  EXPECT_EQ(overview(context, server.owner, id).value().set_aside.at("side").answers, 6);
}

}  // namespace assay::app
