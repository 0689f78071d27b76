#include "quality/hints_raised.h"

#include <algorithm>
#include <span>
#include <tuple>

#include "base/text.h"
#include "stats/guideline/unseen_issues.h"

namespace assay::quality {
namespace {

constexpr std::size_t kinds_max = 20, examples_max = 5;

// Small letters, and one blank for several.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out.push_back(blank ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

struct Raised {
  std::uint32_t kind = 0, item = 0, annotator = 0;
};

// Rows of one column, flags or comments, whose values are kinds where their plain forms are alike.
class Column {
 public:
  Column(const Workspace& work, const labels::Dictionary& values, const std::vector<std::uint32_t>& codes) {
    for (std::uint32_t code = 0; code < values.size(); ++code)
      kind_of_.push_back(kinds_.code(plain(values.name(code))));
    first_.assign(kinds_.size(), labels::none);
    for (std::uint32_t code = values.size(); code-- > 0;) first_[kind_of_[code]] = code;
    std::vector<bool> seen(work.table->items.size(), false);
    const std::uint32_t asked = work.table->questions.find(work.question.question).value_or(0);
    for (std::size_t row = 0; row < work.table->row_count(); ++row) {
      if (work.table->question[row] != asked) continue;
      const std::uint32_t item = work.table->item[row];
      items_ += seen[item] ? 0 : 1;
      seen[item] = true;
      if (row < codes.size() && codes[row] != labels::none)
        rows_.push_back({kind_of_[codes[row]], item, work.table->annotator[row]});
    }
    std::sort(rows_.begin(), rows_.end(), [](const Raised& a, const Raised& b) {
      return std::tie(a.kind, a.item, a.annotator) < std::tie(b.kind, b.item, b.annotator);
    });
  }

  // Calls back with the rows of each kind, which are those of neighbouring items.
  template <class Body>
  void each_kind(const Body& body) const {
    for (std::size_t begin = 0, end = 0; begin < rows_.size(); begin = end) {
      while (end < rows_.size() && rows_[end].kind == rows_[begin].kind) ++end;
      body(std::span(rows_).subspan(begin, end - begin));
    }
  }

  bool empty() const { return rows_.empty(); }
  std::int64_t items() const { return items_; }
  std::uint32_t value_of(std::uint32_t kind) const { return first_[kind]; }

 private:
  labels::Dictionary kinds_;
  std::vector<std::uint32_t> kind_of_, first_;
  std::vector<Raised> rows_;
  std::int64_t items_ = 0;
};

RaisedRow row_of(const Workspace& work, const char* by, std::string_view kind, std::span<const Raised> rows) {
  RaisedRow out{by, std::string(kind), 0, 0, {}};
  std::vector<std::uint32_t> people;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    people.push_back(rows[at].annotator);
    if (at > 0 && rows[at].item == rows[at - 1].item) continue;
    ++out.items;
    out.examples.emplace_back(work.table->items.name(rows[at].item));
  }
  std::sort(people.begin(), people.end());
  out.annotators = std::unique(people.begin(), people.end()) - people.begin();
  // By name, so that the order of the rows does not choose.
  const std::size_t shown = std::min(out.examples.size(), examples_max);
  std::partial_sort(out.examples.begin(), out.examples.begin() + static_cast<std::ptrdiff_t>(shown),
                    out.examples.end());
  out.examples.resize(shown);
  return out;
}

void add_column(const Workspace& work, const char* by, const labels::Dictionary& values,
                const std::vector<std::uint32_t>& codes, HintsSection& out) {
  if (codes.empty()) return;
  const Column column(work, values, codes);
  if (column.empty()) return;
  std::vector<std::int64_t> items_of_kind;
  column.each_kind([&](std::span<const Raised> rows) {
    out.raised.push_back(row_of(work, by, values.name(column.value_of(rows.front().kind)), rows));
    items_of_kind.push_back(out.raised.back().items);
  });
  const stats::UnseenIssues unseen = stats::unseen_issues(items_of_kind, column.items(), work.options.level);
  out.unseen.push_back(
      {by, unseen.next_is_new, unseen.kinds, unseen.once, unseen.kinds_expected, unseen.kinds_is_bound});
}

}  // namespace

void add_raised(const Workspace& work, HintsSection& out) {
  const labels::Table& table = *work.table;
  add_column(work, "flag", table.flags, table.flag, out);
  add_column(work, "comment", table.comments, table.comment, out);
  std::sort(out.raised.begin(), out.raised.end(), [](const RaisedRow& a, const RaisedRow& b) {
    return a.items != b.items ? a.items > b.items : std::tie(b.by, a.kind) < std::tie(a.by, b.kind);
  });
  if (out.raised.size() > kinds_max) out.raised.resize(kinds_max);
}

}  // namespace assay::quality
