#include "work/mail_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "app/message_kinds.h"
#include "base/keys.h"
#include "base/text.h"

namespace assay::work {
namespace {

constexpr std::size_t address_bytes_max = 254, local_bytes_max = 64;
constexpr std::size_t line_columns = 76, plain_columns = 78;
constexpr std::string_view word_begin = "=?UTF-8?B?", word_end = "?=";
constexpr std::size_t word_bytes_max = 45;  // 60 characters of base64 and the frame are 72

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_local_part(std::string_view text) {
  if (text.empty() || text.size() > local_bytes_max) return false;
  if (text.front() == '.' || text.back() == '.' || text.find("..") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_alphanumeric(c) || std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
  });
}

bool is_domain(std::string_view text) {
  if (text.empty() || text.front() == '.' || text.front() == '-' || text.back() == '.') return false;
  if (text.find("..") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_alphanumeric(c) || c == '-' || c == '.'; });
}

std::string one_line(std::string_view text) {
  std::string out = printable(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
  return out;
}

// The first bytes, at most so many, that end between two characters.
std::string_view whole_characters(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

// base64 in lines of 76 characters.
std::string body_of(std::string_view text) {
  std::string lines;
  for (const char c : text) {
    if (c == '\n') lines += '\r';
    lines += c;
  }
  const std::string all = base64(lines);
  std::string out;
  for (std::size_t at = 0; at < all.size(); at += line_columns) out += all.substr(at, line_columns) + "\r\n";
  return out;
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (text.size() > address_bytes_max || at == std::string_view::npos) return false;
  return is_local_part(text.substr(0, at)) && is_domain(text.substr(at + 1));
}

std::string header_value(std::string_view text, std::size_t first) {
  const std::string line = one_line(text);
  const bool is_plain = std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c < '\x7f'; });
  const bool looks_encoded = line.find("=?") != std::string::npos;
  if (is_plain && !looks_encoded && first + line.size() <= plain_columns) return line;
  std::string out;
  std::string_view left = line;
  // A line with a word on it is at most 76 columns: the first has less room.
  std::size_t room = word_bytes_max > first ? (word_bytes_max - first) / 3 * 3 : 3;
  while (!left.empty()) {
    const std::string_view word = whole_characters(left, std::max<std::size_t>(room, 4));
    if (!out.empty()) out += "\r\n ";
    out += fmt::format("{}{}{}", word_begin, base64(word), word_end);
    left.remove_prefix(word.size());
    room = word_bytes_max;
  }
  return out;
}

std::string mail_date(std::int64_t us) {
  using namespace std::chrono;
  constexpr std::array weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const sys_time<microseconds> time{microseconds{us}};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const auto rest = floor<seconds>(time - day).count();
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", weekdays[weekday{day}.c_encoding()],
                     unsigned{date.day()}, months[unsigned{date.month()} - 1], int{date.year()}, rest / 3600,
                     rest / 60 % 60, rest % 60);
}

Result<std::string> mail_bytes(const Mail& mail) {
  for (const std::string* address : {&mail.from, &mail.to}) {
    if (is_mail_address(*address)) continue;
    return Error{ErrorCode::invalid,
                 "the e-mail address is none that can be written to: ASCII, without quotes", "email"};
  }
  const std::string domain = mail.from.substr(mail.from.rfind('@') + 1);
  return fmt::format(
      "Date: {}\r\nFrom: Assay <{}>\r\nTo: <{}>\r\nMessage-ID: <{}@{}>\r\nSubject: {}\r\n"
      "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
      mail_date(mail.at_us), mail.from, mail.to, mail.id, domain, header_value(mail.subject, 9),
      body_of(mail.text));
}

MailWords mail_words(const app::MailTry& tried, const std::string& public_address) {
  MailWords out;
  for (const store::MessageRow& row : tried.messages) {
    const std::string subject = app::message_subject(row.message, row.project_name);
    if (out.subject.empty()) out.subject = subject;
    out.text += fmt::format("{}\n{}\n{}{}\n\n", subject, app::message_text(row.message, row.project_name),
                            public_address, row.message.link);
  }
  if (tried.messages.size() > 1) out.subject = fmt::format("{} messages of Assay", tried.messages.size());
  out.text += fmt::format(
      "--\nAssay writes to you because your preferences say so: {}/messages/preferences\n", public_address);
  return out;
}

}  // namespace assay::work
