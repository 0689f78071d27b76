// The keys of what is told about people.

#include "store/subject_keys.h"

#include "store/sealed_item.h"
#include "store/store_testing.h"

namespace assay::store {
namespace {

class SubjectKeysTest : public OnBothDatabases {
 protected:
  SubjectKeys& keys() { return *test.keys; }
  std::vector<Secret> made(const std::vector<std::int64_t>& ids) {
    auto out = keys().make(SubjectKind::item, ids);
    EXPECT_TRUE(out.ok());
    return std::move(out).value();
  }
};
ASSAY_ON_BOTH_DATABASES(SubjectKeysTest);

TEST_P(SubjectKeysTest, are_found_again_by_another_program_with_the_same_wrapping_key) {
  const auto first = made({1, 2, 3});
  test.open_keys();
  const std::int64_t asked[] = {3, 9, 1};
  const auto found = keys().find(SubjectKind::item, asked);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found.value()[0]->bytes(), first[2].bytes());
  EXPECT_FALSE(found.value()[1].has_value());
  EXPECT_EQ(found.value()[2]->bytes(), first[0].bytes());
  auto other = SubjectKeys::open(test.keys_place(), Secret(std::string(32, 'x')));
  ASSERT_TRUE(other.ok());
  EXPECT_EQ(other.value()->find(SubjectKind::item, asked).error().where, "sealing.key");
}

TEST_P(SubjectKeysTest, that_are_destroyed_are_gone_and_known_to_be) {
  static_cast<void>(made({1, 2, 3}));
  const std::int64_t asked[] = {2, 7};
  EXPECT_EQ(keys().destroy(SubjectKind::item, asked, 5).value(), (std::vector<std::int64_t>{2}));
  EXPECT_TRUE(keys().destroy(SubjectKind::item, asked, 6).value().empty());
  EXPECT_EQ(keys().destroyed(SubjectKind::item).value(), (std::vector<std::int64_t>{2}));
  std::vector<std::int64_t> left;
  const auto walked = keys().each_between(SubjectKind::item, 1, 9,
                                          [&](std::int64_t id, const Secret&) { left.push_back(id); });
  ASSERT_TRUE(walked.ok());
  EXPECT_EQ(left, (std::vector<std::int64_t>{1, 3}));
}

TEST_P(SubjectKeysTest, of_an_id_whose_write_was_taken_back_are_made_anew) {
  const auto first = made({5}), second = made({5});
  EXPECT_NE(first[0].bytes(), second[0].bytes());
  const std::int64_t asked[] = {5};
  EXPECT_EQ(keys().find(SubjectKind::item, asked).value()[0]->bytes(), second[0].bytes());
}

TEST_P(SubjectKeysTest, are_the_same_under_another_wrapping_key) {
  const auto first = made({1, 2});
  const std::string next(32, 'n');
  EXPECT_EQ(keys().rewrap(Secret(next)).value(), 0);
  EXPECT_EQ(keys().rewrap(Secret(next)).value(), 0);
  const std::int64_t asked[] = {2};
  EXPECT_EQ(keys().find(SubjectKind::item, asked).value()[0]->bytes(), first[1].bytes());
  auto other = SubjectKeys::open(test.keys_place(), Secret(next));
  EXPECT_EQ(other.value()->find(SubjectKind::item, asked).value()[0]->bytes(), first[1].bytes());
  EXPECT_FALSE(SubjectKeys::open(test.keys_place(), Secret(std::string(32, 'w')))
                   .value()
                   ->find(SubjectKind::item, asked)
                   .ok());
}

TEST_P(SubjectKeysTest, of_a_project_stay_the_same_for_everybody) {
  const auto first = keys().project_key(4);
  test.open_keys();
  EXPECT_EQ(keys().project_key(4).value()->bytes(), first.value()->bytes());
  EXPECT_NE(keys().project_key(5).value()->bytes(), first.value()->bytes());
}

TEST(SealedItem, opens_by_its_own_key_as_itself_alone) {
  const Secret key(random_bytes(32)), other(random_bytes(32));
  SealedHead head{"patient 7", R"({"ward":"south"})", sha256("words")};
  const std::string sealed = seal_head(key, 17, head);
  const auto opened = open_head(key, 17, sealed);
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->name, head.name);
  EXPECT_EQ(opened->attributes, head.attributes);
  EXPECT_EQ(opened->sha256, head.sha256);
  EXPECT_FALSE(open_head(other, 17, sealed));
  EXPECT_FALSE(open_head(key, 18, sealed));     // of another item
  EXPECT_FALSE(open_content(key, 17, sealed));  // a head is no content
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    std::string changed = sealed;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_FALSE(open_head(key, 17, changed)) << at;
  }
  EXPECT_EQ(item_handle(key, "a"), item_handle(key, "a"));
  EXPECT_NE(item_handle(key, "a"), item_handle(other, "a"));
  EXPECT_NE(item_handle(key, "a"), item_handle(key, "b"));
}

}  // namespace
}  // namespace assay::store
