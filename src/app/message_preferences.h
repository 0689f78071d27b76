#pragma once
// How a person wants to be told.

#include <string>

#include "app/context.h"
#include "domain/message.h"

namespace assay::app {

struct PreferenceView {
  domain::MessagePreference preference;
  std::string time_zone;  // of the organisation
  bool has_mail = false;  // whether this server sends e-mail at all
};
Result<PreferenceView> message_preference(Context& context, const Caller& caller);
// E-mail that waits leaves when the new preference says.
Result<Done> set_message_preference(Context& context, const Caller& caller,
                                    const domain::MessagePreference& preference);

}  // namespace assay::app
