// Label Studio JSON: an array of tasks, each with its annotations by several people on several questions.

#include <fmt/format.h>

#include "formats/annotation_rows.h"
#include "formats/attributes.h"
#include "formats/encoding.h"
#include "formats/export_rows.h"
#include "formats/json_access.h"
#include "formats/json_elements.h"
#include "formats/json_lines.h"
#include "formats/kind_counts.h"
#include "formats/label_studio_results.h"
#include "formats/readers.h"
#include "formats/task_data.h"
#include "formats/values.h"

namespace assay::formats {
namespace {

using simdjson::SUCCESS;
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

// A task skipped whole counts once in every question, but a file of very many questions would then have more
// skipped rows than bytes.
constexpr std::size_t questions_of_skipped_max = 64;

std::size_t list_size(object from, std::string_view key) {
  array list;
  return from[key].get(list) == SUCCESS ? list.size() : 0;
}

std::string annotator_name(object annotation) {
  object person;
  if (annotation["completed_by"].get(person) != SUCCESS) return scalar_at(annotation, "completed_by");
  for (const char* key : {"email", "username", "id"}) {
    if (std::string name = scalar_at(person, key); !name.empty()) return name;
  }
  return "";
}

bool was_reviewed(object annotation) {
  std::string_view last;
  if (annotation["last_action"].get(last) == SUCCESS &&
      (last == "accepted" || last == "fixed_and_accepted")) {
    return true;
  }
  array reviews;
  if (annotation["reviews"].get(reviews) != SUCCESS) return false;
  for (const element entry : reviews) {
    object review;
    if (entry.get(review) != SUCCESS) continue;
    if (is_true(review, "accepted") || has_value(review, "fixed_annotation_history")) return true;
  }
  return false;
}

// What the annotator wrote beside the answer: the first comment on the annotation, else the first note that a
// result carries.
std::string comment_in(object annotation) {
  for (const element entry : elements_at(annotation, "comments")) {
    object comment;
    if (entry.get(comment) != SUCCESS) continue;
    if (std::string text = scalar_at(comment, "text"); !text.empty()) return text;
  }
  for (const element entry : elements_at(annotation, "result")) {
    object result, meta;
    if (entry.get(result) != SUCCESS || result["meta"].get(meta) != SUCCESS) continue;
    for (const element note : elements_at(meta, "text")) {
      if (std::string text = scalar_of(note); !text.empty()) return text;
    }
  }
  return "";
}

// What is the same for all answers of an annotation; fields() points into it.
struct AnnotationTexts {
  std::string item, annotator, time, duration, comment;
  bool is_anchored = false;
  bool is_reviewed = false;

  RoleFields fields() const {
    RoleFields by_role;
    const auto set = [&](Role role, std::string_view text) {
      by_role[static_cast<std::size_t>(role)] = text;
    };
    set(Role::item, item);
    set(Role::annotator, annotator);
    set(Role::time, time);
    set(Role::duration, duration);
    set(Role::comment, comment);
    if (is_anchored) set(Role::anchored, "yes");
    if (is_reviewed) set(Role::reviewed, "yes");
    return by_role;
  }
};

AnnotationTexts annotation_texts(const std::string& item, object annotation) {
  AnnotationTexts texts{.item = item, .annotator = annotator_name(annotation)};
  texts.time = scalar_at(annotation, "created_at");
  if (texts.time.empty()) texts.time = scalar_at(annotation, "updated_at");
  texts.duration = scalar_at(annotation, "lead_time");
  texts.is_anchored = has_value(annotation, "parent_prediction");
  texts.is_reviewed = was_reviewed(annotation);
  texts.comment = comment_in(annotation);
  return texts;
}

class TaskReader {
 public:
  TaskReader(const ReadOptions& options, labels::Table& table, Problems& problems)
      : options_(options),
        table_(table),
        problems_(problems),
        rows_(options.file, table, problems),
        regions_(options, table, problems) {}

  Result<Done> read(object task, std::int64_t number);
  Result<Done> finish();
  void list(std::string_view kind, std::int64_t number) { kinds_.add(kind, {.task = number}); }

  ReadSummary summary(const DecodedText& decoded) const;

 private:
  Result<Done> read_annotation(object annotation, const std::string& item, LabelStudioRegions& regions,
                               const TaskPlace& place);
  Result<Done> add_answers(std::vector<LabelStudioAnswer> answers, const AnnotationTexts& texts,
                           const TaskPlace& place);
  Result<Done> add_gold(std::vector<LabelStudioAnswer> answers, const std::string& item,
                        const TaskPlace& place);
  void add_regions(const std::vector<LabelStudioRegion>& regions, const AnnotationTexts& texts,
                   const TaskPlace& place, ExportRows::Trust trust);
  bool is_double(object annotation, const TaskPlace& place);
  void use_question(std::string_view name);
  Error too_many_questions() const;

  const ReadOptions& options_;
  labels::Table& table_;
  Problems& problems_;
  AnnotationRows rows_;
  ExportRows regions_;
  KindCounts kinds_;
  TaskData data_;
  labels::Dictionary annotation_ids_;
  std::vector<std::uint16_t> questions_;  // of this file, in order of first sight
  std::vector<bool> is_used_;             // by question code
  std::string about_regions_;
  std::string attributes_;  // names of the attributes found, for people
  std::int64_t tasks_ = 0;
  std::int64_t gold_ = 0;
  std::size_t predictions_ = 0;
  std::size_t drafts_ = 0;
};

Error TaskReader::too_many_questions() const {
  return {ErrorCode::invalid, "more than 65,535 different questions (from_name)", options_.file};
}

void TaskReader::use_question(std::string_view name) {
  const std::optional<std::uint32_t> code = table_.questions.find(name);
  if (!code) return;
  if (*code >= is_used_.size()) is_used_.resize(std::size_t{*code} + 1, false);
  if (!is_used_[*code]) questions_.push_back(static_cast<std::uint16_t>(*code));
  is_used_[*code] = true;
}

// Copies of an annotation keep its unique_id.
bool TaskReader::is_double(object annotation, const TaskPlace& place) {
  std::string_view id;
  if (annotation["unique_id"].get(id) != SUCCESS || id.empty()) return false;
  const std::uint32_t before = annotation_ids_.size();
  if (annotation_ids_.code(id) == before) return false;
  kinds_.add("an annotation has the unique_id of an earlier one: left out", place);
  return true;
}

Result<Done> TaskReader::add_gold(std::vector<LabelStudioAnswer> answers, const std::string& item,
                                  const TaskPlace& place) {
  for (LabelStudioAnswer& answer : answers) {
    const std::string question = answer.question;
    const std::string label = joined_label(std::move(answer.labels));
    if (label.empty()) {
      kinds_.add("a ground truth has nothing marked: no gold", place);
      continue;
    }
    if (table_.questions.size() >= labels::questions_max && !table_.questions.find(question)) {
      return too_many_questions();
    }
    const std::optional<std::string> set = label_set_from(label);
    table_.add_gold(item, question, set ? *set : label);
    use_question(question);
    ++gold_;
  }
  return Done{};
}

void TaskReader::add_regions(const std::vector<LabelStudioRegion>& regions, const AnnotationTexts& texts,
                             const TaskPlace& place, ExportRows::Trust trust) {
  for (const LabelStudioRegion& region : regions) {
    ExportAnswer answer{.item = texts.item, .question = region.question, .annotator = texts.annotator};
    answer.is_anchored = texts.is_anchored || region.is_anchored;
    answer.is_reviewed = texts.is_reviewed;
    for (const std::string& label : region.labels) {
      answer.label = label;
      regions_.add_region(answer, region.geometry.shape, region.geometry.numbers, place.task, trust);
    }
    if (region.labels.empty()) {
      regions_.add_region(answer, region.geometry.shape, region.geometry.numbers, place.task, trust);
    }
    use_question(region.question);
  }
}

Result<Done> TaskReader::add_answers(std::vector<LabelStudioAnswer> answers, const AnnotationTexts& texts,
                                     const TaskPlace& place) {
  for (LabelStudioAnswer& answer : answers) {
    RoleFields fields = texts.fields();
    if (answer.is_anchored) fields[static_cast<std::size_t>(Role::anchored)] = "yes";
    const std::string question = answer.question;
    const std::string label = joined_label(std::move(answer.labels));
    if (label.empty()) kinds_.add("an answer has nothing marked: no label, counted as skipped", place);
    fields[static_cast<std::size_t>(Role::question)] = question;
    fields[static_cast<std::size_t>(Role::label)] = label;
    if (!rows_.add(fields, place.task)) return too_many_questions();
    use_question(question);
  }
  return Done{};
}

Result<Done> TaskReader::read_annotation(object annotation, const std::string& item,
                                         LabelStudioRegions& regions, const TaskPlace& place) {
  if (is_double(annotation, place)) return Done{};
  const AnnotationTexts texts = annotation_texts(item, annotation);
  if (is_true(annotation, "was_cancelled")) {
    rows_.hold(texts.fields(), place.task);
    return Done{};
  }
  array results;
  if (annotation["result"].get(results) != SUCCESS) {
    kinds_.add("an annotation has no list of results: left out", place);
    return Done{};
  }
  const bool is_gold = is_true(annotation, "ground_truth");
  if (results.size() == 0 && !is_gold) {
    kinds_.add("an annotation was submitted with nothing marked: no label, counted as skipped", place);
    rows_.hold(texts.fields(), place.task);
    return Done{};
  }
  LabelStudioAnswers said = label_studio_answers(results, regions, place, kinds_);
  add_regions(said.regions, texts, place, is_gold ? ExportRows::Trust::gold : ExportRows::Trust::annotation);
  if (regions_.has_too_many_questions()) return too_many_questions();
  if (is_gold) return add_gold(std::move(said.answers), item, place);
  return add_answers(std::move(said.answers), texts, place);
}

Result<Done> TaskReader::read(object task, std::int64_t number) {
  ++tasks_;
  std::string item = scalar_at(task, "id");
  if (item.empty()) {
    list("a task has no id: it is named by its place in the file, such as \"task 1\"", number);
    item = fmt::format("task {}", number);
  }
  const std::uint32_t code = table_.items.code(item);
  object data;
  if (task["data"].get(data) == SUCCESS) data_.add(code, data);
  predictions_ += list_size(task, "predictions");
  drafts_ += list_size(task, "drafts");
  array annotations;
  if (task["annotations"].get(annotations) != SUCCESS && task["completions"].get(annotations) != SUCCESS) {
    if (has_value(task, "annotations")) list("the annotations of a task are no list: left out", number);
    return Done{};
  }
  LabelStudioRegions regions(object_at(task, "data"));
  TaskPlace place{.task = number, .annotation = 0};
  for (const element entry : annotations) {
    object annotation;
    if (entry.get(annotation) != SUCCESS) {
      kinds_.add("an annotation is no object: left out", place);
    } else if (auto done = read_annotation(annotation, item, regions, place); !done.ok()) {
      return done;
    }
    ++place.annotation;
  }
  return Done{};
}

Result<Done> TaskReader::finish() {
  if (rows_.held() > 0 && questions_.empty()) {
    if (table_.questions.size() >= labels::questions_max) return too_many_questions();
    questions_.push_back(static_cast<std::uint16_t>(table_.questions.code("")));
  }
  std::span<const std::uint16_t> questions = questions_;
  if (rows_.held() > 0 && questions.size() > questions_of_skipped_max) {
    kinds_.add(
        fmt::format("more than {} questions: a skipped task counts as skipped in the first of them only",
                    questions_of_skipped_max),
        {});
    questions = questions.first(1);
  }
  rows_.add_held(questions);
  about_regions_ = regions_.finish_regions();
  if (regions_.has_too_many_questions()) return too_many_questions();
  kinds_.report(options_.file, problems_);
  gold_ += regions_.gold();
  if (rows_.added() + regions_.added() == 0 && gold_ == 0 && about_regions_.empty()) {
    return Error{ErrorCode::invalid,
                 tasks_ == 0      ? "no task can be read"
                 : kinds_.empty() ? "the tasks have no annotations: export them with their annotations"
                                  : "no annotation can be read: " + kinds_.first(),
                 options_.file};
  }
  std::vector<labels::Attribute> attributes = data_.take();
  for (const labels::Attribute& attribute : attributes) {
    attributes_ += (attributes_.empty() ? "" : ", ") + attribute.name;
  }
  add_attributes(std::move(attributes), AttributeOf::item, options_.file, table_, problems_);
  return Done{};
}

ReadSummary TaskReader::summary(const DecodedText& decoded) const {
  ReadSummary summary{.format = "label_studio", .rows = rows_.added() + regions_.added(), .gold = gold_};
  summary.understood = fmt::format(
      "JSON, {}: {} tasks; item=id, annotator=completed_by, question=from_name, time=created_at, "
      "duration=lead_time",
      decoded.encoding, tasks_);
  if (!attributes_.empty()) summary.understood += "; attributes from data: " + attributes_;
  summary.understood += about_regions_;
  if (gold_ > 0) summary.understood += fmt::format("; gold from ground_truth: {}", gold_);
  if (predictions_ + drafts_ > 0) {
    summary.understood += fmt::format("; not counted: {} predictions, {} drafts", predictions_, drafts_);
  }
  return summary;
}

Result<Done> read_tasks(const DecodedText& decoded, const ReadOptions& options, TaskReader& reader) {
  JsonElements elements(decoded.text, options.file);
  JsonParser parser;
  JsonElement cut;
  for (;;) {
    const Result<bool> more = elements.next(cut);
    if (!more.ok()) return more.error();
    if (!more.value()) return reader.finish();
    if (static_cast<std::int64_t>(cut.text.size()) > options.line_bytes_max) {
      reader.list(fmt::format("a task is longer than {} bytes: left out", options.line_bytes_max),
                  cut.number);
      continue;
    }
    element parsed;
    std::string why;
    object task;
    if (!parser.parse(cut.text, parsed, why)) {
      return Error{ErrorCode::invalid, fmt::format("task {} is no JSON: {}", cut.number, why),
                   fmt::format("{}, line {}, byte {}", options.file, cut.line, cut.byte)};
    }
    if (parser.had_nul()) reader.list("NUL characters are read as \xEF\xBF\xBD", cut.number);
    if (parsed.get(task) != SUCCESS) {
      reader.list("what should be a task is no object: left out", cut.number);
    } else if (auto done = reader.read(task, cut.number); !done.ok()) {
      return done;
    }
  }
}

}  // namespace

Result<ReadSummary> read_label_studio(std::string_view bytes, const ReadOptions& options,
                                      labels::Table& table, Problems& problems) {
  DecodedText decoded;
  if (auto done = decode_text(bytes, options.file, decoded); !done.ok()) return done.error();
  const NameCounts names = count_names(table);
  TaskReader reader(options, table, problems);
  if (auto done = read_tasks(decoded, options, reader); !done.ok()) return done.error();
  report_blanks(options.file, table, names, problems);
  return reader.summary(decoded);
}

}  // namespace assay::formats
