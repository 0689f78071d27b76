#include "files/bucket.h"

#include <gtest/gtest.h>

namespace assay::files {
namespace {

Bucket example() {
  Bucket bucket;
  bucket.endpoint = "https://examplebucket.s3.amazonaws.com";
  bucket.name = "examplebucket";
  bucket.key_id = "AKIAIOSFODNN7EXAMPLE";
  bucket.secret = Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  return bucket;
}

}  // namespace

// Amazon Simple Storage Service API Reference, "Authenticating Requests: Using Query Parameters (AWS
// Signature Version 4)", example: GET of test.txt, 24 May 2013, for 86,400 seconds.
TEST(bucket, signs_as_the_published_example) {
  EXPECT_EQ(presigned_url(example(), "test.txt",
                          {.signed_at_us = std::int64_t{1'369'353'600} * 1'000'000, .seconds = 86400}),
            "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
            "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
}

TEST(bucket, puts_the_bucket_into_the_path_where_the_host_does_not_name_it) {
  Bucket bucket = example();
  bucket.endpoint = "https://store.example.org:9000";
  const std::string url = presigned_url(bucket, "a b/\xC3\xA9+1.png", {});
  EXPECT_TRUE(url.starts_with("https://store.example.org:9000/examplebucket/a%20b/%C3%A9%2B1.png?X-Amz-"))
      << url;
  EXPECT_EQ(url.find("wJalr"), std::string::npos);
}

TEST(bucket, refuses_what_is_not_complete) {
  EXPECT_TRUE(check_bucket(example()).ok());
  const auto refused = [](const auto& spoil) {
    Bucket bucket = example();
    spoil(bucket);
    const auto checked = check_bucket(bucket);
    return checked.ok() ? "" : checked.error().where;
  };
  for (const char* endpoint : {"ftp://x", "https://", "https://host/path", "http://store.example.org",
                               "https://host:port", "https://a b", "https://host;img-src *"}) {
    EXPECT_EQ(refused([&](Bucket& b) { b.endpoint = endpoint; }), "--bucket-endpoint") << endpoint;
  }
  EXPECT_EQ(refused([](Bucket& b) { b.endpoint = "http://127.0.0.1:9000"; }), "");
  EXPECT_EQ(refused([](Bucket& b) { b.name = ""; }), "--bucket");
  EXPECT_EQ(refused([](Bucket& b) { b.region = "eu west"; }), "--bucket-region");
  EXPECT_EQ(refused([](Bucket& b) { b.key_id = ""; }), "--bucket-key-id");
  EXPECT_EQ(refused([](Bucket& b) { b.secret = Secret(); }), "--bucket-secret-file");
}

}  // namespace assay::files
