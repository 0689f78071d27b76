#include "work/mail_text.h"

#include <gtest/gtest.h>

#include "base/keys.h"

namespace assay::work {
namespace {

Mail example() {
  return {.from = "assay@example.org",
          .to = "ada@example.org",
          .subject = "The import in “Café” has failed",
          .text = "Schöne Grüße\nund mehr\n",
          .at_us = 1'769'342'400'000'000,
          .id = "7.abc"};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find("\r\n", at);
    EXPECT_NE(end, std::string::npos);
    if (end == std::string::npos) break;
    out.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return out;
}

// What a reader makes of encoded words that are parted by folds (RFC 2047, section 6.2).
std::string decoded(const std::string& value) {
  std::string out;
  for (std::size_t at = 0; (at = value.find("=?UTF-8?B?", at)) != std::string::npos;) {
    const std::size_t end = value.find("?=", at + 10);
    out += bytes_from_base64(value.substr(at + 10, end - at - 10)).value_or("(broken)");
    at = end;
  }
  return out;
}

}  // namespace

TEST(mail_text, keeps_plain_subjects_and_encodes_others) {
  EXPECT_EQ(header_value("A token of yours ends", 9), "A token of yours ends");
  // RFC 2047 by Python's email.header: Header("Grüße", "utf-8").encode() gives =?utf-8?b?R3LDvMOfZQ==?=
  EXPECT_EQ(header_value("Gr\xC3\xBC\xC3\x9F"
                         "e",
                         9),
            "=?UTF-8?B?R3LDvMOfZQ==?=");
  // What looks like an encoded word is none of ours.
  EXPECT_EQ(decoded(header_value("=?UTF-8?B?eA==?=", 9)), "=?UTF-8?B?eA==?=");
}

TEST(mail_text, folds_long_subjects_between_characters) {
  std::string subject;
  for (int i = 0; i < 60; ++i) subject += i % 2 == 0 ? "\xF0\x9F\x94\x94" : "\xC3\xA9x";
  const std::string value = header_value(subject, 9);
  EXPECT_EQ(decoded(value), subject);
  std::size_t at = 0;
  std::string all = "Subject: " + value + "\r\n";
  for (const std::string& line : lines_of(all)) {
    EXPECT_LE(line.size(), 76u);
    if (at++ > 0) {
      EXPECT_TRUE(line.starts_with(" =?"));
    }
  }
  EXPECT_GT(at, 3u);
  const std::string plain(200, 'a');
  EXPECT_EQ(decoded(header_value(plain, 9)), plain);
}

TEST(mail_text, lets_nobody_begin_a_header_of_their_own) {
  for (const char* subject : {"x\r\nBcc: everybody@example.org", "x\nBcc: y", "x\rBcc: y", "x\r\n\r\nbody",
                              "\xE2\x80\xA8"
                              "Bcc: y",
                              "x\0y"}) {
    Mail mail = example();
    mail.subject = subject;
    const auto bytes = mail_bytes(mail);
    ASSERT_TRUE(bytes.ok());
    const std::string head = bytes.value().substr(0, bytes.value().find("\r\n\r\n"));
    EXPECT_EQ(head.find("\r\nBcc"), std::string::npos) << subject;
    for (const std::string& line : lines_of(head + "\r\n")) {
      EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos);
    }
    EXPECT_NE(head.find("Content-Transfer-Encoding: base64"), std::string::npos) << subject;
  }
}

TEST(mail_text, writes_to_addresses_alone) {
  for (const char* good : {"ada@example.org", "a.b+c@sub.example.org", "x@localhost", "o'neil@example.org"})
    EXPECT_TRUE(is_mail_address(good)) << good;
  for (const char* bad : {"",
                          "@",
                          "ada",
                          "ada@",
                          "@example.org",
                          "a b@example.org",
                          "a@b@c",
                          "a@ex ample.org",
                          ".a@example.org",
                          "a.@example.org",
                          "a..b@example.org",
                          "a@.org",
                          "a@b..org",
                          "\"a b\"@example.org",
                          "a@example.org\r\nX: y",
                          "a\r\nRCPT TO:<b@c>@example.org",
                          "<a@example.org>",
                          "a@exampl\xC3\xA9.org",
                          "j\xC3\xB6rg@example.org",
                          "a@-b.org",
                          "a,b@example.org"}) {
    EXPECT_FALSE(is_mail_address(bad)) << bad;
    Mail mail = example();
    mail.to = bad;
    EXPECT_FALSE(mail_bytes(mail).ok()) << bad;
  }
  EXPECT_FALSE(is_mail_address(std::string(65, 'a') + "@example.org"));
}

TEST(mail_text, is_a_message_that_mail_programs_read) {
  const auto bytes = mail_bytes(example());
  ASSERT_TRUE(bytes.ok());
  const std::string& text = bytes.value();
  EXPECT_TRUE(
      text.starts_with("Date: Sun, 25 Jan 2026 12:00:00 +0000\r\nFrom: Assay <assay@example.org>\r\n"
                       "To: <ada@example.org>\r\nMessage-ID: <7.abc@example.org>\r\nSubject: =?UTF-8?B?"))
      << text;
  const std::string body = text.substr(text.find("\r\n\r\n") + 4);
  std::string joined;
  for (const std::string& line : lines_of(body)) {
    EXPECT_LE(line.size(), 76u);
    joined += line;
  }
  EXPECT_EQ(bytes_from_base64(joined),
            "Sch\xC3\xB6ne Gr\xC3\xBC\xC3\x9F"
            "e\r\nund mehr\r\n");
}

TEST(mail_text, dates_are_those_of_rfc_5322) {
  EXPECT_EQ(mail_date(1'795'706'263'000'000), "Thu, 26 Nov 2026 15:17:43 +0000");
  EXPECT_EQ(mail_date(0), "Thu, 01 Jan 1970 00:00:00 +0000");
}

TEST(mail_text, is_one_message_or_a_digest) {
  app::MailTry tried;
  tried.messages.push_back(
      {{.kind = "job_failed", .words = {{"job", "import"}}, .link = "/projects/7/import"}, "Caf\xC3\xA9"});
  MailWords words = mail_words(tried, "https://assay.example.org");
  EXPECT_EQ(words.subject, "The import in “Caf\xC3\xA9” has failed");
  EXPECT_NE(words.text.find("https://assay.example.org/projects/7/import\n"), std::string::npos);
  tried.messages.push_back(
      {{.kind = "token_ends", .words = {{"token", "nightly"}, {"day", "2026-12-01"}}}, ""});
  words = mail_words(tried, "https://assay.example.org");
  EXPECT_EQ(words.subject, "2 messages of Assay");
  EXPECT_NE(words.text.find("“nightly” ends on 2026-12-01"), std::string::npos);
}

}  // namespace assay::work
