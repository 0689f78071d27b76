#pragma once
// Handlers of people in bulk, and of what teams do.

#include "http/route.h"

namespace assay::http {

// work.cc
Answer show_team_work(const Call& call);
Answer show_work_times(const Call& call);

// people_lists.cc
Answer put_members(const Call& call);
Answer put_people(const Call& call);
Answer put_team_members(const Call& call);
Answer download_members(const Call& call);
Answer download_people(const Call& call);
Answer download_team_members(const Call& call);

}  // namespace assay::http
