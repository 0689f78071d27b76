#pragma once
// Items as people look at them: a page of those that match, and one with everything that was said of it.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/item_images.h"
#include "domain/item.h"
#include "store/annotation.h"
#include "store/item.h"

namespace assay::app {

struct ItemFilter {
  // Label, annotator, batch and times are of one annotation in force, on one question with gold_label and
  // disagreement. Empty: not asked.
  std::string question, label, annotator;
  std::string gold_label;  // the trusted label
  std::optional<bool> disagreement;
  std::map<std::string, std::string> attributes;
  std::string batch;                               // of an annotation
  std::optional<std::int64_t> since_us, until_us;  // an annotation was submitted from, and before
  std::string search;                              // part of the key or the content, whatever its case
  std::string order = "key";                       // key (as they came), disagreement, errors
  std::string cursor;                              // next of the page before; empty: the first page
  std::int64_t limit = 100;                        // at most 1000
};

struct ItemRow {
  domain::Item item;
  std::map<std::string, std::map<std::string, std::int64_t>> answers;  // question -> label -> annotators
  std::map<std::string, std::string> gold;                             // question -> label
  std::optional<double> disagreement;  // share of disagreeing pairs; absent: fewer than two answers
};

struct ItemPage {
  std::vector<ItemRow> items;
  // The cursor of the next page; empty: this was the last. What a page may look at is bounded: with a filter
  // that little fits, or a search, a page may come short, even empty, and go on there.
  std::string next;
  std::int64_t searched = 0;  // items whose content was read for the search
};

Result<ItemPage> items(Context& context, const Caller& caller, domain::ProjectId project,
                       const ItemFilter& filter);

struct NamedAnnotation {
  store::AnnotationRow row;
  std::string question, annotator, label, guideline_version, batch, provider;
  bool in_force = false;
  bool applies = true;  // false: in force, and set aside because its question did not apply to its annotator
};
struct NamedGold {
  store::GoldRow row;
  std::string item, question, label;
  bool in_force = false;  // active, and nothing has replaced it
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
  std::optional<ImageView> image;  // of an image
};
// By its id, or as "key:NAME" by the name its importer gave it.
Result<ItemView> item(Context& context, const Caller& caller, domain::ProjectId project,
                      std::string_view asked);

}  // namespace assay::app
