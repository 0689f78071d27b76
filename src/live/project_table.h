#pragma once
// The annotations of one project in memory, as columns, fed from the log in its order; with the tallies that
// make an overview cost the same however many annotations there are. Thread safe: many readers, one writer.
//
// Memory of an annotation: 14 bytes of keys, 4 that chain the rows of an item, 8 of time and 1 of state where
// told: 27 bytes; 4 more for each of duration, provider, batch and version where told.

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "domain/schema.h"
#include "domain/scope.h"
#include "labels/table.h"
#include "live/conditions.h"
#include "live/item_walk.h"
#include "live/key_codes.h"
#include "live/label_pool.h"
#include "live/question_tally.h"
#include "store/annotation_log.h"
#include "store/item.h"
#include "store/names.h"

namespace assay::live {

// An item that a part of a project comes to know after others did.
struct KnownItem {
  std::int64_t key = 0;
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
  struct Gold {
    std::int64_t question = 0, given = 0;  // keys; of the label as it was given
    std::string label;                     // as the latest schema calls it
  };
  std::vector<Gold> gold;
};

// Who an annotator is to their own organisation.
struct Identity {
  std::int64_t annotator = 0, organisation = 0;  // keys
  std::string name;
};

// What one write added, in the order of the log.
struct Arrivals {
  std::vector<store::NewName> names;
  std::vector<store::AnnotationKeys> annotations;
  std::vector<store::GoldRow> gold;
  std::vector<std::pair<std::int64_t, std::string>> item_attributes;  // item key, JSON object
  std::int64_t content_position = 0;                                  // store::ItemPlace; 0: not told
  std::vector<Identity> identities;
  std::vector<KnownItem> known_items;  // for a part alone
};

// Whose rows came: keys of providers' names, 0 where a row tells none or where something else came.
std::set<std::int64_t> providers_of(const Arrivals& arrivals);

// One provider's part of a project: its annotators' rows, and of items, labels and gold what they touch.
struct Part {
  domain::ProviderId provider;      // none: the whole project
  domain::OrganisationId names_of;  // whose annotators stand under their own names; none: nobody's
  bool whole() const { return provider.none(); }
  friend auto operator<=>(const Part&, const Part&) = default;
};

// One question as it stands.
struct QuestionState {
  labels::Tally tally;
  labels::QuestionCounts counts;
  std::vector<std::string> categories;
  stats::ClusterSums wrong;                                           // of the answers on items with gold
  std::vector<std::pair<std::uint32_t, stats::ClusterSums>> by_gold;  // per trusted category
  PooledAnswers pooled;
  SetAside set_aside;  // by the question's condition; answers and gold alone
};

// Where a project's log stands, or up to where it is read: the last annotation, the last gold, and the last
// name of each kind, which may have come before anything used it. Attributes of items are always those of
// now.
struct LogPlace {
  std::int64_t sequence = INT64_MAX;
  std::int64_t gold = INT64_MAX;
  std::array<std::int64_t, store::name_kind_count> names = everything();

  static constexpr std::array<std::int64_t, store::name_kind_count> everything() {
    std::array<std::int64_t, store::name_kind_count> out{};
    out.fill(INT64_MAX);
    return out;
  }
};

class ProjectTable {
 public:
  ProjectTable() = default;  // empty
  struct LoadOptions {
    LogPlace until;
    std::int64_t schema_version_max = INT64_MAX;  // labels are called as the latest schema up to it does
    store::MoreConnections more;                  // to read on all threads
    Part part;                                    // of what is read, this alone is kept
  };
  // Reads the project's part of the log. Cost: a pass.
  static Result<std::unique_ptr<ProjectTable>> load(store::Connection& connection, domain::ProjectId project,
                                                    const LoadOptions& options);

  void arrive(const Arrivals& arrivals);
  // Of what has arrived in the whole project, whose table has taken it already, what belongs to this part.
  Arrivals part_of(const Arrivals& all, const ProjectTable& whole) const;
  // For who holds this table; the labels of earlier versions are mapped when the project is read anew.
  void set_schema(const domain::Schema& schema);
  // What the log has beyond this table: names, annotations, gold and attributes of items. Cost: what it has.
  Result<Arrivals> missing(store::Connection& connection, domain::ProjectId project) const;

  std::optional<std::int64_t> key_of(store::NameKind kind, std::string_view name) const;
  bool has(const store::SameAnnotation& row) const;
  // Whether the item has a trusted label for the question (keys), and whether it is this one: by its key as
  // it was given, or by its name as the latest schema has it.
  enum class Held { none, same, other };
  Held gold_held(std::int64_t item, std::int64_t question, std::int64_t label, std::string_view name) const;

  // What was erased of the project, and what of it would otherwise count. Of erased annotators the name alone
  // is gone: what they said counts.
  struct Removed {
    std::int64_t items = 0, annotations = 0, gold = 0, annotators = 0;
    std::map<std::string, std::int64_t> judged;  // by question: annotations on erased items that had gold
  };
  Removed removed() const;
  std::int64_t log_position() const;
  std::int64_t quarantined_count() const;
  struct Sizes {
    std::int64_t items = 0, annotations = 0, annotators = 0, gold = 0;
  };
  Sizes sizes() const;
  // Of every question. Tallies that are missing (after a load, a change of the schema, a replaced gold) are
  // made on a copy of the columns, so that arrivals do not wait for a pass over all rows.
  Result<std::vector<QuestionState>> states();
  // A copy for inspections, and where it stands.
  struct Copy {
    labels::Table table;
    LogPlace place;
    Removed removed;
    std::int64_t schema_version = 1;
    std::map<std::string, PooledAnswers> pooled;  // by question
  };
  Copy copy() const;
  std::shared_ptr<const domain::Schema> schema() const;  // shared: who reads it outlives its change

  // Makes the parts of the index that a filter and an order need, in steps between which rows may arrive.
  void prepare(const ItemFilterCodes& filter, ItemOrder order);
  // Bytes held now. Cost: a sum over the columns and the parts of the index.
  struct Memory {
    std::size_t annotations = 0;  // the columns of rows, with the room they keep for the next ones
    std::size_t names = 0;        // of items, annotators and labels, with their keys and attributes
    std::size_t index = 0;
  };
  Memory memory() const;

  // Runs f(const ProjectTable&) while nothing changes; f calls the functions below alone.
  template <class F>
  auto look(const F& f) const {
    const std::shared_lock lock(mutex_);
    return f(*this);
  }
  const labels::Table& table() const { return table_; }
  std::int64_t key_at(store::NameKind kind, std::uint32_t code) const {
    return keys_[static_cast<std::size_t>(kind)][code];
  }
  std::string_view name_at(store::NameKind kind, std::uint32_t code) const {
    return dictionary(kind).name(code);
  }
  std::uint32_t code_of(store::NameKind kind, std::int64_t key) const {
    return codes_[static_cast<std::size_t>(kind)].code(key);
  }
  // The trusted label, or labels::none.
  std::uint32_t gold_label(std::uint32_t item, std::uint16_t question) const;
  // The same, none where the question's condition sets it aside.
  std::uint32_t gold_counted(std::uint32_t item, std::uint16_t question) const;
  const Conditions& conditions() const { return conditions_; }
  // Rows of the item, latest first.
  template <class F>
  void each_row(std::uint32_t item, const F& f) const {
    for (std::uint32_t row = last_row_[item]; row != labels::none; row = earlier_[row]) f(row);
  }
  const ItemIndex& index() const { return index_; }
  LogPlace place() const;  // up to where this table has read
  // Labels in force of an item and question, with the rows they stand in, but for those that the question's
  // condition sets aside; with `end` as they were before row `end` came.
  void rows_in_force(std::uint32_t item, std::uint16_t question, std::vector<std::uint32_t>& rows,
                     std::uint32_t end = labels::none) const;

 private:
  struct Gathered;  // a part's rows, and the keys they use
  Result<Done> read_names(store::Connection& connection, domain::ProjectId project,
                          const LoadOptions& options, const Gathered* only);
  Result<Done> read_rows(store::Connection& connection, domain::ProjectId project,
                         const LoadOptions& options);
  Result<Done> read_part(store::Connection& connection, domain::ProjectId project,
                         const LoadOptions& options);
  KnownItem known_item(std::uint32_t item) const;
  void take_item(const KnownItem& item);
  void item_is_erased(std::int64_t key);
  void count_erased(const store::AnnotationKeys& keys);
  void count_erased(const store::GoldRow& gold);
  // Names arrive before what uses them: an item without a code was erased.
  bool is_erased(std::int64_t item_key) const {
    return code_of(store::NameKind::item, item_key) == labels::none;
  }
  void set_attribute(std::uint32_t item, const std::string& name, std::string_view value);
  const labels::Dictionary& dictionary(store::NameKind kind) const;
  void add_name(store::NameKind kind, std::int64_t key, std::string_view name);
  // The row it stands in: a new one, or that which it corrects; nothing when it is not for statistics.
  std::optional<std::uint32_t> add_row(const store::AnnotationKeys& keys);
  labels::RowCodes codes_of(const store::AnnotationKeys& keys) const;
  std::optional<std::uint32_t> row_corrected_by(const store::AnnotationKeys& keys) const;
  void correct(std::uint32_t row, const labels::RowCodes& codes);
  void add_gold(const store::GoldRow& gold);
  void take_gold(const store::GoldRow& gold, std::uint32_t item, std::uint16_t question);
  void add_attributes(std::int64_t item_key, std::string_view json);
  void follow(const store::AnnotationKeys& keys);
  void follow_correction(const store::AnnotationKeys& keys);
  std::uint32_t first_answer(std::uint32_t item, std::uint16_t question, std::uint32_t annotator,
                             std::uint32_t end) const;
  bool is_set_aside(std::uint32_t row, std::uint32_t end) const;
  ItemPart part_of_item(std::uint32_t item, std::uint16_t question, std::uint32_t end = labels::none) const;
  bool replace(std::uint32_t item, std::uint16_t question, const ItemPart& before, std::uint32_t end,
               QuestionTally& tally) const;
  void follow_in(std::uint16_t question, std::uint32_t row);
  bool concerns(std::uint16_t question, std::uint32_t row) const;
  void forget_conditioned(std::uint16_t question);
  bool count_row(std::uint32_t row, std::uint16_t question, QuestionTally& tally) const;
  bool count_gold(const labels::GoldRow& gold, std::uint32_t row_count, QuestionTally& tally) const;
  bool catch_up(std::size_t rows, std::size_t golds, std::uint16_t question, QuestionTally& tally) const;
  bool know_label(std::uint32_t label, std::uint16_t question, QuestionTally& tally) const;
  struct Draft;  // tallies under way, and what they were made of
  Draft draft() const;
  Result<Done> make_missing();
  bool take_up(Draft& draft);
  std::vector<QuestionState> states_now() const;
  void make_room();
  void chain(std::uint32_t item, std::uint32_t row);
  ItemLabels labels_of(const std::vector<std::uint32_t>& rows) const;
  labels::QuestionOptions options_of(std::string_view question) const;
  std::optional<std::uint32_t> label_now(const LabelPool::Given& given);
  bool map_label(const store::AnnotationKeys& keys, labels::RowCodes& row);

  mutable std::shared_mutex mutex_;
  Part part_;
  labels::Table table_;
  KeyCodes codes_[store::name_kind_count];
  std::vector<std::int64_t> keys_[store::name_kind_count];  // code -> key
  std::vector<std::uint32_t> last_row_, earlier_;
  std::vector<std::optional<QuestionTally>> tallies_;  // absent: to be made when asked for
  struct Gold {
    std::uint32_t label = labels::none;  // as the latest schema calls it
    std::int64_t given = 0;              // key of the label that was given
  };
  std::unordered_map<std::uint64_t, Gold> gold_;  // by item and question
  std::unordered_set<std::uint64_t>
      set_aside_;  // hashes of rows that no statistic sees: quarantined, reviews
  ItemIndex index_;
  std::shared_ptr<const domain::Schema> schema_ = std::make_shared<domain::Schema>();
  LabelPool pool_;
  std::array<std::int64_t, store::name_kind_count> last_keys_{};
  Removed removed_;
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t>
      erased_answers_;             // by item and question: keys
  std::int64_t made_up_keys_ = 0;  // of names that only a mapping knows: -1, -2, ...
  std::int64_t position_ = 0, gold_position_ = 0, content_position_ = 0, quarantined_ = 0;
  std::int64_t revision_ = 0;  // of what tallies rest on: the schema, gold that was replaced
  std::mutex making_mutex_;    // one thread makes tallies; taken before mutex_
  Conditions conditions_;      // of the schema
};

using SharedTable = std::shared_ptr<ProjectTable>;  // shared: who reads outlives an eviction

}  // namespace assay::live
