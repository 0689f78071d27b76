#include "app/items.h"

#include <algorithm>
#include <charconv>
#include <span>

#include "app/item_rows.h"
#include "app/item_search.h"
#include "live/item_walk.h"

namespace assay::app {
namespace {

using live::ProjectTable;
using store::NameKind;

constexpr std::int64_t limit_max = 1000;
constexpr std::int64_t looks_max = 20'000;         // items whose rows are looked at for a page
constexpr std::int64_t search_items_max = 2000;    // items whose content is read for a page,
constexpr std::size_t search_bytes_max = 8 << 20;  // and their bytes
constexpr std::size_t search_step = 100;

// The code of a name that a filter asks for; nothing matches a name that nobody ever used.
class Coder {
 public:
  explicit Coder(const ProjectTable& table) : table_(table) {}

  std::optional<std::uint32_t> code(const labels::Dictionary& names, const std::string& name) {
    if (name.empty()) return std::nullopt;
    const std::optional<std::uint32_t> found = names.find(name);
    impossible_ = impossible_ || !found;
    return found;
  }

  // Nothing when no item can fit.
  std::optional<live::ItemFilterCodes> codes(const ItemFilter& filter) {
    live::ItemFilterCodes out;
    const labels::Table& columns = table_.table();
    if (const auto question = code(columns.questions, filter.question)) {
      out.question = static_cast<std::uint16_t>(*question);
    }
    out.label = code(columns.labels, filter.label);
    out.annotator = code(columns.annotators, filter.annotator);
    out.batch = code(columns.batches, filter.batch);
    out.gold_label = code(columns.labels, filter.gold_label);
    out.since_us = filter.since_us;
    out.until_us = filter.until_us;
    out.disagreement = filter.disagreement;
    for (const auto& [name, value] : filter.attributes) take_attribute(name, value, out);
    return impossible_ ? std::nullopt : std::optional(std::move(out));
  }

 private:
  void take_attribute(const std::string& name, const std::string& value, live::ItemFilterCodes& out) {
    const std::vector<labels::Attribute>& all = table_.table().item_attributes;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const labels::Attribute& each) { return each.name == name; });
    const auto held = found == all.end() ? std::nullopt : found->values.find(value);
    impossible_ = impossible_ || !held;
    if (held) out.attributes.emplace_back(static_cast<std::size_t>(found - all.begin()), *held);
  }

  const ProjectTable& table_;
  bool impossible_ = false;
};

Result<live::ItemOrder> order_from(const std::string& word) {
  if (word == "key") return live::ItemOrder::arrival;
  if (word == "disagreement") return live::ItemOrder::disagreement;
  if (word == "errors") return live::ItemOrder::errors;
  return Error{ErrorCode::invalid, "orders are key, disagreement, errors", "order"};
}

// Whoever may not see trusted labels learns nothing of them by asking for items that have one.
Result<Done> check_gold_asked(const domain::Scope& scope, const ItemFilter& filter) {
  if (scope.sees_gold) return Done{};
  if (!filter.gold_label.empty())
    return Error{ErrorCode::forbidden, "trusted labels are not shown to your role", "gold"};
  if (filter.order == "errors")
    return Error{ErrorCode::forbidden, "which answers are wrong is not shown to your role", "order"};
  return Done{};
}

// "ITEM", or "LEVEL.ITEM" in an order by level.
Result<live::ItemPlace> place_from(const std::string& cursor) {
  live::ItemPlace place;
  if (cursor.empty()) return place;
  const std::size_t dot = cursor.find('.');
  const auto number = [](std::string_view text, std::uint32_t& value) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size();
  };
  const std::string_view text = cursor;
  const bool read = dot == std::string::npos ? number(text, place.item)
                                             : number(text.substr(0, dot), place.level) &&
                                                   number(text.substr(dot + 1), place.item);
  if (read && place.level <= live::level_one + 1) return place;
  return Error{ErrorCode::invalid, "take the cursor from next of the page before", "cursor"};
}

std::string cursor_of(const live::ItemPlace& place, live::ItemOrder order) {
  if (place.at_end) return "";
  const std::string item = std::to_string(place.item);
  return order == live::ItemOrder::arrival ? item : std::to_string(place.level) + "." + item;
}

// A page in the making: the walk in memory, the content from the database.
class PageMaker {
 public:
  PageMaker(Context& context, const ItemsSeen& seen, const ItemFilter& filter, live::ItemOrder order)
      : context_(context),
        scope_(seen.scope),
        table_(*seen.table),
        filter_(filter),
        order_(order),
        search_(filter.search) {}

  Result<ItemPage> make(live::ItemPlace place) {
    const auto codes = table_.look([&](const ProjectTable& looked) { return Coder(looked).codes(filter_); });
    if (!codes) return std::move(page_);
    table_.prepare(*codes, order_);
    const auto limit = static_cast<std::size_t>(filter_.limit);
    const bool searches = !filter_.search.empty();
    while (!place.at_end && page_.items.size() < limit && !is_spent_) {
      const std::size_t count = searches ? search_step : limit - page_.items.size();
      if (auto walked = walk(*codes, place, count); !walked) return walked.error();
      is_spent_ = is_spent_ || !searches;  // a walk that came short has looked at all it may
    }
    page_.next = cursor_of(place, order_);
    return std::move(page_);
  }

 private:
  Result<Done> walk(const live::ItemFilterCodes& codes, live::ItemPlace& place, std::size_t count) {
    std::vector<std::int64_t> keys;
    std::vector<ItemRow> rows;
    std::vector<live::ItemFound> found;
    table_.look([&](const ProjectTable& looked) {
      live::ItemWalk walk(looked, looked.index(), codes, order_);
      found = walk.next(place, count, looks_max);
      for (const live::ItemFound& each : found) {
        keys.push_back(looked.key_at(NameKind::item, each.item));
        fill_answers(looked, each.item, scope_, rows.emplace_back());
      }
    });
    if (filter_.search.empty()) return take_all(keys, rows);
    const Result<std::size_t> looked = take_found(keys, rows);
    if (!looked) return looked.error();
    is_spent_ = is_spent_ || found.size() < search_step;
    if (looked.value() < found.size()) {
      const live::ItemFound& last = found[looked.value() - 1];
      place = {last.level, last.item + 1, false};
    }
    return Done{};
  }

  Result<Done> take_all(const std::vector<std::int64_t>& keys, std::vector<ItemRow>& rows) {
    Result<std::vector<domain::Item>> stored = context_.database.read(
        [&](store::Connection& connection) { return store::items_listed(connection, keys); });
    if (!stored) return stored.error();
    for (std::size_t at = 0; at < rows.size(); ++at) take(rows[at], stored.value()[at]);
    return Done{};
  }

  void take(ItemRow& row, domain::Item& item) {
    row.item = std::move(item);
    page_.items.push_back(std::move(row));
  }

  // How many were looked at: fewer than there are when the page is full or the bytes are spent.
  Result<std::size_t> take_found(const std::vector<std::int64_t>& keys, std::vector<ItemRow>& rows) {
    const auto limit = static_cast<std::size_t>(filter_.limit);
    std::size_t at = 0;
    while (at < keys.size() && page_.items.size() < limit && !is_spent_) {
      const std::span some = std::span(keys).subspan(at, std::min<std::size_t>(keys.size() - at, 16));
      Result<std::vector<domain::Item>> stored = context_.database.read(
          [&](store::Connection& connection) { return store::items_by_id(connection, some); });
      if (!stored) return stored.error();
      for (std::size_t i = 0; i < some.size() && page_.items.size() < limit; ++i, ++at) {
        searched_bytes_ += stored.value()[i].content.content.size();
        if (search_.finds(stored.value()[i])) take(rows[at], stored.value()[i]);
      }
      page_.searched += std::ssize(some);
      is_spent_ = searched_bytes_ >= search_bytes_max || page_.searched >= search_items_max;
    }
    return at;
  }

  Context& context_;
  const domain::Scope scope_;
  ProjectTable& table_;
  const ItemFilter& filter_;
  const live::ItemOrder order_;
  const ItemSearch search_;
  ItemPage page_;
  std::size_t searched_bytes_ = 0;
  bool is_spent_ = false;
};

}  // namespace

Result<ItemPage> items(Context& context, const Caller& caller, domain::ProjectId project,
                       const ItemFilter& given) {
  const Result<ItemsSeen> seen = items_seen(context, caller, project);
  if (!seen) return seen.error();
  if (auto may = check_gold_asked(seen.value().scope, given); !may) return may.error();
  const Result<live::ItemOrder> order = order_from(given.order);
  if (!order) return order.error();
  const Result<live::ItemPlace> place = place_from(given.cursor);
  if (!place) return place.error();
  ItemFilter filter = given;
  filter.limit = std::clamp<std::int64_t>(filter.limit, 1, limit_max);
  Result<ItemPage> page = PageMaker(context, seen.value(), filter, order.value()).make(place.value());
  if (!page) return page;
  std::vector<std::int64_t> shown;
  for (const ItemRow& row : page.value().items) shown.push_back(row.item.id.value);
  if (auto logged = log_read(context, caller, seen.value().scope, "read_items", shown); !logged)
    return logged.error();
  return page;
}

}  // namespace assay::app
