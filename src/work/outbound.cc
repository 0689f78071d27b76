#include "work/outbound.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <memory>
#include <string_view>

#include "base/network_address.h"
#include "base/version.h"

namespace assay::work {
namespace {

struct EndHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct EndList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, EndHandle>;
using List = std::unique_ptr<curl_slist, EndList>;

Handle new_handle() {
  static const bool is_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return Handle(is_ready ? curl_easy_init() : nullptr);
}

List list_of(const std::vector<std::string>& texts) {
  List out;
  for (const std::string& text : texts) {
    curl_slist* longer = curl_slist_append(out.get(), text.c_str());
    if (longer == nullptr) return nullptr;
    static_cast<void>(out.release());
    out.reset(longer);
  }
  return out;
}

NetworkPart part_of(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    const auto& four = reinterpret_cast<const sockaddr_in&>(address);
    return network_part_of({reinterpret_cast<const char*>(&four.sin_addr), 4});
  }
  if (address.sa_family == AF_INET6) {
    const auto& six = reinterpret_cast<const sockaddr_in6&>(address);
    return network_part_of({reinterpret_cast<const char*>(&six.sin6_addr), 16});
  }
  return NetworkPart::neither;
}

// Who may be connected to, and whether somebody else was asked for.
struct Doorkeeper {
  domain::WebhookReach reach = domain::WebhookReach::everybody;
  bool is_https = true;
  bool has_refused = false;

  bool lets_pass(NetworkPart part) const {
    if (part == NetworkPart::neither) return false;
    if (part == NetworkPart::machine) return reach != domain::WebhookReach::everybody;
    if (!is_https) return false;
    return part == NetworkPart::public_network || reach == domain::WebhookReach::private_networks;
  }
};

curl_socket_t open_socket(void* doorkeeper, curlsocktype, curl_sockaddr* address) {
  auto& keeper = *static_cast<Doorkeeper*>(doorkeeper);
  if (!keeper.lets_pass(part_of(address->addr))) {
    keeper.has_refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// The answer's body is not wanted; who answers without end is cut off.
std::size_t pass_over(char*, std::size_t size, std::size_t count, void* seen) {
  auto& bytes = *static_cast<std::size_t*>(seen);
  bytes += size * count;
  return bytes > answer_bytes_max ? 0 : size * count;
}

std::size_t next_bytes(char* to, std::size_t size, std::size_t count, void* left) {
  auto& text = *static_cast<std::string_view*>(left);
  const std::size_t taken = std::min(size * count, text.size());
  std::memcpy(to, text.data(), taken);
  text.remove_prefix(taken);
  return taken;
}

int goes_on(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(stop)->load() ? 1 : 0;
}

void set_stop(CURL* handle, const std::atomic<bool>& stop) {
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, goes_on);
  curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &stop);
}

// What both have in common.
void set_limits(CURL* handle, std::int64_t ms_max, const std::string& ca_file) {
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect_ms_max));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(ms_max));
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!ca_file.empty()) {
    curl_easy_setopt(handle, CURLOPT_CAINFO, ca_file.c_str());
    curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
  }
}

Sent ended(CURL* handle, CURLcode code) {
  Sent out;
  out.was_stopped = code == CURLE_ABORTED_BY_CALLBACK;
  curl_off_t us = 0;
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_TOTAL_TIME_T, &us);
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  out.duration_ms = us / 1000;
  if (status != 0) out.status = status;
  return out;
}

Sent not_started() {
  return {.error = "the library that sends (libcurl) could not be started", .status = std::nullopt};
}

std::string url_of(const MailServer& server) {
  const std::string host = server.host.find(':') == std::string::npos ? server.host : "[" + server.host + "]";
  const char* scheme = server.tls == MailTls::from_the_start ? "smtps" : "smtp";
  const std::string greeting = server.from.substr(server.from.find('@') + 1);
  return fmt::format("{}://{}:{}/{}", scheme, host, server.port, greeting);
}

}  // namespace

Sent send_mail(const MailServer& server, const std::string& to, const std::string& bytes,
               const std::atomic<bool>& stop) {
  const Handle handle = new_handle();
  const List receivers = list_of({"<" + to + ">"});
  if (!handle || !receivers) return not_started();
  CURL* curl = handle.get();
  set_limits(curl, mail_ms_max, server.ca_file);
  set_stop(curl, stop);
  const std::string url = url_of(server);
  const std::string from = "<" + server.from + ">";
  const std::string password(server.password.bytes());
  std::string_view left = bytes;
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_USE_SSL,
                   static_cast<long>(server.tls == MailTls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  if (!server.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, receivers.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, next_bytes);
  curl_easy_setopt(curl, CURLOPT_READDATA, &left);
  const CURLcode code = curl_easy_perform(curl);
  Sent out = ended(curl, code);
  if (code != CURLE_OK) {
    out.error = fmt::format("the mail server did not take it: {}", curl_easy_strerror(code));
    if (out.status) out.error += fmt::format(" (it answered {})", *out.status);
  }
  return out;
}

Sent post(const WebhookPost& post, const std::atomic<bool>& stop) {
  const Handle handle = new_handle();
  const List headers = list_of(post.headers);
  if (!handle || (!headers && !post.headers.empty())) return not_started();
  CURL* curl = handle.get();
  set_limits(curl, post_ms_max, post.ca_file);
  set_stop(curl, stop);
  Doorkeeper keeper{post.reach, post.url.starts_with("https://"), false};
  std::size_t answered = 0;
  const std::string agent = fmt::format("Assay/{}", version());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, keeper.is_https ? "https" : "http");
  curl_easy_setopt(curl, CURLOPT_URL, post.url.c_str());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, agent.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(post.body.size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, post.body.c_str());
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &keeper);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, pass_over);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answered);
  const CURLcode code = curl_easy_perform(curl);
  Sent out = ended(curl, code);
  const bool is_cut_off = code == CURLE_WRITE_ERROR && answered > answer_bytes_max;
  if (keeper.has_refused && code != CURLE_OK) {
    out.error = "the host leads to an address that this server may not reach (--webhook-reach)";
  } else if (code != CURLE_OK && !is_cut_off) {
    out.error = fmt::format("no answer: {}", curl_easy_strerror(code));
  } else if (out.status && *out.status >= 300 && *out.status < 400) {
    out.error = fmt::format("it answered {}: redirects are not followed", *out.status);
  } else if (!out.status || *out.status < 200 || *out.status >= 300) {
    out.error = fmt::format("it answered {}", out.status.value_or(0));
  }
  return out;
}

}  // namespace assay::work
