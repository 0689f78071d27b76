#include "render/json_people.h"

#include "render/json_sections.h"
#include "render/optional_json.h"

namespace assay::render {
namespace {

using quality::PersonEvidence;
using quality::SignTest;

Json test_json(const SignTest& test) {
  return {{"p", optional_json(test.p)}, {"p_adjusted", optional_json(test.p_adjusted)}};
}

Json person(const PersonEvidence& e) {
  Json out = {{"annotator", e.annotator}, {"answers", e.answers}};
  out["signs"] = Json::array();
  for (const quality::PersonSign sign : e.signs) out["signs"].push_back(quality::person_sign_name(sign));
  out["errors_rose"] = test_json(e.errors_rose);
  if (e.rise_answer > 0) {
    out["errors_rose"]["from_answer"] = e.rise_answer;
    out["errors_rose"]["from_day"] = e.rise_time;
    out["errors_rose"]["before"] = estimate_json(e.before);
    out["errors_rose"]["after"] = estimate_json(e.after);
  }
  out["long_run"] = test_json(e.long_run);
  out["long_run"]["length"] = e.longest_run;
  out["too_fast"] = test_json(e.too_fast);
  out["too_fast"]["timed"] = e.timed;
  out["too_fast"]["fast"] = e.fast;
  out["pace_moved"] = test_json(e.pace_moved);
  if (e.pace_answer > 0) {
    out["pace_moved"]["from_answer"] = e.pace_answer;
    out["pace_moved"]["from_day"] = e.pace_time;
    out["pace_moved"]["ratio"] = e.pace_ratio;
  }
  out["spammer_score"] = estimate_json(e.spammer_score);
  out["gap_variation"] = optional_json(e.gap_variation);
  return out;
}

Json pairs(const quality::PeopleSection& section) {
  Json rows = Json::array();
  for (const auto& pair : section.pairs) {
    rows.push_back({{"a", pair.a},
                    {"b", pair.b},
                    {"items", pair.items},
                    {"same_wrong", pair.same_wrong},
                    {"expected", pair.expected},
                    {"p", pair.p},
                    {"p_adjusted", pair.p_adjusted}});
  }
  return rows;
}

Json place_json(const std::optional<quality::StreamPlace>& at) {
  if (!at) return nullptr;
  return {{"answer", at->answer}, {"day", at->day}};
}

Json change_json(const std::optional<quality::StreamChange>& change) {
  if (!change) return nullptr;
  return {{"from", place_json(change->from)},
          {"before", change->before},
          {"after", change->after},
          {"log_bayes_factor", change->log_bayes_factor}};
}

Json chart_json(const quality::StreamChart& chart) {
  Json points = Json::array();
  for (const quality::StreamPoint& point : chart.points) {
    points.push_back({{"from_answer", point.from_answer},
                      {"from_day", point.from_day},
                      {"judged", point.judged},
                      {"wrong", point.wrong},
                      {"expected", point.expected},
                      {"lower", point.lower},
                      {"upper", point.upper},
                      {"outside", point.outside}});
  }
  return {{"of", chart.of},
          {"name", chart.name},
          {"answers", chart.answers},
          {"answers_all", chart.answers_all},
          {"rate", chart.rate},
          {"rate_bad", chart.rate_bad},
          {"outside", chart.outside},
          {"outside_expected", chart.outside_expected},
          {"overdispersion", chart.overdispersion},
          {"alarms", chart.alarms},
          {"alarms_expected", optional_json(chart.alarms_expected)},
          {"first_alarm", place_json(chart.first_alarm)},
          {"detected", place_json(chart.detected)},
          {"detector_chance", chart.detector_chance},
          {"change", change_json(chart.change)},
          {"points", points}};
}

}  // namespace

Json people_json(const std::optional<quality::PeopleSection>& section) {
  if (!section) return nullptr;
  Json out = {{"order", section->order},
              {"against", section->against},
              {"false_share", quality::people_false_share},
              {"false_share_of_pairs", quality::pairs_false_share}};
  out["people"] = Json::array();
  for (const PersonEvidence& e : section->people) out["people"].push_back(person(e));
  out["pairs"] = pairs(*section);
  out["pairs_tested"] = section->pairs_tested;
  out["inflation"] = section->inflation;
  out["pairs_note"] = section->pairs_note;
  out["charts"] = Json::array();
  for (const auto& chart : section->charts) out["charts"].push_back(chart_json(chart));
  out["fatigue"] = Json::array();
  for (const auto& band : section->fatigue) {
    out["fatigue"].push_back({{"from_minutes", band.from},
                              {"answers", band.answers},
                              {"people", band.people},
                              {"errors", band.errors},
                              {"expected", band.expected},
                              {"ratio", estimate_json(band.ratio)}});
  }
  out["fatigue_note"] = section->fatigue_note;
  return out;
}

}  // namespace assay::render
