// WebAnno TSV 3 as INCEpTION writes it: one file per annotator and document. A layer's feature is a question;
// a value that covers the whole document is an answer about the document, others are answers about tokens.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "formats/encoding.h"
#include "formats/export_rows.h"
#include "formats/readers.h"
#include "formats/values.h"
#include "formats/webanno_cells.h"

namespace assay::formats {
namespace {

constexpr std::string_view mark = "#FORMAT=WebAnno TSV 3";

struct Token {
  std::string name;                     // "1-3 Chicago"
  std::int64_t begin = 0, end = 0;      // code points of the document
  std::vector<std::string_view> cells;  // of the features
  std::int64_t row = 0;
};

// Documents lie in folders named after them, with a file per annotator; a file alone is one document whose
// name is not told, so that people's files of one document meet under the folder's name.
std::string document_of(std::string_view file) {
  const std::size_t slash = file.find_last_of("/\\");
  if (slash == std::string_view::npos) return "document";
  file = file.substr(0, slash);
  const std::size_t folder = file.find_last_of("/\\");
  return as_utf8(folder == std::string_view::npos ? file : file.substr(folder + 1));
}

class WebAnnoReader {
 public:
  WebAnnoReader(const ReadOptions& options, ExportRows& rows, std::string document)
      : options_(options), rows_(rows), document_(std::move(document)) {}

  Result<Done> read(std::string_view text) {
    std::int64_t row = 0;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      read_line(line, ++row);
      if (features_.size() > features_max) {
        return Error{ErrorCode::invalid, fmt::format("more than {} features in the header", features_max),
                     options_.file};
      }
    }
    rows_.see_item(document_);
    for (const Feature& feature : features_) read_feature(feature);
    return Done{};
  }

  std::size_t tokens() const { return tokens_.size(); }

 private:
  static constexpr std::size_t features_max = 1000;
  struct Feature {
    std::string name;
    std::size_t column = 0;
  };

  void read_line(std::string_view line, std::int64_t row) {
    if (line.starts_with("#T_SP=")) return add_features(line.substr(6), row);
    if (line.starts_with("#T_CH=") || line.starts_with("#T_RL=")) {
      const auto columns = static_cast<std::size_t>(std::count(line.begin(), line.end(), '|'));
      columns_ +=
          line.starts_with("#T_RL=") ? columns + 1 : columns;  // a relation has a column for its source
      return rows_.leave_out("layers of relations and chains");
    }
    if (line.starts_with("#Text=")) return begin_sentence(line.substr(6));
    if (line.empty() || line.front() == '#') return;
    read_token(line, row);
  }

  // "layer|feature|feature": every feature has a column. A layer without features has one, of its own.
  void add_features(std::string_view layer, std::int64_t row) {
    std::size_t end = std::min(layer.find('|'), layer.size());
    const std::string_view path = layer.substr(0, end);
    const std::string_view name = path.substr(path.rfind('.') + 1);
    layer.remove_prefix(std::min(end + 1, layer.size()));
    if (name.empty()) return rows_.list("a layer has no name: left out", row);
    if (layer.empty()) return features_.push_back({std::string(name), columns_++});
    while (!layer.empty() && features_.size() <= features_max) {
      end = std::min(layer.find('|'), layer.size());
      features_.push_back({fmt::format("{}.{}", name, layer.substr(0, end)), columns_++});
      layer.remove_prefix(std::min(end + 1, layer.size()));
    }
  }

  // Offsets in the file count UTF-16, ours code points: they drift apart by one for every character beyond
  // the basic plane, all of which stand in sentences.
  void begin_sentence(std::string_view text) {
    drift_ += static_cast<std::int64_t>(wide_.size());
    sentence_begin_ = -1;
    wide_.clear();
    std::int64_t at = 0;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if ((byte & 0xC0) == 0x80) continue;
      if (byte >= 0xF0) wide_.push_back(at);
      at += byte >= 0xF0 ? 2 : 1;
    }
  }

  std::int64_t code_point_of(std::int64_t utf16) const {
    const auto before = std::lower_bound(wide_.begin(), wide_.end(), utf16 - sentence_begin_) - wide_.begin();
    return utf16 - drift_ - static_cast<std::int64_t>(before);
  }

  void read_token(std::string_view line, std::int64_t row) {
    const std::vector<std::string_view> cells = webanno_cells(line);
    if (cells.size() < 3) return rows_.list("a line has fewer than three columns: left out", row);
    if (cells[0].find('.') != std::string_view::npos)
      return rows_.leave_out("annotations of parts of tokens");
    const std::size_t dash = cells[1].find('-');
    const auto begin = number_from(cells[1].substr(0, dash));
    const auto end = dash == std::string_view::npos ? std::nullopt : number_from(cells[1].substr(dash + 1));
    if (!begin || !end || *begin < 0 || *end < *begin || *end > 1e15) {
      return rows_.list("a token has no offsets: left out", row);
    }
    if (sentence_begin_ < 0) sentence_begin_ = static_cast<std::int64_t>(*begin);
    Token token{.name = fmt::format("{} {}", cells[0], cells[2]), .row = row};
    token.begin = code_point_of(static_cast<std::int64_t>(*begin));
    token.end = code_point_of(static_cast<std::int64_t>(*end));
    token.cells.assign(cells.begin() + 3, cells.end());
    tokens_.push_back(std::move(token));
  }

  struct Span {
    std::string value;
    std::size_t first = 0, last = 0;  // tokens
    std::size_t tokens = 0;
  };
  struct Spans {
    std::vector<Span> all;
    std::vector<std::pair<std::size_t, std::size_t>> places;  // token, span
  };

  std::string_view cell(const Token& token, const Feature& feature) const {
    return feature.column < token.cells.size() ? token.cells[feature.column] : "_";
  }

  // The annotations of a feature: stacked ones and those over several tokens are told by their number.
  Spans spans_of(const Feature& feature) const {
    Spans spans;
    std::map<std::string, std::size_t, std::less<>> open;  // number -> span
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      for (const std::string_view part : webanno_parts(cell(tokens_[at], feature))) {
        WebAnnoValue value = webanno_value(part);
        std::size_t span = spans.all.size();
        if (!value.number.empty()) span = open.emplace(value.number, span).first->second;
        if (span == spans.all.size()) spans.all.push_back({std::move(value.text), at, at, 0});
        spans.all[span].last = at;
        ++spans.all[span].tokens;
        spans.places.emplace_back(at, span);
      }
    }
    return spans;
  }

  bool is_of_document(const Span& span) const { return span.tokens == tokens_.size() && tokens_.size() > 1; }

  void read_feature(const Feature& feature) {
    const Spans spans = spans_of(feature);
    std::vector<std::string> of_document;
    std::vector<std::vector<std::string>> of_token(tokens_.size());
    bool any_of_tokens = false;
    for (const Span& span : spans.all) {
      if (span.value.empty()) continue;  // an annotation without a value for this feature
      if (is_of_document(span)) {
        of_document.push_back(span.value);
      } else {
        any_of_tokens = true;
        add_span(feature, span);
      }
    }
    for (const auto& [token, number] : spans.places) {
      const Span& span = spans.all[number];
      if (span.value.empty() || is_of_document(span)) continue;
      of_token[token].push_back((token == span.first ? "B-" : "I-") + span.value);
    }
    if (!of_document.empty()) {
      const std::string label = joined_label(std::move(of_document));
      rows_.add({.item = document_, .question = feature.name, .label = label}, 0);
    }
    if (any_of_tokens) add_tokens(feature, of_token);
  }

  void add_span(const Feature& feature, const Span& span) {
    const std::array<double, 2> geometry = {static_cast<double>(tokens_[span.first].begin),
                                            static_cast<double>(tokens_[span.last].end)};
    const std::string question = feature.name + " spans";
    rows_.add_region({.item = document_, .question = question, .label = span.value}, labels::Shape::span,
                     geometry, tokens_[span.first].row);
  }

  void add_tokens(const Feature& feature, std::vector<std::vector<std::string>>& of_token) {
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      const std::string item = fmt::format("{}: {}", document_, tokens_[at].name);
      const std::string label = of_token[at].empty() ? "O" : joined_label(std::move(of_token[at]));
      rows_.add({.item = item, .question = feature.name, .label = label}, tokens_[at].row);
    }
  }

  const ReadOptions& options_;
  ExportRows& rows_;
  std::string document_;
  std::vector<Feature> features_;
  std::vector<Token> tokens_;
  std::size_t columns_ = 0;
  std::int64_t sentence_begin_ = -1;  // where its first token begins
  std::vector<std::int64_t> wide_;    // where the sentence's characters of two units stand, from its begin
  std::int64_t drift_ = 0;            // of the sentences before
};

}  // namespace

bool looks_like_webanno(std::string_view head, std::string_view) { return head.starts_with(mark); }

Result<ReadSummary> read_webanno(std::string_view bytes, const ReadOptions& options, labels::Table& table,
                                 Problems& problems) {
  DecodedText decoded;
  if (auto done = decode_text(bytes, options.file, decoded); !done.ok()) return done.error();
  const std::string stem = file_stem(options.file);
  const bool is_curated = stem == "CURATION_USER";
  if (is_curated && options.annotator.empty()) {
    return Error{
        ErrorCode::invalid,
        "this is what a curator decided, no annotator's work: give it as --gold, or name the annotator",
        options.file};
  }
  ExportRows rows(options, table, problems, Unnamed::from_file);
  WebAnnoReader reader(options, rows, document_of(options.file));
  if (auto done = reader.read(decoded.text); !done.ok()) return done.error();
  return rows.finish(
      "webanno", fmt::format("WebAnno TSV, {}: {} tokens; item=document and token, question=layer.feature, "
                             "document=folder, annotator={}",
                             decoded.encoding, reader.tokens(),
                             options.annotator.empty() ? "name of the file" : "as said"));
}

}  // namespace assay::formats
