#pragma once
// A person's second factor: codes of an application on their telephone (domain/totp.h), and ten recovery
// codes for the day it is lost. The secret is kept sealed, the codes hashed.

#include <string>
#include <vector>

#include "app/person.h"

namespace assay::app {

struct SecondFactorView {
  bool enrolled = false;
  std::int64_t recovery_codes_left = 0;
  bool demanded = false;  // by the server, of everybody
};
Result<SecondFactorView> second_factor(Context& context, const Caller& caller);

// Shown this once; nothing is asked of the person at sign-in before a code has confirmed that they have it.
struct NewSecondFactor {
  std::string secret;  // in base32, to be typed
  std::string uri;     // otpauth://…, as a picture
};
Result<NewSecondFactor> begin_second_factor(Context& context, const Caller& caller,
                                            const std::string& password);
// Ten recovery codes, shown this once.
Result<std::vector<std::string>> confirm_second_factor(Context& context, const Caller& caller,
                                                       const std::string& code);
Result<Done> remove_second_factor(Context& context, const Caller& caller, const PersonProof& proof);
// In place of those before.
Result<std::vector<std::string>> new_recovery_codes(Context& context, const Caller& caller,
                                                    const PersonProof& proof);

}  // namespace assay::app
