#include "render/json_sections.h"

#include <cmath>

#include "base/check.h"
#include "render/json_hints.h"
#include "render/json_people.h"

namespace assay::render {

using namespace quality;  // NOLINT: this file is nothing but these values, one after another

namespace {

// NaN and infinity have no place in a document: a value that is not finite is our own mistake.
Json number(double value) {
  ASSAY_CHECK(std::isfinite(value), "numbers in a document are finite");
  return value;
}

Json number(const std::optional<double>& value) { return value ? number(*value) : Json(nullptr); }
Json text(const std::optional<std::string>& value) { return value ? Json(*value) : Json(nullptr); }

void put_estimate(Json& row, const Estimate& estimate) {
  row["value"] = number(estimate.value);
  row["lower"] = estimate.interval ? number(estimate.interval->lower) : Json(nullptr);
  row["upper"] = estimate.interval ? number(estimate.interval->upper) : Json(nullptr);
  row["level"] = estimate.interval ? number(estimate.interval->level) : Json(nullptr);
  row["n"] = estimate.n;
  row["method"] = estimate.interval ? estimate.interval->method : estimate.method;
  row["status"] = status_name(estimate.status);
  row["standard_error"] = number(estimate.standard_error);
  row["n_needed"] = estimate.n_needed;
  row["note"] = estimate.note;
}

Json agreement(const QuestionInspection& q, const std::vector<quality::AgreementRow>& from) {
  Json rows = Json::array();
  for (const auto& row : from) {
    Json out = {{"question", q.question}, {"metric", row.metric}, {"weights", row.weights}};
    put_estimate(out, row.estimate);
    rows.push_back(out);
  }
  return rows;
}

Json agreement_by(const QuestionInspection& q) {
  Json all = Json::object();
  for (const auto& [attribute, slices] : q.agreement_by) {
    Json rows = Json::array();
    for (const auto& slice : slices) {
      Json row = {{"question", q.question}, {"attribute", attribute},           {"slice", slice.slice},
                  {"items", slice.items},   {"annotations", slice.annotations}, {"metric", slice.metric}};
      put_estimate(row, slice.estimate);
      row["shrunk"] = estimate_json(slice.shrunk);
      row["p"] = number(slice.p);
      row["p_adjusted"] = number(slice.p_adjusted);
      row["worse"] = slice.worse;
      rows.push_back(row);
    }
    all[attribute] = rows;
  }
  return all;
}

Json disagreement(const QuestionInspection& q) {
  Json rows = Json::array();
  for (const auto& band : q.disagreement) {
    rows.push_back(
        {{"question", q.question}, {"lower", band.lower}, {"upper", band.upper}, {"items", band.items}});
  }
  return rows;
}

Json categories(const QuestionInspection& q) {
  Json rows = Json::array();
  for (const auto& row : q.category_rows) {
    rows.push_back({{"question", q.question},
                    {"category", row.category},
                    {"labels", row.labels},
                    {"items", row.items},
                    {"share", number(row.share)},
                    {"specific_agreement", estimate_json(row.specific_agreement)},
                    {"alpha", estimate_json(row.alpha)},
                    {"precision", estimate_json(row.precision)},
                    {"recall", estimate_json(row.recall)},
                    {"error", estimate_json(row.error)},
                    {"error_shrunk", estimate_json(row.error_shrunk)},
                    {"against", row.against}});
  }
  return rows;
}

Json pair_json(const ConfusionPair& pair) {
  return {{"from", pair.from},
          {"to", pair.to},
          {"count", number(pair.count)},
          {"share", estimate_json(pair.share)}};
}

Json confusion_json(const std::optional<ConfusionPair>& pair) {
  if (!pair) return nullptr;
  return {{"from", pair->from}, {"to", pair->to}, {"count", number(pair->count)}};
}

Json accuracy(const QuestionInspection& q) {
  if (!q.accuracy) return nullptr;
  const AccuracySection& section = *q.accuracy;
  Json out = {{"question", q.question}, {"subject", section.subject}, {"against", section.against}};
  out["overall"] = estimate_json(section.overall);
  out["by_category"] = Json::array();
  for (const auto& row : section.by_category) {
    out["by_category"].push_back({{"category", row.category},
                                  {"n", number(row.n)},
                                  {"precision", estimate_json(row.precision)},
                                  {"recall", estimate_json(row.recall)},
                                  {"error", estimate_json(row.error)}});
  }
  out["confusion"] = {{"categories", section.categories}, {"counts", section.counts}};
  out["pairs"] = Json::array();
  for (const auto& pair : section.pairs) out["pairs"].push_back(pair_json(pair));
  return out;
}

Json check_json(const std::optional<PredictiveCheck>& check) {
  if (!check) return nullptr;
  return {{"p_unanimous", number(check->p_unanimous)},
          {"p_split", number(check->p_split)},
          {"overconfident", check->overconfident},
          {"temperature", number(check->temperature)}};
}

Json consensus(const QuestionInspection& q) {
  Json rows = Json::array();
  for (const auto& row : q.consensus) {
    rows.push_back({{"question", q.question},
                    {"model", row.model},
                    {"default", row.is_default},
                    {"accuracy", estimate_json(row.accuracy)},
                    {"items", row.items},
                    {"ties", row.ties},
                    {"differs_from_majority", row.differs_from_majority},
                    {"mean_confidence", number(row.mean_confidence)},
                    {"status", status_name(row.status)},
                    {"note", row.note},
                    {"predictive_check", check_json(row.check)}});
  }
  return rows;
}

Json annotators(const QuestionInspection& q) {
  Json rows = Json::array();
  for (const auto& row : q.annotators) {
    rows.push_back({{"question", q.question},
                    {"annotator", row.annotator},
                    {"annotations", row.annotations},
                    {"items", row.items},
                    {"accuracy", estimate_json(row.accuracy)},
                    {"ability", estimate_json(row.ability)},
                    {"agreement", estimate_json(row.agreement)},
                    {"expected_agreement", number(row.expected_agreement)},
                    {"median_duration_s", number(row.median_duration_s)},
                    {"largest_confusion", confusion_json(row.largest_confusion)},
                    {"attributes", row.attributes},
                    {"status", status_name(row.status)},
                    {"note", row.note}});
  }
  return rows;
}

Json matrix(const std::vector<std::vector<std::optional<double>>>& cells) {
  Json out = Json::array();
  for (const auto& row : cells) {
    Json line = Json::array();
    for (const auto& cell : row) line.push_back(number(cell));
    out.push_back(line);
  }
  return out;
}

Json pairs(const QuestionInspection& q) {
  if (!q.pairs) return nullptr;
  return {{"question", q.question},
          {"annotators", q.pairs->annotators},
          {"n", q.pairs->n},
          {"agreement", matrix(q.pairs->agreement)},
          {"kappa", matrix(q.pairs->kappa)}};
}

Json error_slice(const QuestionInspection& q, const ErrorSlice& slice) {
  Json predicates = Json::array();
  for (const auto& predicate : slice.predicates) {
    predicates.push_back({{"attribute", predicate.attribute}, {"value", predicate.value}});
  }
  Json people = Json::array();
  for (const auto& person : slice.annotators) {
    people.push_back({{"annotator", person.annotator}, {"n", person.n}, {"errors", person.errors}});
  }
  return {{"question", q.question},
          {"subject", slice.subject},
          {"within", text(slice.within)},
          {"predicates", predicates},
          {"text", slice.text},
          {"n", slice.n},
          {"errors", slice.errors},
          {"rate", estimate_json(slice.rate)},
          {"rest_rate", estimate_json(slice.rest_rate)},
          {"lift", estimate_json(slice.lift)},
          {"excess_errors", number(slice.excess_errors)},
          {"share_of_errors", number(slice.share_of_errors)},
          {"score", number(slice.score)},
          {"p_adjusted", number(slice.p_adjusted)},
          {"significant", slice.significant},
          {"confirmed_p", number(slice.confirmed_p)},
          {"confirm_note", slice.confirm_note},
          {"largest_confusion", confusion_json(slice.largest_confusion)},
          {"annotators", people},
          {"one_annotator_explains", text(slice.one_annotator_explains)},
          {"examples", slice.examples},
          {"advice", slice.advice}};
}

Json gold(const QuestionInspection& q) {
  if (!q.gold) return nullptr;
  Json contradicted = Json::array();
  for (const auto& item : q.gold->contradicted) {
    contradicted.push_back({{"item", item.item},
                            {"gold", item.gold},
                            {"consensus", item.consensus},
                            {"posterior_gold", number(item.posterior_gold)},
                            {"votes_for_gold", item.votes_for_gold},
                            {"votes_against", item.votes_against},
                            {"annotators", item.annotators},
                            {"mean_ability", number(item.mean_ability)}});
  }
  return {{"question", q.question},
          {"items", q.gold->items},
          {"labelled_items", q.gold->labelled_items},
          {"categories", q.gold->categories},
          {"contradicted", contradicted},
          {"suspect_count", q.gold->suspect_count},
          {"note", q.gold->note}};
}

Json label_errors(const QuestionInspection& q) {
  Json rows = Json::array();
  for (const auto& row : q.label_errors) {
    Json votes = Json::array();
    for (const auto& [category, count] : row.votes)
      votes.push_back({{"category", category}, {"count", count}});
    rows.push_back({{"question", q.question},
                    {"item", row.item},
                    {"gold_or_majority", row.held},
                    {"suggested", row.suggested},
                    {"probability", number(row.probability)},
                    {"votes", votes}});
  }
  return rows;
}

Json sources(const QuestionInspection& q) {
  Json rows = Json::array();
  for (const auto& row : q.sources) {
    Json out = {
        {"question", q.question}, {"source", row.source}, {"basis", row.basis}, {"family", row.family}};
    put_estimate(out, row.share);
    rows.push_back(out);
  }
  return rows;
}

Json repeats(const QuestionInspection& q) {
  Json rows = Json::array();
  for (const auto& row : q.repeats) {
    Json out = {{"question", q.question}, {"annotator", row.annotator}};
    put_estimate(out, row.consistency);
    rows.push_back(out);
  }
  return rows;
}

Json plural_answers(const QuestionInspection& q) {
  if (!q.plural) return nullptr;
  Json out = {{"items", q.plural->items},
              {"mean_largest_share", number(q.plural->mean_largest_share)},
              {"mean_entropy", number(q.plural->mean_entropy)}};
  out["different_categories"] = Json::array();
  for (const auto& [different, items] : q.plural->different)
    out["different_categories"].push_back({{"categories", different}, {"items", items}});
  out["groups"] = Json::array();
  for (const auto& group : q.plural->groups) {
    Json row = {{"attribute", group.attribute}, {"group", group.group}, {"annotators", group.annotators}};
    put_estimate(row, group.within);
    out["groups"].push_back(row);
  }
  return out;
}

}  // namespace

Json estimate_json(const Estimate& estimate) {
  Json row;
  put_estimate(row, estimate);
  return row;
}

Json files_json(const std::vector<quality::FileNote>& files) {
  Json out = Json::array();
  for (const auto& file : files) {
    Json row = {{"role", file.role},
                {"name", file.name},
                {"format", file.format},
                {"rows", file.rows},
                {"understood", file.understood}};
    row["sha256"] = file.sha256.empty() ? Json(nullptr) : Json(file.sha256);
    out.push_back(row);
  }
  return out;
}

Json data_section(const QuestionInspection& q) {
  Json histogram = Json::array();
  for (const auto& [labels_on_item, items] : q.data.labels_per_item.histogram) {
    histogram.push_back({{"labels", labels_on_item}, {"items", items}});
  }
  Json versions = Json::array();
  for (const PooledVersion& each : q.schema_versions) {
    versions.push_back({{"version", each.version}, {"annotations", each.annotations}});
  }
  const auto& per_item = q.data.labels_per_item;
  return {{"question", q.question},
          {"kind", labels::kind_name(q.kind)},
          {"kind_reason", q.kind_reason},
          {"items", q.counts.items},
          {"annotators", q.counts.annotators},
          {"annotations", q.counts.annotations},
          {"rows", q.counts.rows},
          {"categories", q.categories},
          {"category_counts", q.data.category_counts},
          {"labels_per_item",
           {{"min", per_item.min},
            {"median", number(per_item.median)},
            {"mean", number(per_item.mean)},
            {"max", per_item.max},
            {"histogram", histogram}}},
          {"repeated", q.counts.repeated},
          {"repeated_differ", q.counts.repeated_differ},
          {"skipped", q.counts.skipped},
          {"anchored", q.counts.anchored},
          {"unknown_annotator", q.counts.unknown_annotator},
          {"items_without_annotations", q.counts.items_without_annotations},
          {"gold_items", q.counts.gold_items},
          {"gold_conflicts", q.counts.gold_conflicts},
          {"gold_only_categories", q.gold_only_categories},
          {"schema_versions", std::move(versions)},
          {"unmapped", q.unmapped}};
}

Json question_section(const QuestionInspection& q) {
  Json out = {{"question", q.question}, {"kind", labels::kind_name(q.kind)}, {"data", data_section(q)}};
  out["agreement"] = agreement(q, q.agreement);
  out["agreement_unanchored"] = agreement(q, q.agreement_unanchored);
  out["agreement_by"] = agreement_by(q);
  out["disagreement"] = disagreement(q);
  out["sources"] = sources(q);
  out["repeats"] = repeats(q);
  out["plural"] = plural_answers(q);
  out["categories"] = categories(q);
  out["accuracy"] = accuracy(q);
  out["consensus"] = consensus(q);
  out["annotators"] = annotators(q);
  out["pairs"] = pairs(q);
  out["error_slices"] = Json::array();
  for (const auto& slice : q.error_slices) out["error_slices"].push_back(error_slice(q, slice));
  out["error_slices_note"] = q.error_slices_note;
  out["gold"] = gold(q);
  out["label_errors"] = label_errors(q);
  out["hints"] = hints_json(q.hints);
  out["people"] = people_json(q.people);
  out["warnings"] = Json::array();
  for (const auto& row : q.warnings) {
    out["warnings"].push_back({{"question", q.question}, {"code", row.code}, {"text", row.text}});
  }
  out["next"] = Json::array();
  for (const auto& row : q.next) {
    out["next"].push_back({{"question", q.question}, {"text", row.text}, {"evidence", row.evidence}});
  }
  return out;
}

}  // namespace assay::render
