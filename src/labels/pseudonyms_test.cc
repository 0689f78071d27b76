#include "labels/pseudonyms.h"

#include <gtest/gtest.h>

namespace assay::labels {
namespace {

TEST(pseudonyms, knows_addresses_from_names) {
  for (const char* name : {"a@b.c", "ann.lee+x@mail.example.org"})
    EXPECT_TRUE(looks_like_email(name)) << name;
  for (const char* name : {"", "ann", "@b.c", "a@b", "a@.c", "a@b.", "a b@c.d", "a@b@c.d", "w@3"})
    EXPECT_FALSE(looks_like_email(name)) << name;
}

TEST(pseudonyms, are_the_same_for_a_key_and_others_for_another) {
  const std::string first = pseudonym("a@b.c", "key one");
  EXPECT_EQ(first, pseudonym("a@b.c", "key one"));
  EXPECT_NE(first, pseudonym("a@b.c", "key two"));
  EXPECT_NE(first, pseudonym("a@b.d", "key one"));
  EXPECT_EQ(first.size(), 22U);
  EXPECT_EQ(first.find('@'), std::string::npos);
}

TEST(pseudonyms, replace_addresses_alone_and_keep_what_belongs_to_people) {
  Table table;
  table.add({.item = "i", .annotator = "w0", .label = "x"});
  table.add({.item = "i", .annotator = "a@b.c", .label = "y"});
  table.add({.item = "i", .label = "z"});
  table.add({.item = "j", .annotator = pseudonym("a@b.c", "k"), .label = "y"});
  Attribute site{.name = "site"};
  site.code = {site.values.code("north"), site.values.code("south")};
  table.annotator_attributes.push_back(site);
  EXPECT_EQ(pseudonymise_emails(table, "k"), 1);
  ASSERT_EQ(table.annotators.size(), 2U) << "the address and its pseudonym are one annotator";
  EXPECT_EQ(table.annotators.name(0), "w0");
  EXPECT_EQ(table.annotators.name(1), pseudonym("a@b.c", "k"));
  EXPECT_EQ(table.annotator, (std::vector<std::uint32_t>{0, 1, none, 1}));
  EXPECT_EQ(table.annotator_attributes[0].code, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(pseudonymise_emails(table, "k"), 0);
}

}  // namespace
}  // namespace assay::labels
