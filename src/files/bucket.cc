#include "files/bucket.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/clock.h"
#include "base/hash.h"

namespace assay::files {
namespace {

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

enum class Slashes { kept, encoded };

// As the signature wants it: upper-case digits, everything but RFC 3986's unreserved characters.
std::string percent_encoded(std::string_view text, Slashes slashes) {
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c) || (c == '/' && slashes == Slashes::kept)) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string_view host_of(const Bucket& bucket) {
  const std::string_view endpoint = bucket.endpoint;
  return endpoint.substr(endpoint.find("://") + 3);
}

std::string path_of(const Bucket& bucket, std::string_view key) {
  const bool names_bucket = host_of(bucket).starts_with(bucket.name + ".");
  const std::string object = "/" + percent_encoded(key, Slashes::kept);
  return names_bucket ? object : "/" + percent_encoded(bucket.name, Slashes::encoded) + object;
}

std::string_view text_of(const Digest& digest) { return as_text(digest); }

// "20130524T000000Z"
std::string basic_time(std::int64_t us) {
  std::string text = utc_text(us);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

// AWS, "Create a signed AWS API request": the key of a day, region and service.
Digest signing_key(const Bucket& bucket, std::string_view day) {
  const Secret first("AWS4" + std::string(bucket.secret.bytes()));
  const Digest of_day = hmac_sha256(first.bytes(), day);
  const Digest of_region = hmac_sha256(text_of(of_day), bucket.region);
  const Digest of_service = hmac_sha256(text_of(of_region), "s3");
  return hmac_sha256(text_of(of_service), "aws4_request");
}

bool is_plain(std::string_view text) {
  return !text.empty() && text.size() <= 255 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_unreserved(c); });
}

bool is_origin(std::string_view endpoint) {
  const bool https = endpoint.starts_with("https://");
  if (!https && !endpoint.starts_with("http://")) return false;
  const std::string_view host = endpoint.substr(endpoint.find("://") + 3);
  const std::string_view name = host.substr(0, host.find(':'));
  const std::string_view port = name.size() == host.size() ? "443" : host.substr(name.size() + 1);
  const bool is_number = !port.empty() && port.size() <= 5 &&
                         std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
  return is_plain(name) && is_number && (https || name == "127.0.0.1" || name == "localhost");
}

}  // namespace

Result<Done> check_bucket(const Bucket& bucket) {
  const auto wrong = [](const char* message, const char* where) {
    return Error{ErrorCode::invalid, message, where};
  };
  if (!is_origin(bucket.endpoint)) {
    return wrong("an endpoint is https://host or https://host:port, without a path", "--bucket-endpoint");
  }
  if (!is_plain(bucket.name)) return wrong("name the bucket", "--bucket");
  if (!is_plain(bucket.region)) return wrong("name the region", "--bucket-region");
  if (!is_plain(bucket.key_id)) return wrong("name the access key", "--bucket-key-id");
  if (bucket.secret.empty()) {
    return wrong("the secret of the access key is missing: ASSAY_BUCKET_SECRET, or a file",
                 "--bucket-secret-file");
  }
  return Done{};
}

std::string origin_of(const Bucket& bucket) { return bucket.endpoint; }

std::string presigned_url(const Bucket& bucket, std::string_view key, const UrlLife& life) {
  const std::string time = basic_time(life.signed_at_us);
  const std::string_view day = std::string_view(time).substr(0, 8);
  const std::string scope = fmt::format("{}/{}/s3/aws4_request", day, bucket.region);
  const std::string path = path_of(bucket, key);
  const std::string query = fmt::format(
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={}&X-Amz-Date={}&X-Amz-Expires={}&"
      "X-Amz-SignedHeaders=host",
      percent_encoded(bucket.key_id + "/" + scope, Slashes::encoded), time, life.seconds);
  const std::string request =
      fmt::format("GET\n{}\n{}\nhost:{}\n\nhost\nUNSIGNED-PAYLOAD", path, query, host_of(bucket));
  const std::string to_sign = fmt::format("AWS4-HMAC-SHA256\n{}\n{}\n{}", time, scope, hex(sha256(request)));
  const Digest signature = hmac_sha256(text_of(signing_key(bucket, day)), to_sign);
  return fmt::format("{}{}?{}&X-Amz-Signature={}", bucket.endpoint, path, query, hex(signature));
}

}  // namespace assay::files
