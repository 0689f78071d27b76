#pragma once
// The tally: the histogram of patterns of one question, overall and per slice. A pattern is how many
// annotators chose each category on an item. Tallies add exactly, so that files, shards and batches merge to
// the bit, and its size does not grow with the items once patterns are few. It also keeps the stable hash of
// every item, to refuse a merge that would count an item twice.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "labels/question.h"

namespace assay::labels {

// Patterns in canonical order (by their cells), so that equal data have equal bytes.
struct PatternCounts {
  std::vector<std::uint64_t> pattern_begin{0};  // pattern count + 1
  std::vector<std::uint32_t> category;          // one per cell, ascending inside a pattern
  std::vector<std::uint32_t> count;             // one per cell
  std::vector<std::int64_t> item_count;         // one per pattern

  std::size_t size() const { return item_count.size(); }
};

struct TallySlice {
  std::string attribute;
  std::string value;
  PatternCounts patterns;
};

struct Tally {
  std::string question;
  Kind kind = Kind::nominal;
  std::vector<std::string> categories;
  std::vector<double> category_number;
  std::int64_t annotations = 0;
  std::int64_t rows = 0;
  std::int64_t repeated = 0;
  std::int64_t skipped = 0;
  std::vector<std::uint64_t> annotator_hashes;  // ascending
  std::vector<std::uint64_t> item_hashes;       // ascending
  PatternCounts patterns;
  std::vector<TallySlice> slices;  // by (attribute, value)
};

// The patterns of the items for which in_slice[item] is true, or of all when it is empty. Items without
// annotations have no pattern. Cost: one pass and a sort of the distinct patterns.
PatternCounts count_patterns(const QuestionTable& table, std::span<const std::uint8_t> in_slice);

// The same for every slice of one attribute at once: slice_of[item] in 0 .. slice_count-1, or none.
std::vector<PatternCounts> count_patterns_by(const QuestionTable& table,
                                             std::span<const std::uint32_t> slice_of,
                                             std::uint32_t slice_count);

// The same by a property of annotations (provider, batch, version, time): the pattern of an item in a slice
// is made of its annotations of that slice alone. slice_of[annotation in force] in 0 .. slice_count-1, or
// none.
std::vector<PatternCounts> count_patterns_by_annotation(const QuestionTable& table,
                                                        std::span<const std::uint32_t> slice_of,
                                                        std::uint32_t slice_count);

// Per item the place of its pattern in `patterns`, which are those of all the table's items; none without
// annotations. With it, slices of items are counted without looking at annotations again.
std::vector<std::uint32_t> item_patterns(const QuestionTable& table, const PatternCounts& patterns);

// Histograms added up, in canonical order.
PatternCounts sum_patterns(std::span<const PatternCounts* const> parts);

// The tally of a question: patterns overall and per value of every text attribute of items. Attributes of
// numbers are left out: their bins depend on the file. Cost: a pass per attribute and a SHA-256 per item.
Tally make_tally(const Table& table, const QuestionTable& question);

// One tally of two. Refuses another question, another kind, and items counted in both.
Result<Tally> merge(const Tally& a, const Tally& b);

// Bytes of a tally: "ASSAYTLY", format version, little-endian counts, dictionary, patterns, SHA-256 of all
// before it.
std::string tally_bytes(const std::vector<Tally>& tallies);
// Reads what any release wrote; refuses what is cut, altered or newer, and never trusts a length in the file.
Result<std::vector<Tally>> tallies_from_bytes(std::string_view bytes);

}  // namespace assay::labels
