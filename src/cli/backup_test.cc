#include <gmock/gmock.h>

#include <cstdlib>

#include "app/annotations.h"
#include "app/jobs.h"
#include "app/snapshots.h"
#include "app/users.h"
#include "cli/cli_testing.h"
#include "cli/place.h"
#include "store/connection.h"

namespace assay::cli {
namespace {

namespace filesystem = std::filesystem;
using testing::HasSubstr;
using testing::Not;

// The data of a server that was used: a user, a project with annotations, a snapshot, a signed head.
class ServerData : public Folder {
 protected:
  void SetUp() override {
    Folder::SetUp();
    ::setenv("ASSAY_PASSWORD", "a long enough phrase", 1);
    ASSERT_EQ(
        run_words({"user", "add", "--data", data(), "--email", "ada@example.org", "--name", "Ada"}).code, 0);
    ::unsetenv("ASSAY_PASSWORD");
    fill();
  }

  std::string data() const { return path("data"); }
  std::string public_key() const { return path("data/keys/log.pub"); }

  void fill() const {
    ServeSettings settings;
    settings.data = data();
    settings.keys = data() + "/keys";
    const auto place = Place::open(settings);
    ASSERT_TRUE(place.ok());
    app::Context& context = place.value()->context();
    const app::Caller caller = app::local_caller(context, "test").value();
    const auto project = app::create_project(context, caller, {"Reviews", "", "internal", {}}).value().id;
    std::vector<domain::NewAnnotation> rows;
    for (int at = 0; at < 60; ++at) {
      domain::NewAnnotation row;
      row.item = "item-" + std::to_string(at / 3);
      row.annotator = "a" + std::to_string(at % 3);
      row.label = at % 7 == 0 ? "no" : "yes";
      rows.push_back(row);
    }
    ASSERT_TRUE(app::add_annotations(context, caller, {.project = project}, rows).ok());
    ASSERT_TRUE(app::start_snapshot(context, caller, project, {.name = "first", .seed = 7}).ok());
    ASSERT_TRUE(app::run_next_job(context).value());
    ASSERT_TRUE(app::sign_head(context, place.value()->log_key()).ok());
  }

  Ran doctor(const std::string& folder = "data") const {
    return run_words({"doctor", "--data", path(folder)});
  }
  void change(const std::string& sql) const {
    auto connection = store::open_sqlite(path("data/assay.db"), store::Access::read_write);
    ASSERT_TRUE(connection.ok() && connection.value()->script(sql).ok()) << sql;
  }
  std::string a_kept_file() const {
    for (const auto& entry : filesystem::recursive_directory_iterator(path("data/files/content"))) {
      if (entry.is_regular_file()) return entry.path().string();
    }
    return "";
  }
  bool is_empty(const std::string& name) const { return !exists(name) || filesystem::is_empty(path(name)); }
};
using backup_command = ServerData;

TEST_F(backup_command, exports_a_log_that_verifies) {
  const Ran written = run_words({"audit", "export", "--data", data(), "-o", path("log.jsonl")});
  ASSERT_EQ(written.code, exit_done) << written.err;
  const Ran verified = run_words({"audit", "verify", path("log.jsonl"), "--key", public_key()});
  EXPECT_EQ(verified.code, exit_done) << verified.out;
  EXPECT_THAT(verified.out, HasSubstr("The log holds"));
  EXPECT_THAT(verified.out, Not(HasSubstr("after the last signed head")));
  EXPECT_EQ(run_words({"audit", "export", "--data", data()}).out, read("log.jsonl"));
}

TEST_F(backup_command, what_only_looks_makes_nothing) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"audit", "export"}, {"backup", path("b.zip")}, {"doctor"}}) {
    std::vector<std::string> all = words;
    all.insert(all.end(), {"--data", path("nowhere")});
    EXPECT_NE(run_words(all).code, exit_done) << words.front();
    EXPECT_FALSE(exists("nowhere")) << words.front();
  }
  EXPECT_FALSE(exists("b.zip"));
  EXPECT_FALSE(exists("b.zip.part"));
}

TEST_F(backup_command, a_backup_comes_back_as_it_was_and_goes_on_under_its_key) {
  const Ran made = run_words({"backup", path("b.zip"), "--data", data()});
  ASSERT_EQ(made.code, exit_done) << made.err;
  EXPECT_THAT(made.out, HasSubstr("signing key is not in it"));
  EXPECT_FALSE(exists("b.zip.part"));
  EXPECT_EQ(filesystem::status(path("b.zip")).permissions(),
            filesystem::perms::owner_read | filesystem::perms::owner_write);
  const Ran back = run_words({"restore", path("b.zip"), "--data", path("new")});
  ASSERT_EQ(back.code, exit_done) << back.err;
  EXPECT_THAT(back.out, HasSubstr("put your copy of log.key"));
  EXPECT_FALSE(exists("new/keys/log.key"));
  EXPECT_EQ(run_words({"audit", "export", "--data", path("new")}).code, exit_bad_input);
  filesystem::copy(path("data/keys/log.key"), path("new/keys/log.key"));
  const Ran well = doctor("new");
  EXPECT_EQ(well.code, exit_done) << well.out;
  EXPECT_THAT(well.out, Not(HasSubstr("warning")));
  EXPECT_EQ(run_words({"audit", "export", "--data", path("new")}).out,
            run_words({"audit", "export", "--data", data()}).out);
}

TEST_F(backup_command, a_server_whose_key_is_gone_does_not_take_another_in_silence) {
  filesystem::remove(path("data/keys/log.key"));
  ServeSettings settings;
  settings.data = data();
  settings.keys = data() + "/keys";
  const auto place = Place::open(settings);
  ASSERT_FALSE(place.ok());
  EXPECT_THAT(place.error().message, HasSubstr("put"));
  filesystem::rename(path("data/keys/log.pub"), path("data/keys/log-old.pub"));
  ASSERT_TRUE(Place::open(settings).ok());
  const Ran well = doctor();
  EXPECT_EQ(well.code, exit_done) << well.out;
  EXPECT_THAT(well.out, Not(HasSubstr("warning")));
}

TEST_F(backup_command, the_private_key_goes_along_when_it_is_asked_for) {
  ASSERT_EQ(run_words({"backup", path("b.zip"), "--data", data(), "--with-keys"}).code, exit_done);
  ASSERT_EQ(run_words({"restore", path("b.zip"), "--data", path("new")}).code, exit_done);
  EXPECT_EQ(read("new/keys/log.key"), read("data/keys/log.key"));
  EXPECT_EQ(doctor("new").code, exit_done);
}

TEST_F(backup_command, nothing_is_written_over) {
  file("b.zip", "something");
  EXPECT_EQ(run_words({"backup", path("b.zip"), "--data", data()}).code, exit_bad_input);
  EXPECT_EQ(read("b.zip"), "something");
  ASSERT_EQ(run_words({"backup", path("c.zip"), "--data", data()}).code, exit_done);
  const Ran refused = run_words({"restore", path("c.zip"), "--data", data()});
  EXPECT_EQ(refused.code, exit_bad_input);
  EXPECT_THAT(refused.err, HasSubstr("not empty"));
  filesystem::create_directory(path("d.zip.part"));
  const Ran running = run_words({"backup", path("d.zip"), "--data", data()});
  EXPECT_EQ(running.code, exit_bad_input);
  EXPECT_THAT(running.err, HasSubstr("interrupted"));
  EXPECT_TRUE(exists("d.zip.part"));
}

TEST_F(backup_command, a_cut_archive_is_refused_and_leaves_nothing) {
  ASSERT_EQ(run_words({"backup", path("b.zip"), "--data", data()}).code, exit_done);
  const std::string whole = read("b.zip");
  for (const double share : {0.0, 0.3, 0.9, 0.999}) {
    file("cut.zip", whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size()))));
    EXPECT_EQ(run_words({"restore", path("cut.zip"), "--data", path("new")}).code, exit_bad_input) << share;
    EXPECT_TRUE(is_empty("new")) << share;
  }
  EXPECT_EQ(run_words({"restore", file("a.zip", "PK"), "--data", path("new")}).code, exit_bad_input);
}

TEST_F(backup_command, a_backup_of_a_damaged_log_is_not_restored) {
  change("update audit_event set leaf = cast('{}' as blob) where event_index = 2");
  ASSERT_EQ(run_words({"backup", path("b.zip"), "--data", data()}).code, exit_done);
  const Ran refused = run_words({"restore", path("b.zip"), "--data", path("new")});
  EXPECT_EQ(refused.code, exit_bad_input);
  EXPECT_THAT(refused.err, HasSubstr("event 2 was altered"));
  EXPECT_TRUE(is_empty("new"));
}

using doctor_command = ServerData;

TEST_F(doctor_command, finds_nothing_where_all_is_well) {
  const Ran ran = doctor();
  EXPECT_EQ(ran.code, exit_done) << ran.out;
  for (const char* about : {"schema", "database", "log", "files", "key", "disk"}) {
    EXPECT_THAT(ran.out, HasSubstr(std::string("ok       ") + about));
  }
  EXPECT_EQ(run_words({"doctor", "--quick", "--data", data()}).code, exit_done);
}

TEST_F(doctor_command, a_damaged_page_is_found) {
  const std::string database = read("data/assay.db");
  std::string damaged = database;
  const std::size_t at = damaged.rfind("add_annotations");
  ASSERT_NE(at, std::string::npos);
  const std::size_t page = at / 4096 * 4096;
  for (std::size_t byte = page; byte < page + 16; ++byte) damaged[byte] = static_cast<char>(0xA5);
  file("data/assay.db", damaged);
  const Ran ran = doctor();
  EXPECT_EQ(ran.code, exit_not_met);
  EXPECT_THAT(ran.out, HasSubstr("error    database"));
  EXPECT_THAT(ran.out, HasSubstr("restore the last backup"));
}

TEST_F(doctor_command, an_altered_event_is_found) {
  std::string database = read("data/assay.db");
  const std::size_t at = database.find("\"object_kind\":\"project\"");
  ASSERT_NE(at, std::string::npos);
  database[at + 16] = 'q';
  file("data/assay.db", database);
  const Ran ran = doctor();
  EXPECT_EQ(ran.code, exit_not_met);
  EXPECT_THAT(ran.out, HasSubstr("was altered: its bytes do not have its hash"));
}

TEST_F(doctor_command, a_missing_image_is_found) {
  change("update item set kind = 'image', content = '{\"sha256\":\"" + std::string(64, 'a') +
         "\"}' where item_id = (select min(item_id) from item)");
  const Ran ran = doctor();
  EXPECT_EQ(ran.code, exit_not_met);
  EXPECT_THAT(ran.out, HasSubstr("item 1 names a file that is missing: " + std::string(64, 'a')));
}

TEST_F(doctor_command, an_altered_and_a_missing_file_are_found) {
  const std::string kept = a_kept_file();
  ASSERT_NE(kept, "");
  std::ofstream(kept, std::ios::app) << "x";
  const Ran altered = doctor();
  EXPECT_EQ(altered.code, exit_not_met);
  EXPECT_THAT(altered.out, HasSubstr("not what was kept: content/"));
  EXPECT_EQ(run_words({"doctor", "--quick", "--data", data()}).code, exit_done);
  filesystem::remove(kept);
  const Ran missing = doctor();
  EXPECT_EQ(missing.code, exit_not_met);
  EXPECT_THAT(missing.out, HasSubstr("snapshot 1 names a file that is missing"));
}

TEST_F(doctor_command, a_key_that_others_can_read_is_found) {
  for (const std::string name : {"log.key", "sealing.key"}) {
    const std::string key = path("data/keys/" + name);
    filesystem::permissions(key, filesystem::perms::others_read, filesystem::perm_options::add);
    const Ran ran = doctor();
    EXPECT_EQ(ran.code, exit_not_met);
    EXPECT_THAT(ran.out, HasSubstr("chmod 0600 " + key));
    filesystem::permissions(key, filesystem::perms::others_read, filesystem::perm_options::remove);
  }
}

TEST_F(doctor_command, a_missing_key_a_foreign_public_key_and_strays_are_found) {
  file("data/files/content/remnant.part", "x");
  EXPECT_THAT(doctor().out, HasSubstr("1 files are no part of the record"));
  file("data/keys/log.pub", std::string(64, '1') + "\n");
  EXPECT_THAT(doctor().out, HasSubstr("is not the public half"));
  EXPECT_THAT(doctor().out, HasSubstr("signed heads are by keys whose public half is not in"));
  filesystem::remove(path("data/keys/log.key"));
  const Ran ran = doctor();
  EXPECT_EQ(ran.code, exit_not_met);
  EXPECT_THAT(ran.out, HasSubstr("put the key back"));
}

TEST_F(doctor_command, a_database_of_a_newer_program_is_told) {
  change("insert into migration (name, sha256, applied_at) values ('9999_later', '', 0)");
  const Ran ran = doctor();
  EXPECT_EQ(ran.code, exit_not_met);
  EXPECT_THAT(ran.out, HasSubstr("newer release"));
  EXPECT_EQ(run_words({"backup", path("b.zip"), "--data", data()}).code, exit_bad_input);
}

}  // namespace
}  // namespace assay::cli
