#include <gtest/gtest.h>

#include "http/handlers.h"
#include "http/metrics.h"
#include "http/services.h"

namespace assay::http {
namespace {

struct Asked {
  std::string address = "127.0.0.1";
  std::vector<Header> headers = {};
  std::string token = "";  // of the settings
};

int status_of_metrics(const Asked& asked) {
  const Metrics metrics{{}};
  Services services;
  services.metrics = &metrics;
  services.metrics_token = asked.token;
  Request request;
  request.address = asked.address;
  request.headers = asked.headers;
  const Visitor visitor;
  return show_metrics({request, visitor, services}).status;
}

TEST(health, metrics_are_for_this_machine_or_who_has_the_token) {
  EXPECT_EQ(status_of_metrics({}), 200);
  EXPECT_EQ(status_of_metrics({.address = "::1"}), 200);
  EXPECT_EQ(status_of_metrics({.address = "203.0.113.7"}), 403);
  const Header shown{"Authorization", "Bearer of the numbers"};
  EXPECT_EQ(status_of_metrics({.address = "203.0.113.7", .headers = {shown}, .token = "of the numbers"}),
            200);
  EXPECT_EQ(status_of_metrics({.address = "203.0.113.7", .headers = {shown}, .token = "another"}), 403);
  EXPECT_EQ(status_of_metrics({.address = "203.0.113.7", .headers = {shown}}), 403);
  EXPECT_EQ(status_of_metrics({.address = "203.0.113.7", .headers = {{"Authorization", "Bearer "}}}), 403);
}

// A proxy on this machine brings everybody's requests from this machine.
TEST(health, metrics_are_not_for_who_comes_through_a_proxy) {
  EXPECT_EQ(status_of_metrics({.headers = {{"X-Forwarded-For", "203.0.113.7"}}}), 403);
}

}  // namespace
}  // namespace assay::http
