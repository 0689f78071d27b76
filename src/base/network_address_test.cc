#include "base/network_address.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>

namespace assay {
namespace {

NetworkPart part(const char* text) {
  char bytes[16];
  if (inet_pton(AF_INET, text, bytes) == 1) return network_part_of({bytes, 4});
  EXPECT_EQ(inet_pton(AF_INET6, text, bytes), 1) << text;
  return network_part_of({bytes, 16});
}

TEST(network_address, is_public_where_everybody_can_reach_it) {
  for (const char* text : {"8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.0", "126.0.0.1", "128.0.0.1",
                           "172.15.255.255", "172.32.0.0", "192.167.0.1", "192.169.0.1", "100.63.255.255",
                           "100.128.0.0", "223.255.255.255", "198.17.0.1", "198.20.0.1", "2606:4700::1111",
                           "2a00:1450:4001::1", "::ffff:8.8.8.8", "2001:200::1"}) {
    EXPECT_EQ(part(text), NetworkPart::public_network) << text;
  }
}

TEST(network_address, is_of_this_machine) {
  for (const char* text : {"127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1"}) {
    EXPECT_EQ(part(text), NetworkPart::machine) << text;
  }
}

TEST(network_address, is_private) {
  for (const char* text : {"10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1",
                           "fd00::1", "fc00::1", "::ffff:192.168.1.1", "::ffff:10.0.0.1"}) {
    EXPECT_EQ(part(text), NetworkPart::private_network) << text;
  }
}

// 169.254.169.254 is where clouds keep the credentials of their machines.
TEST(network_address, is_neither_where_nobody_is_to_be_connected_to) {
  for (const char* text : {"0.0.0.0",
                           "0.1.2.3",
                           "169.254.169.254",
                           "100.64.0.1",
                           "224.0.0.1",
                           "239.1.1.1",
                           "255.255.255.255",
                           "240.0.0.1",
                           "192.0.0.8",
                           "192.0.2.1",
                           "198.18.0.1",
                           "198.19.255.255",
                           "198.51.100.1",
                           "203.0.113.1",
                           "::",
                           "fe80::1",
                           "ff02::1",
                           "2001:db8::1",
                           "2002:7f00:1::",
                           "2001::1",
                           "64:ff9b::7f00:1",
                           "::7f00:1",
                           "::ffff:169.254.169.254",
                           "fec0::1"}) {
    EXPECT_EQ(part(text), NetworkPart::neither) << text;
  }
  EXPECT_EQ(network_part_of("abc"), NetworkPart::neither);
  EXPECT_EQ(network_part_of(""), NetworkPart::neither);
}

}  // namespace
}  // namespace assay
