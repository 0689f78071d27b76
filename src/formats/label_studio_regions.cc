#include "formats/label_studio_regions.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "formats/json_access.h"

namespace assay::formats {
namespace {

using labels::Shape;
using simdjson::SUCCESS;
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

class Bits {
 public:
  explicit Bits(const std::vector<std::uint8_t>& bytes) : bytes_(bytes) {}
  // The next bits as a number, most significant first; 0 beyond the end.
  std::uint64_t take(int count) {
    std::uint64_t value = 0;
    for (; count > 0; --count, ++at_) {
      const bool bit = at_ / 8 < bytes_.size() && (bytes_[at_ / 8] >> (7 - at_ % 8) & 1) != 0;
      value = value << 1 | (bit ? 1U : 0U);
    }
    return value;
  }
  bool has_ended() const { return at_ > bytes_.size() * 8; }

 private:
  const std::vector<std::uint8_t>& bytes_;
  std::size_t at_ = 0;
};

// Of the values of RGBA pixels every fourth is alpha.
class AlphaRuns {
 public:
  void add(std::uint64_t value, std::uint64_t count) {
    const std::uint64_t pixels = (at_ + count) / 4 - at_ / 4;
    at_ += count;
    if (pixels == 0) return;
    if ((value > 0) != inside_) {
      inside_ = !inside_;
      runs_.push_back(0);
    }
    runs_.back() += static_cast<double>(pixels);
  }
  std::uint64_t at() const { return at_; }
  std::vector<double> take() { return std::move(runs_); }

 private:
  std::vector<double> runs_{0};
  std::uint64_t at_ = 0;
  bool inside_ = false;
};

struct Size {
  double width = 0, height = 0;
};

std::optional<Size> size_of(object result) {
  const auto width = number_at(result, "original_width");
  const auto height = number_at(result, "original_height");
  if (!width || !height || !(*width > 0) || !(*height > 0)) return std::nullopt;
  return Size{*width, *height};
}

bool take_numbers(object from, std::initializer_list<const char*> keys, std::vector<double>& numbers) {
  for (const char* key : keys) {
    const std::optional<double> number = number_at(from, key);
    if (!number) return false;
    numbers.push_back(*number);
  }
  return true;
}

// Percent of the picture, and the corner as it lies after turning about it: to pixels, and the corner before
// turning about the centre.
std::optional<LabelStudioGeometry> box_of(object value, Size size) {
  std::vector<double> percent;
  if (!take_numbers(value, {"x", "y", "width", "height"}, percent)) return std::nullopt;
  const double rotation = number_at(value, "rotation").value_or(0);
  const double x = percent[0] * size.width / 100, y = percent[1] * size.height / 100;
  const double width = percent[2] * size.width / 100, height = percent[3] * size.height / 100;
  const double angle = rotation * std::numbers::pi / 180;
  const double centre_x = x + std::cos(angle) * width / 2 - std::sin(angle) * height / 2;
  const double centre_y = y + std::sin(angle) * width / 2 + std::cos(angle) * height / 2;
  return LabelStudioGeometry{Shape::box,
                             {centre_x - width / 2, centre_y - height / 2, width, height, rotation}};
}

std::optional<LabelStudioGeometry> ellipse_of(object value, Size size) {
  std::vector<double> percent;
  if (!take_numbers(value, {"x", "y", "radiusX", "radiusY"}, percent)) return std::nullopt;
  for (std::size_t at = 0; at < percent.size(); ++at)
    percent[at] *= (at % 2 == 0 ? size.width : size.height) / 100;
  percent.push_back(number_at(value, "rotation").value_or(0));
  return LabelStudioGeometry{Shape::ellipse, std::move(percent)};
}

std::optional<LabelStudioGeometry> polygon_of(object value, Size size) {
  LabelStudioGeometry polygon{.shape = Shape::polygon};
  for (const element entry : elements_at(value, "points")) {
    array point;
    double x = 0, y = 0;
    if (entry.get(point) != SUCCESS || point.size() != 2 || point.at(0).get(x) != SUCCESS ||
        point.at(1).get(y) != SUCCESS) {
      return std::nullopt;
    }
    polygon.numbers.insert(polygon.numbers.end(), {x * size.width / 100, y * size.height / 100});
  }
  return polygon.numbers.empty() ? std::nullopt : std::optional(polygon);
}

std::optional<LabelStudioGeometry> key_point_of(object value, Size size) {
  std::vector<double> percent;
  if (!take_numbers(value, {"x", "y"}, percent)) return std::nullopt;
  return LabelStudioGeometry{Shape::points, {percent[0] * size.width / 100, percent[1] * size.height / 100}};
}

std::optional<LabelStudioGeometry> brush_of(object value, Size size) {
  std::vector<std::uint8_t> bytes;
  for (const element entry : elements_at(value, "rle")) {
    std::int64_t byte = 0;
    if (entry.get(byte) != SUCCESS || byte < 0 || byte > 255) return std::nullopt;
    bytes.push_back(static_cast<std::uint8_t>(byte));
  }
  const std::optional<std::vector<double>> runs = brush_runs(bytes, size.width, size.height);
  if (!runs) return std::nullopt;
  LabelStudioGeometry mask{Shape::mask_rows, {0, 0, size.width, size.height}};
  mask.numbers.insert(mask.numbers.end(), runs->begin(), runs->end());
  return mask;
}

std::vector<std::int64_t> wide_places(std::string_view text) {
  std::vector<std::int64_t> wide;
  std::int64_t at = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80) continue;
    if (byte >= 0xF0) wide.push_back(at);
    at += byte >= 0xF0 ? 2 : 1;
  }
  return wide;
}

bool is_type(std::string_view type, std::string_view shape) {
  return type == shape || (type.starts_with(shape) && type.substr(shape.size()) == "labels");
}

}  // namespace

std::optional<std::vector<double>> brush_runs(const std::vector<std::uint8_t>& bytes, double width,
                                              double height) {
  Bits bits(bytes);
  const std::uint64_t values = bits.take(32);
  if (std::abs(static_cast<double>(values) - 4 * width * height) > 0.5) return std::nullopt;
  const int word_bits = static_cast<int>(bits.take(5)) + 1;
  int length_bits[4];
  for (int& length : length_bits) length = static_cast<int>(bits.take(4)) + 1;
  AlphaRuns runs;
  while (runs.at() < values) {
    const bool is_repeated = bits.take(1) == 1;
    const std::uint64_t length = bits.take(length_bits[bits.take(2)]) + 1;
    if (bits.has_ended() || length > values - runs.at()) return std::nullopt;
    if (is_repeated) {
      runs.add(bits.take(word_bits), length);
      continue;
    }
    for (std::uint64_t at = 0; at < length && !bits.has_ended(); ++at) runs.add(bits.take(word_bits), 1);
  }
  return bits.has_ended() ? std::nullopt : std::optional(runs.take());
}

LabelStudioRegions::LabelStudioRegions(std::optional<object> data) {
  if (!data) return;
  for (const auto& [key, value] : *data) {
    std::string_view text;
    if (value.get(text) != SUCCESS) continue;
    std::vector<std::int64_t> wide = wide_places(text);
    if (!wide.empty()) texts_.push_back({text, std::move(wide)});
  }
}

void LabelStudioRegions::decide_unit(std::int64_t begin, std::int64_t end, std::string_view said) {
  constexpr int looks_max = 100;  // each costs a pass over the texts
  if (said.empty() || texts_.empty() || looked_ >= looks_max) return;
  ++looked_;
  for (const OffsetUnit unit : {OffsetUnit::code_points, OffsetUnit::utf16}) {
    for (const Text& text : texts_) {
      if (slice_of(text.text, begin, end, unit) != said) continue;
      text_ = &text;
      unit_ = unit;
      return;
    }
  }
}

std::optional<LabelStudioGeometry> LabelStudioRegions::span_of(object value) {
  const std::optional<object> offsets = object_at(value, "globalOffsets");
  std::int64_t begin = 0, end = 0;
  if ((offsets ? *offsets : value)["start"].get(begin) != SUCCESS ||
      (offsets ? *offsets : value)["end"].get(end) != SUCCESS || begin < 0 || end < begin) {
    return std::nullopt;
  }
  std::string_view said;
  if (value["text"].get(said) == SUCCESS) decide_unit(begin, end, said);
  if (text_ != nullptr && unit_ == OffsetUnit::utf16) {
    const auto& wide = text_->wide;
    begin -= std::lower_bound(wide.begin(), wide.end(), begin) - wide.begin();
    end -= std::lower_bound(wide.begin(), wide.end(), end) - wide.begin();
  }
  return LabelStudioGeometry{Shape::span, {static_cast<double>(begin), static_cast<double>(end)}};
}

std::optional<LabelStudioGeometry> LabelStudioRegions::geometry(object result, std::string_view type) {
  const std::optional<object> value = object_at(result, "value");
  if (!value) return std::nullopt;
  if (type == "labels" || type == "hypertextlabels") return span_of(*value);
  const std::optional<Size> size = size_of(result);
  if (!size) return std::nullopt;
  if (is_type(type, "rectangle")) return box_of(*value, *size);
  if (is_type(type, "polygon")) return polygon_of(*value, *size);
  if (is_type(type, "ellipse")) return ellipse_of(*value, *size);
  if (is_type(type, "keypoint")) return key_point_of(*value, *size);
  if (is_type(type, "brush")) return brush_of(*value, *size);
  return std::nullopt;
}

}  // namespace assay::formats
