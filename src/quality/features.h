#pragma once
// What errors and disagreement may depend on: attributes as small codes, of items, annotations or annotators.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "quality/workspace.h"

namespace assay::quality {

enum class FeatureOf { item, annotation, annotator };

struct Feature {
  std::string name;
  FeatureOf subject = FeatureOf::item;
  std::vector<std::string> values;  // code -> value as shown
  std::vector<std::uint32_t> code;  // per item, annotation in force, or annotator; labels::none = missing
};

// A text attribute: its values as they are.
Feature text_feature(const labels::Attribute& attribute, FeatureOf subject);

// Attributes of items: texts as they are, numbers in bands of tenths.
std::vector<Feature> item_features(const labels::Table& table);
// Provider, batch, guideline version and time of annotations, where the files have them.
std::vector<Feature> annotation_features(const labels::Table& table, const labels::QuestionTable& question);
// Attributes of annotators, one code per annotator code of the table.
std::vector<Feature> annotator_features(const labels::Table& table);

// Bands of numbers by quantiles, ties merged; NaN is missing. Names such as "12 to 18.5".
Feature banded(std::string name, FeatureOf subject, std::span<const double> numbers, std::size_t bands);

// A feature of annotators spread over the annotations in force.
Feature by_annotation(const Feature& feature, const labels::QuestionTable& question);

}  // namespace assay::quality
