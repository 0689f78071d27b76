#include "http/head_lines.h"

#include <gtest/gtest.h>

#include <string>

namespace assay::http {
namespace {

HeadAt read_whole(std::string_view bytes) { return read_head_lines(HeadAt::begin, bytes); }

constexpr std::string_view well_made =
    "\r\nGET /a?b=c HTTP/1.1\r\nHost: x\r\nAccept:*/*\r\nX-Empty:\r\nx!#$%&'*+-.^_`|~9: \t y z \r\n\r\n";

TEST(head_lines, take_what_clients_send) {
  EXPECT_EQ(read_whole(well_made), HeadAt::ended);
  EXPECT_EQ(read_whole("GET / HTTP/1.0\r\n\r\n"), HeadAt::ended);
  EXPECT_EQ(read_whole("GET / HTTP/1.1\r\nHost"), HeadAt::name);
}

TEST(head_lines, say_nothing_of_the_body) {
  EXPECT_EQ(read_whole(std::string(well_made) + "\n\n a body\n : of any\r kind"), HeadAt::ended);
}

TEST(head_lines, do_not_depend_on_how_the_bytes_arrive) {
  for (std::size_t cut = 0; cut <= well_made.size(); ++cut) {
    const HeadAt first = read_head_lines(HeadAt::begin, well_made.substr(0, cut));
    EXPECT_EQ(read_head_lines(first, well_made.substr(cut)), HeadAt::ended) << cut;
  }
}

TEST(head_lines, refuse_what_can_be_read_in_two_ways) {
  const std::string line = "GET / HTTP/1.1\r\n";
  for (const std::string& bytes : {std::string("GET / HTTP/1.1\nHost: x\r\n\r\n"),
                                   line + "Host: x\nA: b\r\n\r\n",
                                   line + "Host: x\n\n",
                                   line + "Host: x\r\n\n",
                                   line + "Host: x\rA: b\r\n\r\n",
                                   line + "Host: x\r\r\n\r\n",
                                   line + "A: b\r\n c\r\n\r\n",
                                   line + "A: b\r\n\tc\r\n\r\n",
                                   line + "A:\r\n chunked\r\n\r\n",
                                   line + " A: b\r\n\r\n",
                                   line + "Content-Length : 2\r\n\r\n",
                                   line + "Content Length: 2\r\n\r\n",
                                   line + ": b\r\n\r\n",
                                   line + "A\r\n\r\n",
                                   line + "A\xE9: b\r\n\r\n",
                                   line + std::string("A\0: b\r\n\r\n", 9),
                                   line + "A(b): c\r\n\r\n",
                                   line + "A: \x01\r\n\r\n",
                                   line + "A: b\x7f\r\n\r\n",
                                   line + std::string("A:\0b\r\n\r\n", 8),
                                   std::string("GET /\x0b HTTP/1.1\r\n\r\n"),
                                   std::string("\nGET / HTTP/1.1\r\n\r\n"),
                                   std::string("\rGET / HTTP/1.1\r\n\r\n")}) {
    EXPECT_EQ(read_whole(bytes), HeadAt::refused) << bytes;
  }
}

}  // namespace
}  // namespace assay::http
