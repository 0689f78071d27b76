#include "formats/item_archive.h"

#include <gtest/gtest.h>

#include "formats/formats_testing.h"
#include "formats/zip_testing.h"

namespace assay::formats {
namespace {

std::vector<std::string> paths_of(const ItemArchive& archive) {
  std::vector<std::string> paths;
  for (const ItemArchive::File& file : archive.files()) paths.push_back(file.path);
  return paths;
}

}  // namespace

TEST(item_archive, takes_a_table_images_and_texts) {
  const std::string zip = zip_bytes({{"set/items.csv", "item,image\na,img/1.png\n"},
                                     {"set/img/1.png", "one"},
                                     {"set/img/2.JPG", "two"},
                                     {"set/note.txt", "words"},
                                     {"set/", ""},
                                     {"__MACOSX/set/img/1.png", "x"},
                                     {"set/.DS_Store", "x"}});
  Problems problems;
  auto archive = ItemArchive::open(zip, "f.zip", problems);
  ASSERT_TRUE(archive.ok()) << error_text(archive.error());
  EXPECT_EQ(paths_of(archive.value()),
            (std::vector<std::string>{"set/img/1.png", "set/img/2.JPG", "set/note.txt"}));
  EXPECT_EQ(archive.value().table_path(), "set/items.csv");
  EXPECT_EQ(archive.value().table().value(), "item,image\na,img/1.png\n");
  ASSERT_NE(archive.value().find("img/1.png"), nullptr);  // beside the table
  ASSERT_NE(archive.value().find("./set/note.txt"), nullptr);
  EXPECT_EQ(archive.value().find("img/3.png"), nullptr);
  std::string text, why;
  EXPECT_TRUE(archive.value().read(*archive.value().find("img/2.JPG"), 100, text, why).value());
  EXPECT_EQ(text, "two");
  EXPECT_EQ(problems.count, 0) << messages_of(problems);
}

TEST(item_archive, leaves_out_names_that_lead_elsewhere_and_names_that_come_twice) {
  const std::string zip = zip_bytes({{"../up.png", "x"},
                                     {"a/../../up.png", "x"},
                                     {"/etc/absolute.png", "x"},
                                     {"C:/windows.png", "x"},
                                     {"back\\slash.png", "x"},
                                     {"a//b.png", "x"},
                                     {"line\nbreak.png", "x"},
                                     {std::string(300, 'n') + ".png", "x"},
                                     {"twice.png", "first"},
                                     {"twice.png", "second"},
                                     {"run.sh", "x"},
                                     {"good.png", "x"}});
  Problems problems;
  auto archive = ItemArchive::open(zip, "f.zip", problems);
  ASSERT_TRUE(archive.ok());
  EXPECT_EQ(paths_of(archive.value()), (std::vector<std::string>{"good.png", "twice.png"}));
  EXPECT_EQ(problems.count, 10) << messages_of(problems);
  std::string text, why;
  EXPECT_TRUE(archive.value().read(*archive.value().find("twice.png"), 100, text, why).value());
  EXPECT_EQ(text, "first");
}

TEST(item_archive, refuses_several_tables_and_archives_without_items) {
  Problems problems;
  const auto two = ItemArchive::open(zip_bytes({{"a.csv", "x"}, {"b.jsonl", "x"}}), "f.zip", problems);
  ASSERT_FALSE(two.ok());
  EXPECT_NE(two.error().message.find("several tables, \"a.csv\" and \"b.jsonl\""), std::string::npos);
  const auto none = ItemArchive::open(zip_bytes({{"a.exe", "x"}}), "f.zip", problems);
  ASSERT_FALSE(none.ok());
  EXPECT_NE(none.error().message.find("neither a table"), std::string::npos);
}

TEST(item_archive, unpacks_no_further_than_its_limits) {
  const std::string zip = zip_bytes({{"a.png", std::string(1000, 'a')}, {"b.png", std::string(1000, 'b')}});
  Problems problems;
  EXPECT_FALSE(ItemArchive::open(zip, "f.zip", problems, {.entries_max = 1}).ok());
  auto archive = ItemArchive::open(zip, "f.zip", problems, {.bytes_max = 1500});
  ASSERT_TRUE(archive.ok());
  std::string text, why;
  const auto& files = archive.value().files();
  EXPECT_FALSE(
      archive.value().read(files[0], 999, text, why).value());  // one file too large: that file alone
  EXPECT_EQ(why, "it is larger than 999 bytes");
  const auto beyond = archive.value().read(files[1], 5000, text, why);
  ASSERT_FALSE(beyond.ok());  // all together too large: the archive
  EXPECT_NE(beyond.error().message.find("unpacks to far more"), std::string::npos);
}

}  // namespace assay::formats
