// Names and annotations as tables.

#include <gtest/gtest.h>

#include "store/annotation_log.h"
#include "store/item.h"
#include "store/item_log.h"
#include "store/job.h"
#include "store/names.h"
#include "store/project.h"
#include "store/store_testing.h"
#include "store/user.h"

namespace assay::store {

class AnnotationTest : public OnBothDatabases {
 protected:
  void SetUp() override {
    const auto done = write([&](Connection& connection) -> Result<Done> {
      auto organisation = insert_organisation(connection, "Client", 1);
      domain::User user;
      user.organisation = organisation.value();
      user.email = "ada@example.org";
      user.state = "active";
      by_ = insert_user(connection, user, "").value();
      return Done{};
    });
    ASSERT_TRUE(done.ok());
    first_ = project("first");
    second_ = project("second");
  }

  template <class F>
  Result<Done> write(const F& f) {
    return database().maintain(
        [&](Transaction& transaction) { return Result<Done>(f(transaction.connection())); });
  }

  domain::ProjectId project(const std::string& name) {
    domain::ProjectId id;
    const auto done = write([&](Connection& connection) -> Result<Done> {
      domain::Project made;
      made.name = name;
      made.kind = "inspection";
      made.state = "open";
      made.data_class = "internal";
      made.revision = 1;
      made.created_by = by_;
      auto inserted = insert_project(connection, made);
      if (!inserted) return inserted.error();
      id = inserted.value();
      domain::Import import;
      import.project = id;
      import.kind = "api";
      import.created_by = by_;
      auto kept = insert_import(connection, import);
      if (!kept) return kept.error();
      Names names(connection, {.project = id, .import = kept.value()});
      for (const auto& [kind, word] : {std::pair(NameKind::item, "i"), std::pair(NameKind::question, "q"),
                                       std::pair(NameKind::label, "l")}) {
        if (auto key = names.key(kind, word); !key) return key.error();
      }
      return names.flush();
    });
    EXPECT_TRUE(done.ok());
    return id;
  }

  AnnotationRow row_of(domain::ProjectId id, std::int64_t sequence) const {
    AnnotationRow row;
    row.sequence = sequence;
    row.project = row.item = row.question = row.import = id.value;  // the n-th of each is the n-th project's
    row.label = id.value;
    return row;
  }

  std::vector<std::int64_t> walked_with(domain::ProjectId id, const MoreConnections& more) {
    std::vector<std::int64_t> out;
    const auto each = [&](const AnnotationKeys& keys) { out.push_back(keys.sequence); };
    auto read = database().read(
        [&](Connection& connection) { return each_annotation(connection, id, 0, each, more); });
    EXPECT_TRUE(read.ok());
    return out;
  }
  // Read on one connection and on several, which gives the same.
  std::vector<std::int64_t> walked(domain::ProjectId id) {
    std::vector<std::int64_t> out = walked_with(id, {});
    EXPECT_EQ(walked_with(id, [&] { return database().another_reader(); }), out);
    return out;
  }

  // Items as "name attributes" in the order handed over, on one connection or on several.
  std::vector<std::string> items_with(domain::ProjectId id, const MoreConnections& more) {
    std::vector<std::string> out;
    std::int64_t last = 0;
    const auto each = [&](const ItemHead& item) {
      EXPECT_GT(item.key, last);
      last = item.key;
      out.push_back(std::string(item.name) + " " + std::string(item.attributes));
    };
    auto read =
        database().read([&](Connection& connection) { return each_item(connection, id, each, more); });
    EXPECT_TRUE(read.ok());
    return out;
  }
  // New items "PREFIX 0", "PREFIX 1", ..., each third with an attribute.
  void add_items(domain::ProjectId id, const std::string& prefix, int count) {
    const auto done = write([&](Connection& connection) -> Result<Done> {
      Names names(connection, {.project = id});
      for (int at = 0; at < count; ++at) {
        auto key = names.key(NameKind::item, prefix + std::to_string(at));
        if (!key) return key.error();
        if (at % 3 == 0) names.give_content(key.value(), {"text", "x", R"({"a":"b"})", {}});
      }
      return names.flush();
    });
    EXPECT_TRUE(done.ok());
  }

  domain::UserId by_;
  domain::ProjectId first_, second_;
};
ASSAY_ON_BOTH_DATABASES(AnnotationTest);

TEST_P(AnnotationTest, a_walk_gives_each_row_of_the_project_once_where_it_stands_dense_and_where_sparse) {
  std::vector<std::int64_t> first, second;
  std::vector<AnnotationRow> rows;
  // The first project's alone, then both in turn, then the second's with one of the first now and then.
  for (std::int64_t sequence = 1; sequence <= 240'000; ++sequence) {
    const bool own = sequence <= 120'000 || (sequence <= 150'000 ? sequence % 2 == 0 : sequence % 5'000 == 0);
    (own ? first : second).push_back(sequence);
    rows.push_back(row_of(own ? first_ : second_, sequence));
  }
  ASSERT_TRUE(write([&](Connection& connection) { return insert_annotations(connection, rows); }).ok());
  EXPECT_EQ(walked(first_), first);
  EXPECT_EQ(walked(second_), second);
  EXPECT_TRUE(walked({99}).empty());
}

TEST_P(AnnotationTest, items_are_given_once_in_order_where_a_project_has_most_of_them_and_where_few) {
  add_items(first_, "a", 60'000);
  add_items(second_, "b", 5);
  add_items(first_, "c", 40'000);
  add_items(second_, "d", 5);
  const auto expected = [](const std::string& prefix, int count, std::vector<std::string> out) {
    for (int at = 0; at < count; ++at) {
      out.push_back(prefix + std::to_string(at) + (at % 3 == 0 ? R"( {"a":"b"})" : " "));
    }
    return out;
  };
  const auto several = [&] { return database().another_reader(); };
  const auto first = expected("c", 40'000, expected("a", 60'000, {"i "}));
  const auto second = expected("d", 5, expected("b", 5, {"i "}));
  EXPECT_EQ(items_with(first_, {}), first);
  EXPECT_EQ(items_with(first_, several), first);
  EXPECT_EQ(items_with(second_, {}), second);
  EXPECT_EQ(items_with(second_, several), second);
  EXPECT_TRUE(items_with({99}, several).empty());
}

TEST_P(AnnotationTest, the_same_row_is_known_by_all_five_of_its_parts) {
  AnnotationRow row = row_of(first_, 1);
  row.submitted_at = 0;
  ASSERT_TRUE(write([&](Connection& connection) { return insert_annotations(connection, {row}); }).ok());
  const auto exists = [&](const SameAnnotation& asked) {
    auto found =
        database().read([&](Connection& connection) { return annotation_exists(connection, asked); });
    EXPECT_TRUE(found.ok());
    return found.ok() && found.value();
  };
  const SameAnnotation same{row.item, row.question, 0, row.label, 0};
  EXPECT_TRUE(exists(same));
  SameAnnotation other = same;
  other.submitted_at.reset();  // not told is not the first microsecond of 1970
  EXPECT_FALSE(exists(other));
  other = same;
  other.label = 0;
  EXPECT_FALSE(exists(other));
  other = same;
  other.annotator = 1;
  EXPECT_FALSE(exists(other));
}

TEST_P(AnnotationTest, content_goes_to_items_that_this_write_makes_and_to_no_other) {
  const domain::ItemContent text{"text", "Hello", R"({"a":"b"})", sha256("Hello")};
  const auto done = write([&](Connection& connection) -> Result<Done> {
    Names names(connection, {.project = first_});
    const std::int64_t known = names.key(NameKind::item, "i").value();
    const std::int64_t fresh = names.key(NameKind::item, "new").value();
    EXPECT_FALSE(names.give_content(known, text));
    EXPECT_TRUE(names.give_content(fresh, text));
    EXPECT_FALSE(names.give_content(fresh, text));
    auto flushed = names.flush();
    EXPECT_FALSE(names.give_content(fresh, text));
    auto item = item_by_id(connection, first_, {fresh});
    EXPECT_TRUE(item.ok());
    EXPECT_EQ(item.value().content.content, "Hello");
    EXPECT_EQ(item.value().content.sha256, text.sha256);
    EXPECT_EQ(item.value().state, "ready");
    EXPECT_EQ(item_by_id(connection, first_, {known}).value().content.kind, "unseen");
    return flushed;
  });
  EXPECT_TRUE(done.ok());
}

}  // namespace assay::store
