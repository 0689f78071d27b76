// Items of every kind from files, their images, and gold that is replaced.

#include "app/items.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/app_testing.h"
#include "app/gold.h"
#include "app/item_images.h"
#include "app/overview.h"
#include "app/snapshots.h"
#include "base/json_text.h"
#include "formats/zip_testing.h"

namespace assay::app {
namespace {

using formats::one_pixel_png;
using formats::zip_bytes;
using nlohmann::json;

}  // namespace

class ItemsTest : public ::testing::TestWithParam<Dialect> {
 protected:
  Server server{GetParam()};
  domain::ProjectId id = server.project();

  ImportPreview preview(const std::string& name, const std::string& bytes, ImportSpec with = {}) {
    ImportSpec spec = server.uploaded(id, "items", bytes, name);
    spec.item_kind = with.item_kind;
    spec.mapping = with.mapping;
    const auto seen = preview_import(server.context, server.owner, id, spec);
    EXPECT_TRUE(seen.ok()) << error_text(seen.error());
    return seen.ok() ? seen.value() : ImportPreview{};
  }
  json import(const std::string& name, const std::string& bytes, bool dry_run = false) {
    ImportSpec spec = server.uploaded(id, "items", bytes, name);
    spec.dry_run = dry_run;
    return server.result_of(start_import(server.context, server.owner, id, spec));
  }
  ItemView shown(const std::string& key) {
    const auto view = item(server.context, server.owner, id, "key:" + key);
    EXPECT_TRUE(view.ok()) << key;
    return view.ok() ? view.value() : ItemView{};
  }
  json content(const std::string& key) { return json_from<json>(shown(key).row.item.content.content); }
  std::string kind(const std::string& key) { return shown(key).row.item.content.kind; }
  std::vector<std::string> keys(const ItemFilter& filter) {
    const auto page = items(server.context, server.owner, id, filter);
    EXPECT_TRUE(page.ok()) << error_text(page.error());
    std::vector<std::string> out;
    for (const ItemRow& row : page.value().items) out.push_back(row.item.name);
    return out;
  }
};
ASSAY_ON_BOTH_DATABASES(ItemsTest);

TEST_P(ItemsTest, conversations_come_in_the_forms_people_use) {
  const std::string lines =
      R"({"id":"chat","messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":)"
      R"([{"type":"text","text":"Hello."}]}],"site":"a"})"
      "\n"
      R"({"id":"share","messages":[{"from":"human","value":"One?"},{"from":"gpt","value":"Two."}],)"
      R"("site":"b"})"
      "\n";
  const ImportPreview seen = preview("chat.jsonl", lines);
  EXPECT_EQ(seen.kinds.at("conversation"), 2);
  EXPECT_EQ(seen.rows[0].at("content"),
            R"([{"role":"user","text":"Hi"},{"role":"assistant","text":"Hello."}])");
  EXPECT_EQ(import("chat.jsonl", lines)["added"], 2);
  EXPECT_EQ(content("share")[1], (json{{"role", "gpt"}, {"text", "Two."}}));
  EXPECT_EQ(shown("chat").row.item.content.attributes, R"({"site":"a"})");
}

TEST_P(ItemsTest, two_answers_come_side_by_side) {
  const std::string csv = "item,prompt,response_a,response_b,model\n1,Why?,Because.,\"No, idea\",m\n";
  const ImportPreview seen = preview("pairs.csv", csv);
  EXPECT_EQ(seen.kinds.at("comparison"), 1);
  EXPECT_EQ(seen.columns[1].role, "prompt");
  EXPECT_EQ(seen.columns[2].role, "a");
  EXPECT_EQ(import("pairs.csv", csv)["added"], 1);
  EXPECT_EQ(content("1"), (json{{"prompt", "Why?"}, {"a", "Because."}, {"b", "No, idea"}}));
  const std::string lists = R"({"key":"2","prompt":"Q",)"
                            R"("chosen":[{"role":"user","content":"Q"},{"role":"assistant","content":"A"}],)"
                            R"("rejected":[{"role":"assistant","content":"B"}]})";
  EXPECT_EQ(import("pairs.jsonl", lists)["added"], 1);
  EXPECT_EQ(content("2")["a"], "user: Q\n\nassistant: A");
  EXPECT_EQ(content("2")["b"], "B");
}

TEST_P(ItemsTest, records_texts_and_this_programs_own_form_come_in) {
  EXPECT_EQ(import("r.csv", "item,age,city\nr1,40,Bern\n")["added"], 1);
  EXPECT_EQ(kind("r1"), "record");
  EXPECT_EQ(content("r1")["city"], "Bern");
  const std::string own =
      R"({"key":"t","kind":"text","content":"Lovely.","attributes":{"stars":5}})"
      "\n"
      R"({"key":"c","kind":"conversation","content":[{"role":"a","text":"b"}],"attributes":{}})"
      "\n"
      R"({"key":"r","kind":"record","content":{"x":1}})"
      "\n";
  EXPECT_EQ(import("own.jsonl", own)["added"], 3);
  EXPECT_EQ(shown("t").row.item.content.attributes, R"({"stars":5})");
  EXPECT_EQ(kind("c"), "conversation");
  EXPECT_EQ(content("r")["x"], 1);
}

TEST_P(ItemsTest, a_mapping_says_what_names_do_not) {
  ImportSpec with;
  with.mapping = {{"item", "nr"}, {"a", "links"}, {"b", "rechts"}};
  with.item_kind = "comparison";
  const ImportPreview seen = preview("x.csv", "nr,links,rechts,note\n1,L,R,n\n", with);
  EXPECT_EQ(seen.rows[0].at("content"), R"({"a":"L","b":"R","prompt":""})");
  EXPECT_EQ(seen.columns[3].role, "attribute");
  ImportSpec spec = server.uploaded(id, "items", "nr,x\n1,2\n", "y.csv");
  spec.mapping = {{"item", "nr"}, {"content", "absent"}};
  EXPECT_EQ(preview_import(server.context, server.owner, id, spec).error().where, "mapping");
  spec.mapping = {{"item", "nr"}};
  spec.item_kind = "poem";
  EXPECT_EQ(preview_import(server.context, server.owner, id, spec).error().where, "item_kind");
}

TEST_P(ItemsTest, a_zip_brings_a_table_and_the_images_it_names) {
  const std::string sha = hex(sha256(one_pixel_png));
  const std::string zip =
      zip_bytes({{"items.csv", "item,image,sha256,site\none,img/1.png," + sha + ",a\nbad,img/1.png," +
                                   std::string(64, '0') + ",a\ngone,img/2.png,,b\nfalse,img/f.png,,b\n"},
                 {"img/1.png", one_pixel_png},
                 {"img/f.png", "<svg onload='alert(1)'/>"},
                 {"img/unnamed.png", one_pixel_png}});
  const ImportPreview seen = preview("set.zip", zip);
  EXPECT_EQ(seen.format, "zip of csv");
  EXPECT_EQ(seen.kinds.at("image"), 4);
  EXPECT_EQ(seen.problem_count, 4);  // one unnamed file, three rows
  const json tried = import("set.zip", zip, true);
  EXPECT_EQ(tried["added"], 1);
  EXPECT_EQ(tried["refused"], 3);
  EXPECT_EQ(tried["kinds"]["image"], 4);
  EXPECT_FALSE(server.files.content(sha256(one_pixel_png)).ok());  // a try keeps nothing
  const json done = import("set.zip", zip);
  EXPECT_EQ(done["added"], 1);
  EXPECT_EQ(done["refused"], 3);
  EXPECT_EQ(import("set.zip", zip, true)["known"], 1);
  const ItemView view = shown("one");
  ASSERT_TRUE(view.image.has_value());
  EXPECT_EQ(view.image->state, ImageState::verified);
  const auto bytes = item_image(server.context, server.owner, id, "key:one");
  ASSERT_TRUE(bytes.ok());
  EXPECT_EQ(bytes.value().file.bytes(), one_pixel_png);
  EXPECT_EQ(bytes.value().type, "image/png");
}

TEST_P(ItemsTest, files_alone_are_items_too) {
  const json done =
      import("files.zip", zip_bytes({{"a/cat.png", one_pixel_png}, {"a/note.txt", "Some words."}}));
  EXPECT_EQ(done["added"], 2);
  EXPECT_EQ(kind("a/cat.png"), "image");
  EXPECT_EQ(shown("a/note.txt").row.item.content.content, "Some words.");
  EXPECT_EQ(import("dog.png", one_pixel_png)["added"], 1);
  EXPECT_EQ(content("dog.png")["type"], "image/png");
}

TEST_P(ItemsTest, a_mask_keeps_the_direction_of_its_runs) {
  server.import(id, "annotations",
                R"({"images":[{"id":1,"file_name":"scan"}],"categories":[{"id":1,"name":"m"}],"annotations":)"
                R"([{"id":1,"image_id":1,"category_id":1,"segmentation":{"size":[2,3],"counts":[1,3,2]}}]})");
  const ItemView view = shown("scan");
  ASSERT_EQ(view.regions.size(), 1U);
  EXPECT_EQ(view.regions[0].row.shape, "mask_columns");
  EXPECT_EQ(json_from<json>(view.regions[0].row.geometry), json({0, 0, 3, 2, 1, 3, 2}));
}

TEST_P(ItemsTest, nobody_reaches_bytes_by_naming_their_hash) {
  ASSERT_TRUE(server.files.keep(one_pixel_png).ok());  // of whatever project
  NewItem thief;
  thief.name = "thief";
  thief.content.kind = "image";
  thief.content.content = json{{"sha256", hex(sha256(one_pixel_png))}}.dump();
  const NewItem rows[] = {thief};
  const auto added = add_items(server.context, server.owner, {.project = id}, rows);
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(added.value().results[0].status, RowResult::Status::refused);
  const json result = import(
      "t.jsonl",
      json{{"key", "t"}, {"kind", "image"}, {"content", json_from<json>(thief.content.content)}}.dump());
  EXPECT_EQ(result["refused"], 1);
}

TEST_P(ItemsTest, images_of_the_folder_are_compared_with_their_manifest) {
  const std::string folder = server.test.folder.path() + "/images";
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/1.png") << one_pixel_png;
  std::ofstream(folder + "/2.png") << one_pixel_png;
  std::ofstream(folder + "/4.png") << "no image";
  files::ImageSources sources;
  sources.folder = folder;
  server.context.images = &sources;
  const std::string right = hex(sha256(one_pixel_png)), wrong(64, 'a');
  import("manifest.csv", "item,path,bytes,sha256\n1.png,1.png,69," + right + "\n2.png,2.png,69," + wrong +
                             "\n3.png,3.png,9," + right + "\n4.png,4.png,8,\n");
  EXPECT_EQ(shown("1.png").image->state, ImageState::verified);
  EXPECT_EQ(shown("2.png").image->state, ImageState::differs);
  EXPECT_EQ(shown("3.png").image->state, ImageState::missing);
  EXPECT_FALSE(shown("4.png").image->is_here);
  EXPECT_TRUE(item_image(server.context, server.owner, id, "key:1.png").ok());
  EXPECT_FALSE(item_image(server.context, server.owner, id, "key:4.png").ok());
  EXPECT_EQ(import("up.csv", "item,path,sha256\nup,../../etc/passwd.png," + right + "\n")["refused"], 1);
}

TEST_P(ItemsTest, images_of_the_bucket_get_an_address_for_a_while) {
  files::ImageSources sources;
  sources.bucket.endpoint = "https://store.example.org";
  sources.bucket.name = "pictures";
  sources.bucket.key_id = "KEY";
  sources.bucket.secret = Secret("secret");
  server.context.images = &sources;
  import("m.csv",
         "item,url\nin,s3://pictures/a/1.png\nother,s3://elsewhere/a/1.png\nweb,https://x.example/1.png\n");
  const ItemView in = shown("in");
  EXPECT_TRUE(
      in.image->signed_url.starts_with("https://store.example.org/pictures/a/1.png?X-Amz-Algorithm="));
  EXPECT_FALSE(in.image->is_here);
  EXPECT_EQ(shown("other").image->signed_url, "");
  EXPECT_NE(shown("other").image->note, "");
  EXPECT_NE(shown("web").image->note, "");
}

TEST_P(ItemsTest, filters_hold_together_and_pages_follow_each_other) {
  const auto at = [](std::int64_t day) { return day * 86'400 * std::int64_t{1'000'000}; };
  std::vector<domain::NewAnnotation> rows;
  for (int item = 0; item < 30; ++item) {
    for (int who = 0; who < 2; ++who) {
      auto row = says("i" + std::to_string(item), "a" + std::to_string(who), item % 3 == who ? "yes" : "no");
      row.batch = item < 15 ? "early" : "late";
      row.submitted_at = at(item);
      rows.push_back(row);
    }
  }
  ASSERT_TRUE(server.add(id, rows).ok());
  EXPECT_EQ(keys({.label = "yes", .annotator = "a0", .batch = "early"}),
            (std::vector<std::string>{"i0", "i3", "i6", "i9", "i12"}));
  EXPECT_EQ(keys({.label = "yes", .since_us = at(27), .until_us = at(29)}),
            (std::vector<std::string>{"i27", "i28"}));
  EXPECT_TRUE(keys({.batch = "never"}).empty());
  ItemFilter filter{.disagreement = true, .order = "disagreement", .limit = 7};
  std::vector<std::string> all;
  for (int page = 0; page < 10; ++page) {
    const auto found = items(server.context, server.owner, id, filter);
    ASSERT_TRUE(found.ok());
    for (const ItemRow& row : found.value().items) all.push_back(row.item.name);
    if (found.value().next.empty()) break;
    filter.cursor = found.value().next;
  }
  EXPECT_EQ(all.size(), 20U);
  filter.cursor = "nonsense";
  EXPECT_EQ(items(server.context, server.owner, id, filter).error().where, "cursor");
}

TEST_P(ItemsTest, texts_are_searched_whatever_their_case_and_never_without_end) {
  std::string csv = "item,text\n";
  for (int at = 0; at < 2500; ++at) csv += "i" + std::to_string(at) + ",nothing here\n";
  csv += "last,\xC3\x84pfel und BIRNEN\n";
  ASSERT_EQ(import("t.csv", csv)["added"], 2501);
  import("c.jsonl", R"({"id":"chat","messages":[{"role":"user","content":"Where is my REFUND?"}]})");
  ItemFilter filter{.search = "\xC3\xA4PFEL"};
  const auto first = items(server.context, server.owner, id, filter);
  ASSERT_TRUE(first.ok());
  EXPECT_TRUE(first.value().items.empty());
  EXPECT_LE(first.value().searched, 2016);
  ASSERT_FALSE(first.value().next.empty());
  filter.cursor = first.value().next;
  EXPECT_EQ(keys(filter), std::vector<std::string>{"last"});
  filter.search = "refund";
  EXPECT_EQ(keys(filter), std::vector<std::string>{"chat"});
  filter.search = "role";  // the name of a field is not what was said
  EXPECT_TRUE(keys(filter).empty());
  filter = {.search = "NOTHING", .limit = 3};
  EXPECT_EQ(keys(filter), (std::vector<std::string>{"i0", "i1", "i2"}));
  EXPECT_EQ(items(server.context, server.owner, id, filter).value().next, "3");
}

TEST_P(ItemsTest, gold_is_replaced_and_retired_and_nothing_is_overwritten) {
  ASSERT_TRUE(server.add(id, {says("i", "a", "yes"), says("i", "b", "no"), says("j", "a", "no")}).ok());
  const NewGold rows[] = {{"i", "", "yes", "one expert", 1}};
  ASSERT_TRUE(add_gold(server.context, server.owner, {.project = id}, rows).ok());
  const std::int64_t first = shown("i").gold[0].row.id;
  ASSERT_TRUE(start_snapshot(server.context, server.owner, id, {.name = "before", .seed = 1}).ok());
  ASSERT_TRUE(run_next_job(server.context).value());
  const GoldChange replace{first, "no", "three experts", 3, "irony"};
  const auto replaced = change_gold(server.context, server.owner, id, replace);
  ASSERT_TRUE(replaced.ok()) << error_text(replaced.error());
  EXPECT_EQ(replaced.value().row.supersedes, first);
  EXPECT_EQ(shown("i").row.gold.begin()->second, "no");
  ASSERT_EQ(shown("i").gold.size(), 2U);
  EXPECT_FALSE(shown("i").gold[0].in_force);
  EXPECT_TRUE(shown("i").gold[1].in_force);
  const std::int64_t second = replaced.value().row.id;
  ASSERT_TRUE(change_gold(server.context, server.owner, id, {second, {}, "", {}, "no agreement"}).ok());
  EXPECT_TRUE(shown("i").row.gold.empty());
  EXPECT_EQ(shown("i").gold.size(), 3U);
  server.live.evict(id);  // the record alone says the same
  EXPECT_TRUE(shown("i").row.gold.empty());
  EXPECT_EQ(project(server.context, server.owner, id).value().sizes->gold, 0);
  const NewGold anew[] = {{"i", "", "yes", "", {}}};
  const auto added = add_gold(server.context, server.owner, {.project = id}, anew);
  EXPECT_EQ(added.value().results[0].status, RowResult::Status::added);
  const auto kept = snapshots(server.context, server.owner, id, {});
  const json again = server.result_of(repeat_snapshot(server.context, server.owner, kept.value()[0].id));
  EXPECT_EQ(again["same_bits"], true);
}

TEST_P(ItemsTest, gold_is_changed_by_who_may_with_a_reason_and_once) {
  ASSERT_TRUE(server.add(id, {says("i", "a", "yes"), says("i", "b", "no")}).ok());
  const NewGold rows[] = {{"i", "", "yes", "one expert", 1}};
  ASSERT_TRUE(add_gold(server.context, server.owner, {.project = id}, rows).ok());
  const std::int64_t gold = shown("i").gold[0].row.id;
  const auto change = [&](GoldChange asked) {
    const auto changed = change_gold(server.context, server.owner, id, asked);
    return changed.ok() ? ""
                        : std::string(error_code_name(changed.error().code)) + " " + changed.error().where;
  };
  EXPECT_EQ(change({gold, "no", "", {}, ""}), "invalid reason");
  EXPECT_EQ(change({gold, "", "", {}, "why"}), "invalid label");
  EXPECT_EQ(change({gold, "yes", "", {}, "why"}), "conflict label");
  EXPECT_EQ(change({gold, "no", "", -1, "why"}), "invalid expert_count");
  EXPECT_EQ(change({999, "no", "", {}, "why"}), "not_found ");
  EXPECT_EQ(change({gold, "no", "", {}, "why"}), "");
  EXPECT_EQ(change({gold, "perhaps", "", {}, "why"}), "conflict gold");
  Caller reader = server.owner;
  reader.access = Access::read;
  EXPECT_EQ(change_gold(server.context, reader, id, {gold, "x", "", {}, "why"}).error().code,
            ErrorCode::forbidden);
}

TEST_P(ItemsTest, a_name_that_a_mapping_made_gets_a_key_when_somebody_says_it) {
  const auto mood = server.project({{.name = "mood", .categories = {{"positive"}, {"negative"}}}});
  ASSERT_TRUE(server.add(mood, {says("i", "a", "positive")}).ok());
  SchemaChange next;
  next.questions = {{.name = "mood", .categories = {{"good"}, {"negative"}}}};
  next.mapping = {{.question = "mood", .kind = "renamed", .from = {"positive"}, .to = {"good"}}};
  const auto changed = change_schema(server.context, server.owner, mood, next);
  ASSERT_TRUE(changed.ok()) << error_text(changed.error());
  ASSERT_TRUE(server.add(mood, {says("i", "b", "good"), says("j", "a", "good")}).ok());
  EXPECT_EQ(items(server.context, server.owner, mood, {.label = "good"}).value().items.size(), 2U);
  server.live.evict(mood);  // the record alone says the same
  const auto page = items(server.context, server.owner, mood, {.label = "good"});
  ASSERT_EQ(page.value().items.size(), 2U);
  EXPECT_EQ(page.value().items[0].answers.at("mood").at("good"), 2);
}

TEST_P(ItemsTest, the_overview_follows_gold) {
  std::vector<domain::NewAnnotation> said;
  std::vector<NewGold> gold;
  for (int at = 0; at < 30; ++at) {
    const std::string name = "i" + std::to_string(at);
    for (const char* who : {"a", "b", "c"}) said.push_back(says(name, who, at % 5 == 0 ? "no" : "yes"));
    gold.push_back({name, "", at == 7 || at % 5 == 0 ? "no" : "yes", "", {}});
  }
  ASSERT_TRUE(server.add(id, said).ok());
  ASSERT_TRUE(add_gold(server.context, server.owner, {.project = id}, gold).ok());
  const auto accuracy = [&] {
    return overview(server.context, server.owner, id).value().inspection.questions[0].accuracy->overall;
  };
  const Estimate before = accuracy();
  const std::int64_t wrong = shown("i7").gold[0].row.id;
  const auto replaced = change_gold(server.context, server.owner, id, {wrong, "yes", "", {}, "irony"});
  ASSERT_TRUE(replaced.ok());
  const Estimate after = accuracy();
  EXPECT_NE(before.value, after.value);
  EXPECT_EQ(before.n, after.n);
  ASSERT_TRUE(change_gold(server.context, server.owner, id, {replaced.value().row.id, {}, "", {}, "x"}).ok());
  EXPECT_EQ(accuracy().n, before.n - 3);
  server.live.evict(id);
  EXPECT_EQ(accuracy().n, before.n - 3);
}

}  // namespace assay::app
