#include "render/json_hints.h"

namespace assay::render {
namespace {

Json pair_json(const quality::ConfusedPairRow& row) {
  Json out = {{"first", row.first},
              {"second", row.second},
              {"disagreements", row.disagreements},
              {"share", row.share},
              {"items", row.items},
              {"split_items", row.split_items},
              {"agreement", estimate_json(row.agreement)},
              {"source", quality::confusion_source_name(row.source)},
              {"people_p", row.people_p},
              {"people_differ", row.people_differ}};
  out["leaning"] = Json::array();
  for (const auto& one : row.leaning) {
    out["leaning"].push_back(
        {{"annotator", one.annotator}, {"labels", one.labels}, {"says", one.says}, {"z", one.z}});
  }
  out["examples"] = row.examples;
  return out;
}

}  // namespace

Json hints_json(const std::optional<quality::HintsSection>& section) {
  if (!section) return nullptr;
  Json out = {{"pairs", Json::array()}, {"raised", Json::array()}, {"unseen", Json::array()}};
  for (const auto& row : section->pairs) out["pairs"].push_back(pair_json(row));
  for (const auto& row : section->raised) {
    out["raised"].push_back({{"by", row.by},
                             {"kind", row.kind},
                             {"items", row.items},
                             {"annotators", row.annotators},
                             {"examples", row.examples}});
  }
  for (const auto& row : section->unseen) {
    out["unseen"].push_back({{"attribute", row.attribute},
                             {"next_is_new", estimate_json(row.next_is_new)},
                             {"kinds", row.kinds},
                             {"once", row.once},
                             {"kinds_expected", row.kinds_expected},
                             {"kinds_is_bound", row.kinds_is_bound}});
  }
  return out;
}

}  // namespace assay::render
