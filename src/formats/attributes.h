#pragma once
// Attributes of items or annotators from their texts into the table.

#include <string>
#include <vector>

#include "formats/problem.h"
#include "formats/reader.h"
#include "labels/table.h"

namespace assay::formats {

// A column is a number when every text that is there is a finite number and more than 12 different ones are:
// fewer are names (a rating, a code) that should each be a slice of their own.
inline constexpr std::size_t number_values_min = 13;

// A text column becomes one of numbers, however few; what is none is missing.
void read_as_numbers(labels::Attribute& attribute);

// Adds text columns whose codes are aligned with the dictionary of the subject (shorter is missing) to the
// table: as numbers where they are, merged with a column of the same name from an earlier file. Where both
// have a value the earlier one stays; differing ones are counted and listed once per column.
void add_attributes(std::vector<labels::Attribute> fresh, AttributeOf subject, const std::string& file,
                    labels::Table& table, Problems& problems);

}  // namespace assay::formats
