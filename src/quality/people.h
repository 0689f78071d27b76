#pragma once
// Evidence about people: what came out unusual of how somebody worked, each with how often that happens to
// nobody's fault. A reason to look, never a verdict. docs/methods/people.md.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/estimate.h"
#include "stats/people/fatigue.h"

namespace assay::quality {

// Shares of false discoveries that are accepted among the people, and among the pairs, that are pointed out.
inline constexpr double people_false_share = 0.05;
inline constexpr double pairs_false_share = 0.01;

// A finding about one person: the error rate rose, one answer was given many times in a row, answers came too
// fast for this person, answers tell little about items, gaps are as even as a machine's, the pace moved.
enum class PersonSign { errors_rose, long_run, too_fast, tells_little, clockwork, pace_moved };
inline constexpr std::size_t person_sign_count = 6;
const char* person_sign_name(PersonSign sign);  // "errors_rose", ...

struct SignTest {
  std::optional<double> p;           // absent: could not be tested
  std::optional<double> p_adjusted;  // Benjamini and Hochberg over the people
};

struct PersonEvidence {
  std::string annotator;
  std::int64_t answers = 0;
  std::vector<PersonSign> signs;  // what is pointed out
  SignTest errors_rose, long_run, too_fast, pace_moved;
  std::int64_t rise_answer = 0;  // errors_rose: the rise may begin with this answer, counted from 1
  std::string rise_time;         // and when that was, ISO 8601; empty without times
  Estimate before, after;        // errors before and from there on: descriptive, the place was chosen by them
  std::int64_t longest_run = 0;
  std::int64_t timed = 0, fast = 0;  // answers with a duration; of these far faster than this person's others
  std::int64_t pace_answer = 0;      // pace_moved: it may begin with this answer, counted from 1
  std::string pace_time;             // and when that was; empty without times
  double pace_ratio = 1;             // of the times for an item then over all others: descriptive
  Estimate spammer_score;            // 0: answers tell nothing about items, 1: everything
  std::optional<double> gap_variation;  // standard deviation over mean of the gaps between answers
};

struct SharedMistakes {
  std::string a, b;
  std::int64_t items = 0, same_wrong = 0;
  double expected = 0, p = 1, p_adjusted = 1;
};

// A point of a control chart: some answers in a row.
struct StreamPoint {
  std::int64_t from_answer = 0;  // counted from 1
  std::string from_day;          // empty without times
  std::int64_t judged = 0, wrong = 0;
  double expected = 0, lower = 0, upper = 0;  // rate; counts that are no surprise at that rate
  bool outside = false;
};

// Where something is seen: an answer counted from 1, and its day.
struct StreamPlace {
  std::int64_t answer = 0;
  std::string day;
};

struct StreamChange {
  StreamPlace from;
  double before = 0, after = 0, log_bayes_factor = 0;
};

// The control chart of one person, or of one category over all people. docs/methods/people.md.
struct StreamChart {
  std::string of;  // "annotator", "category"
  std::string name;
  std::int64_t answers = 0, answers_all = 0;  // charted, and judged: long streams are thinned evenly
  double rate = 0, rate_bad = 0;              // of errors; the rise that is watched for
  std::vector<StreamPoint> points;
  std::int64_t outside = 0;               // points outside their limits
  double outside_expected = 0;            // by chance
  double overdispersion = 0;              // above 1.2 limits are widened by it
  std::int64_t alarms = 0;                // of the CUSUM
  std::optional<double> alarms_expected;  // by chance; absent: its limit could not be computed
  std::optional<StreamPlace> first_alarm;
  std::optional<StreamPlace> detected;  // where the e-detector first reaches its limit
  double detector_chance = 1;           // of a detector as high, without a rise: at most
  std::optional<StreamChange> change;
};

struct PeopleSection {
  std::string order;    // "time", or "row": the files have no times, and their order stands for it
  std::string against;  // "gold", "model_posterior", "gold_then_model": what errors were counted against
  std::vector<PersonEvidence> people;  // those with signs first
  std::vector<SharedMistakes> pairs;   // pointed out; least probable first
  std::int64_t pairs_tested = 0;
  double inflation = 1;  // of mistakes shared by all, over what independence explains
  std::string pairs_note;
  std::vector<StreamChart> charts;
  std::vector<stats::FatigueBand> fatigue;  // empty without times
  std::string fatigue_note;
};

}  // namespace assay::quality
