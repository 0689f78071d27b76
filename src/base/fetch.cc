#include "base/fetch.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/ascii.h"
#include "base/check.h"
#include "base/version.h"

namespace assay {
namespace {

constexpr std::size_t address_bytes_max = 2000;

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeText {
  void operator()(char* text) const { curl_free(text); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;
using Handle = std::unique_ptr<CURL, FreeHandle>;
using HeaderList = std::unique_ptr<curl_slist, FreeList>;
using Text = std::unique_ptr<char, FreeText>;

// Looked at by the first who needs the library; harmless from many threads.
void need_curl() {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  ASSAY_CHECK(ready, "libcurl starts");
}

std::string part_of(CURLU* url, CURLUPart part) {
  char* found = nullptr;
  if (curl_url_get(url, part, &found, 0) != CURLUE_OK) return {};
  const Text text(found);
  return text.get();
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

bool is_this_machine(std::string_view host) {
  const bool is_v4 = host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos;
  return is_v4 || host == "::1" || host == "localhost";
}

struct Taken {
  std::string body;
  std::size_t bytes_max = 0;
};

// Called by the library with each piece; taking less than it brings ends the transfer.
std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& taken = *static_cast<Taken*>(into);
  const std::size_t length = size * count;
  if (taken.body.size() + length > taken.bytes_max) return 0;
  taken.body.append(bytes, length);
  return length;
}

template <class T>
void set(const Handle& handle, CURLoption option, T value) {
  ASSAY_CHECK(curl_easy_setopt(handle.get(), option, value) == CURLE_OK, "libcurl knows the option");
}

HeaderList header_list(const FetchRequest& request) {
  HeaderList list;
  for (const std::string& header : request.headers) {
    ASSAY_CHECK(header.find_first_of("\r\n") == header.npos, "a header is one line");
    list.reset(curl_slist_append(list.release(), header.c_str()));
  }
  return list;
}

void set_limits(const Handle& handle, const FetchLimits& limits) {
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect_ms));
  set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole_ms));
}

void set_request(const Handle& handle, const FetchRequest& request, const WebAddress& address) {
  set(handle, CURLOPT_URL, request.address.c_str());
  set(handle, CURLOPT_PROTOCOLS_STR, address.scheme.c_str());
  // What is on this machine is not asked for by way of another.
  if (is_this_machine(address.host)) set(handle, CURLOPT_PROXY, "");
  if (request.form) {
    set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.form->size()));
    set(handle, CURLOPT_POSTFIELDS, request.form->c_str());
  }
}

}  // namespace

Result<WebAddress> web_address(const std::string& text, const std::string& where) {
  const auto wrong = [&](const char* message) { return Error{ErrorCode::invalid, message, where}; };
  if (text.empty() || text.size() > address_bytes_max || !is_plain(text)) {
    return wrong("an address is https://host and a path, in ASCII without spaces");
  }
  need_curl();
  const Url url(curl_url());
  constexpr unsigned flags = CURLU_DISALLOW_USER | CURLU_NON_SUPPORT_SCHEME;
  if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), flags) != CURLUE_OK) {
    return wrong("this is no address: write https://host and a path, without a user's name");
  }
  if (text.find('#') != text.npos) return wrong("an address has no fragment here: end it before #");
  WebAddress out;
  out.scheme = lower_ascii(part_of(url.get(), CURLUPART_SCHEME));
  out.host = lower_ascii(part_of(url.get(), CURLUPART_HOST));
  const std::string shown = out.host;
  if (out.host.starts_with('[') && out.host.ends_with(']'))
    out.host = out.host.substr(1, out.host.size() - 2);
  if (out.scheme != "https" && !(out.scheme == "http" && is_this_machine(out.host))) {
    return wrong("only https, or http on this machine itself");
  }
  const std::string port = part_of(url.get(), CURLUPART_PORT);
  out.origin = fmt::format("{}://{}{}{}", out.scheme, shown, port.empty() ? "" : ":", port);
  out.path = part_of(url.get(), CURLUPART_PATH);
  out.query = part_of(url.get(), CURLUPART_QUERY);
  return out;
}

std::string percent_encoded(std::string_view text) {
  if (text.empty()) return {};
  const Text escaped(curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())));
  ASSAY_CHECK(escaped != nullptr, "a text can be percent-encoded");
  return escaped.get();
}

std::string encoded_fields(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  std::string out;
  for (const auto& [name, value] : fields) {
    if (!out.empty()) out += '&';
    out += percent_encoded(name) + "=" + percent_encoded(value);
  }
  return out;
}

Result<FetchAnswer> fetch(const FetchRequest& request, const FetchLimits& limits) {
  const Result<WebAddress> address = web_address(request.address, "address");
  if (!address) return address.error();
  const Handle handle(curl_easy_init());
  if (handle == nullptr) return Error{ErrorCode::unavailable, "there is no memory for a request", ""};
  const HeaderList headers = header_list(request);
  const std::string agent = fmt::format("Assay/{}", version());
  Taken taken{{}, limits.bytes_max};
  set_limits(handle, limits);
  set_request(handle, request, address.value());
  set(handle, CURLOPT_USERAGENT, agent.c_str());
  set(handle, CURLOPT_HTTPHEADER, headers.get());
  set(handle, CURLOPT_WRITEFUNCTION, &take);
  set(handle, CURLOPT_WRITEDATA, &taken);
  const CURLcode code = curl_easy_perform(handle.get());
  if (code == CURLE_WRITE_ERROR) {
    return Error{ErrorCode::unavailable, fmt::format("the answer is longer than {} bytes", limits.bytes_max),
                 address.value().origin};
  }
  if (code != CURLE_OK) {
    return Error{ErrorCode::unavailable, fmt::format("no answer: {}", curl_easy_strerror(code)),
                 address.value().origin};
  }
  FetchAnswer answer;
  long status = 0;
  const char* type = nullptr;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(handle.get(), CURLINFO_CONTENT_TYPE, &type);
  answer.status = static_cast<int>(status);
  if (type != nullptr) answer.type = type;
  answer.body = std::move(taken.body);
  return answer;
}

}  // namespace assay
