#include "stats/plan/iso2859.h"

#include <charconv>
#include <cmath>

#include "base/check.h"

namespace assay::stats {
namespace {

constexpr std::array<std::int64_t, 17> sizes = {2,   3,   5,   8,   13,  20,   32,   50,  80,
                                                125, 200, 315, 500, 800, 1250, 2000, 3150};

struct LotRange {
  std::int64_t largest;
  std::string_view letters;  // levels I, II, III
};
constexpr std::array<LotRange, 14> ranges = {{{8, "AAB"},
                                              {15, "ABC"},
                                              {25, "BCD"},
                                              {50, "CDE"},
                                              {90, "CEF"},
                                              {150, "DFG"},
                                              {280, "EGH"},
                                              {500, "FHJ"},
                                              {1200, "GJK"},
                                              {3200, "HKL"},
                                              {10000, "JLM"},
                                              {35000, "KMN"},
                                              {150000, "LNP"},
                                              {500000, "MPQ"}}};

// Acceptance numbers by d = place of the letter + place of the AQL, from the first d with Ac 1.
constexpr std::array<std::int64_t, 8> normal_from_17 = {1, 2, 3, 5, 7, 10, 14, 21};
constexpr std::array<std::int64_t, 7> tightened_from_18 = {1, 2, 3, 5, 8, 12, 18};
constexpr int aql_of_letter_s = 2;  // 0.025 alone has the letter S
constexpr int d_max = 24;

struct Rule {
  int zero;  // d of the plans with Ac 0
  int one;   // d of those with Ac 1
};
constexpr Rule normal_rule{14, 17};
constexpr Rule tightened_rule{15, 18};

int rule_d(int d, const Rule& rule, IsoInspection inspection) {
  if (d <= rule.zero) return rule.zero;
  if (inspection == IsoInspection::normal && d == 15) return rule.zero;  // the arrow that points up
  if (d < rule.one) return rule.one;
  return std::min(d, d_max);
}

std::int64_t acceptance_number(int d, IsoInspection inspection) {
  if (inspection == IsoInspection::normal) {
    return d < 17 ? 0 : normal_from_17[static_cast<std::size_t>(d - 17)];
  }
  return d < 18 ? 0 : tightened_from_18[static_cast<std::size_t>(d - 18)];
}

}  // namespace

std::size_t iso_letter(std::int64_t lot, IsoLevel level) {
  ASSAY_CHECK(lot >= 2, "a lot of one item has no letter");
  const auto column = static_cast<std::size_t>(level);
  for (const LotRange& range : ranges) {
    if (lot <= range.largest) return iso_letters.find(range.letters[column]);
  }
  return iso_letters.find("NQR"[column]);
}

std::optional<std::size_t> iso_aql_index(std::string_view percent) {
  const auto number = [](std::string_view text) {
    double value = -1;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size() ? value : -1;
  };
  const double asked = number(percent);
  for (std::size_t at = 0; at < iso_aql.size(); ++at) {
    if (asked > 0 && std::fabs(number(iso_aql[at]) - asked) < 1e-9) return at;
  }
  return {};
}

ExactRate iso_aql_rate(std::size_t aql) {
  ASSAY_CHECK(aql < iso_aql.size(), "AQLs of the standard");
  ExactRate rate{0, 100};  // of per cent
  bool places = false;
  for (const char letter : iso_aql[aql]) {
    if (letter == '.') {
      places = true;
      continue;
    }
    rate.numerator = rate.numerator * 10 + (letter - '0');
    if (places) rate.denominator *= 10;
  }
  return rate;
}

IsoPlan iso_plan(std::size_t letter, std::size_t aql, IsoInspection inspection) {
  ASSAY_CHECK(letter < 16 && aql < iso_aql.size(), "letters and AQLs of the standard");
  const Rule& rule = inspection == IsoInspection::normal ? normal_rule : tightened_rule;
  const int j = static_cast<int>(aql);
  const bool has_s = inspection == IsoInspection::tightened && j == aql_of_letter_s;
  const int last = has_s ? 16 : 15;
  int d = rule_d(static_cast<int>(letter) + j, rule, inspection);
  const bool exception = inspection == IsoInspection::tightened && letter == 0 && j == 15;
  if (exception || d - j < 0) d = rule.one;  // above A there is nothing: down to the next plan
  if (d - j > last) d = rule.zero;           // below R there is nothing: up to the plan without errors
  const auto used = static_cast<std::size_t>(d - j);
  return {{sizes[used], acceptance_number(d, inspection)}, used};
}

IsoState iso_state(std::span<const std::uint8_t> accepted) {
  IsoState state = IsoState::normal;
  std::size_t since = 0;  // first lot of the present state
  int refused = 0;        // while tightened
  int in_a_row = 0;
  for (std::size_t at = 0; at < accepted.size() && state != IsoState::stopped; ++at) {
    in_a_row = accepted[at] != 0 ? in_a_row + 1 : 0;
    if (state == IsoState::normal) {
      int bad = 0;
      for (std::size_t back = at + 1; back > since && back + 5 > at + 1; --back)
        bad += accepted[back - 1] == 0;
      if (bad < 2) continue;
      state = IsoState::tightened;
      in_a_row = 0;
    } else {
      refused += accepted[at] == 0;
      if (refused >= 5) state = IsoState::stopped;
      if (in_a_row < 5) continue;
      state = IsoState::normal;
      refused = 0;
      since = at + 1;
    }
  }
  return state;
}

}  // namespace assay::stats
