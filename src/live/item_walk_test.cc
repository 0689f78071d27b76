// Pages of the item list against a reading of every row, while rows arrive.

#include "live/item_walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/clock.h"
#include "base/rng.h"
#include "live/project_table.h"

namespace assay::live {
namespace {

using store::NameKind;

struct Said {
  std::int64_t item, question, annotator, label, batch;
  std::optional<std::int64_t> time;
};

// Keys are 1, 2, ...; the code of a key is one less, because names arrive in order.
class WalkWorld {
 public:
  WalkWorld(std::uint64_t seed, int items) : random_(seed, RandomPurpose::simulation, 0), items_(items) {
    Arrivals names;
    const auto add = [&](NameKind kind, int count, const char* word) {
      for (int at = 1; at <= count; ++at) names.names.push_back({kind, at, word + std::to_string(at)});
    };
    add(NameKind::item, items, "i");
    add(NameKind::question, 2, "q");
    add(NameKind::annotator, 9, "a");
    add(NameKind::label, 4, "l");
    add(NameKind::batch, 3, "b");
    for (int at = 1; at <= items; ++at) {
      if (below(3) == 0) continue;
      attributes_[at] = "s" + std::to_string(below(3));
      names.item_attributes.emplace_back(at, "{\"site\":\"" + attributes_[at] + "\"}");
    }
    table_.arrive(names);
  }

  void rows_arrive(int count) {
    Arrivals arrivals;
    for (int i = 0; i < count; ++i) {
      Said said{1 + below(items_), 1 + below(2), below(10), 1 + below(4), below(4), {}};
      if (below(5) > 0) said.time = day_us * below(6) + below(1000);
      said_.push_back(said);
      store::AnnotationKeys keys;
      keys.sequence = ++sequence_;
      keys.item = said.item;
      keys.question = said.question;
      keys.annotator = said.annotator;
      keys.label = said.label;
      keys.batch = said.batch;
      keys.submitted_at = said.time;
      arrivals.annotations.push_back(keys);
    }
    table_.arrive(arrivals);
  }

  // New gold, a successor, or the end of one.
  void gold_arrives(int count) {
    Arrivals arrivals;
    for (int i = 0; i < count; ++i) {
      store::GoldRow gold;
      gold.id = ++gold_id_;
      gold.item = 1 + below(items_);
      gold.question = 1 + below(2);
      gold.label = 1 + below(4);
      auto& held = gold_[{gold.item, gold.question}];
      gold.supersedes = held.second;
      gold.state = held.second > 0 && below(3) == 0 ? "retired" : "active";
      held =
          gold.state == "active" ? std::pair(gold.label, gold.id) : std::pair<std::int64_t, std::int64_t>();
      arrivals.gold.push_back(gold);
    }
    table_.arrive(arrivals);
  }

  ItemFilterCodes filter() {
    ItemFilterCodes out;
    const auto maybe = [&](int count) {
      return below(3) == 0 ? std::optional(static_cast<std::uint32_t>(below(count))) : std::nullopt;
    };
    if (below(2) == 0) out.question = static_cast<std::uint16_t>(below(2));
    out.label = maybe(4);
    out.annotator = maybe(9);
    out.gold_label = below(2) == 0 ? maybe(4) : std::nullopt;
    out.batch = below(2) == 0 ? maybe(3) : std::nullopt;
    if (below(4) == 0) out.since_us = day_us * below(6) + below(1000);
    if (below(4) == 0) out.until_us = day_us * below(6) + below(1000);
    if (below(3) == 0) out.disagreement = below(2) == 0;
    if (const auto value = maybe(3)) {
      const labels::Attribute& site = table_.table().item_attributes[0];
      if (const auto code = site.values.find("s" + std::to_string(*value))) out.attributes = {{0, *code}};
    }
    return out;
  }

  std::vector<Said> in_force(std::int64_t item, std::int64_t question) const {
    std::vector<Said> out;
    std::map<std::int64_t, Said> first;
    const auto time = [](const Said& said) { return said.time.value_or(INT64_MIN); };
    for (const Said& said : said_) {
      if (said.item != item || said.question != question) continue;
      if (said.annotator == 0) {
        out.push_back(said);
      } else if (const auto [place, fresh] = first.try_emplace(said.annotator, said);
                 !fresh && time(said) < time(place->second)) {
        place->second = said;
      }
    }
    for (const auto& [annotator, said] : first) out.push_back(said);
    return out;
  }

  static double disagreement(const std::vector<Said>& said) {
    int pairs = 0, differ = 0;
    for (std::size_t a = 0; a < said.size(); ++a) {
      for (std::size_t b = a + 1; b < said.size(); ++b) {
        ++pairs;
        differ += said[a].label != said[b].label ? 1 : 0;
      }
    }
    return pairs == 0 ? 0 : static_cast<double>(differ) / pairs;
  }

  std::int64_t gold(std::int64_t item, std::int64_t question) const {
    const auto found = gold_.find({item, question});
    return found == gold_.end() ? 0 : found->second.first;
  }

  static bool row_fits(const ItemFilterCodes& f, const Said& said) {
    if (f.label && said.label != *f.label + 1) return false;
    if (f.annotator && said.annotator != *f.annotator + 1) return false;
    if (f.batch && said.batch != *f.batch + 1) return false;
    if ((f.since_us || f.until_us) && !said.time) return false;
    return (!f.since_us || *said.time >= *f.since_us) && (!f.until_us || *said.time < *f.until_us);
  }

  bool fits(const ItemFilterCodes& f, std::int64_t item) const {
    if (!f.attributes.empty()) {
      const auto have = attributes_.find(static_cast<int>(item));
      const auto& values = table_.table().item_attributes[0].values;
      if (have == attributes_.end() || have->second != values.name(f.attributes[0].second)) return false;
    }
    if (!f.asks_answers()) return true;
    for (std::int64_t question = 1; question <= 2; ++question) {
      if (f.question && question != *f.question + 1) continue;
      const std::vector<Said> said = in_force(item, question);
      if (f.gold_label && gold(item, question) != *f.gold_label + 1) continue;
      if (said.empty() && (f.asks_row() || f.disagreement || !f.gold_label)) continue;
      if (f.asks_row() &&
          std::none_of(said.begin(), said.end(), [&](const Said& s) { return row_fits(f, s); }))
        continue;
      if (f.disagreement && (disagreement(said) > 0) != *f.disagreement) continue;
      return true;
    }
    return false;
  }

  double worst(const ItemFilterCodes& f, ItemOrder order, std::int64_t item) const {
    double out = 0;
    for (std::int64_t question = 1; question <= 2; ++question) {
      if (f.question && question != *f.question + 1) continue;
      const std::vector<Said> said = in_force(item, question);
      const std::int64_t trusted = gold(item, question);
      if (order == ItemOrder::disagreement) out = std::max(out, disagreement(said));
      if (order != ItemOrder::errors || trusted == 0 || said.empty()) continue;
      const auto wrong =
          std::count_if(said.begin(), said.end(), [&](const Said& s) { return s.label != trusted; });
      out = std::max(out, static_cast<double>(wrong) / static_cast<double>(said.size()));
    }
    return out;
  }

  std::vector<std::uint32_t> expected(const ItemFilterCodes& f, ItemOrder order) const {
    std::vector<std::pair<std::int64_t, std::uint32_t>> found;
    for (int item = 1; item <= items_; ++item) {
      const double badness = order == ItemOrder::arrival ? 0 : worst(f, order, item);
      if (fits(f, item)) found.emplace_back(-std::llround(badness * 1e9), item - 1);
    }
    std::sort(found.begin(), found.end());
    std::vector<std::uint32_t> out;
    for (const auto& [badness, item] : found) out.push_back(item);
    return out;
  }

  // All pages, one after the other.
  std::vector<std::uint32_t> walked(const ItemFilterCodes& f, ItemOrder order, std::size_t limit,
                                    std::int64_t looks_max) {
    table_.prepare(f, order);
    std::vector<std::uint32_t> out;
    ItemPlace place;
    for (int page = 0; !place.at_end && page < 100'000; ++page) {
      table_.look([&](const ProjectTable& looked) {
        ItemWalk walk(looked, looked.index(), f, order);
        const auto found = walk.next(place, limit, looks_max);
        EXPECT_LE(found.size(), limit);
        for (const ItemFound& each : found) out.push_back(each.item);
      });
    }
    return out;
  }

  ProjectTable& table() { return table_; }
  int below(int count) { return static_cast<int>(random_.below(static_cast<std::uint64_t>(count))); }

 private:
  Rng random_;
  int items_;
  ProjectTable table_;
  std::vector<Said> said_;
  std::map<std::pair<std::int64_t, std::int64_t>, std::pair<std::int64_t, std::int64_t>> gold_;  // label, id
  std::map<int, std::string> attributes_;
  std::int64_t sequence_ = 0, gold_id_ = 0;
};

}  // namespace

TEST(item_walk, gives_what_a_reading_of_every_row_gives) {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    WalkWorld world(seed, 120);
    for (int round = 0; round < 12; ++round) {
      world.rows_arrive(40);
      world.gold_arrives(10);
      for (int query = 0; query < 12; ++query) {
        const ItemFilterCodes filter = world.filter();
        const auto order = static_cast<ItemOrder>(world.below(3));
        SCOPED_TRACE("seed " + std::to_string(seed) + " round " + std::to_string(round));
        EXPECT_EQ(world.walked(filter, order, 7, 1000), world.expected(filter, order));
      }
    }
  }
}

TEST(item_walk, comes_short_and_goes_on_when_it_may_look_at_little) {
  WalkWorld world(9, 200);
  world.rows_arrive(900);
  world.gold_arrives(80);
  for (int query = 0; query < 40; ++query) {
    const ItemFilterCodes filter = world.filter();
    const auto order = static_cast<ItemOrder>(world.below(3));
    EXPECT_EQ(world.walked(filter, order, 50, 10), world.expected(filter, order));
  }
}

// Several chunks of items, and parts that are made in many steps while rows arrive in between.
TEST(item_walk, walks_over_chunks) {
  WalkWorld world(5, 150'000);
  world.rows_arrive(6000);
  ItemFilterCodes filter;
  filter.label = 1;
  filter.question = 0;
  std::set<std::uint32_t> wanted;
  for (const std::uint32_t item : world.walked(filter, ItemOrder::arrival, 1000, 1 << 20))
    wanted.insert(item);
  EXPECT_GT(wanted.size(), 500U);
  const auto by_level = world.walked(filter, ItemOrder::disagreement, 1000, 1 << 20);
  EXPECT_EQ(std::set<std::uint32_t>(by_level.begin(), by_level.end()), wanted);
  EXPECT_EQ(by_level.size(), wanted.size());
}

TEST(item_walk, an_item_without_answers_is_neither_disputed_nor_unanimous) {
  WalkWorld world(3, 10);
  ItemFilterCodes filter;
  filter.disagreement = false;
  EXPECT_TRUE(world.walked(filter, ItemOrder::arrival, 10, 1000).empty());
  filter.disagreement = true;
  EXPECT_TRUE(world.walked(filter, ItemOrder::arrival, 10, 1000).empty());
}

}  // namespace assay::live
