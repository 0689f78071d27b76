// Columns in the manner of CoNLL-2003: a token a line, its tag in the last column, an empty line between
// sentences. Nothing says who annotated: one file per person, and --annotator.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "formats/encoding.h"
#include "formats/export_rows.h"
#include "formats/readers.h"
#include "formats/values.h"

namespace assay::formats {
namespace {

constexpr std::size_t conll_columns_max = 50;
constexpr std::string_view document_line = "-DOCSTART-";

// The first and the last column, parted by tabs where there is one, else by blanks.
struct TokenLine {
  std::string_view token, tag;
  std::size_t columns = 0;
};

TokenLine split(std::string_view line) {
  const bool has_tabs = line.find('\t') != std::string_view::npos;
  const std::string_view blanks = has_tabs ? "\t" : " ";
  TokenLine found;
  while (!line.empty() && found.columns <= conll_columns_max) {
    const std::size_t end = std::min(line.find_first_of(blanks), line.size());
    const std::string_view cell = line.substr(0, end);
    if (has_tabs || !cell.empty()) {
      if (found.columns == 0) found.token = cell;
      found.tag = cell;
      ++found.columns;
    }
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return found;
}

// "B-PER" is B and PER. Letters of all the schemes in use: IOB, IOE, IOBES, BILOU, BMES.
struct Tag {
  char place = 'O';
  std::string_view category;
};

bool tag_from(std::string_view text, Tag& tag) {
  if (text == "O" || text == "_") {
    tag = {};
    return true;
  }
  constexpr std::string_view letters = "BIESLUM";
  if (text.size() < 3 || (text[1] != '-' && text[1] != '_')) return false;
  if (letters.find(text[0]) == std::string_view::npos) return false;
  tag = {text[0], text.substr(2)};
  return true;
}

// Whatever the scheme, does a span begin here? So files of different schemes agree where their spans do.
bool begins(const Tag& before, const Tag& tag) {
  if (tag.place == 'B' || tag.place == 'S' || tag.place == 'U') return true;
  const bool before_ended = before.place == 'O' || before.place == 'E' || before.place == 'L' ||
                            before.place == 'S' || before.place == 'U';
  return before_ended || before.category != tag.category;
}

class LineWalk {
 public:
  explicit LineWalk(std::string_view text) : rest_(text) {}
  bool next(std::string_view& line) {
    if (rest_.empty()) return false;
    const std::size_t end = rest_.find('\n');
    line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number_;
    return true;
  }
  std::int64_t number() const { return number_; }

 private:
  std::string_view rest_;
  std::int64_t number_ = 0;
};

class ConllReader {
 public:
  explicit ConllReader(ExportRows& rows) : rows_(rows) {}

  void read(std::string_view line, std::int64_t row) {
    if (trimmed(line).empty()) return end_sentence();
    if (line.starts_with(document_line)) {
      end_sentence();
      if (tokens_ > tokens_before_) ++document_;
      tokens_before_ = tokens_;
      sentence_ = 1;
      return;
    }
    if (line.starts_with("# ") && token_ == 1) return;  // comments of CoNLL-U stand before a sentence
    const TokenLine cells = split(line);
    Tag tag;
    if (cells.columns < 2 || cells.token.empty() || !tag_from(cells.tag, tag)) {
      return rows_.list(
          "a line is no token with a tag such as O, B-PER or I-PER in its last column: left out", row);
    }
    ++tokens_;
    const std::string item = fmt::format("{}.{}.{} {}", document_, sentence_, token_++, cells.token);
    const std::string label =
        tag.place == 'O' ? "O" : fmt::format("{}-{}", begins(before_, tag) ? 'B' : 'I', tag.category);
    before_ = tag;
    rows_.add({.item = item, .label = label}, row);
  }

  std::int64_t tokens() const { return tokens_; }

 private:
  void end_sentence() {
    if (token_ > 1) ++sentence_;
    token_ = 1;
    before_ = {};
  }

  ExportRows& rows_;
  Tag before_;
  int document_ = 1, sentence_ = 1, token_ = 1;
  std::int64_t tokens_ = 0;
  std::int64_t tokens_before_ = 0;  // of the documents before
};

}  // namespace

bool looks_like_conll(std::string_view head, std::string_view) {
  if (head.starts_with(document_line)) return true;
  LineWalk lines(head.substr(0, head.rfind('\n')));
  std::string_view line;
  int seen = 0;
  bool any_span = false;
  std::size_t columns = 0;
  while (seen < 200 && lines.next(line)) {
    if (trimmed(line).empty() || line.starts_with("# ")) continue;
    const TokenLine cells = split(line);
    Tag tag;
    if (cells.columns < 2 || !tag_from(cells.tag, tag) || (columns > 0 && cells.columns != columns))
      return false;
    columns = cells.columns;
    any_span = any_span || tag.place != 'O';
    ++seen;
  }
  return seen > 0 && any_span;
}

Result<ReadSummary> read_conll(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                               Problems& problems) {
  DecodedText decoded;
  if (auto done = decode_text(bytes, options.file, decoded); !done.ok()) return done.error();
  ExportRows rows(options, table, problems);
  ConllReader reader(rows);
  LineWalk lines(decoded.text);
  std::string_view line;
  while (lines.next(line)) {
    if (static_cast<std::int64_t>(line.size()) > options.line_bytes_max) {
      rows.list("a line is too long for a token: left out", lines.number());
    } else {
      reader.read(line, lines.number());
    }
  }
  return rows.finish(
      "conll",
      fmt::format("columns, {}: {} tokens; item=document.sentence.token and the token, label=tag of the "
                  "last column in the scheme IOB2; the annotator is not in the file",
                  decoded.encoding, reader.tokens()));
}

}  // namespace assay::formats
