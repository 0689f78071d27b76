#pragma once
// The parts of the terminal report on one question. Inside render only.

#include <cstdint>
#include <string>

#include "quality/inspection.h"
#include "render/ink.h"

namespace assay::render {

inline constexpr std::size_t report_columns = 100;
inline constexpr std::size_t axis_width = 22;  // of a whisker from 0 to 1

std::string heading(const std::string& text, Ink ink);
std::string plural(std::int64_t count, const char* one, const char* many);

// The row that stands for agreement where there is room for one: alpha by the distance of the kind.
const quality::AgreementRow* headline(const quality::QuestionInspection& question);
// How many annotations are wrong, where that was measured.
const Estimate* error_of(const quality::QuestionInspection& question, Estimate& room);
// "against gold" or "by the model, for want of gold".
std::string against_words(const std::string& against);

std::string agreement_part(const quality::QuestionInspection& question, Ink ink);
std::string sources_part(const quality::QuestionInspection& question, Ink ink);
std::string plural_part(const quality::QuestionInspection& question, Ink ink);
std::string slices_part(const quality::QuestionInspection& question, Ink ink);
std::string consensus_part(const quality::QuestionInspection& question, Ink ink);
std::string annotators_part(const quality::QuestionInspection& question, Ink ink);
std::string hints_part(const quality::QuestionInspection& question, Ink ink);
std::string people_part(const quality::QuestionInspection& question, Ink ink);
std::string categories_part(const quality::QuestionInspection& question, Ink ink);
std::string error_slices_part(const quality::QuestionInspection& question, Ink ink);

}  // namespace assay::render
