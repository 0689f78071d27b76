#include "labels/in_force.h"

#include <algorithm>
#include <numeric>

#include "base/parallel.h"

namespace assay::labels {
namespace {

constexpr std::size_t items_a_chunk = 1 << 15;

// Counting sort of the rows with a label by item; rows of an item stay in file order.
void group_by_item(const Table& table, std::uint16_t question, QuestionTable& out) {
  out.item_begin.assign(table.items.size() + 1, 0);
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    if (table.question[i] != question) continue;
    ++out.counts.rows;
    if (table.label[i] == none) {
      ++out.counts.skipped;
    } else {
      ++out.item_begin[table.item[i] + 1];
    }
  }
  std::partial_sum(out.item_begin.begin(), out.item_begin.end(), out.item_begin.begin());
  out.row.resize(out.item_begin.back());
  std::vector<std::uint64_t> next(out.item_begin.begin(), out.item_begin.end() - 1);
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    if (table.question[i] != question || table.label[i] == none) continue;
    out.row[next[table.item[i]]++] = static_cast<std::uint32_t>(i);
  }
}

// What came of a run of items.
struct Settled {
  std::int64_t repeated = 0;
  std::int64_t repeated_differ = 0;
  std::int64_t items = 0;
  std::size_t kept_end = 0;  // where the rows kept end; they begin where the first item's began
};

// The rows of a run of items, brought in order and thinned out in place.
class Settling {
 public:
  Settling(const Table& table, std::vector<std::uint32_t>& rows) : table_(table), rows_(rows) {}

  // Orders rows begin .. end of one item by (annotator, time, file order) and keeps the first of each
  // annotator, moved to out_at. Returns the new end.
  std::size_t settle(std::size_t begin, std::size_t end, std::size_t out_at) {
    put_in_order(begin, end);
    const std::size_t first = out_at;
    for (std::size_t at = begin; at < end; ++at) {
      const std::uint32_t row = rows_[at];
      const std::uint32_t annotator = table_.annotator[row];
      const bool again =
          out_at > first && annotator != none && table_.annotator[rows_[out_at - 1]] == annotator;
      if (again) {
        ++done.repeated;
        if (table_.label[row] != table_.label[rows_[out_at - 1]]) ++done.repeated_differ;
        continue;
      }
      rows_[out_at++] = row;
    }
    return out_at;
  }

  Settled done;

 private:
  void put_in_order(std::size_t begin, std::size_t end) {
    keys_.clear();
    for (std::size_t at = begin; at < end; ++at) {
      keys_.push_back(std::uint64_t{table_.annotator[rows_[at]]} << 32 | rows_[at]);
    }
    if (std::is_sorted(keys_.begin(), keys_.end()) && table_.time_us.empty()) return;
    std::sort(keys_.begin(), keys_.end());
    if (!table_.time_us.empty()) by_time();
    for (std::size_t at = begin; at < end; ++at) {
      rows_[at] = static_cast<std::uint32_t>(keys_[at - begin]);
    }
  }

  // Rows of one named annotator by time; keys_ is in order of annotator and row.
  void by_time() {
    std::stable_sort(keys_.begin(), keys_.end(), [&](std::uint64_t a, std::uint64_t b) {
      if (a >> 32 != b >> 32) return a < b;
      return a >> 32 != none && time_of(a) < time_of(b);
    });
  }
  std::int64_t time_of(std::uint64_t key) const { return table_.time_us[static_cast<std::uint32_t>(key)]; }

  const Table& table_;
  std::vector<std::uint32_t>& rows_;
  std::vector<std::uint64_t> keys_;  // annotator and row
};

// begin_of is where each item's rows begin before any is set aside; item_begin of the chunk becomes where
// they begin after, as if nothing before the chunk had been set aside.
Settled settle_chunk(const Table& table, const std::vector<std::uint64_t>& begin_of, Chunk chunk,
                     QuestionTable& out) {
  Settling settling(table, out.row);
  std::size_t out_at = begin_of[chunk.begin];
  for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
    out.item_begin[item] = out_at;
    out_at = settling.settle(begin_of[item], begin_of[item + 1], out_at);
    settling.done.items += out_at > out.item_begin[item] ? 1 : 0;
  }
  settling.done.kept_end = out_at;
  return settling.done;
}

// Moves the chunks' rows together. Returns the number of rows.
std::size_t close_gaps(const std::vector<Settled>& chunks, QuestionTable& out) {
  std::size_t out_at = 0;
  for (std::size_t index = 0; index < chunks.size(); ++index) {
    const std::size_t first = index * items_a_chunk;
    const std::size_t last = std::min(first + items_a_chunk, out.item_count());
    const std::size_t begin = out.item_begin[first];
    const std::size_t kept = chunks[index].kept_end - begin;
    if (begin != out_at) {
      const auto from = out.row.begin() + static_cast<std::ptrdiff_t>(begin);
      std::copy(from, from + static_cast<std::ptrdiff_t>(kept),
                out.row.begin() + static_cast<std::ptrdiff_t>(out_at));
      for (std::size_t item = first; item < last; ++item) out.item_begin[item] -= begin - out_at;
    }
    out_at += kept;
  }
  return out_at;
}

}  // namespace

void put_in_force(const Table& table, std::uint16_t question, QuestionTable& out) {
  group_by_item(table, question, out);
  const std::vector<std::uint64_t> begin_of = out.item_begin;
  std::vector<Settled> chunks(chunk_count(out.item_count(), items_a_chunk));
  for_chunks(out.item_count(), items_a_chunk,
             [&](Chunk chunk) { chunks[chunk.index] = settle_chunk(table, begin_of, chunk, out); });
  const std::size_t kept = close_gaps(chunks, out);
  out.item_begin.back() = kept;
  out.row.resize(kept);
  for (const Settled& chunk : chunks) {
    out.counts.repeated += chunk.repeated;
    out.counts.repeated_differ += chunk.repeated_differ;
    out.counts.items += chunk.items;
  }
  out.counts.annotations = static_cast<std::int64_t>(kept);
  out.counts.items_without_annotations = static_cast<std::int64_t>(out.item_count()) - out.counts.items;
}

}  // namespace assay::labels
