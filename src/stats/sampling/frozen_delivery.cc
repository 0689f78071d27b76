#include "stats/sampling/frozen_delivery.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/canonical_json.h"
#include "base/check.h"
#include "base/merkle.h"
#include "base/text.h"
#include "stats/sampling/draw_seed.h"

namespace assay::stats {
namespace {

Error about_item(const FrozenLeaf& leaf, const char* message) {
  return Error{ErrorCode::invalid, message, shorten(leaf.item, 60)};
}

template <class Value, class Text>
CanonicalJson text_or_null(const std::optional<Value>& value, Text text) {
  return value ? CanonicalJson(text(*value)) : CanonicalJson();
}

std::string digest_text(const Digest& digest) { return hex(digest); }
std::string same_text(const std::string& text) { return text; }

Result<std::string> leaf_bytes(const FrozenLeaf& leaf, std::size_t position) {
  return canonical_bytes(CanonicalJson::Object{{"annotation", text_or_null(leaf.annotation, same_text)},
                                               {"commit", text_or_null(leaf.commit, digest_text)},
                                               {"guideline", text_or_null(leaf.guideline, digest_text)},
                                               {"item", leaf.item},
                                               {"item_sha256", hex(leaf.item_sha256)},
                                               {"position", position},
                                               {"stratum", text_or_null(leaf.stratum, same_text)}});
}

Result<Done> check_leaf(const FrozenLeaf& leaf) {
  if (const auto checked = check_item_id(leaf.item); !checked.ok()) return checked.error();
  if (leaf.annotation && !check_item_id(*leaf.annotation).ok()) {
    return about_item(leaf, "the id of an annotation is UTF-8 of 1 to 255 bytes");
  }
  if (leaf.annotation.has_value() != leaf.commit.has_value()) {
    return about_item(leaf, "an annotation comes with its commitment, and neither without the other");
  }
  return Done{};
}

// Two neighbours of the order.
Result<Done> check_pair(const FrozenLeaf& before, const FrozenLeaf& leaf) {
  if (before.item != leaf.item) return Done{};
  if (before.annotation == leaf.annotation) return about_item(leaf, "the same annotation stands there twice");
  if (!before.annotation)
    return about_item(leaf, "the item is listed both as delivered and as not delivered");
  if (before.item_sha256 != leaf.item_sha256 || before.stratum != leaf.stratum) {
    return about_item(leaf, "the item has two contents or two strata");
  }
  return Done{};
}

void add_to_unit(const FrozenLeaf& leaf, std::size_t position, std::vector<FrozenUnit>& units) {
  if (units.empty() || units.back().item != leaf.item) {
    units.push_back({leaf.item, leaf.stratum, position, 0, leaf.annotation.has_value()});
  }
  ++units.back().leaves;
}

// Of leaves in order.
Result<FrozenDelivery> delivery_of(const std::vector<FrozenLeaf>& leaves) {
  FrozenDelivery delivery;
  MerkleFrontier tree;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (const auto checked = check_leaf(leaves[i]); !checked.ok()) return checked.error();
    if (i > 0) {
      if (const auto checked = check_pair(leaves[i - 1], leaves[i]); !checked.ok()) return checked.error();
    }
    Result<std::string> bytes = leaf_bytes(leaves[i], i);
    if (!bytes.ok()) return about_item(leaves[i], bytes.error().message.c_str());
    tree.append(leaf_hash(bytes.value()));
    delivery.leaves.push_back(std::move(bytes).value());
    add_to_unit(leaves[i], i, delivery.units);
  }
  delivery.root = tree.root();
  return delivery;
}

std::optional<Digest> digest_field(const CanonicalJson& leaf, const char* name) {
  const CanonicalJson* field = leaf.field(name);
  return field == nullptr || field->text() == nullptr ? std::nullopt : digest_from_hex(*field->text());
}

std::optional<std::string> text_field(const CanonicalJson& leaf, const char* name) {
  const CanonicalJson* field = leaf.field(name);
  return field == nullptr || field->text() == nullptr ? std::nullopt : std::optional(*field->text());
}

// What cannot be read is left empty; comparing the bytes afterwards finds it.
FrozenLeaf leaf_of(const CanonicalJson& json) {
  return {text_field(json, "item").value_or(""), digest_field(json, "item_sha256").value_or(Digest{}),
          text_field(json, "annotation"),        digest_field(json, "commit"),
          digest_field(json, "guideline"),       text_field(json, "stratum")};
}

Error about_leaf(std::size_t i, std::string message) {
  return Error{ErrorCode::invalid, std::move(message), fmt::format("leaf {}", i)};
}

template <class Leaf>
Digest root_over_units(const FrozenDelivery& delivery, Leaf leaf) {
  MerkleFrontier tree;
  for (std::size_t i = 0; i < delivery.units.size(); ++i) {
    CanonicalJson::Object object = leaf(i);
    object["position"] = delivery.units[i].position;
    const Result<std::string> bytes = canonical_bytes(object);
    ASSAY_CHECK(bytes.ok(), "a weight or probability that was checked can be written");
    tree.append(leaf_hash(bytes.value()));
  }
  return tree.root();
}

}  // namespace

Result<FrozenDelivery> freeze_delivery(std::vector<FrozenLeaf> leaves) {
  std::sort(leaves.begin(), leaves.end(), [](const FrozenLeaf& a, const FrozenLeaf& b) {
    return std::tie(a.item, a.annotation) < std::tie(b.item, b.annotation);
  });
  return delivery_of(leaves);
}

Result<FrozenDelivery> read_frozen_delivery(const std::vector<std::string_view>& leaves) {
  std::vector<FrozenLeaf> read;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const Result<CanonicalJson> json = parse_canonical(leaves[i]);
    if (!json.ok()) return about_leaf(i, error_text(json.error()));
    read.push_back(leaf_of(json.value()));
    const FrozenLeaf& leaf = read.back();
    if (i > 0 && std::tie(read[i - 1].item, read[i - 1].annotation) > std::tie(leaf.item, leaf.annotation)) {
      return about_leaf(i, "the leaves are not in ascending order of item and annotation");
    }
    const Result<std::string> bytes = leaf_bytes(leaf, i);
    if (!bytes.ok() || bytes.value() != leaves[i]) {
      return about_leaf(i, "this is not a leaf of a frozen delivery, or its position is not its place");
    }
  }
  return delivery_of(read);
}

Digest weights_root(const FrozenDelivery& delivery, const std::vector<std::uint64_t>& weights) {
  ASSAY_CHECK(weights.size() == delivery.units.size(), "every unit has a weight");
  return root_over_units(delivery, [&](std::size_t i) { return CanonicalJson::Object{{"w", weights[i]}}; });
}

Digest probabilities_root(const FrozenDelivery& delivery, const std::vector<std::string>& pi) {
  ASSAY_CHECK(pi.size() == delivery.units.size(), "every unit has a probability");
  return root_over_units(delivery, [&](std::size_t i) { return CanonicalJson::Object{{"pi", pi[i]}}; });
}

}  // namespace assay::stats
