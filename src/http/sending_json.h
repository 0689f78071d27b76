#pragma once
// A sending as it stands on the wire.

#include "domain/message.h"
#include "http/wire_values.h"

namespace assay::http {

Json sending_json(const domain::Sending& sending);
Answer sendings_answer(const Result<std::vector<domain::Sending>>& sendings, const PageAsked& asked);

}  // namespace assay::http
