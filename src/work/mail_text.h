#pragma once
// E-mail as bytes: RFC 5322 headers with RFC 2047 words, a text in UTF-8 and base64. Nothing that comes from
// people can end a header or begin another.

#include <cstdint>
#include <string>
#include <string_view>

#include "app/sendings.h"
#include "base/result.h"

namespace assay::work {

struct Mail {
  std::string from, to;  // addresses
  std::string subject;   // one line of UTF-8; control characters become spaces
  std::string text;      // UTF-8, lines ended by \n
  std::int64_t at_us = 0;
  std::string id;  // of its own, letters and digits
};
// Lines ended by CR LF. Error `invalid` for an address that is_mail_address refuses.
Result<std::string> mail_bytes(const Mail& mail);

// local@domain, ASCII, the local part in dot-atom form: what needs quotes or SMTPUTF8 is refused.
bool is_mail_address(std::string_view text);

// The value of a header from its column `first` on: as it is when that is plain and fits, else in encoded
// words of at most 75 columns, folded.
std::string header_value(std::string_view text, std::size_t first);

// "Thu, 26 Nov 2026 15:17:43 +0000"
std::string mail_date(std::int64_t us);

// What a person is written: one message, or several as a digest. Links begin with `public_address`.
struct MailWords {
  std::string subject, text;
};
MailWords mail_words(const app::MailTry& tried, const std::string& public_address);

}  // namespace assay::work
