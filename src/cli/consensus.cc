#include "stats/consensus/consensus.h"

#include <fmt/format.h>

#include "base/csv.h"
#include "base/parallel.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/delivery.h"
#include "cli/progress.h"
#include "quality/annotator_confusion.h"
#include "quality/fitted_question.h"
#include "quality/inspect.h"
#include "quality/workspace.h"

namespace assay::cli {
namespace {

struct ConsensusArguments {
  DeliveryOptions delivery;
  KindOptions kind;
  std::string question, model = "auto", output, annotators;
  std::uint64_t threads = 0, seed = 1;
};

std::string model_names() {
  std::vector<std::string> names;
  for (const auto& model : stats::consensus_registry()) names.emplace_back(model.name);
  for (const auto& model : stats::published_models()) names.emplace_back(model.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

void declare(Arguments& arguments, ConsensusArguments& a) {
  arguments.positional("LABELS", a.delivery.labels, "files of annotations; several are one delivery");
  arguments.text("-o,--output", "F", a.output, "item,label,confidence as CSV; - prints it",
                 Arguments::Need::required);
  arguments.text("--model", "M", a.model, model_names() + "; default auto");
  arguments.text("--annotators", "F", a.annotators, "each annotator's confusion matrix by the model, as CSV");
  arguments.text("--gold", "F", a.delivery.gold, "trusted labels: the model holds them fixed");
  arguments.text("--question", "Q", a.question, "this question only");
  declare_kind(arguments, a.kind);
  declare_reading(arguments, a.delivery);
  arguments.count("--seed", "N", a.seed, "of the models with a random start: mace, kos");
  arguments.count("--threads", "N", a.threads, "0 = all; results have the same bits for any number");
}

struct Output {
  std::string labels, confusion;
  std::int64_t labelled = 0, ties = 0;
  std::vector<std::string> notes;
};

enum class QuestionColumn { absent, present };

void append_labels(const labels::Table& table, const quality::FittedQuestion& fitted, Output& out,
                   QuestionColumn column) {
  const labels::QuestionTable& question = fitted.question;
  const stats::Choice& choice = fitted.choice;
  for (const std::uint32_t item : quality::items_by_name(table)) {
    const std::uint32_t label = choice.label[item];
    if (label == stats::no_category) continue;
    if (column == QuestionColumn::present) {
      append_csv_text(out.labels, question.question);
      out.labels.push_back(',');
    }
    append_csv_text(out.labels, table.items.name(item));
    out.labels.push_back(',');
    append_csv_text(out.labels, question.categories[label]);
    out.labels += "," + decimals(static_cast<double>(choice.confidence[item]), 6);
    if (!fitted.fit.difficulty.empty()) out.labels += "," + decimals(fitted.fit.difficulty[item], 6);
    out.labels.push_back('\n');
    ++out.labelled;
  }
}

void append_confusion(const labels::Table& table, const quality::FittedQuestion& fitted, Output& out) {
  const labels::QuestionTable& question = fitted.question;
  for (const auto& cell : quality::annotator_confusion(table, quality::view_of(question), fitted.fit)) {
    append_csv_text(out.confusion, question.question);
    out.confusion.push_back(',');
    append_csv_text(out.confusion, table.annotators.name(cell.annotator));
    out.confusion.push_back(',');
    append_csv_text(out.confusion, question.categories[cell.truth]);
    out.confusion.push_back(',');
    append_csv_text(out.confusion, question.categories[cell.given]);
    out.confusion += fmt::format(",{},{}\n", decimals(cell.count, 6), decimals(cell.share, 6));
  }
}

Result<Output> consensus_of(const ConsensusArguments& a, const labels::Table& table,
                            const labels::QuestionOptions& options, ProgressLine& progress) {
  const auto questions = quality::chosen_questions(table, a.question);
  if (!questions.ok()) return questions.error();
  const auto column = questions.value().size() > 1 ? QuestionColumn::present : QuestionColumn::absent;
  Output out;
  out.labels = column == QuestionColumn::present ? "question,item,label,confidence" : "item,label,confidence";
  out.labels += a.model == "glad" ? ",difficulty\n" : "\n";
  out.confusion = "question,annotator,truth,given,count,share\n";
  for (const std::uint16_t code : questions.value()) {
    progress.step("consensus");
    const auto fitted =
        quality::fit_question(table, code, options, *quality::consensus_model(a.model), a.seed);
    if (!fitted.ok()) return fitted.error();
    append_labels(table, fitted.value(), out, column);
    if (!a.annotators.empty()) append_confusion(table, fitted.value(), out);
    out.ties += fitted.value().choice.ties;
    if (!fitted.value().fit.note.empty()) out.notes.push_back(fitted.value().fit.note);
  }
  return out;
}

Result<int> consensus_and_write(const ConsensusArguments& a, Console& console) {
  if (quality::consensus_model(a.model) == nullptr) {
    return Error{ErrorCode::invalid,
                 fmt::format("there is no model \"{}\"; the models are {}", a.model, model_names()),
                 "--model"};
  }
  const auto options = question_options(a.kind);
  if (!options.ok()) return options.error();
  set_thread_count(a.threads);
  ProgressLine progress(console);
  const Result<Delivery> delivery = read_delivery(a.delivery, progress);
  if (!delivery.ok()) return delivery.error();
  const Result<Output> out = consensus_of(a, delivery.value().table, options.value(), progress);
  if (!out.ok()) return out.error();
  progress.clear();
  if (auto done = write_text(a.output, out.value().labels, console); !done.ok()) return done.error();
  if (!a.annotators.empty()) {
    if (auto done = write_text(a.annotators, out.value().confusion, console); !done.ok()) return done.error();
  }
  if (a.output != "-") {
    console.out << fmt::format("{} labels by {}, {} of them ties: {}\n", grouped(out.value().labelled),
                               a.model, grouped(out.value().ties), printable(a.output));
  }
  for (const std::string& note : out.value().notes) console.err << "assay: " << printable(note) << "\n";
  report_problems(delivery.value().problems, console);
  return exit_done;
}

}  // namespace

int consensus(Words words, Console& console) {
  ConsensusArguments a;
  Arguments arguments("consensus",
                      "One label per item, computed from all its annotations, with its confidence.",
                      "assay consensus labels.csv -o consensus.csv");
  declare(arguments, a);
  return run_command(arguments, words, console, [&] { return consensus_and_write(a, console); });
}

}  // namespace assay::cli
