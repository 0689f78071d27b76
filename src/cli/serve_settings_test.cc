#include "cli/serve_settings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace assay::cli {
namespace {

struct Variable {
  const char* name;
  Variable(const char* named, const char* value) : name(named) { ::setenv(name, value, 1); }
  ~Variable() { ::unsetenv(name); }
};

struct Settled {
  ServeSettings settings;
  std::string refused;  // where; "": nothing is

  std::string source_of(const std::string& name) const {
    const auto row = std::find_if(settings.rows.begin(), settings.rows.end(),
                                  [&](const http::SettingRow& each) { return each.name == name; });
    return row == settings.rows.end() ? "" : row->source;
  }
};

Settled settled(const std::vector<std::string>& words) {
  Settled out;
  Arguments arguments("serve", "what it is for", "an example");
  declare_settings(arguments, out.settings);
  const auto parsed = arguments.parse(words);
  EXPECT_TRUE(parsed.ok());
  const auto done = settle(out.settings);
  out.refused = done ? "" : done.error().where;
  return out;
}

TEST(serve_settings, go_by_flag_then_environment_then_default) {
  const Settled plain = settled({"--data", "d"});
  EXPECT_EQ(plain.settings.listen, "127.0.0.1:8080");
  EXPECT_EQ(plain.source_of("listen"), "default");
  EXPECT_EQ(plain.settings.keys, "d/keys");
  const Variable listen("ASSAY_LISTEN", "127.0.0.1:9000");
  const Settled by_variable = settled({"--data", "d"});
  EXPECT_EQ(by_variable.settings.listen, "127.0.0.1:9000");
  EXPECT_EQ(by_variable.source_of("listen"), "ASSAY_LISTEN");
  const Settled by_flag = settled({"--data", "d", "--listen", "127.0.0.1:8080"});
  EXPECT_EQ(by_flag.settings.listen, "127.0.0.1:8080");
  EXPECT_EQ(by_flag.source_of("listen"), "flag");
}

TEST(serve_settings, unknown_ones_refuse_the_start) {
  {
    const Variable misspelt("ASSAY_LISTNE", "127.0.0.1:9000");
    EXPECT_EQ(settled({"--data", "d"}).refused, "ASSAY_LISTNE");
  }
  EXPECT_EQ(settled({"--data", "d"}).refused, "");
}

TEST(serve_settings, name_the_flag_that_cannot_be) {
  EXPECT_EQ(settled({}).refused, "--data");
  EXPECT_EQ(settled({"--data", "d", "--https-proxy", "perhaps"}).refused, "--https-proxy");
  EXPECT_EQ(settled({"--data", "d", "--jobs", "some"}).refused, "--jobs");
  EXPECT_EQ(settled({"--data", "d", "--tls-cert", "c.pem"}).refused, "--tls-cert");
}

TEST(serve_settings, tell_of_a_database_that_it_is_set_and_no_more) {
  const Settled with = settled({"--data", "d", "--database", "postgres://assay:secret@db/assay"});
  for (const http::SettingRow& row : with.settings.rows)
    EXPECT_EQ(row.value.find("secret"), std::string::npos);
  EXPECT_EQ(with.source_of("database"), "flag");
}

TEST(serve_settings, listen_at_an_address_and_a_port) {
  const auto v6 = listen_address("[::1]:8080");
  ASSERT_TRUE(v6.ok());
  EXPECT_EQ(v6.value().address, "::1");
  EXPECT_EQ(v6.value().port, 8080);
  for (const char* wrong : {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:x"})
    EXPECT_FALSE(listen_address(wrong).ok()) << wrong;
}

std::string refused(const ServeSettings& settings) {
  const auto listen = listen_address(settings.listen);
  EXPECT_TRUE(listen.ok()) << settings.listen;
  const auto checked = check_listen(settings, listen.value());
  return checked ? "" : checked.error().where;
}

TEST(serve_settings, listens_in_the_clear_on_this_machine_alone) {
  for (const char* here : {"127.0.0.1:8080", "127.1.2.3:80", "[::1]:8080", "localhost:8080"}) {
    ServeSettings settings;
    settings.listen = here;
    EXPECT_EQ(refused(settings), "") << here;
  }
  for (const char* elsewhere : {"0.0.0.0:8080", "[::]:8080", "10.0.0.11:8080", "assay.example.org:80",
                                "localhost.example.org:80", "[2001:db8::1]:80"}) {
    ServeSettings settings;
    settings.listen = elsewhere;
    EXPECT_EQ(refused(settings), "--listen") << elsewhere;
    settings.https_proxy = "yes";  // a proxy on this machine does not keep others from going around it
    EXPECT_EQ(refused(settings), "--listen") << elsewhere;
    settings.tls_cert = settings.tls_key = "file.pem";
    EXPECT_EQ(refused(settings), "") << elsewhere;
    settings.tls_cert = settings.tls_key = "";
    settings.clear_text = "everywhere";
    EXPECT_EQ(refused(settings), "") << elsewhere;
  }
}

TEST(serve_settings, a_database_elsewhere_wants_a_certificate_unless_told_otherwise) {
  ServeSettings settings;
  settings.data = "data";
  settings.database = "postgresql://assay@db.example.org/assay";
  EXPECT_EQ(settle(settings).error().where, "--database");
  ServeSettings told = {};
  told.data = "data";
  told.database = "postgresql://assay@db.example.org/assay";
  told.database_tls = "optional";
  EXPECT_TRUE(settle(told).ok());
  ServeSettings odd = {};
  odd.data = "data";
  odd.database_tls = "perhaps";
  EXPECT_EQ(settle(odd).error().where, "--database-tls");
}

}  // namespace
}  // namespace assay::cli
