#include "labels/category_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/ascii.h"
#include "base/json_text.h"

namespace assay::labels {
namespace {

constexpr std::size_t scale_points_max = 11;  // more integers than this are numbers, not points of a scale

std::optional<double> as_number(std::string_view text) {
  if (text.empty() || text.size() > 40) return std::nullopt;
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

// Scales people write in words, lowest first.
using Scale = std::vector<std::string_view>;
const std::array<Scale, 6>& word_scales() {
  static const std::array<Scale, 6> scales = {
      Scale{"none", "very low", "low", "mild", "medium", "moderate", "high", "severe", "very high",
            "critical"},
      Scale{"strongly disagree", "disagree", "somewhat disagree", "neutral", "somewhat agree", "agree",
            "strongly agree"},
      Scale{"very negative", "negative", "neutral", "positive", "very positive"},
      Scale{"never", "rarely", "sometimes", "often", "always"},
      Scale{"terrible", "very poor", "poor", "bad", "fair", "good", "very good", "excellent"},
      Scale{"very small", "small", "medium", "large", "very large"}};
  return scales;
}

// The rank of every label in the first scale that has them all (at least three), or nothing.
std::optional<std::vector<double>> scale_ranks(const std::vector<std::string>& names) {
  if (names.size() < 3) return std::nullopt;
  for (const Scale& scale : word_scales()) {
    std::vector<double> ranks;
    for (const std::string& name : names) {
      const auto at = std::find(scale.begin(), scale.end(), lower_ascii(name));
      if (at == scale.end()) break;
      ranks.push_back(static_cast<double>(at - scale.begin()));
    }
    if (ranks.size() == names.size()) return ranks;
  }
  return std::nullopt;
}

struct Candidates {
  std::vector<std::uint32_t> codes;
  std::vector<std::string> names;
  std::vector<double> numbers;  // as long as names when every name is a number
};

Candidates collect(const Dictionary& labels, const std::vector<bool>& used) {
  Candidates found;
  bool numeric = true;
  for (std::uint32_t code = 0; code < labels.size(); ++code) {
    if (code >= used.size() || !used[code]) continue;
    found.codes.push_back(code);
    found.names.emplace_back(labels.name(code));
    const auto number = numeric ? as_number(found.names.back()) : std::nullopt;
    if (number) found.numbers.push_back(*number);
    numeric = numeric && number.has_value();
  }
  if (!numeric) found.numbers.clear();
  return found;
}

bool small_integers(const std::vector<double>& numbers) {
  if (numbers.size() > scale_points_max) return false;
  return std::all_of(numbers.begin(), numbers.end(),
                     [](double x) { return x == std::floor(x) && std::abs(x) < 100; });
}

bool looks_like_sets(const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(),
                     [](const std::string& name) { return set_members(name).has_value(); });
}

// Kind by the texts alone; where small integers leave it open, the answers decide later.
void detect_kind(const Candidates& found, CategoryPlan& plan) {
  if (looks_like_sets(found.names)) {
    plan.kind = Kind::set;
    plan.reason = "labels are lists";
  } else if (!found.numbers.empty() && !small_integers(found.numbers)) {
    plan.kind = Kind::interval;
    plan.reason = "labels are numbers of many values";
  } else if (found.numbers.size() >= 3) {
    plan.scale_undecided = true;
    plan.reason = "labels are small whole numbers";
  } else if (found.numbers.empty() && scale_ranks(found.names)) {
    plan.kind = Kind::ordinal;
    plan.reason = "labels are the words of a scale";
  } else {
    plan.reason = "labels are names";
  }
}

void read_sets(const std::vector<std::string>& names, CategoryPlan& plan) {
  std::map<std::string, std::uint32_t> member_code;
  std::vector<std::vector<std::string>> sets;
  for (const std::string& name : names) {
    sets.push_back(set_members(name).value_or(std::vector<std::string>{name}));
    for (const std::string& member : sets.back()) member_code.emplace(member, 0);
  }
  for (auto& [member, code] : member_code) {
    code = static_cast<std::uint32_t>(plan.members.size());
    plan.members.push_back(member);
  }
  for (const auto& set : sets) {
    std::vector<std::uint32_t> codes;
    for (const std::string& member : set) codes.push_back(member_code.at(member));
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    plan.member_sets.push_back(std::move(codes));
  }
}

// Positions into names: by the order asked for, then by number, scale rank or name.
Result<std::vector<std::size_t>> ordering(const Candidates& found, const std::vector<double>& keys,
                                          const QuestionOptions& options) {
  std::vector<std::size_t> order(found.names.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::map<std::string_view, std::size_t> wanted;
  for (std::size_t i = 0; i < options.order.size(); ++i) wanted.emplace(options.order[i], i);
  const auto place = [&](std::size_t at) {
    const auto it = wanted.find(found.names[at]);
    return it == wanted.end() ? wanted.size() : it->second;
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (place(a) != place(b)) return place(a) < place(b);
    if (!keys.empty() && (keys[a] < keys[b] || keys[b] < keys[a])) return keys[a] < keys[b];
    return found.names[a] < found.names[b];
  });
  for (const std::string& name : options.order) {
    if (std::find(found.names.begin(), found.names.end(), name) == found.names.end()) {
      return Error{
          ErrorCode::invalid,
          fmt::format("the order names the category \"{}\", which nobody used; the categories are: {}", name,
                      fmt::join(found.names.begin(),
                                found.names.begin() + static_cast<std::ptrdiff_t>(
                                                          std::min<std::size_t>(found.names.size(), 20)),
                                ", ")),
          "--order"};
    }
  }
  return order;
}

Result<Done> check_kind(Kind kind, const Candidates& found) {
  if ((kind == Kind::interval || kind == Kind::ratio) && found.numbers.empty() && !found.names.empty()) {
    const auto text =
        std::find_if(found.names.begin(), found.names.end(), [](const auto& n) { return !as_number(n); });
    return Error{ErrorCode::invalid,
                 fmt::format("the kind {} needs numbers, but a label is \"{}\"", kind_name(kind),
                             text == found.names.end() ? "" : *text),
                 "--kind"};
  }
  if (kind == Kind::ratio &&
      std::any_of(found.numbers.begin(), found.numbers.end(), [](double x) { return x < 0; })) {
    return Error{ErrorCode::invalid, "the kind ratio needs numbers from zero up, but a label is negative",
                 "--kind"};
  }
  return Done{};
}

}  // namespace

std::optional<std::vector<std::string>> set_members(std::string_view label) {
  if (label.size() < 2 || label.front() != '[' || label.back() != ']') return std::nullopt;
  const auto parsed = json_from<nlohmann::json>(label);
  if (!parsed.is_array()) return std::nullopt;
  std::vector<std::string> members;
  for (const auto& member : parsed) {
    if (!member.is_string()) return std::nullopt;
    members.push_back(member.get<std::string>());
  }
  return members;
}

Result<CategoryPlan> plan_categories(const Dictionary& labels, const std::vector<bool>& used,
                                     const QuestionOptions& options) {
  const Candidates found = collect(labels, used);
  CategoryPlan plan;
  detect_kind(found, plan);
  if (!options.order.empty() && plan.kind == Kind::nominal) {
    plan.kind = Kind::ordinal;
    plan.reason = "an order was given";
    plan.scale_undecided = false;
  }
  if (options.kind) {
    const Result<Done> possible = check_kind(*options.kind, found);
    if (!possible.ok()) return possible.error();
    plan.kind = *options.kind;
    plan.reason = "as asked";
    plan.scale_undecided = false;
  }
  std::vector<double> keys = found.numbers;
  if (keys.empty()) keys = scale_ranks(found.names).value_or(std::vector<double>{});
  const Result<std::vector<std::size_t>> order = ordering(found, keys, options);
  if (!order.ok()) return order.error();
  plan.category_of.assign(labels.size(), none);
  std::vector<std::string> names;
  for (const std::size_t at : order.value()) {
    plan.category_of[found.codes[at]] = static_cast<std::uint32_t>(plan.label_code.size());
    const bool ranked = found.numbers.empty() || !options.order.empty();
    plan.number.push_back(ranked ? static_cast<double>(plan.label_code.size()) : found.numbers[at]);
    plan.label_code.push_back(found.codes[at]);
    names.push_back(found.names[at]);
  }
  if (plan.kind == Kind::set) read_sets(names, plan);
  return plan;
}

}  // namespace assay::labels
