// The tables in memory: tallies that follow, loads while writes go on.

#include "live/live.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>

#include "store/job.h"
#include "store/project.h"
#include "store/store_testing.h"
#include "store/user.h"

namespace assay::live {
namespace {

using store::NameKind;

// Names with keys 1, 2, ... of each kind, in the order of first use, as a project's log would give them.
class Log {
 public:
  Arrivals row(const std::string& item, const std::string& annotator, const std::string& label) {
    Arrivals out;
    store::AnnotationKeys keys;
    keys.sequence = ++sequence_;
    keys.item = key(NameKind::item, item, out);
    keys.question = key(NameKind::question, "q", out);
    keys.annotator = annotator.empty() ? 0 : key(NameKind::annotator, annotator, out);
    keys.label = label.empty() ? 0 : key(NameKind::label, label, out);
    out.annotations.push_back(keys);
    return out;
  }
  Arrivals gold(const std::string& item, const std::string& label) {
    Arrivals out;
    store::GoldRow row;
    row.id = ++gold_;
    row.item = key(NameKind::item, item, out);
    row.question = key(NameKind::question, "q", out);
    row.label = key(NameKind::label, label, out);
    out.gold.push_back(row);
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
  std::int64_t sequence_ = 0, gold_ = 0;
};

// Labels, gold, skips and repeats in an order in which each label is new at some time, some by gold alone.
std::vector<Arrivals> some_arrivals(const std::vector<std::string>& labels) {
  Log log;
  std::vector<Arrivals> out;
  std::uint64_t dice = 12345;
  for (std::size_t turn = 0; turn < 400; ++turn) {
    dice = dice * 6364136223846793005U + 1442695040888963407U;
    const std::uint64_t roll = dice >> 33;
    const std::size_t known = std::min(labels.size(), 1 + turn / 40);
    const std::string item = "item-" + std::to_string(roll % 37);
    const std::string& label = labels[roll / 64 % known];
    if (turn % 9 == 4) {
      out.push_back(log.gold("item-" + std::to_string(turn), labels[(turn / 20) % labels.size()]));
    } else {
      const std::string annotator = turn % 11 == 0 ? "" : "a" + std::to_string(roll / 4096 % 6);
      out.push_back(log.row(item, annotator, turn % 13 == 5 ? "" : label));
    }
    if (turn % 9 == 4 && turn % 2 == 0) out.push_back(log.row("item-" + std::to_string(turn), "a1", label));
  }
  return out;
}

void expect_same(const QuestionState& a, const QuestionState& b) {
  EXPECT_EQ(a.categories, b.categories);
  EXPECT_EQ(a.tally.kind, b.tally.kind);
  EXPECT_EQ(a.tally.category_number, b.tally.category_number);
  EXPECT_EQ(a.tally.patterns.category, b.tally.patterns.category);
  EXPECT_EQ(a.tally.patterns.count, b.tally.patterns.count);
  EXPECT_EQ(a.tally.patterns.item_count, b.tally.patterns.item_count);
  EXPECT_EQ(a.counts.rows, b.counts.rows);
  EXPECT_EQ(a.counts.annotations, b.counts.annotations);
  EXPECT_EQ(a.counts.repeated, b.counts.repeated);
  EXPECT_EQ(a.counts.skipped, b.counts.skipped);
  EXPECT_EQ(a.counts.items, b.counts.items);
  EXPECT_EQ(a.counts.gold_items, b.counts.gold_items);
  EXPECT_EQ(a.counts.gold_on_annotated, b.counts.gold_on_annotated);
  EXPECT_EQ(a.wrong.amount(), b.wrong.amount());
  EXPECT_EQ(a.wrong.hits(), b.wrong.hits());
  ASSERT_EQ(a.by_gold.size(), b.by_gold.size());
  for (std::size_t at = 0; at < a.by_gold.size(); ++at) {
    EXPECT_EQ(a.by_gold[at].first, b.by_gold[at].first);
    EXPECT_EQ(a.by_gold[at].second.amount(), b.by_gold[at].second.amount());
    EXPECT_EQ(a.by_gold[at].second.hits(), b.by_gold[at].second.hits());
  }
}

void expect_that_it_follows(const std::vector<std::string>& labels, const domain::Schema& schema) {
  ProjectTable followed, anew;
  followed.set_schema(schema);
  anew.set_schema(schema);
  for (const Arrivals& each : some_arrivals(labels)) {
    followed.arrive(each);
    ASSERT_TRUE(followed.states().ok());  // a tally is there from the first row on
    anew.arrive(each);
  }
  const auto a = followed.states(), b = anew.states();
  ASSERT_TRUE(a.ok() && b.ok());
  ASSERT_EQ(a.value().size(), 1U);
  expect_same(a.value()[0], b.value()[0]);
}

domain::Schema schema_of(std::vector<domain::Category> categories, const std::string& kind) {
  domain::Schema schema;
  schema.questions = {{.name = "q", .kind = kind, .categories = std::move(categories)}};
  return schema;
}

}  // namespace

TEST(project_table, tally_that_follows_equals_one_made_anew_however_late_a_category_comes) {
  expect_that_it_follows({"m", "z", "a", "q", "b", "y", "c"}, {});
}

TEST(project_table, tally_follows_the_order_that_the_schema_gives) {
  expect_that_it_follows({"m", "z", "a", "q"}, schema_of({{"z"}, {"q"}, {"never"}, {"m"}, {"a"}}, "nominal"));
}

TEST(project_table, tally_of_sets_follows_sets_nobody_has_chosen_before) {
  expect_that_it_follows({R"(["a"])", R"(["b"])", R"(["a","b"])", R"(["c"])", R"(["a","c"])"},
                         schema_of({}, "set"));
}

TEST(project_table, rows_that_were_read_already_are_passed_over) {
  ProjectTable table;
  const auto arrivals = some_arrivals({"a", "b"});
  for (const Arrivals& each : arrivals) table.arrive(each);
  const auto before = table.sizes();
  for (const Arrivals& each : arrivals) table.arrive(each);
  EXPECT_EQ(table.sizes().annotations, before.annotations);
  EXPECT_EQ(table.sizes().items, before.items);
  EXPECT_EQ(table.sizes().gold, before.gold);
}

TEST(project_table, tallies_are_made_while_rows_arrive) {
  ProjectTable table, quiet;
  const auto arrivals = some_arrivals({"m", "z", "a", "q", "b"});
  std::atomic<bool> ended{false};
  std::thread reader([&] {
    while (!ended) {
      table.set_schema({});  // every tally is to be made anew
      EXPECT_TRUE(table.states().ok());
    }
  });
  for (const Arrivals& each : arrivals) table.arrive(each);
  ended = true;
  reader.join();
  for (const Arrivals& each : arrivals) quiet.arrive(each);
  const auto a = table.states(), b = quiet.states();
  ASSERT_TRUE(a.ok() && b.ok());
  expect_same(a.value()[0], b.value()[0]);
}

class LiveTest : public store::OnBothDatabases {
 protected:
  void SetUp() override {
    const auto made =
        database().write([](store::Transaction& transaction) -> Result<store::Outcome<domain::ProjectId>> {
          store::Connection& connection = transaction.connection();
          auto organisation = store::insert_organisation(connection, "Client", 1);
          if (!organisation) return organisation.error();
          domain::User user;
          user.organisation = organisation.value();
          user.email = "ada@example.org";
          user.state = "active";
          auto by = store::insert_user(connection, user, "");
          if (!by) return by.error();
          domain::Project project;
          project.name = "P";
          project.kind = "inspection";
          project.state = "open";
          project.data_class = "internal";
          project.revision = 1;
          project.created_by = by.value();
          auto id = store::insert_project(connection, project);
          if (!id) return id.error();
          auto schema = store::insert_schema(connection, id.value(), {.version = 1}, by.value());
          if (!schema) return schema.error();
          domain::Import import;
          import.project = id.value();
          import.kind = "api";
          import.created_by = by.value();
          auto kept = store::insert_import(connection, import);
          if (!kept) return kept.error();
          return store::Outcome<domain::ProjectId>::changed(id.value(), {.verb = "v", .object_kind = "o"});
        });
    ASSERT_TRUE(made.ok()) << error_text(made.error());
    id_ = made.value();
  }

  // One annotation on an item of its own, told to `live` as the verbs do.
  Result<std::int64_t> add(Live& live, const std::string& item) {
    return database().maintain([&](store::Transaction& transaction) -> Result<std::int64_t> {
      store::Names names(transaction.connection(), {.project = id_, .import = {1}});
      store::AnnotationRow row;
      auto last = store::last_sequence(transaction.connection());
      if (!last) return last.error();
      row.sequence = last.value() + 1;
      row.project = id_.value;
      row.import = 1;
      row.item = names.key(NameKind::item, item).value();
      row.question = names.key(NameKind::question, "q").value();
      row.label = names.key(NameKind::label, "yes").value();
      if (auto done = names.flush(); !done) return done.error();
      if (auto done = store::insert_annotations(transaction.connection(), {row}); !done) return done.error();
      Arrivals arrivals;
      arrivals.names.assign(names.made().begin(), names.made().end());
      arrivals.annotations.push_back(
          {.sequence = row.sequence, .item = row.item, .question = row.question, .label = row.label});
      transaction.after_commit([&live, arrivals, id = id_] {
        live.changed(id, [arrivals](ProjectTable& table) { table.arrive(arrivals); });
      });
      return row.sequence;
    });
  }

  domain::ProjectId id_;
};
ASSAY_ON_BOTH_DATABASES(LiveTest);

TEST_P(LiveTest, what_is_committed_while_a_project_loads_is_in_its_table_once) {
  Live live(database());
  constexpr int rows = 200;
  std::atomic<bool> ended{false};
  std::thread writer([&] {
    for (int at = 0; at < rows; ++at) EXPECT_TRUE(add(live, "item-" + std::to_string(at)).ok());
    ended = true;
  });
  int loads = 0;
  for (; !ended; ++loads) {
    live.evict(id_);
    EXPECT_TRUE(live.project(id_).ok());
  }
  writer.join();
  EXPECT_GT(loads, 1);
  const auto table = live.project(id_);
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table.value()->sizes().annotations, rows);
  EXPECT_EQ(table.value()->sizes().items, rows);
  EXPECT_EQ(table.value()->log_position(), rows);
}

TEST_P(LiveTest, open_projects_are_loaded_in_the_background) {
  Live live(database());
  ASSERT_TRUE(add(live, "item").ok());
  EXPECT_EQ(live.loaded(id_), nullptr);
  ASSERT_TRUE(live.load_open_projects().ok());
  while (live.loads_waiting() > 0) std::this_thread::yield();
  ASSERT_NE(live.loaded(id_), nullptr);
  EXPECT_EQ(live.loaded(id_)->sizes().annotations, 1);
}

TEST_P(LiveTest, a_project_that_is_not_there_is_told_and_leaves_nothing_behind) {
  Live live(database());
  EXPECT_EQ(live.project({99}).error().code, ErrorCode::not_found);
  EXPECT_EQ(live.loaded({99}), nullptr);
}

}  // namespace assay::live
