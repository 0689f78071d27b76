#include "cli/serve_settings.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/clock.h"
#include "base/file.h"
#include "base/process.h"
#include "store/postgres_address.h"

namespace assay::cli {
namespace {

struct SettingSpec {
  const char* name;  // of the environment: ASSAY_NAME; of the flag: --name
  std::string ServeSettings::*value;
  const char* value_word;
  const char* help;
};

constexpr std::array setting_table = {
    SettingSpec{"data", &ServeSettings::data, "DIR",
                "folder of the database, files and keys; made when missing"},
    SettingSpec{"listen", &ServeSettings::listen, "ADDRESS:PORT", "where to listen; default 127.0.0.1:8080"},
    SettingSpec{"database", &ServeSettings::database, "URL",
                "postgres://… instead of the SQLite file in DIR"},
    SettingSpec{
        "database-tls", &ServeSettings::database_tls, "demanded|optional",
        "demanded: a database on another machine is reached by TLS with a certificate that is checked "
        "(sslmode=verify-full), or not at all"},
    SettingSpec{"tls-cert", &ServeSettings::tls_cert, "FILE",
                "certificate chain (PEM); with --tls-key: https"},
    SettingSpec{"tls-key", &ServeSettings::tls_key, "FILE", "private key (PEM)"},
    SettingSpec{
        "clear-text", &ServeSettings::clear_text, "this-machine|everywhere",
        "everywhere: without a certificate of its own the server listens on addresses that other machines "
        "reach too, and whoever is in between reads and changes what is said"},
    SettingSpec{"keys", &ServeSettings::keys, "DIR", "folder of the server's keys; default DIR/keys"},
    SettingSpec{"log-name", &ServeSettings::log_name, "NAME", "the audit log's name in its signed heads"},
    SettingSpec{"log-level", &ServeSettings::log_level, "LEVEL", "debug, info, warning or error"},
    SettingSpec{"https-proxy", &ServeSettings::https_proxy, "yes|no",
                "yes: people come by https that a proxy on this machine ends; cookies are marked Secure, and "
                "X-Forwarded-For is believed"},
    SettingSpec{"jobs", &ServeSettings::jobs, "yes|no",
                "no: another server on the same database runs the jobs and signs the heads"},
    SettingSpec{"idle-lock", &ServeSettings::idle_lock, "MINUTES",
                "after so many minutes without anybody a session asks for the password again; 1 to 720"},
    SettingSpec{
        "requests-per-minute", &ServeSettings::requests_per_minute, "COUNT",
        "of one account, and of one address without one, at most; beyond them they wait; 0: no limit"},
    SettingSpec{"second-factor", &ServeSettings::second_factor, "optional|demanded",
                "demanded: whoever has no second factor enrols one before anything else"},
    SettingSpec{"images", &ServeSettings::images, "DIR", "folder of images that items name by their path"},
    SettingSpec{"bucket-endpoint", &ServeSettings::bucket_endpoint, "URL",
                "https://host of an S3-compatible store whose images browsers fetch by signed addresses"},
    SettingSpec{"bucket", &ServeSettings::bucket, "NAME", "the bucket there: items name s3://NAME/KEY"},
    SettingSpec{"bucket-region", &ServeSettings::bucket_region, "REGION", "of the bucket; us-east-1"},
    SettingSpec{"bucket-key-id", &ServeSettings::bucket_key_id, "ID", "access key that may read the bucket"},
    SettingSpec{"bucket-secret-file", &ServeSettings::bucket_secret_file, "FILE",
                "its secret, one line; or in ASSAY_BUCKET_SECRET"},
    SettingSpec{
        "public-address", &ServeSettings::public_address, "URL",
        "https://assay.example: where people reach the server; an issuer sends them back there, links in "
        "e-mail and webhooks begin with it"},
    SettingSpec{"openid-issuer", &ServeSettings::openid_issuer, "URL",
                "people may sign in by this issuer of OpenID Connect; nothing is asked of it before"},
    SettingSpec{"openid-client-id", &ServeSettings::openid_client_id, "ID",
                "what the issuer calls this server"},
    SettingSpec{"openid-client-secret-file", &ServeSettings::openid_client_secret_file, "FILE",
                "the secret that goes with it, one line; none for a public client"},
    SettingSpec{"openid-scopes", &ServeSettings::openid_scopes, "WORDS",
                "what the issuer is asked for; openid email profile"},
    SettingSpec{"openid-button", &ServeSettings::openid_button, "TEXT", "what stands on the button"},
    SettingSpec{"openid-organisation", &ServeSettings::openid_organisation, "NAME",
                "new people of the issuer become users in it; without: nobody does"},
    SettingSpec{
        "proxy-user-header", &ServeSettings::proxy_user_header, "NAME",
        "header in which a proxy says the e-mail address of who asks; with the next two, off without"},
    SettingSpec{"proxy-addresses", &ServeSettings::proxy_addresses, "LIST",
                "addresses it is believed from: 127.0.0.1, 172.18.0.0/16"},
    SettingSpec{"proxy-secret-file", &ServeSettings::proxy_secret_file, "FILE",
                "what the proxy sends as X-Assay-Proxy-Secret, one line of 32 characters or more"},
    SettingSpec{"mail-server", &ServeSettings::mail_server, "HOST:PORT",
                "SMTP server that takes the e-mail; without it none is sent"},
    SettingSpec{"mail-tls", &ServeSettings::mail_tls, "WAY",
                "starttls, tls (from the start), or none for a server on this machine"},
    SettingSpec{"mail-from", &ServeSettings::mail_from, "ADDRESS", "sender of the e-mail"},
    SettingSpec{"mail-user", &ServeSettings::mail_user, "NAME", "signs in at the mail server"},
    SettingSpec{"mail-password-file", &ServeSettings::mail_password_file, "FILE",
                "its password, one line; or in ASSAY_MAIL_PASSWORD"},
    SettingSpec{"webhook-hosts", &ServeSettings::webhook_hosts, "LIST",
                "hosts that outgoing webhooks may reach: host, host:port or *.domain, a comma between; none: "
                "no webhooks"},
    SettingSpec{"webhook-reach", &ServeSettings::webhook_reach, "WHOM",
                "public: addresses of the Internet alone; machine: this machine too, also by http; private: "
                "private networks too"},
    SettingSpec{"outbound-ca", &ServeSettings::outbound_ca, "FILE",
                "certificates (PEM) to believe in place of the system's, of mail server and webhooks"},
};

// What no argument can hold: tells a flag that says the default from none.
const std::string not_given(1, '\0');

std::string environment_of(const char* name) {
  std::string out = "ASSAY_";
  for (const char* at = name; *at != '\0'; ++at) {
    out += *at == '-' ? '_' : static_cast<char>(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at);
  }
  return out;
}

// Beside the settings: secrets, which are no flags so that no list of processes shows them.
constexpr const char* passphrase_name = "ASSAY_KEY_PASSPHRASE";
constexpr const char* metrics_token_name = "ASSAY_METRICS_TOKEN";
constexpr const char* password_name = "ASSAY_PASSWORD";  // of assay user add and password
constexpr const char* bucket_secret_name = "ASSAY_BUCKET_SECRET";
constexpr const char* mail_password_name = "ASSAY_MAIL_PASSWORD";

bool is_known(const std::string& variable) {
  for (const char* secret :
       {passphrase_name, metrics_token_name, password_name, bucket_secret_name, mail_password_name}) {
    if (variable == secret) return true;
  }
  for (const SettingSpec& row : setting_table) {
    if (variable == environment_of(row.name)) return true;
  }
  return false;
}

constexpr std::int64_t idle_lock_minutes_max = 720;

constexpr std::int64_t requests_max = 10'000'000;

// Nothing when it is no number from the one to the other.
std::optional<std::int64_t> number_within(const std::string& text, std::int64_t least, std::int64_t most) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number < least || number > most) return std::nullopt;
  return number;
}

std::optional<std::int64_t> idle_minutes(const std::string& text) {
  return number_within(text, 1, idle_lock_minutes_max);
}

Result<Done> check_sign_in(const ServeSettings& settings) {
  if (!idle_minutes(settings.idle_lock)) {
    return Error{ErrorCode::invalid, "this is a number of minutes, 1 to 720", "--idle-lock"};
  }
  if (!number_within(settings.requests_per_minute, 0, requests_max)) {
    return Error{ErrorCode::invalid, "this is a number of requests, 0 to 10000000; 0: no limit",
                 "--requests-per-minute"};
  }
  if (settings.second_factor != "optional" && settings.second_factor != "demanded") {
    return Error{ErrorCode::invalid, "this is optional or demanded", "--second-factor"};
  }
  return Done{};
}

Result<Done> check_database(const ServeSettings& settings) {
  if (settings.database_tls != "demanded" && settings.database_tls != "optional") {
    return Error{ErrorCode::invalid, "this is demanded or optional", "--database-tls"};
  }
  if (settings.database.empty() || settings.database_tls == "optional") return Done{};
  return store::check_postgres_way(settings.database);
}

// The flag, else the environment, else the default; said where it came from.
void take_setting(ServeSettings& settings, const SettingSpec& row) {
  const std::string standard = ServeSettings().*row.value;
  std::string& value = settings.*row.value;
  const bool is_flag = settings.from_flags ? value != not_given : value != standard;
  std::string source = "flag";
  if (!is_flag) {
    const auto given = environment_value(environment_of(row.name));
    value = given.value_or(standard);
    source = given ? environment_of(row.name) : "default";
  }
  const bool hides = std::string_view(row.name) == "database" && !value.empty();  // may hold a password
  settings.rows.push_back({row.name, hides ? "(set)" : value, source, row.help});
}

}  // namespace

app::SignInRules sign_in_rules(const ServeSettings& settings) {
  app::SignInRules rules;
  if (const auto minutes = idle_minutes(settings.idle_lock)) rules.idle_lock_us = *minutes * minute_us;
  if (settings.second_factor == "demanded") rules.second_factor = app::SecondFactor::demanded;
  return rules;
}

std::int64_t requests_a_minute(const ServeSettings& settings) {
  return number_within(settings.requests_per_minute, 0, requests_max).value_or(0);
}

void declare_settings(Arguments& arguments, ServeSettings& settings) {
  for (const SettingSpec& row : setting_table) {
    arguments.text(fmt::format("--{}", row.name), row.value_word, settings.*row.value,
                   fmt::format("{} [{}]", row.help, environment_of(row.name)));
    settings.*row.value = not_given;
  }
  settings.from_flags = true;
}

Result<Done> settle(ServeSettings& settings) {
  for (const std::string& variable : environment_names("ASSAY_")) {
    if (is_known(variable)) continue;
    return Error{ErrorCode::invalid, "there is no such setting; assay serve --help lists them", variable};
  }
  for (const SettingSpec& row : setting_table) take_setting(settings, row);
  settings.metrics_token = environment_value(metrics_token_name).value_or("");
  if (settings.data.empty()) {
    return Error{ErrorCode::invalid, "name the folder for the data: --data DIR", "--data"};
  }
  if (settings.clear_text != "this-machine" && settings.clear_text != "everywhere") {
    return Error{ErrorCode::invalid, "this is this-machine or everywhere", "--clear-text"};
  }
  for (const auto& [value, flag] :
       {std::pair{&settings.https_proxy, "--https-proxy"}, std::pair{&settings.jobs, "--jobs"}}) {
    if (*value != "yes" && *value != "no") return Error{ErrorCode::invalid, "this is yes or no", flag};
  }
  if (auto checked = check_sign_in(settings); !checked) return checked;
  if (auto checked = check_database(settings); !checked) return checked;
  if (settings.keys.empty()) settings.keys = settings.data + "/keys";
  if (settings.tls_cert.empty() != settings.tls_key.empty()) {
    return Error{ErrorCode::invalid, "a certificate and a key belong together", "--tls-cert"};
  }
  return Done{};
}

Result<Secret> secret_from(const std::string& file, const char* variable) {
  if (file.empty()) return Secret(environment_value(variable).value_or(""));
  Result<FileBytes> opened = FileBytes::open(file);
  if (!opened) return opened.error();
  const std::string_view bytes = opened.value().bytes();
  return Secret(std::string(bytes.substr(0, bytes.find_first_of("\r\n"))));
}

Result<files::ImageSources> image_sources(const ServeSettings& settings) {
  files::ImageSources out;
  out.folder = settings.images;
  out.bucket.endpoint = settings.bucket_endpoint;
  out.bucket.name = settings.bucket;
  out.bucket.region = settings.bucket_region;
  out.bucket.key_id = settings.bucket_key_id;
  if (out.bucket.is_set()) {
    Result<Secret> secret = secret_from(settings.bucket_secret_file, bucket_secret_name);
    if (!secret) return secret.error();
    out.bucket.secret = std::move(secret).value();
  }
  if (auto checked = files::check_sources(out); !checked) return checked.error();
  return out;
}

Result<Done> check_listen(const ServeSettings& settings, const ListenAddress& listen) {
  const std::string& address = listen.address;
  const bool is_here = address == "localhost" || address == "::1" || address.starts_with("127.");
  if (is_here || !settings.tls_cert.empty() || settings.clear_text == "everywhere") return Done{};
  return Error{
      ErrorCode::invalid,
      "other machines would be spoken to in the clear: give a certificate (--tls-cert, --tls-key), or "
      "listen on 127.0.0.1 behind a proxy on this machine that ends https; --clear-text everywhere "
      "leaves it to a network that you trust",
      "--listen"};
}

Result<ListenAddress> listen_address(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  ListenAddress out;
  if (colon != std::string::npos && colon > 0) {
    out.address = text.substr(0, colon);
    if (out.address.front() == '[' && out.address.back() == ']') {
      out.address = out.address.substr(1, out.address.size() - 2);
    }
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, out.port);
    if (read.ec == std::errc() && read.ptr == end && !out.address.empty()) return out;
  }
  return Error{ErrorCode::invalid, "an address is 127.0.0.1:8080 or [::1]:8080", "--listen"};
}

}  // namespace assay::cli
