#pragma once
// A real set with gold, reduced to what a comparison of models needs: how right each candidate is on it.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "stats/consensus/consensus.h"

namespace assay::bench {

// A rule for the consensus: the mean of the posteriors of some models of the registry; one member: that
// model.
struct Candidate {
  std::string name;
  bool named = false;  // one of the short list that the design named in advance
  std::vector<std::string> members;
};

// Majority first; every candidate is named before any set is read.
std::span<const Candidate> candidates();

// Share of the judged items whose label is right; a label tied between t categories counts 1/t when the truth
// is among them. truth: per item, or no_category.
double expected_accuracy(const stats::Posterior& posterior, const stats::Votes& votes,
                         std::span<const std::uint32_t> truth);

// Of every candidate, in their order.
std::vector<double> accuracies(const stats::Votes& votes, std::span<const std::uint32_t> truth);

struct JudgedSet {
  std::string name;
  std::string source;    // sets that were published together, which one campaign may have made
  bool table = false;    // one of the 11 that the design compares
  std::string unjudged;  // why no comparison of models of annotators is made on it; empty: it is judged
  std::size_t gold = 0;  // items judged
  std::vector<double> accuracy;
  std::vector<std::optional<double>> published;  // of published_models(); absent: it refuses the set
};

// Reads FOLDER/labels.csv and FOLDER/gold.csv.
Result<JudgedSet> judge(const std::string& folder, const std::string& name);

}  // namespace assay::bench
