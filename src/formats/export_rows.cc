#include "formats/export_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "formats/attributes.h"
#include "formats/values.h"

namespace assay::formats {
namespace {

using labels::none;

void set(RoleFields& fields, Role role, std::string_view text) {
  fields[static_cast<std::size_t>(role)] = text;
}

RoleFields fields_of(const ExportAnswer& answer, std::string_view annotator) {
  RoleFields fields;
  set(fields, Role::item, answer.item);
  set(fields, Role::question, answer.question);
  set(fields, Role::annotator, annotator);
  set(fields, Role::label, answer.label);
  set(fields, Role::time, answer.time);
  set(fields, Role::duration, answer.duration);
  set(fields, Role::batch, answer.batch);
  set(fields, Role::flag, answer.flag);
  set(fields, Role::comment, answer.comment);
  if (answer.is_skipped) set(fields, Role::skipped, "yes");
  if (answer.is_anchored) set(fields, Role::anchored, "yes");
  if (answer.is_reviewed) set(fields, Role::reviewed, "yes");
  return fields;
}

}  // namespace

std::string file_stem(std::string_view file) {
  const std::size_t slash = file.find_last_of("/\\");
  if (slash != std::string_view::npos) file.remove_prefix(slash + 1);
  const std::size_t dot = file.rfind('.');
  return as_utf8(dot == std::string_view::npos || dot == 0 ? file : file.substr(0, dot));
}

ExportRows::ExportRows(const ReadOptions& options, labels::Table& table, Problems& problems, Unnamed unnamed)
    : options_(options),
      table_(table),
      problems_(problems),
      rows_(options.file, table, problems),
      names_(count_names(table)) {
  if (unnamed == Unnamed::from_file && options.annotator.empty()) unnamed_ = file_stem(options.file);
}

std::string_view ExportRows::annotator_of(const ExportAnswer& answer) const {
  return answer.annotator.empty() ? std::string_view(unnamed_) : answer.annotator;
}

bool ExportRows::has_room(std::string_view question) {
  const bool fits = table_.questions.size() < labels::questions_max || table_.questions.find(question);
  too_many_questions_ = too_many_questions_ || !fits;
  return !too_many_questions_;
}

void ExportRows::use_question(std::string_view name) {
  const auto code = static_cast<std::uint16_t>(table_.questions.code(name));
  if (!questions_.empty() && questions_.back() == code) return;
  if (std::find(questions_.begin(), questions_.end(), code) == questions_.end()) questions_.push_back(code);
}

void ExportRows::add(const ExportAnswer& answer, std::int64_t row) {
  if (!has_room(answer.question)) return;
  const std::int64_t before = rows_.added();
  (void)rows_.add(fields_of(answer, annotator_of(answer)), row);
  if (rows_.added() > before && questions_.size() <= questions_of_skipped_max) use_question(answer.question);
}

void ExportRows::skip(const ExportAnswer& answer, std::int64_t row) {
  if (answer.item.empty()) return list("no item: the row is left out", row);
  rows_.hold(fields_of(answer, annotator_of(answer)), row);
}

void ExportRows::add_gold(std::string_view item, std::string_view question, std::string_view label,
                          std::int64_t row) {
  if (item.empty() || !has_room(question)) return;
  if (label.empty()) return list("a trusted answer has nothing marked: no gold", row);
  const std::optional<std::string> members = may_be_label_set(label) ? label_set_from(label) : std::nullopt;
  table_.add_gold(item, question, members ? std::string_view(*members) : label);
  if (questions_.size() <= questions_of_skipped_max) use_question(question);
  ++gold_;
}

void ExportRows::add_region(const ExportAnswer& answer, labels::Shape shape, std::span<const double> geometry,
                            std::int64_t row, Trust trust) {
  if (answer.item.empty()) return list("a region of no item: left out", row);
  if (!has_room(answer.question)) return;
  const std::string_view annotator = annotator_of(answer);
  labels::Region region{.item = table_.items.code(answer.item),
                        .question = static_cast<std::uint16_t>(table_.questions.code(answer.question)),
                        .annotator = annotator.empty() ? none : table_.annotators.code(annotator),
                        .label = answer.label.empty() ? none : table_.labels.code(answer.label),
                        .is_gold = trust == Trust::gold,
                        .shape = shape};
  if (answer.is_anchored) region.state |= labels::row_anchored;
  if (answer.is_reviewed) region.state |= labels::row_reviewed;
  table_.regions.add(region, geometry);
  ++shapes_[static_cast<std::size_t>(shape)];
  if (region.label == none) return list("a region has no category: counted, and not among those marked", row);
  marked_.push_back({region.item, region.annotator, region.label, region.question, answer.is_anchored,
                     region.is_gold, row});
}

void ExportRows::add_marked_set(std::span<const Marked> marked) {
  std::vector<std::string> members;
  bool is_anchored = false;
  for (const Marked& one : marked) {
    members.emplace_back(table_.labels.name(one.label));
    is_anchored = is_anchored || one.is_anchored;
  }
  const std::string label = label_set(std::move(members));
  const Marked& first = marked.front();
  const std::string item(table_.items.name(first.item));
  const std::string question(table_.questions.name(first.question));
  if (first.is_gold) return add_gold(item, question, label, first.row);
  const std::string annotator(first.annotator == none ? "" : table_.annotators.name(first.annotator));
  add({.item = item,
       .question = question,
       .annotator = annotator,
       .label = label,
       .is_anchored = is_anchored},
      first.row);
}

void ExportRows::add_marked() {
  const auto key = [](const Marked& one) {
    return std::tuple(one.item, one.question, one.is_gold, one.annotator);
  };
  std::stable_sort(marked_.begin(), marked_.end(),
                   [&](const Marked& a, const Marked& b) { return key(a) < key(b); });
  for (std::size_t begin = 0; begin < marked_.size();) {
    std::size_t end = begin + 1;
    while (end < marked_.size() && key(marked_[end]) == key(marked_[begin])) ++end;
    add_marked_set(std::span(marked_).subspan(begin, end - begin));
    begin = end;
  }
  marked_.clear();
}

void ExportRows::add_skipped() {
  if (rows_.held() == 0) return;
  if (questions_.empty()) use_question("");
  std::span<const std::uint16_t> questions = questions_;
  if (questions.size() > questions_of_skipped_max) {
    list(fmt::format("more than {} questions: a skipped item counts as skipped in the first of them only",
                     questions_of_skipped_max),
         0);
    questions = questions.first(1);
  }
  rows_.add_held(questions);
}

std::string ExportRows::describe_regions() const {
  std::string regions;
  for (std::size_t at = 0; at < labels::shape_count; ++at) {
    if (shapes_[at] == 0) continue;
    regions += fmt::format("{}{} {}", regions.empty() ? "" : ", ", shapes_[at],
                           labels::shape_name(static_cast<labels::Shape>(at)));
  }
  if (regions.empty()) return "";
  return "; regions kept with their geometry, of which only the categories marked on an item are measured: " +
         regions;
}

std::string ExportRows::finish_regions() {
  add_marked();
  kinds_.report(options_.file, problems_);
  return describe_regions();
}

Result<ReadSummary> ExportRows::finish(const char* format, std::string understood) {
  add_marked();
  if (!too_many_questions_ && rows_.held() > 0 && questions_.empty()) has_room("");
  if (too_many_questions_) {
    return Error{ErrorCode::invalid, "more than 65,535 different questions", options_.file};
  }
  add_skipped();
  kinds_.report(options_.file, problems_);
  if (rows_.added() == 0 && gold_ == 0 && table_.regions.rows.empty()) {
    return Error{ErrorCode::invalid,
                 kinds_.empty() && left_out_.empty()
                     ? "the file has no annotations: export it with them"
                     : "no annotation can be read: " + (kinds_.empty() ? left_out_ : kinds_).first(),
                 options_.file};
  }
  understood += describe_regions();
  if (gold_ > 0) {
    understood += fmt::format("; gold found in the file and taken out of the annotations: {}", gold_);
  }
  if (!left_out_.empty()) understood += "; not counted: " + left_out_.list();
  ReadSummary summary{
      .format = format, .understood = std::move(understood), .rows = rows_.added(), .gold = gold_};
  std::vector<labels::Attribute> attributes = data_.take();
  std::string names;
  for (const labels::Attribute& attribute : attributes) names += (names.empty() ? "" : ", ") + attribute.name;
  if (!names.empty()) summary.understood += "; attributes of items: " + names;
  add_attributes(std::move(attributes), AttributeOf::item, options_.file, table_, problems_);
  report_blanks(options_.file, table_, names_, problems_);
  return summary;
}

}  // namespace assay::formats
