#pragma once
// Addresses of objects in an S3-compatible bucket, signed so that a browser may fetch them for a short time.
// The server never fetches them itself: nothing here connects to anything.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/keys.h"
#include "base/result.h"

namespace assay::files {

struct Bucket {
  std::string endpoint;  // https://host[:port], without a path
  std::string name;
  std::string region = "us-east-1";
  std::string key_id;
  Secret secret;

  bool is_set() const { return !endpoint.empty(); }
};

// An endpoint that is an origin (https; http on the machine itself), a name, a region, a key with its secret.
// Error `invalid` says which is wrong.
Result<Done> check_bucket(const Bucket& bucket);

// "https://host[:port]": what a page must be allowed to load from.
std::string origin_of(const Bucket& bucket);

struct UrlLife {
  std::int64_t signed_at_us = 0;  // now
  std::int64_t seconds = 900;     // at most a week
};
// A GET of the object by AWS Signature Version 4, in the query ("presigned"). Where the host of the endpoint
// begins with the name of the bucket the path is the key, else it is bucket/key.
std::string presigned_url(const Bucket& bucket, std::string_view key, const UrlLife& life);

}  // namespace assay::files
