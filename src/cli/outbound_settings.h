#pragma once
// What the settings let out of the server: e-mail and outgoing webhooks.

#include "app/context.h"
#include "cli/serve_settings.h"
#include "work/sender.h"

namespace assay::cli {

struct OutboundSettings {
  app::Outbound outbound;
  work::SenderSettings sender;
};

// Refuses what is half: a mail server without a sender, a password that would travel open, links without the
// address they begin with.
Result<OutboundSettings> outbound_settings(const ServeSettings& settings);

}  // namespace assay::cli
