#include "http/region_json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_text.h"

namespace assay::http {
namespace {

struct Frame {
  double x = 0, y = 0;  // of its centre
  double degrees = 0;   // clockwise
};

// No numbers at all when one of them is none.
std::vector<double> numbers_of(const std::string& geometry) {
  const Json list = json_from<Json>(geometry);
  std::vector<double> numbers;
  if (!list.is_array()) return numbers;
  for (const Json& number : list) {
    if (!number.is_number()) return {};
    numbers.push_back(number.get<double>());
  }
  return numbers;
}

// Where a point lies that stood at (right, down) of the centre before turning. y runs downwards: turning from
// x towards y is clockwise.
Json turned(const Frame& frame, double right, double down) {
  const double angle = frame.degrees * std::numbers::pi / 180;
  return Json::array({frame.x + std::cos(angle) * right - std::sin(angle) * down,
                      frame.y + std::sin(angle) * right + std::cos(angle) * down});
}

Json corners(double x, double y, double width, double height) {
  return Json::array({{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}});
}

Json box_points(const std::vector<double>& box) {
  const double width = box[2], height = box[3], degrees = box.size() > 4 ? box[4] : 0;
  if (std::abs(degrees) < 1e-9) return corners(box[0], box[1], width, height);
  const Frame frame{box[0] + width / 2, box[1] + height / 2, degrees};
  return Json::array({turned(frame, -width / 2, -height / 2), turned(frame, width / 2, -height / 2),
                      turned(frame, width / 2, height / 2), turned(frame, -width / 2, height / 2)});
}

Json ellipse_points(const std::vector<double>& ellipse) {
  const Frame frame{ellipse[0], ellipse[1], ellipse.size() > 4 ? ellipse[4] : 0};
  return Json::array({turned(frame, ellipse[2], 0), turned(frame, 0, ellipse[3]),
                      turned(frame, -ellipse[2], 0), turned(frame, 0, -ellipse[3])});
}

Json point_list(const std::vector<double>& numbers) {
  Json points = Json::array();
  for (std::size_t at = 0; at + 1 < numbers.size(); at += 2) points.push_back({numbers[at], numbers[at + 1]});
  return points;
}

bool is_mask(std::string_view shape) { return shape.starts_with("mask"); }

Json points_of(std::string_view shape, const std::vector<double>& numbers) {
  if (shape == "span") return Json::array();
  const bool has_size = shape == "box" || shape == "ellipse" || is_mask(shape);
  if (!has_size) return point_list(numbers);
  if (numbers.size() < 4) return Json::array();
  if (shape == "box") return box_points(numbers);
  if (shape == "ellipse") return ellipse_points(numbers);
  return corners(numbers[0], numbers[1], numbers[2], numbers[3]);
}

// A length that a picture can have, as the whole number it is.
Json whole(double number) { return std::llround(number); }
bool is_length(double number) { return number >= 0 && number < 1e15; }

Json mask_of(std::string_view shape, const std::vector<double>& numbers) {
  const bool has_direction = shape == "mask_rows" || shape == "mask_columns";
  if (!has_direction || numbers.size() < 5 || numbers.size() > mask_runs_max + 4) return nullptr;
  Json runs = Json::array();
  double sum = 0;
  for (std::size_t at = 4; at < numbers.size(); ++at) {
    if (!is_length(numbers[at])) return nullptr;
    sum += numbers[at];
    runs.push_back(whole(numbers[at]));
  }
  const double width = numbers[2], height = numbers[3];
  if (!is_length(width) || !is_length(height) || std::abs(sum - width * height) > 0.5) return nullptr;
  return {{"left", numbers[0]},
          {"top", numbers[1]},
          {"width", whole(width)},
          {"height", whole(height)},
          {"order", shape == "mask_rows" ? "rows" : "columns"},
          {"runs", std::move(runs)}};
}

}  // namespace

Json region_json(const app::NamedRegion& region) {
  const std::string_view shape = region.row.shape;
  const std::vector<double> numbers = numbers_of(region.row.geometry);
  const bool is_span = shape == "span" && numbers.size() == 2;
  return {{"label", region.label},
          {"shape", is_mask(shape) ? "mask" : shape},
          {"points", points_of(shape, numbers)},
          {"unit", "pixels"},
          {"mask", mask_of(shape, numbers)},
          {"start", is_span ? whole(numbers[0]) : Json(nullptr)},
          {"end", is_span ? whole(numbers[1]) : Json(nullptr)},
          {"text", nullptr}};
}

}  // namespace assay::http
