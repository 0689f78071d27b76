#pragma once
// The settings of the server: one row each, with the flag, the environment's name, the default and the help.
// Unknown ones refuse the start.

#include <string>
#include <vector>

#include "app/context.h"
#include "base/result.h"
#include "cli/arguments.h"
#include "files/images.h"
#include "http/services.h"

namespace assay::cli {

struct ServeSettings {
  std::string data;
  std::string listen = "127.0.0.1:8080";
  std::string database;
  std::string database_tls = "demanded";  // or optional
  std::string tls_cert, tls_key;
  std::string clear_text = "this-machine";  // or everywhere
  std::string keys;
  std::string log_name = "assay.local/log";
  std::string log_level = "info";
  std::string https_proxy = "no";
  std::string jobs = "yes";
  std::string metrics_token;     // from the environment alone
  std::string idle_lock = "15";  // minutes
  std::string requests_per_minute = "12000";
  std::string second_factor = "optional";  // or demanded
  std::string images;
  std::string bucket_endpoint, bucket, bucket_region = "us-east-1", bucket_key_id, bucket_secret_file;
  std::string public_address;
  std::string openid_issuer, openid_client_id, openid_client_secret_file, openid_organisation;
  std::string openid_scopes = "openid email profile", openid_button = "Sign in with single sign-on";
  std::string proxy_user_header, proxy_addresses, proxy_secret_file;
  std::string outbound_ca;
  std::string mail_server, mail_tls = "starttls", mail_from, mail_user, mail_password_file;
  std::string webhook_hosts, webhook_reach = "public";
  std::vector<http::SettingRow> rows;  // as they stand, for the administrator
  bool from_flags = false;             // what no flag gave holds no default until settle()
};

// Declares the flags; after parsing, settle() takes from the environment what no flag gave.
void declare_settings(Arguments& arguments, ServeSettings& settings);
Result<Done> settle(ServeSettings& settings);

// How people sign in; settle() has checked it.
app::SignInRules sign_in_rules(const ServeSettings& settings);
std::int64_t requests_a_minute(const ServeSettings& settings);  // 0: no limit

// Where images are, as the settings say; the secret comes from its file or from ASSAY_BUCKET_SECRET. Refuses
// a folder that is not there and a bucket that is not complete.
Result<files::ImageSources> image_sources(const ServeSettings& settings);

// The first line of the file or, where none is named, what the variable holds.
Result<Secret> secret_from(const std::string& file, const char* variable);

// "127.0.0.1:8080" or "[::1]:8080".
struct ListenAddress {
  std::string address;
  std::uint16_t port = 0;
};
Result<ListenAddress> listen_address(const std::string& text);
// Refuses to speak in the clear where others than this machine hear it, unless a setting says so.
Result<Done> check_listen(const ServeSettings& settings, const ListenAddress& listen);

}  // namespace assay::cli
