#include "quality/people_charts.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/clock.h"
#include "base/parallel.h"
#include "quality/judged.h"
#include "quality/people_person.h"
#include "stats/control/control_chart.h"
#include "stats/people/error_rise.h"

namespace assay::quality {
namespace {

constexpr std::size_t people_max = 12, categories_max = 8;  // charts
constexpr std::int64_t chart_answers_min = 40;              // of a category's stream
constexpr std::size_t stream_answers_max = 20'000;

struct Stream {
  std::string of, name;
  std::vector<std::uint8_t> error;
  std::vector<double> expected;
  std::vector<std::int64_t> time;  // labels::no_time where there is none
  std::int64_t all = 0;            // judged answers
  std::int64_t numbered = 0;  // answers that places are counted in; the stream is spread evenly over them
};

template <class T>
std::vector<T> thinned(const std::vector<T>& values) {
  if (values.size() <= stream_answers_max) return values;
  std::vector<T> out(stream_answers_max);
  for (std::size_t at = 0; at < out.size(); ++at) out[at] = values[at * values.size() / out.size()];
  return out;
}

Stream stream_of(const Workspace& work, const History& history, std::string name) {
  const Judged judged = judged_of(history);
  Stream stream{"annotator",
                std::move(name),
                thinned(judged.error),
                {},
                {},
                static_cast<std::int64_t>(judged.error.size()),
                static_cast<std::int64_t>(judged.error.size())};
  const auto wrong =
      static_cast<double>(std::count(stream.error.begin(), stream.error.end(), std::uint8_t{1}));
  stream.expected = thinned(judged.expected);
  if (wrong > 0 && wrong < static_cast<double>(stream.error.size()))
    stream.expected = stats::own_rates(stream.expected, wrong);
  for (const std::uint64_t v : thinned(judged.annotation)) stream.time.push_back(time_of(work, v));
  return stream;
}

// Those whose rise is least probable; those that could not be tested have no chart.
std::vector<Stream> streams_of_people(const Workspace& work, const Histories& histories,
                                      const std::vector<PersonEvidence>& people) {
  std::vector<const PersonEvidence*> tested;
  for (const PersonEvidence& person : people) {
    if (person.errors_rose.p) tested.push_back(&person);
  }
  std::sort(tested.begin(), tested.end(), [](const PersonEvidence* a, const PersonEvidence* b) {
    return std::tie(*a->errors_rose.p, a->annotator) < std::tie(*b->errors_rose.p, b->annotator);
  });
  if (tested.size() > people_max) tested.resize(people_max);
  std::map<std::string_view, std::size_t> wanted;
  for (std::size_t at = 0; at < tested.size(); ++at) wanted[tested[at]->annotator] = at;
  std::vector<Stream> streams(tested.size());
  for (std::uint32_t j = 0; j < histories.of.size(); ++j) {
    const auto found = wanted.find(work.table->annotators.name(j));
    if (found != wanted.end())
      streams[found->second] = stream_of(work, histories.of[j], std::string(found->first));
  }
  return streams;
}

struct CategoryCount {
  std::uint32_t category = 0;
  std::int64_t items = 0, judged = 0, wrong = 0;
};

std::vector<CategoryCount> weakest_categories(const Workspace& work) {
  std::vector<CategoryCount> counts(work.question.categories.size());
  for (std::uint32_t k = 0; k < counts.size(); ++k) counts[k].category = k;
  for (std::size_t item = 0; item < work.votes.item_count(); ++item) {
    const std::uint32_t truth = item_truth(work, item);
    if (truth == labels::none) continue;
    CategoryCount& count = counts[truth];
    count.items += labels_on(work.votes, item) > 0 ? 1 : 0;
    for (std::uint64_t v = work.votes.item_begin[item]; v < work.votes.item_begin[item + 1]; ++v) {
      count.judged += 1;
      count.wrong += work.votes.category[v] != truth ? 1 : 0;
    }
  }
  std::erase_if(counts, [](const CategoryCount& c) { return c.wrong == 0 || c.wrong == c.judged; });
  std::sort(counts.begin(), counts.end(), [](const CategoryCount& a, const CategoryCount& b) {
    return a.wrong != b.wrong ? a.wrong > b.wrong : a.category < b.category;
  });
  if (counts.size() > categories_max) counts.resize(categories_max);
  return counts;
}

struct Moment {
  std::int64_t time = 0;
  std::uint64_t key = 0;
  std::uint8_t error = 0;
};

// One label of every item, chosen by names: the labels of an item stand and fall together, and would look
// like a change.
class CategoryStreams {
 public:
  CategoryStreams(const Workspace& work, const std::vector<CategoryCount>& counts)
      : work_(work), place_(work.question.categories.size(), labels::none), moments_(counts.size()) {
    for (std::size_t c = 0; c < counts.size(); ++c) {
      place_[counts[c].category] = static_cast<std::uint32_t>(c);
      every_.push_back(
          std::max<std::uint64_t>(1, static_cast<std::uint64_t>(counts[c].items) / stream_answers_max));
    }
    for (std::uint32_t j = 0; j < work.table->annotators.size(); ++j)
      person_key_.push_back(name_key(work.table->annotators.name(j)));
  }

  void fill() {
    for (std::size_t item = 0; item < work_.votes.item_count(); ++item) {
      const std::uint32_t truth = item_truth(work_, item);
      const std::uint32_t place = truth == labels::none ? labels::none : place_[truth];
      if (place == labels::none || labels_on(work_.votes, item) == 0) continue;
      const std::uint64_t key = item_key(work_, item);
      if (key % every_[place] != 0) continue;
      const std::uint64_t v = chosen(item, key);
      // Without times the rows of the files are the order of work.
      const std::int64_t time = timed() ? time_of(work_, v) : std::int64_t{work_.question.row[v]};
      moments_[place].push_back(
          {time, key, work_.votes.category[v] != truth ? std::uint8_t{1} : std::uint8_t{0}});
    }
  }

  Stream finished(std::size_t place, const CategoryCount& count) {
    std::vector<Moment>& moments = moments_[place];
    std::sort(moments.begin(), moments.end(), [](const Moment& a, const Moment& b) {
      return std::tie(a.time, a.key) < std::tie(b.time, b.key);
    });
    Stream stream{"category", work_.question.categories[count.category], {}, {}, {}, count.judged, 0};
    double wrong = 0;
    for (const Moment& moment : thinned(moments)) {
      stream.error.push_back(moment.error);
      stream.time.push_back(timed() ? moment.time : labels::no_time);
      wrong += moment.error;
    }
    const std::size_t n = stream.error.size();
    stream.numbered = static_cast<std::int64_t>(n);
    stream.expected.assign(n, n > 0 ? wrong / static_cast<double>(n) : 0);
    return stream;
  }

 private:
  bool timed() const { return !work_.table->time_us.empty(); }

  std::uint64_t chosen(std::size_t item, std::uint64_t key) const {
    const auto rank = [&](std::uint64_t v) {
      const std::uint32_t person = work_.votes.annotator[v];
      return ((person < person_key_.size() ? person_key_[person] : 0) ^ key) * 0x9E3779B97F4A7C15U;
    };
    std::uint64_t best = work_.votes.item_begin[item];
    for (std::uint64_t v = best + 1; v < work_.votes.item_begin[item + 1]; ++v) {
      if (rank(v) < rank(best)) best = v;
    }
    return best;
  }

  const Workspace& work_;
  std::vector<std::uint32_t> place_;
  std::vector<std::uint64_t> every_, person_key_;
  std::vector<std::vector<Moment>> moments_;
};

std::vector<Stream> streams_of_categories(const Workspace& work) {
  const std::vector<CategoryCount> counts = weakest_categories(work);
  CategoryStreams streams(work, counts);
  streams.fill();
  std::vector<Stream> out;
  for (std::size_t c = 0; c < counts.size(); ++c) {
    Stream stream = streams.finished(c, counts[c]);
    if (static_cast<std::int64_t>(stream.error.size()) >= chart_answers_min) out.push_back(std::move(stream));
  }
  return out;
}

StreamPlace place_of(const Stream& stream, std::size_t at) {
  const std::int64_t time = stream.time[at];
  const auto place =
      static_cast<std::int64_t>(at) * stream.numbered / static_cast<std::int64_t>(stream.error.size());
  return {place + 1, time == labels::no_time ? "" : utc_day(time)};
}

void put_points(const Stream& stream, const stats::ControlChart& chart, StreamChart& out) {
  for (const stats::ChartPoint& point : chart.points) {
    const StreamPlace from = place_of(stream, point.begin);
    out.points.push_back({from.answer, from.day, point.judged, point.wrong, point.expected, point.lower,
                          point.upper, point.above || point.below});
    out.outside += point.above || point.below ? 1 : 0;
  }
  out.outside_expected = chart.outside_expected;
  out.overdispersion = chart.overdispersion;
}

StreamChart chart_of(const Stream& stream) {
  const stats::ControlChart chart = stats::control_chart(stream.error, stream.expected);
  StreamChart out;
  out.of = stream.of;
  out.name = stream.name;
  out.answers = static_cast<std::int64_t>(stream.error.size());
  out.answers_all = stream.all;
  out.rate = chart.rate;
  out.rate_bad = chart.rate_bad;
  put_points(stream, chart, out);
  out.alarms = chart.cusum_path.alarms;
  if (chart.cusum) out.alarms_expected = static_cast<double>(out.answers) / chart.cusum->run_length_good;
  if (chart.cusum_path.first_alarm) out.first_alarm = place_of(stream, *chart.cusum_path.first_alarm);
  if (chart.detector.first_alarm) out.detected = place_of(stream, *chart.detector.first_alarm);
  out.detector_chance = chart.detector_chance;
  if (chart.change)
    out.change = StreamChange{place_of(stream, chart.change->begin), chart.change->probability_before,
                              chart.change->probability_after, chart.change->log_bayes_factor};
  return out;
}

}  // namespace

std::vector<StreamChart> charts_of(const Workspace& work, const Histories& histories,
                                   const std::vector<PersonEvidence>& people) {
  std::vector<Stream> streams = streams_of_people(work, histories, people);
  for (Stream& stream : streams_of_categories(work)) streams.push_back(std::move(stream));
  std::vector<StreamChart> charts(streams.size());
  for_chunks(streams.size(), 1, [&](Chunk chunk) { charts[chunk.index] = chart_of(streams[chunk.index]); });
  std::stable_sort(charts.begin(), charts.end(), [](const StreamChart& a, const StreamChart& b) {
    return a.detector_chance < b.detector_chance;
  });
  return charts;
}

}  // namespace assay::quality
