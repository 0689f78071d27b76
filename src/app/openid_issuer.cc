#include "app/openid_issuer.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/clock.h"
#include "base/hash.h"
#include "base/json_field.h"
#include "base/json_text.h"

namespace assay::app {
namespace {

using nlohmann::json;

constexpr std::int64_t keep_us = 3600 * second_us;       // discovery document and keys
constexpr std::int64_t ask_again_us = 10 * second_us;    // an issuer that did not answer
constexpr std::int64_t unknown_key_us = 60 * second_us;  // keys, for a token that names another
constexpr std::size_t secret_text_bytes_max = 8 << 10;   // of an access token
constexpr std::size_t error_word_bytes_max = 40;

Error strange(std::string message) { return Error{ErrorCode::unavailable, std::move(message), "issuer"}; }

bool lists(const json& object, const char* name, std::string_view word) {
  const auto found = object.find(name);
  return found != object.end() && found->is_array() &&
         std::any_of(found->begin(), found->end(), [&](const json& each) { return each == word; });
}

// An OAuth error code, which is a word; anything else is not repeated.
std::string error_word(const json& answer) {
  const std::string word = text_field(answer, "error");
  const bool plain =
      !word.empty() && word.size() <= error_word_bytes_max &&
      std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  return plain ? word : "no error code";
}

Result<json> object_from(const Result<FetchAnswer>& answer, const char* what) {
  if (!answer) return strange(fmt::format("{}: {} ({})", what, answer.error().message, answer.error().where));
  if (answer.value().status != 200) {
    return strange(fmt::format("{}: the issuer answers with status {}", what, answer.value().status));
  }
  json object = json_from<json>(answer.value().body);
  if (!object.is_object()) return strange(fmt::format("{}: the issuer's answer is no JSON object", what));
  return object;
}

Result<std::string> endpoint_at(const json& document, const char* name) {
  const std::string address = text_field(document, name);
  const auto checked = web_address(address, name);
  if (!checked)
    return strange(fmt::format("{} of the discovery document: {}", name, checked.error().message));
  return address;
}

std::string without_slash(std::string text) {
  if (text.ends_with('/')) text.pop_back();
  return text;
}

bool is_word_list(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= ' ' && c < '\x7f' && c != '"' && c != '\\'; });
}

bool is_token68(const std::string& text) {
  return !text.empty() && text.size() <= secret_text_bytes_max &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

}  // namespace

Result<Done> check_openid(const OpenidSettings& settings) {
  const auto issuer = web_address(settings.issuer, "--openid-issuer");
  if (!issuer) return issuer.error();
  if (!issuer.value().query.empty()) {
    return Error{ErrorCode::invalid, "an issuer has no query", "--openid-issuer"};
  }
  if (settings.client_id.empty()) {
    return Error{ErrorCode::invalid, "name the client that this server is to the issuer",
                 "--openid-client-id"};
  }
  const bool has_openid = (" " + settings.scopes + " ").find(" openid ") != std::string::npos;
  if (!has_openid || !is_word_list(settings.scopes)) {
    return Error{ErrorCode::invalid, "words with one space between, openid among them", "--openid-scopes"};
  }
  const auto self = web_address(settings.public_address, "--public-address");
  if (!self) return self.error();
  if (self.value().path != "/" || !self.value().query.empty()) {
    return Error{ErrorCode::invalid, "https://host[:port] and nothing behind it", "--public-address"};
  }
  return Done{};
}

OpenidIssuer::OpenidIssuer(OpenidSettings settings, const Clock& clock, Fetch fetch)
    : settings_(std::move(settings)), clock_(clock), fetch_(std::move(fetch)) {}

std::string OpenidIssuer::callback_address() const {
  return without_slash(settings_.public_address) + std::string(openid_callback_path);
}

Result<OpenidIssuer::Endpoints> OpenidIssuer::fetched_endpoints() const {
  const auto document = object_from(
      fetch_({without_slash(settings_.issuer) + "/.well-known/openid-configuration", {}, {}}), "discovery");
  if (!document) return document.error();
  const json& said = document.value();
  if (text_field(said, "issuer") != settings_.issuer) {
    return strange(
        "the discovery document names another issuer than --openid-issuer; they must be the same to the "
        "letter");
  }
  Endpoints out;
  for (const auto& [name, into] :
       {std::pair{"authorization_endpoint", &out.authorization}, std::pair{"token_endpoint", &out.token},
        std::pair{"jwks_uri", &out.keys}, std::pair{"userinfo_endpoint", &out.userinfo}}) {
    if (into == &out.userinfo && !said.contains(name)) continue;
    auto address = endpoint_at(said, name);
    if (!address) return address.error();
    *into = std::move(address).value();
  }
  // Where the issuer does not say, the specification says client_secret_basic.
  constexpr const char* methods = "token_endpoint_auth_methods_supported";
  out.takes_secret_in_form =
      lists(said, methods, "client_secret_post") && !lists(said, methods, "client_secret_basic");
  out.names_itself = said.value("authorization_response_iss_parameter_supported", json()) == json(true);
  out.fetched_us = clock_.monotonic_us();
  return out;
}

Result<OpenidIssuer::Endpoints> OpenidIssuer::endpoints() {
  const std::lock_guard lock(mutex_);
  const std::int64_t now = clock_.monotonic_us();
  if (endpoints_ && now - endpoints_->fetched_us < keep_us) return *endpoints_;
  if (failure_ && now - failed_us_ < ask_again_us) return *failure_;
  auto fetched = fetched_endpoints();
  failure_.reset();
  if (!fetched) {
    failure_ = fetched.error();
    failed_us_ = clock_.monotonic_us();
    return fetched;
  }
  endpoints_ = fetched.value();
  return fetched;
}

Result<std::string> OpenidIssuer::authorization_address(const IssuerQuestion& question) {
  const auto at = endpoints();
  if (!at) return at.error();
  const std::string& begin = at.value().authorization;
  const std::string callback = callback_address();
  const std::string challenge = base64_url(as_text(sha256(question.code_verifier)));
  return begin + (begin.find('?') == begin.npos ? "?" : "&") +
         encoded_fields({{"response_type", "code"},
                         {"client_id", settings_.client_id},
                         {"redirect_uri", callback},
                         {"scope", settings_.scopes},
                         {"state", question.state},
                         {"nonce", question.nonce},
                         {"code_challenge", challenge},
                         {"code_challenge_method", "S256"}});
}

Result<Done> OpenidIssuer::check_named(std::string_view issuer) {
  const auto at = endpoints();
  if (!at) return at.error();
  const bool is_left_out = issuer.empty() && !at.value().names_itself;
  if (is_left_out || issuer == settings_.issuer) return Done{};
  return Error{ErrorCode::forbidden, "iss: the answer is of another issuer than the one that was asked",
               "token"};
}

FetchRequest OpenidIssuer::token_request(const Endpoints& at, const IssuerQuestion& question,
                                         const std::string& code) const {
  const std::string callback = callback_address();
  FetchRequest request{at.token, {"Accept: application/json"}, {}};
  request.form = encoded_fields({{"grant_type", "authorization_code"},
                                 {"code", code},
                                 {"redirect_uri", callback},
                                 {"code_verifier", question.code_verifier}});
  if (settings_.client_secret.empty()) {
    *request.form += "&" + encoded_fields({{"client_id", settings_.client_id}});
  } else if (at.takes_secret_in_form) {
    *request.form += "&" + encoded_fields({{"client_id", settings_.client_id},
                                           {"client_secret", settings_.client_secret.bytes()}});
  } else {
    // RFC 6749 2.3.1: both encoded as in a form before they become one text.
    request.headers.push_back("Authorization: Basic " +
                              base64(percent_encoded(settings_.client_id) + ":" +
                                     percent_encoded(settings_.client_secret.bytes())));
  }
  return request;
}

Result<std::vector<IssuerKey>> OpenidIssuer::fetched_keys(const std::string& address) const {
  const auto document = object_from(fetch_({address, {}, {}}), "keys");
  if (!document) return document.error();
  auto keys = read_issuer_keys(json_text(document.value()));
  if (!keys) return strange("keys: " + keys.error().message);
  return keys;
}

// Kept for an hour, so that a key the issuer has withdrawn ends here too; asked for again when a token names
// a key that is not there, but not at every such token: anybody can write one.
Result<IssuerKey> OpenidIssuer::key_of(const Endpoints& at, const SignedToken& token) {
  const std::lock_guard lock(mutex_);
  const std::int64_t now = clock_.monotonic_us();
  const std::int64_t age = keys_fetched_us_ ? now - *keys_fetched_us_ : keep_us;
  const IssuerKey* found = age < keep_us ? key_for(keys_, token) : nullptr;
  if (found == nullptr && age >= unknown_key_us) {
    auto fetched = fetched_keys(at.keys);
    if (!fetched) return fetched.error();
    keys_ = std::move(fetched).value();
    keys_fetched_us_ = now;
    found = key_for(keys_, token);
  }
  if (found != nullptr) return *found;
  return Error{ErrorCode::forbidden, "kid: the token is signed by a key that the issuer does not publish",
               "token"};
}

Result<IssuerAnswer> OpenidIssuer::answer_to(const IssuerQuestion& question, const std::string& code) {
  const auto at = endpoints();
  if (!at) return at.error();
  const auto fetched = fetch_(token_request(at.value(), question, code));
  if (fetched && fetched.value().status >= 400 && fetched.value().status < 500) {
    const json problem = json_from<json>(fetched.value().body);
    return Error{ErrorCode::forbidden,
                 fmt::format("the issuer gives no token for the code: {}",
                             problem.is_object() ? error_word(problem) : "no error code"),
                 "token"};
  }
  const auto said = object_from(fetched, "token");
  if (!said) return said.error();
  IssuerAnswer answer;
  answer.access_token = text_field(said.value(), "access_token");
  const auto token = read_token(text_field(said.value(), "id_token"));
  if (!token) return token.error();
  const auto key = key_of(at.value(), token.value());
  if (!key) return key.error();
  auto person = check_token(
      token.value(), key.value(),
      {settings_.issuer, settings_.client_id, question.nonce, answer.access_token, clock_.now_us()});
  if (!person) return person.error();
  answer.person = std::move(person).value();
  return answer;
}

Result<Done> OpenidIssuer::complete(IssuerAnswer& answer) {
  if (!answer.person.email.empty()) return Done{};
  const auto at = endpoints();
  if (!at) return at.error();
  if (at.value().userinfo.empty() || !is_token68(answer.access_token)) return Done{};
  const auto said =
      object_from(fetch_({at.value().userinfo,
                          {"Accept: application/json", "Authorization: Bearer " + answer.access_token},
                          {}}),
                  "userinfo");
  if (!said) return said.error();
  if (text_field(said.value(), "sub") != answer.person.subject) {
    return Error{ErrorCode::forbidden, "sub: the issuer's userinfo is about somebody else than its token",
                 "token"};
  }
  read_person(json_text(said.value()), answer.person);
  return Done{};
}

}  // namespace assay::app
