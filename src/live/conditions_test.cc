// Answers that a condition sets aside: the same numbers while rows arrive as from the whole at once.

#include "live/conditions.h"

#include <gtest/gtest.h>

#include <map>

#include "live/project_table.h"
#include "live/table_states.h"

namespace assay::live {
namespace {

using store::NameKind;

class ArrivalsLog {
 public:
  struct Said {
    std::string item, question, annotator, label;
    std::optional<std::int64_t> at;
    bool corrects = false;
  };
  Arrivals row(const Said& said) {
    Arrivals out;
    store::AnnotationKeys keys;
    keys.sequence = ++sequence_;
    keys.item = key(NameKind::item, said.item, out);
    keys.question = key(NameKind::question, said.question, out);
    keys.annotator = said.annotator.empty() ? 0 : key(NameKind::annotator, said.annotator, out);
    keys.label = said.label.empty() ? 0 : key(NameKind::label, said.label, out);
    keys.submitted_at = said.at;
    if (said.corrects) keys.supersedes = 1;
    out.annotations.push_back(keys);
    return out;
  }
  Arrivals gold(const std::string& item, const std::string& question, const std::string& label) {
    Arrivals out;
    store::GoldRow row;
    row.id = ++gold_;
    row.item = key(NameKind::item, item, out);
    row.question = key(NameKind::question, question, out);
    row.label = key(NameKind::label, label, out);
    row.supersedes = ++times_[item + "/" + question] > 1 ? 1 : 0;
    out.gold.push_back(row);
    return out;
  }
  Arrivals question(const std::string& name) {
    Arrivals out;
    key(NameKind::question, name, out);
    return out;
  }

 private:
  std::int64_t key(NameKind kind, const std::string& name, Arrivals& out) {
    auto& keys = keys_[static_cast<std::size_t>(kind)];
    const auto [at, is_new] = keys.try_emplace(name, std::ssize(keys) + 1);
    if (is_new) out.names.push_back({kind, at->second, name});
    return at->second;
  }
  std::map<std::string, std::int64_t> keys_[store::name_kind_count];
  std::map<std::string, int> times_;
  std::int64_t sequence_ = 0, gold_ = 0;
};

domain::Question asked(const std::string& name, std::vector<std::string> categories,
                       std::optional<domain::Condition> condition = {}) {
  domain::Question out{.name = name, .condition = std::move(condition)};
  for (std::string& each : categories) out.categories.push_back({.name = std::move(each)});
  return out;
}

// finding; its side only after a lesion; how sure the side is only after left.
domain::Schema chain() {
  domain::Schema schema;
  schema.questions = {asked("finding", {"none", "lesion", "mass"}),
                      asked("side", {"left", "right", "both"}, domain::Condition{"finding", "lesion"}),
                      asked("sure", {"yes", "no"}, domain::Condition{"side", "left"})};
  return schema;
}

class Told {
 public:
  explicit Told(domain::Schema schema = chain()) {
    for (const domain::Question& question : schema.questions) table.arrive(log.question(question.name));
    table.set_schema(schema);
    EXPECT_TRUE(table.states().ok());  // from here on the tallies follow
  }
  void says(const std::string& item, const std::string& question, const std::string& annotator,
            const std::string& label, bool corrects = false) {
    table.arrive(log.row({item, question, annotator, label, {}, corrects}));
  }
  QuestionState state(std::size_t question) { return table.states().value().at(question); }

  ArrivalsLog log;
  ProjectTable table;
};

void expect_same(const QuestionState& a, const QuestionState& b, int turn) {
  EXPECT_EQ(a.categories, b.categories) << turn;
  EXPECT_EQ(a.tally.patterns.category, b.tally.patterns.category) << turn;
  EXPECT_EQ(a.tally.patterns.count, b.tally.patterns.count) << turn;
  EXPECT_EQ(a.tally.patterns.item_count, b.tally.patterns.item_count) << turn;
  EXPECT_EQ(a.counts.rows, b.counts.rows) << turn;
  EXPECT_EQ(a.counts.annotations, b.counts.annotations) << turn;
  EXPECT_EQ(a.counts.repeated, b.counts.repeated) << turn;
  EXPECT_EQ(a.counts.skipped, b.counts.skipped) << turn;
  EXPECT_EQ(a.counts.items, b.counts.items) << turn;
  EXPECT_EQ(a.counts.gold_items, b.counts.gold_items) << turn;
  EXPECT_EQ(a.counts.gold_on_annotated, b.counts.gold_on_annotated) << turn;
  EXPECT_EQ(a.set_aside.answers, b.set_aside.answers) << turn;
  EXPECT_EQ(a.set_aside.gold, b.set_aside.gold) << turn;
  EXPECT_EQ(a.wrong.amount(), b.wrong.amount()) << turn;
  EXPECT_EQ(a.wrong.hits(), b.wrong.hits()) << turn;
  ASSERT_EQ(a.by_gold.size(), b.by_gold.size()) << turn;
  for (std::size_t at = 0; at < a.by_gold.size(); ++at) {
    EXPECT_EQ(a.by_gold[at].first, b.by_gold[at].first) << turn;
    EXPECT_EQ(a.by_gold[at].second.amount(), b.by_gold[at].second.amount()) << turn;
    EXPECT_EQ(a.by_gold[at].second.hits(), b.by_gold[at].second.hits()) << turn;
  }
}

// Numbers from a small generator with a seed, 0 to count - 1.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::size_t roll(std::size_t count) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return (state_ >> 33) % count;
  }

 private:
  std::uint64_t state_;
};

struct World {
  domain::Schema schema;
  std::map<std::string, std::vector<std::string>> labels;  // that are said, by question
};

Arrivals something(ArrivalsLog& log, Dice& dice, const World& world, std::map<std::string, int>& said) {
  const auto& question = world.schema.questions[dice.roll(world.schema.questions.size())];
  const std::vector<std::string>& labels = world.labels.at(question.name);
  const std::string item = "i" + std::to_string(dice.roll(9));
  const std::string& label = labels[dice.roll(labels.size())];
  if (dice.roll(12) == 0) return log.gold(item, question.name, label);
  const std::string annotator = dice.roll(10) == 0 ? "" : "a" + std::to_string(dice.roll(4));
  const bool again = said[item + question.name + annotator]++ > 0;
  ArrivalsLog::Said one{item, question.name, annotator, dice.roll(10) == 0 ? "" : label, {}, false};
  one.corrects = again && !annotator.empty() && dice.roll(2) == 0;
  if (dice.roll(3) == 0) one.at = static_cast<std::int64_t>(dice.roll(50)) * 1'000'000;
  return log.row(one);
}

// Live, read at odd moments, against a table that takes the same rows and is counted once, and against the
// columns counted by themselves.
void expect_that_live_is_recomputed(const World& world, std::uint64_t seed) {
  ArrivalsLog log;
  Dice dice(seed);
  ProjectTable live;
  std::vector<Arrivals> all;
  for (const domain::Question& question : world.schema.questions) all.push_back(log.question(question.name));
  for (const Arrivals& each : all) live.arrive(each);
  live.set_schema(world.schema);
  std::map<std::string, int> said;
  for (int turn = 0; turn < 300; ++turn) {
    all.push_back(something(log, dice, world, said));
    live.arrive(all.back());
    if (dice.roll(3) != 0) continue;
    const auto now = live.states();
    const auto anew = states_of(live.copy().table, world.schema);
    ASSERT_TRUE(now.ok() && anew.ok());
    for (std::size_t at = 0; at < now.value().size(); ++at)
      expect_same(now.value()[at], anew.value()[at], turn);
    if (::testing::Test::HasFailure()) return;
  }
  ProjectTable once;
  once.set_schema(world.schema);
  for (const Arrivals& each : all) once.arrive(each);
  const auto a = live.states(), b = once.states();
  for (std::size_t at = 0; at < a.value().size(); ++at) expect_same(a.value()[at], b.value()[at], -1);
}

}  // namespace

TEST(conditions, an_answer_counts_only_after_the_same_annotators_answer) {
  Told told;
  told.says("i", "finding", "ann", "lesion");
  told.says("i", "side", "ann", "left");
  told.says("i", "finding", "bob", "none");
  told.says("i", "side", "bob", "right");
  told.says("i", "side", "eve", "right");  // said nothing of the finding
  told.says("i", "side", "", "right");     // nobody knows who
  EXPECT_EQ(told.state(1).counts.annotations, 3);
  EXPECT_EQ(told.state(1).set_aside.answers, 1);
  EXPECT_EQ(told.state(0).set_aside.answers, 0);
}

TEST(conditions, the_order_of_arrival_and_corrections_change_nothing) {
  Told told;
  told.says("i", "side", "ann", "left");
  EXPECT_EQ(told.state(1).counts.annotations, 1);
  told.says("i", "finding", "ann", "none");
  EXPECT_EQ(told.state(1).counts.annotations, 0);
  EXPECT_EQ(told.state(1).set_aside.answers, 1);
  EXPECT_TRUE(told.state(1).categories.empty());
  told.says("i", "finding", "ann", "lesion", true);
  EXPECT_EQ(told.state(1).counts.annotations, 1);
  EXPECT_EQ(told.state(1).set_aside.answers, 0);
}

TEST(conditions, what_does_not_apply_is_no_answer_to_the_next_condition) {
  Told told;
  told.says("i", "finding", "ann", "none");
  told.says("i", "sure", "ann", "yes");  // the side was not even asked
  told.says("i", "side", "ann", "left");
  EXPECT_EQ(told.state(2).set_aside.answers, 1);
  EXPECT_EQ(told.state(2).counts.annotations, 0);
}

TEST(conditions, a_set_is_the_answer_when_it_contains_it) {
  domain::Schema schema;
  schema.questions = {asked("findings", {"lesion", "mass"}),
                      asked("side", {"left", "right"}, domain::Condition{"findings", "lesion"})};
  schema.questions[0].kind = "set";
  Told told(schema);
  told.says("i", "findings", "ann", R"(["lesion","mass"])");
  told.says("i", "side", "ann", "left");
  told.says("i", "findings", "bob", R"(["mass"])");
  told.says("i", "side", "bob", "left");
  EXPECT_EQ(told.state(1).counts.annotations, 1);
  EXPECT_EQ(told.state(1).set_aside.answers, 1);
}

TEST(conditions, gold_counts_only_after_the_gold_of_the_other_question) {
  Told told;
  told.says("i", "side", "ann", "left");
  told.table.arrive(told.log.gold("i", "side", "right"));
  EXPECT_EQ(told.state(1).wrong.hits(), 1);
  told.table.arrive(told.log.gold("i", "finding", "none"));
  EXPECT_EQ(told.state(1).wrong.amount(), 0);
  EXPECT_EQ(told.state(1).set_aside.gold, 1);
  EXPECT_EQ(told.state(1).counts.gold_items, 0);
  told.table.arrive(told.log.gold("i", "finding", "lesion"));  // replaced
  EXPECT_EQ(told.state(1).set_aside.gold, 0);
  EXPECT_EQ(told.state(1).wrong.hits(), 1);
}

TEST(conditions, an_item_waits_for_an_answer_only_where_somebodys_answer_asks_for_it) {
  Told told;
  told.says("asked", "finding", "ann", "lesion");
  told.says("not asked", "finding", "ann", "none");
  told.says("answered", "side", "ann", "left");
  told.says("untouched", "sure", "ann", "");
  labels::Table table = told.table.copy().table;
  Conditions conditions;
  conditions.set(chain(), table);
  const auto aside = conditions.set_aside(table);
  EXPECT_EQ(aside[1].items, 2);  // "not asked" and "untouched" wait for nothing
  EXPECT_EQ(aside[2].items, 3);  // "answered" was said to be left
}

TEST(conditions, numbers_that_follow_equal_those_recomputed) {
  const World world{chain(),
                    {{"finding", {"none", "lesion", "mass"}},
                     {"side", {"left", "right", "both"}},
                     {"sure", {"yes", "no"}}}};
  for (std::uint64_t seed = 1; seed <= 12; ++seed) expect_that_live_is_recomputed(world, seed);
}

TEST(conditions, numbers_that_follow_equal_those_recomputed_for_sets) {
  domain::Schema schema = chain();
  schema.questions[0].kind = "set";
  schema.questions[0].categories.clear();
  schema.questions[0].categories = {{.name = "lesion"}, {.name = "mass"}};
  const World world{schema,
                    {{"finding", {R"(["lesion"])", R"(["mass"])", R"(["lesion","mass"])", "[]"}},
                     {"side", {"left", "right"}},
                     {"sure", {"yes", "no"}}}};
  for (std::uint64_t seed = 1; seed <= 6; ++seed) expect_that_live_is_recomputed(world, seed);
}

TEST(conditions, corrections_without_a_condition_follow_too) {
  domain::Schema schema;
  schema.questions = {asked("finding", {"none", "lesion", "mass"}), asked("side", {"left", "right"})};
  const World world{schema, {{"finding", {"none", "lesion", "mass"}}, {"side", {"left", "right"}}}};
  for (std::uint64_t seed = 1; seed <= 6; ++seed) expect_that_live_is_recomputed(world, seed);
}

}  // namespace assay::live
