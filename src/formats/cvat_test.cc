#include <gtest/gtest.h>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

std::string cvat(const std::string& images, const std::string& meta = "") {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotations>\n<version>1.1</version>\n<meta>" + meta +
         "</meta>\n" + images + "\n</annotations>\n";
}

std::string image(const std::string& name, const std::string& inner, int id = 0) {
  return fmt::format("<image id=\"{}\" name=\"{}\" width=\"10\" height=\"10\">{}</image>\n", id, name, inner);
}

TEST(cvat, reads_tags_and_their_attributes_as_questions) {
  const Read read = read_text(cvat(
      image("a.png",
            "<tag label=\"street\" source=\"manual\"><attribute name=\"light\">day</attribute></tag>") +
      image("b.png", "<tag label=\"wet\" source=\"manual\"/><tag label=\"street\" source=\"manual\"/>")));
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(read.summary.format, "cvat");
  EXPECT_EQ(rows_of(read.table),
            R"(a.png ? day street: light|a.png ? street tag|b.png ? ["street","wet"] tag)");
  EXPECT_EQ(read.problems.count, 0) << messages_of(read.problems);
}

TEST(cvat, keeps_every_shape_with_its_geometry) {
  const Read read = read_text(cvat(
      image("a.png",
            "<box label=\"car\" xtl=\"1\" ytl=\"2\" xbr=\"4\" ybr=\"6\" occluded=\"0\"/>"
            "<polygon label=\"p\" points=\"0.00,0.50;4,0;4,4\"/><polyline label=\"l\" points=\"1,1;2,2\"/>"
            "<points label=\"k\" points=\"7,8\"/><ellipse label=\"e\" cx=\"5\" cy=\"6\" rx=\"2\" ry=\"1\" "
            "rotation=\"30\"/>"
            "<mask label=\"m\" rle=\"1, 2, 3\" left=\"5\" top=\"6\" width=\"3\" height=\"2\"/>"
            "<skeleton label=\"s\"><points label=\"1\" outside=\"0\" points=\"1,2\"/><points label=\"2\" "
            "outside=\"1\" "
            "points=\"3,4\"/></skeleton>")));
  EXPECT_EQ(
      regions_of(read.table),
      "a.png ? car regions box 1,2,3,4,0|a.png ? p regions polygon 0,0.5,4,0,4,4|"
      "a.png ? l regions polyline 1,1,2,2|a.png ? k regions points 7,8|a.png ? e regions ellipse 5,6,2,1,30|"
      "a.png ? m regions mask 5,6,3,2,1,2,3|a.png ? s regions points 1,2");
  EXPECT_EQ(rows_of(read.table), R"(a.png ? ["car","e","k","l","m","p","s"] regions)");
}

TEST(cvat, keeps_the_corners_of_a_cuboid_face_by_face) {
  const Read read = read_text(cvat(image(
      "a.png",
      "<cuboid label=\"c\" xtl1=\"1\" ytl1=\"2\" xbl1=\"1\" ybl1=\"8\" xtr1=\"6\" ytr1=\"2\" xbr1=\"6\" "
      "ybr1=\"8\" xtl2=\"7\" ytl2=\"1\" xbl2=\"7\" ybl2=\"6\" xtr2=\"3\" ytr2=\"1\" xbr2=\"3\" ybr2=\"6\"/>"
      "<cuboid label=\"d\" xtl1=\"1\" ytl1=\"2\"/>")));
  EXPECT_EQ(regions_of(read.table), "a.png ? c regions cuboid 1,2,1,8,6,2,6,8,7,1,7,6,3,1,3,6");
  EXPECT_EQ(read.problems.count, 1) << messages_of(read.problems);
}

TEST(cvat, marks_what_a_machine_made_as_anchored_and_leaves_merged_ones_out) {
  const Read read = read_text(cvat(image("a.png", "<tag label=\"x\" source=\"auto\"/>") +
                                   image("b.png", "<tag label=\"x\" source=\"manual\"/>") +
                                   image("c.png", "<tag label=\"x\" source=\"file\"/>") +
                                   image("d.png", "<tag label=\"x\" source=\"consensus\"/>")));
  EXPECT_EQ(read.table.row_count(), 3U);
  EXPECT_EQ(read.table.state, (std::vector<std::uint8_t>{labels::row_anchored, 0, labels::row_anchored}));
  EXPECT_NE(read.summary.understood.find("not counted: 1 tags and shapes that CVAT merged"),
            std::string::npos);
}

TEST(cvat, names_the_job_of_an_image_and_the_assignee_where_there_is_one) {
  const std::string meta =
      "<task><assignee><username>ann</username></assignee><segments><segment><id>11</id><start>0</"
      "start><stop>1"
      "</stop></segment><segment><id>12</id><start>2</start><stop>3</stop></segment></segments></task>";
  const std::string tag = "<tag label=\"x\" source=\"manual\"/>";
  const Read read = read_text(cvat(image("a", tag, 1) + image("b", tag, 2) + image("c", tag, 9), meta));
  EXPECT_EQ(rows_of(read.table), "a ann x tag|b ann x tag|c ann x tag");
  ASSERT_EQ(read.table.batches.size(), 2U);
  EXPECT_EQ(read.table.batches.name(read.table.batch[0]), "job 11");
  EXPECT_EQ(read.table.batches.name(read.table.batch[1]), "job 12");
}

TEST(cvat, takes_keyframes_of_tracks_alone) {
  const Read read = read_text(cvat(
      "<track id=\"0\" label=\"car\" source=\"manual\"><box frame=\"0\" outside=\"0\" keyframe=\"1\" "
      "xtl=\"0\" ytl=\"0\" "
      "xbr=\"1\" ybr=\"1\"/><box frame=\"1\" outside=\"0\" keyframe=\"0\" xtl=\"0\" ytl=\"0\" xbr=\"1\" "
      "ybr=\"1\"/>"
      "<box frame=\"2\" outside=\"1\" keyframe=\"1\" xtl=\"0\" ytl=\"0\" xbr=\"1\" ybr=\"1\"/></track>"));
  EXPECT_EQ(regions_of(read.table), "frame 0 ? car regions box 0,0,1,1,0");
}

TEST(cvat, lists_shapes_whose_numbers_do_not_fit) {
  const Read read = read_text(cvat(image(
      "a",
      "<box label=\"c\" xtl=\"1\"/><polygon label=\"c\" points=\"1,2,3\"/><mask label=\"c\" rle=\"1, 2\" "
      "left=\"0\" "
      "top=\"0\" width=\"3\" height=\"2\"/><mask label=\"c\" rle=\"9, -3\" left=\"0\" top=\"0\" width=\"3\" "
      "height=\"2\"/><tag label=\"x\"/>")));
  EXPECT_EQ(rows_of(read.table), "a ? x tag");
  ASSERT_EQ(read.problems.count, 1) << messages_of(read.problems);
  EXPECT_NE(read.problems.listed[0].message.find("(4 in the file"), std::string::npos);
}

TEST(cvat, expands_no_entities_of_the_document) {
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE annotations [<!ENTITY a \"boom\">";
  for (char c = 'b'; c < 'k'; ++c) {
    bomb += fmt::format("<!ENTITY {} \"", c);
    for (int time = 0; time < 10; ++time) bomb += fmt::format("&{};", static_cast<char>(c - 1));
    bomb += "\">";
  }
  bomb += "<!ENTITY file SYSTEM \"file:///etc/passwd\">]><annotations>" +
          image("a", "<tag label=\"&j;&file;&amp;&#65;\"/>") + "</annotations>";
  EXPECT_EQ(rows_of(read_text(bomb).table), "a ? &j;&file;&A tag");
}

TEST(cvat, survives_a_million_open_elements) {
  std::string deep = "<annotations>";
  for (int at = 0; at < 1'000'000; ++at) deep += "<image>";
  EXPECT_NE(read_text(deep).error.find("the file is no XML"), std::string::npos);
}

TEST(cvat, says_where_broken_xml_is) {
  EXPECT_NE(read_text("<annotations>\n<image name=\"a\">\n</annotations>")
                .error.find("f, line 3: the file is no XML"),
            std::string::npos)
      << read_text("<annotations>\n<image name=\"a\">\n</annotations>").error;
  EXPECT_EQ(read_text("<a><annotations></annotations></a>").error,
            "f: the XML does not begin with <annotations>: it is no export of CVAT for images");
  EXPECT_EQ(read_text(cvat(image("a", ""))).error, "f: the file has no annotations: export it with them");
}

}  // namespace
}  // namespace assay::formats
