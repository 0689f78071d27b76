#pragma once
// From slices as the search finds them to cards as people read them. Inside quality.

#include <map>
#include <vector>

#include "quality/inspection.h"
#include "quality/judged_rows.h"
#include "stats/slices/error_slices.h"

namespace assay::quality {

// One found slice as a card. columns: those that were searched.
ErrorSlice slice_card(const Workspace& work, Judge judge, const JudgedRows& rows,
                      const std::vector<SliceColumn>& columns, const stats::ErrorSlice& found);

struct SliceCandidate {
  ErrorSlice card;
  Judge judge = Judge::gold;
  std::optional<std::uint32_t> inside;
};

// Keeps the cards that add something: going from the surest to the least sure, a slice stays when what is
// left of it outside the slices already kept is still worse than the rest. So a real slice does not come back
// as its parts, its parents and its neighbours. Shown by what they cost; where nothing is beyond chance, a
// few slices show what was nearest.
std::vector<ErrorSlice> select_cards(std::vector<SliceCandidate> candidates,
                                     const std::map<Judge, JudgedData>& data);

}  // namespace assay::quality
