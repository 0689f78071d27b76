#pragma once
// Items as people look at them: a page of those that match, and one with everything that was said of it.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "domain/item.h"
#include "store/annotation.h"
#include "store/item.h"

namespace assay::app {

struct ItemFilter {
  std::string question;    // of the next three; empty: the first
  std::string label;       // somebody said it
  std::string annotator;   // they judged it
  std::string gold_label;  // the trusted label
  std::optional<bool> disagreement;
  std::map<std::string, std::string> attributes;
  std::string name_contains;
  std::string order = "key";  // key, disagreement, errors
  std::int64_t after = 0;     // the cursor: rows before it were on earlier pages
  std::int64_t limit = 100;   // at most 1000
};

struct ItemRow {
  domain::Item item;
  std::map<std::string, std::map<std::string, std::int64_t>> answers;  // question -> label -> annotators
  std::map<std::string, std::string> gold;                             // question -> label
  std::optional<double> disagreement;  // share of disagreeing pairs; absent: fewer than two answers
};

struct ItemPage {
  std::vector<ItemRow> items;
  std::int64_t next = 0;  // the cursor of the next page; 0: this was the last
};

Result<ItemPage> items(Context& context, const Caller& caller, domain::ProjectId project,
                       const ItemFilter& filter);

struct NamedAnnotation {
  store::AnnotationRow row;
  std::string question, annotator, label, guideline_version, batch, provider;
  bool in_force = false;
};
struct NamedGold {
  store::GoldRow row;
  std::string question, label;
};
struct NamedRegion {
  store::RegionRow row;
  std::string question, annotator, label;
};
struct ItemView {
  ItemRow row;
  std::vector<NamedAnnotation> annotations;
  std::vector<NamedGold> gold;
  std::vector<NamedRegion> regions;
};
// By its id, or as "key:NAME" by the name its importer gave it.
Result<ItemView> item(Context& context, const Caller& caller, domain::ProjectId project,
                      std::string_view asked);

}  // namespace assay::app
