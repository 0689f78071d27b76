#include "formats/values.h"

#include <fast_float/fast_float.h>
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/clock.h"
#include "formats/json_lines.h"

namespace assay::formats {
namespace {

// Days since 1970-01-01 of a date in the proleptic Gregorian calendar, counted in eras of 400 years that
// begin in March so that the leap day is the last of its year.
std::int64_t days_from_date(std::int64_t year, std::int64_t month, std::int64_t day) {
  const std::int64_t shifted = month <= 2 ? year - 1 : year;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 399) / 400;
  const std::int64_t year_of_era = shifted - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

int days_in_month(std::int64_t year, std::int64_t month) {
  static constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

// Takes pieces off the front of a text; every taker says whether it fitted.
struct TimeText {
  std::string_view rest;

  bool take(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  bool digits(std::size_t count, std::int64_t& value) {
    if (rest.size() < count) return false;
    value = 0;
    for (std::size_t at = 0; at < count; ++at) {
      if (rest[at] < '0' || rest[at] > '9') return false;
      value = value * 10 + (rest[at] - '0');
    }
    rest.remove_prefix(count);
    return true;
  }
  // The digits after the decimal sign as microseconds; more than six are cut off.
  bool fraction(std::int64_t& microseconds) {
    std::int64_t unit = 100'000;
    std::size_t seen = 0;
    for (; !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; rest.remove_prefix(1), ++seen) {
      microseconds += unit * (rest.front() - '0');
      unit /= 10;
    }
    return seen > 0;
  }
};

bool take_clock(TimeText& text, std::int64_t& microseconds) {
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  std::int64_t fraction = 0;
  if (!text.digits(2, hour) || !text.take(':') || !text.digits(2, minute)) return false;
  if (text.take(':')) {
    if (!text.digits(2, second)) return false;
    if ((text.take('.') || text.take(',')) && !text.fraction(fraction)) return false;
  }
  if (hour > 24 || minute > 59 || second > 60) return false;
  microseconds = ((hour * 60 + minute) * 60 + second) * 1'000'000 + fraction;
  return true;
}

bool take_offset(TimeText& text, std::int64_t& minutes) {
  if (text.rest.empty() || text.take('Z') || text.take('z')) return true;
  text.take(' ');
  const std::int64_t sign = text.take('-') ? -1 : 1;
  if (sign > 0 && !text.take('+'))
    return text.rest == "UTC" && text.digits(0, minutes) && (text.rest = {}, true);
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  if (!text.digits(2, hour)) return false;
  text.take(':');
  if (!text.rest.empty() && !text.digits(2, minute)) return false;
  if (hour > 23 || minute > 59) return false;
  minutes = sign * (hour * 60 + minute);
  return true;
}

std::optional<std::int64_t> iso_time(std::string_view whole) {
  TimeText text{whole};
  std::int64_t year = 0;
  std::int64_t month = 0;
  std::int64_t day = 0;
  if (!text.digits(4, year) || !text.take('-') || !text.digits(2, month) || !text.take('-') ||
      !text.digits(2, day)) {
    return std::nullopt;
  }
  if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return std::nullopt;
  std::int64_t clock = 0;
  std::int64_t offset = 0;
  if (!text.rest.empty()) {
    if (!text.take('T') && !text.take('t') && !text.take(' ')) return std::nullopt;
    if (!take_clock(text, clock) || !take_offset(text, offset) || !text.rest.empty()) return std::nullopt;
  }
  return days_from_date(year, month, day) * day_us + clock - offset * 60'000'000;
}

}  // namespace

std::optional<double> number_from(std::string_view text) {
  text = trimmed(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  if (text.empty() || text.front() == '+') return std::nullopt;
  double value = 0;
  const auto [end, code] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<std::int64_t> time_us_from(std::string_view text) {
  text = trimmed(text);
  if (text.size() >= 10 && text[4] == '-') return iso_time(text);
  const std::optional<double> number = number_from(text);
  if (!number) return std::nullopt;
  const double size = std::fabs(*number);
  const double scale = size < 1e11 ? 1e6 : size < 1e14 ? 1e3 : 1;
  if (size * scale > 9e17) return std::nullopt;
  const std::int64_t time = std::llround(*number * scale);
  if (time < days_from_date(0, 1, 1) * day_us || time >= days_from_date(10'000, 1, 1) * day_us) {
    return std::nullopt;
  }
  return time;
}

namespace {

// The first 16 bytes without blanks around them, ASCII letters small.
std::string small_word(std::string_view text) {
  std::string lower(trimmed(text).substr(0, 16));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& words, std::string_view text) {
  return std::find(words.begin(), words.end(), small_word(text)) != words.end();
}

}  // namespace

std::string_view flag_from(std::string_view text) {
  static constexpr std::array<std::string_view, 7> nothing = {"", "0", "no", "n", "false", "none", "null"};
  static constexpr std::array<std::string_view, 4> only_yes = {"1", "yes", "y", "true"};
  if (is_one_of(nothing, text)) return {};
  return is_one_of(only_yes, text) ? std::string_view("flagged") : trimmed(text);
}

bool says_yes(std::string_view text) {
  if (text.empty()) return false;
  static constexpr std::array<std::string_view, 8> words = {"1", "true",    "yes",       "y",
                                                            "t", "skipped", "cancelled", "canceled"};
  return is_one_of(words, text);
}

std::string label_set(std::vector<std::string> members) {
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  std::string text = "[";
  for (const std::string& member : members) {
    if (text.size() > 1) text.push_back(',');
    text.push_back('"');
    for (const char c : member) {
      if (c == '"' || c == '\\') {
        text.push_back('\\');
        text.push_back(c);
      } else if (static_cast<unsigned char>(c) < 0x20) {
        fmt::format_to(std::back_inserter(text), "\\u{:04x}", static_cast<unsigned>(c));
      } else {
        text.push_back(c);
      }
    }
    text.push_back('"');
  }
  text.push_back(']');
  return text;
}

std::string joined_label(std::vector<std::string> categories) {
  std::sort(categories.begin(), categories.end());
  categories.erase(std::unique(categories.begin(), categories.end()), categories.end());
  if (categories.empty()) return "";
  return categories.size() == 1 ? std::move(categories.front()) : label_set(std::move(categories));
}

std::optional<std::string> label_set_from(std::string_view text) {
  const std::string_view body = trimmed(text);
  if (body.size() < 2 || (body.back() != ']' && body.back() != '}') || !may_be_label_set(body)) {
    return std::nullopt;
  }
  simdjson::dom::parser parser;
  simdjson::dom::element parsed;
  std::string set;
  if (parser.parse(simdjson::padded_string(body)).get(parsed) != simdjson::SUCCESS) return std::nullopt;
  if (!element_text(parsed, set)) return std::nullopt;
  return set;
}

}  // namespace assay::formats
