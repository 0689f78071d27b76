#include "http/region_json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/json_text.h"

namespace assay::http {
namespace {

Json region(const std::string& shape, const std::string& geometry) {
  app::NamedRegion named;
  named.label = "mass";
  named.row.shape = shape;
  named.row.geometry = geometry;
  return region_json(named);
}

void expect_points(const Json& region, const std::vector<std::vector<double>>& expected) {
  ASSERT_EQ(region["points"].size(), expected.size()) << region.dump();
  for (std::size_t at = 0; at < expected.size(); ++at) {
    EXPECT_NEAR(region["points"][at][0].get<double>(), expected[at][0], 1e-9) << at;
    EXPECT_NEAR(region["points"][at][1].get<double>(), expected[at][1], 1e-9) << at;
  }
}

TEST(region_json, a_box_is_its_corners_as_they_lie) {
  const Json straight = region("box", "[10,20,40,20,0]");
  EXPECT_EQ(straight["points"], json_from<Json>("[[10.0,20.0],[50.0,20.0],[50.0,40.0],[10.0,40.0]]"));
  EXPECT_TRUE(straight["mask"].is_null());
  // A quarter turn clockwise about the centre (30, 30), y downwards: (-20, -10) of it becomes (10, -20).
  expect_points(region("box", "[10,20,40,20,90]"), {{40, 10}, {40, 50}, {20, 50}, {20, 10}});
  const double half = 10 * std::sqrt(2.0);
  expect_points(region("box", "[0,0,20,20,45]"),
                {{10, 10 - half}, {10 + half, 10}, {10, 10 + half}, {10 - half, 10}});
}

TEST(region_json, an_ellipse_is_the_ends_of_its_axes) {
  expect_points(region("ellipse", "[50,40,30,10,0]"), {{80, 40}, {50, 50}, {20, 40}, {50, 30}});
  expect_points(region("ellipse", "[50,40,30,10,90]"), {{50, 70}, {40, 40}, {50, 10}, {60, 40}});
}

TEST(region_json, a_cuboid_is_the_corners_of_both_its_faces) {
  expect_points(region("cuboid", "[1,2,1,8,6,2,6,8,7,1,7,6,3,1,3,6]"),
                {{1, 2}, {1, 8}, {6, 2}, {6, 8}, {7, 1}, {7, 6}, {3, 1}, {3, 6}});
}

TEST(region_json, a_mask_has_its_runs_and_its_box) {
  const Json rows = region("mask_rows", "[7.0,8.0,3.0,2.0,1.0,1.0,1.0,2.0,1.0]");
  EXPECT_EQ(rows["shape"], "mask");
  EXPECT_EQ(rows["mask"].dump(),
            R"({"left":7.0,"top":8.0,"width":3,"height":2,"order":"rows","runs":[1,1,1,2,1]})");
  expect_points(rows, {{7, 8}, {10, 8}, {10, 10}, {7, 10}});
  EXPECT_EQ(region("mask_columns", "[0,0,3,2,1,3,2]")["mask"]["order"], "columns");
}

TEST(region_json, a_mask_that_cannot_be_drawn_is_its_box) {
  std::string many = "[0,0,2," + std::to_string(mask_runs_max);
  for (std::size_t run = 0; run < 2 * mask_runs_max; ++run) many += ",1";
  const std::vector<std::pair<std::string, std::string>> masks = {
      {"mask", "[0,0,3,2,1,3,2]"},        // whether rows or columns was not kept
      {"mask_rows", "[0,0,3,2,1,3,1]"},   // runs that do not fill the box
      {"mask_rows", "[0,0,3,2,-1,5,2]"},  // no lengths
      {"mask_rows", "[0,0,3,2]"},
      {"mask_rows", many + "]"}};
  for (const auto& [shape, geometry] : masks) {
    const Json made = region(shape, geometry);
    EXPECT_TRUE(made["mask"].is_null()) << geometry.substr(0, 40);
    EXPECT_EQ(made["points"].size(), 4U) << geometry.substr(0, 40);
    EXPECT_EQ(made["shape"], "mask");
  }
}

TEST(region_json, numbers_that_are_none_are_no_points) {
  for (const char* shape : {"box", "ellipse", "mask_rows", "polygon", "span"}) {
    for (const char* geometry : {"", "{}", "[\"a\",1,2,3]", "[1]"}) {
      const Json made = region(shape, geometry);
      EXPECT_TRUE(made["points"].empty()) << shape << geometry;
      EXPECT_TRUE(made["start"].is_null()) << shape << geometry;
    }
  }
  EXPECT_EQ(region("span", "[2.0,5.0]")["end"], 5);
}

}  // namespace
}  // namespace assay::http
