#pragma once
// Are small whole numbers a scale, or names that happen to be numbers? The answers themselves say: on a scale
// neighbours are confused, and far ones are not.

#include "labels/question.h"

namespace assay::labels {

// True when every two neighbouring categories are confused with each other, and all of them more than
// categories further apart are. One pair of neighbours that nobody confuses (dog breeds numbered by likeness
// in pairs, say) makes them names: a false scale would praise an agreement that is not there. Cost: a pass
// over the annotations, times the categories of an item.
bool answers_look_ordered(const QuestionTable& question);

}  // namespace assay::labels
