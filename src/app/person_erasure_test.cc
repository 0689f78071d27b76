// People erased: who annotators are, and who has an account. Sealed or overwritten, held, agreed to by two,
// and not brought back by a file or by an older copy.

#include <algorithm>

#include "app/approvals.h"
#include "app/engagements.h"
#include "app/erasure_testing.h"
#include "app/erasures.h"
#include "app/items.h"
#include "app/legal_holds.h"
#include "app/organisations.h"
#include "app/overview.h"
#include "app/person_report.h"
#include "app/pseudonyms.h"
#include "app/sealing.h"
#include "app/sign_in_testing.h"
#include "store/engagement.h"
#include "store/erased_people.h"

namespace assay::app {
namespace {

// Names that the files of a provider and of the client's own people have.
constexpr const char* maria = "Wilhelmina-Zzyzx";
constexpr const char* omar = "Xerxes-Qwatt";
constexpr const char* own = "Inhouse-Quux";
constexpr const char* proceedings = "proceedings 4 O 17/26 are pending";

class PersonErasureTest : public ::testing::TestWithParam<Dialect> {
 protected:
  PersonErasureTest() {
    for (const char* name : {"eve", "bob"}) people_[name] = add_person(server, name);
    server.test.clock.advance(domain::tie_us + 1);
    eve_ = signed_in(server, "eve");
    eve_enrolled_ = enrol(server, eve_, other_password);
    id_ = server.project({{.name = "mood", .categories = {{"good"}, {"bad"}}}});
    const auto acme = add_organisation(context, server.owner, {.name = "Acme"});
    const auto lead = add_user(context, server.owner,
                               {"lead@acme.example", "Lead", other_password, false, acme.value().id});
    lead_ = Caller{lead.value(), Access::write, "r-3", "127.0.0.1"};
    const auto engaged = engage(context, server.owner, id_, acme.value().id);
    EXPECT_TRUE(engaged.ok()) << error_text(engaged.error());
    engagement_ = engaged.value().id;
    joined({.email = "eve@example.org", .role = "expert"});
    joined({.email = "lead@acme.example", .role = "lead", .engagement = engagement_});
    EXPECT_EQ(said(maria, "i1", "good"), RowResult::Status::added);
    EXPECT_EQ(said(omar, "i1", "bad"), RowResult::Status::added);
    EXPECT_EQ(said(own, "i1", "good", ""), RowResult::Status::added);
  }

  void joined(const NewMember& member) {
    const auto made = set_member(context, server.owner, id_, member);
    ASSERT_TRUE(made.ok()) << error_text(made.error());
  }
  RowResult row(const std::string& annotator, const std::string& item, const std::string& label,
                const std::string& provider = "Acme") {
    domain::NewAnnotation one = says(item, annotator, label);
    one.provider = provider;
    const auto added = server.add(id_, {one});
    EXPECT_TRUE(added.ok()) << error_text(added.error());
    return added.value().results.at(0);
  }
  RowResult::Status said(const std::string& annotator, const std::string& item, const std::string& label,
                         const std::string& provider = "Acme") {
    return row(annotator, item, label, provider).status;
  }
  // Of the annotations on an item, as the caller sees them.
  std::vector<std::string> seen_by(const Caller& caller, const std::string& name = "i1") {
    const auto view = item(context, caller, id_, "key:" + name);
    EXPECT_TRUE(view.ok()) << error_text(view.error());
    std::vector<std::string> out;
    for (const NamedAnnotation& each : view.value().annotations) out.push_back(each.annotator);
    std::sort(out.begin(), out.end());
    return out;
  }
  bool sees(const Caller& caller, const std::string& annotator) {
    const auto all = seen_by(caller);
    return std::find(all.begin(), all.end(), annotator) != all.end();
  }
  std::string pseudonym_of(const char* name) {
    const auto secret = context.database.read(
        [&](store::Connection& connection) { return pseudonym_secret(context, connection, id_); });
    EXPECT_TRUE(secret.ok()) << error_text(secret.error());
    return annotator_pseudonym(secret.value(), lead_.user.organisation, name);
  }
  std::int64_t key_of(const std::string& name) {
    return context.live.project(id_).value()->key_of(store::NameKind::annotator, name).value_or(0);
  }

  domain::Approval agreed(const ErasureView& view) {
    const auto asked = request_approval(
        context, server.owner, {"destroy_key", view.erasure.project, view.erasure.person, view.request});
    EXPECT_TRUE(asked.ok()) << error_text(asked.error());
    server.test.clock.advance(domain::totp_step_us);
    const std::string code = eve_enrolled_.telephone.code(server.test.clock.now_us());
    const auto confirmed =
        confirm_person(context, eve_, {asked.value().request_sha256, {other_password, code}});
    EXPECT_TRUE(confirmed.ok()) << error_text(confirmed.error());
    const auto signed_approval = approve(context, eve_, asked.value().id, confirmed.value().secret);
    EXPECT_TRUE(signed_approval.ok()) << error_text(signed_approval.error());
    return signed_approval.value();
  }
  ErasureView demanded(const std::vector<std::string>& annotators) {
    const auto made =
        request_erasure(context, server.owner, id_, {.annotators = annotators, .reference = "DSR-21"});
    EXPECT_TRUE(made.ok()) << error_text(made.error());
    return made.value();
  }
  ErasureView erased(const std::vector<std::string>& annotators) {
    const ErasureView view = demanded(annotators);
    const auto done = execute_erasure(context, server.owner, id_, view.erasure.id, agreed(view).id);
    EXPECT_TRUE(done.ok()) << error_text(done.error());
    return done.value();
  }
  ErasureView erased_person(const char* name) {
    const auto made =
        request_person_erasure(context, server.owner, {.person = people_[name].id, .reference = "DSR-22"});
    EXPECT_TRUE(made.ok()) << error_text(made.error());
    const auto done =
        execute_person_erasure(context, server.owner, made.value().erasure.id, agreed(made.value()).id);
    EXPECT_TRUE(done.ok()) << error_text(done.error());
    return done.value();
  }
  domain::User account(domain::UserId id) {
    return context.database
        .read([&](store::Connection& connection) { return store::user_by_id(connection, id); })
        .value();
  }

  void change(const std::string& sql) { ASSERT_TRUE(server.test.connection().value()->script(sql).ok()); }
  // Every value of the columns that have ever held a name of an annotator or a secret of pseudonyms.
  std::string stored_text() {
    static constexpr store::Statement statements[] = {
        {"select name, sealed_name from annotator_identity"}, {"select name, '' from annotator"},
        {"select secret, sealed_secret from pseudonym_key"},  {"select answer, '' from idempotency"},
        {"select problems, '' from import_outcome"},          {"select leaf, reason from audit_event"}};
    std::string out;
    const auto read = context.database.read([&](store::Connection& connection) -> Result<Done> {
      for (const store::Statement& statement : statements) {
        const auto ran = connection.run(statement, {}, [&](const store::Row& each) {
          out += std::string(each.bytes(0)) + "\n" + std::string(each.bytes(1)) + "\n";
        });
        if (!ran) return ran.error();
      }
      return Done{};
    });
    EXPECT_TRUE(read.ok()) << error_text(read.error());
    return out;
  }
  // The bytes of every file below the server's folder; empty where the database is elsewhere.

  Server server{GetParam()};
  Context& context = server.context;
  const Secret other_key{std::string(sealing_key_bytes, 'o')};
  std::map<std::string, domain::User> people_;
  Caller eve_, lead_;
  Enrolled eve_enrolled_;
  domain::ProjectId id_;
  domain::EngagementId engagement_;
};
ASSAY_ON_BOTH_DATABASES(PersonErasureTest);

TEST_P(PersonErasureTest, who_annotators_are_stands_nowhere_in_clear_and_is_read_by_their_own) {
  for (const std::string& all : {stored_text(), all_bytes(server)}) {
    for (const char* name : {maria, omar}) EXPECT_EQ(all.find(name), std::string::npos) << name;
  }
  for (int times = 0; times < 2; ++times) {
    EXPECT_EQ(seen_by(lead_), (std::vector<std::string>{maria, omar}));
    EXPECT_TRUE(sees(server.owner, pseudonym_of(maria)));
    EXPECT_FALSE(sees(server.owner, maria));
    EXPECT_EQ(said(maria, "i1", "good"), RowResult::Status::known);
    context.live.evict(id_);  // and once more as the database has them
  }
}

TEST_P(PersonErasureTest, what_pseudonyms_are_made_with_is_sealed_and_outlives_another_sealing_key) {
  const auto key = context.database.read(
      [&](store::Connection& connection) { return store::pseudonym_key(connection, id_); });
  ASSERT_TRUE(key.value().has_value());
  EXPECT_TRUE(key.value()->secret.empty());
  const std::string before = pseudonym_of(maria);
  ASSERT_TRUE(change_sealing_key(context, server.owner, server.sealing_key, other_key).ok());
  const auto refused = context.database.read(
      [&](store::Connection& connection) { return pseudonym_secret(context, connection, id_); });
  EXPECT_EQ(refused.error().where, "sealing.key");
  context.sealing_key = &other_key;
  EXPECT_EQ(pseudonym_of(maria), before);
  EXPECT_EQ(said(maria, "i1", "good"), RowResult::Status::known);
  context.live.evict(id_);
  EXPECT_TRUE(sees(lead_, maria));
  // Lost: files still come in, and who comes again is a stranger.
  ASSERT_TRUE(change_sealing_key(context, server.owner, Secret(), server.sealing_key).ok());
  context.sealing_key = &server.sealing_key;
  EXPECT_NE(pseudonym_of(maria), before);
}

TEST_P(PersonErasureTest, names_and_secrets_from_before_are_sealed_at_the_start) {
  const std::string before = pseudonym_of(maria);
  change("update annotator_identity set name = 'old ' || annotator_id, sealed_name = null");
  const auto opened = context.database.maintain([&](store::Transaction& transaction) -> Result<Done> {
    static constexpr store::Statement open{"update pseudonym_key set secret = $1, sealed_secret = null"};
    const std::string secret(32, 's');
    const auto ran = transaction.connection().run(open, {store::Bytes{secret}});
    if (!ran) return ran.error();
    return Done{};
  });
  ASSERT_TRUE(opened.ok());
  ASSERT_TRUE(settle_protection(context).ok());
  EXPECT_EQ(seal_open_secrets(context).value(), 1);
  EXPECT_EQ(seal_open_secrets(context).value(), 0);
  EXPECT_EQ(stored_text().find("old "), std::string::npos);
  EXPECT_EQ(stored_text().find(std::string(32, 's')), std::string::npos);
  context.live.evict(id_);
  EXPECT_TRUE(sees(lead_, "old " + std::to_string(key_of(before))));
  EXPECT_NE(pseudonym_of(maria), before);  // made with the secret that was planted
}

TEST_P(PersonErasureTest, an_erased_annotator_leaves_what_they_said_under_a_pseudonym_of_nobody) {
  const std::string pseudonym = pseudonym_of(maria);
  const std::int64_t key = key_of(pseudonym);
  const ErasureView view = erased({pseudonym});
  EXPECT_EQ(view.erasure.state, "executed");
  EXPECT_EQ(view.erasure.annotator_count, 1);
  EXPECT_NE(last_leaf(server).find(hex(*view.erasure.receipt)), std::string::npos);
  EXPECT_EQ(verbs(server).back(), "erase_annotators");
  EXPECT_FALSE(context.subject_keys->find(store::SubjectKind::annotator, std::span(&key, 1)).value()[0]);
  EXPECT_EQ(seen_by(lead_), (std::vector<std::string>{omar, pseudonym}));
  EXPECT_TRUE(sees(server.owner, pseudonym));
  const auto now = overview(context, server.owner, id_);
  EXPECT_EQ(now.value().removed.annotators, 1);
  EXPECT_EQ(now.value().inspection.questions.at(0).counts.annotations, 3);
  const auto& warnings = now.value().inspection.questions.at(0).warnings;
  EXPECT_TRUE(std::any_of(warnings.begin(), warnings.end(),
                          [](const auto& each) { return each.code == "annotators_erased"; }));
  EXPECT_EQ(overview(context, lead_, id_).value().removed.annotators, 1);
  expect_log_holds(context);
}

TEST_P(PersonErasureTest, a_file_that_still_has_an_erased_annotator_brings_nothing_back) {
  erased({pseudonym_of(maria)});
  for (const char* provider : {"Acme", "", "Somebody else"}) {
    const RowResult refused = row(maria, "i2", "good", provider);
    EXPECT_EQ(refused.status, RowResult::Status::refused) << provider;
    EXPECT_EQ(refused.error->where, "annotator");
  }
  EXPECT_EQ(said(maria, "i1", "good"), RowResult::Status::refused);
  EXPECT_EQ(said(omar, "i2", "good"), RowResult::Status::added);
  joined({.email = "lead@acme.example", .role = "lead", .engagement = engagement_});
  EXPECT_EQ(stored_text().find(maria), std::string::npos);
}

TEST_P(PersonErasureTest, an_annotator_of_no_provider_is_called_by_a_pseudonym_from_then_on) {
  ASSERT_TRUE(sees(server.owner, own));
  erased({own});
  EXPECT_FALSE(sees(server.owner, own));
  EXPECT_EQ(seen_by(server.owner).size(), 3U);
  EXPECT_EQ(stored_text().find(own), std::string::npos);
  EXPECT_EQ(said(own, "i2", "good", ""), RowResult::Status::refused);
  EXPECT_EQ(said(own, "i2", "good"), RowResult::Status::refused);
}

TEST_P(PersonErasureTest, who_is_unknown_or_erased_already_is_refused_by_their_place) {
  const std::string pseudonym = pseudonym_of(maria);
  const auto unknown = request_erasure(context, server.owner, id_, {.annotators = {pseudonym, "nobody"}});
  EXPECT_EQ(unknown.error().where, "annotators");
  EXPECT_NE(unknown.error().message.find("annotator 2"), std::string::npos);
  erased({pseudonym});
  EXPECT_EQ(request_erasure(context, server.owner, id_, {.annotators = {pseudonym}}).error().where,
            "annotators");
  EXPECT_EQ(request_erasure(context, server.owner, id_, {}).error().where, "items");
  EXPECT_EQ(request_erasure(context, lead_, id_, {.annotators = {omar}}).error().code, ErrorCode::forbidden);
}

TEST_P(PersonErasureTest, a_legal_hold_keeps_who_an_annotator_is) {
  const ErasureView view = demanded({pseudonym_of(maria)});
  const domain::Approval approval = agreed(view);
  for (const std::string& covered : {pseudonym_of(maria), std::string()}) {
    const auto hold = place_hold(context, server.owner, id_, {.annotator = covered, .reason = proceedings});
    ASSERT_TRUE(hold.ok()) << error_text(hold.error());
    EXPECT_EQ(erasures(context, server.owner, id_, {}).value()[0].held, 1);
    EXPECT_EQ(execute_erasure(context, server.owner, id_, view.erasure.id, approval.id).error().where,
              "legal_hold");
    ASSERT_TRUE(lift_hold(context, server.owner, id_, hold.value().id).ok());
  }
  EXPECT_TRUE(execute_erasure(context, server.owner, id_, view.erasure.id, approval.id).ok());
  EXPECT_EQ(place_hold(context, server.owner, id_, {.annotator = maria, .reason = proceedings}).error().code,
            ErrorCode::not_found);
}

TEST_P(PersonErasureTest, a_hold_on_an_annotator_holds_no_item) {
  ASSERT_TRUE(
      place_hold(context, server.owner, id_, {.annotator = pseudonym_of(maria), .reason = proceedings}).ok());
  const auto view = request_erasure(context, server.owner, id_, {.items = {"key:i1"}});
  EXPECT_EQ(view.value().held, 0);
}

TEST_P(PersonErasureTest, older_copies_do_not_bring_an_annotator_back) {
  const std::string pseudonym = pseudonym_of(maria);
  const std::int64_t key = key_of(pseudonym), other = key_of(own);
  erased({pseudonym});
  // As a copy of the keys from before would have it.
  ASSERT_TRUE(context.subject_keys->make(store::SubjectKind::annotator, std::span(&key, 1)).ok());
  ASSERT_TRUE(settle_protection(context).ok());
  EXPECT_FALSE(context.subject_keys->find(store::SubjectKind::annotator, std::span(&key, 1)).value()[0]);
  // As a copy of the database from before somebody else was erased would have it.
  ASSERT_TRUE(context.subject_keys->bury(store::SubjectKind::annotator, std::span(&other, 1), 1).ok());
  ASSERT_TRUE(settle_protection(context).ok());
  EXPECT_FALSE(sees(server.owner, own));
  EXPECT_EQ(verbs(server).back(), "erase_annotators");
  expect_log_holds(context);
}

TEST_P(PersonErasureTest, a_number_given_out_again_is_not_the_one_that_was_erased) {
  const std::int64_t next_annotator = key_of(own) + 1, next_person = lead_.user.id.value + 1;
  ASSERT_TRUE(
      context.subject_keys->bury(store::SubjectKind::annotator, std::span(&next_annotator, 1), 1).ok());
  ASSERT_TRUE(context.subject_keys->bury(store::SubjectKind::person, std::span(&next_person, 1), 1).ok());
  EXPECT_EQ(said("new", "i2", "good", ""), RowResult::Status::added);
  ASSERT_EQ(key_of("new"), next_annotator);
  ASSERT_EQ(add_person(server, "carl").id.value, next_person);
  ASSERT_TRUE(settle_protection(context).ok());
  EXPECT_EQ(key_of("new"), next_annotator);
  EXPECT_EQ(account({next_person}).name, "carl");
}

TEST_P(PersonErasureTest, an_erased_person_is_a_number_that_nobody_signs_in_by) {
  const domain::UserId bob = people_["bob"].id;
  const Caller before = signed_in(server, "bob");
  const ErasureView view = erased_person("bob");
  EXPECT_EQ(view.erasure.state, "executed");
  EXPECT_EQ(verbs(server).back(), "erase_person");
  const domain::User after = account(bob);
  EXPECT_EQ(after.name, store::erased_person(bob));
  EXPECT_EQ(after.state, "closed");
  EXPECT_EQ(after.email.find('@'), std::string::npos);
  EXPECT_FALSE(after.has_password);
  EXPECT_FALSE(sign_in(context, {}, "bob@example.org", other_password).ok());
  EXPECT_EQ(add_person(server, "bob").state, "active");  // the address is free, for whoever comes
  EXPECT_EQ(request_person_erasure(context, server.owner, {.person = bob}).error().code, ErrorCode::conflict);
  EXPECT_EQ(before.user.id, bob);
  expect_log_holds(context);
}

TEST_P(PersonErasureTest, who_a_person_was_as_an_annotator_goes_with_the_person) {
  joined({.email = "bob@example.org", .role = "expert"});
  EXPECT_EQ(said("Bob@Example.org", "i2", "good", ""), RowResult::Status::added);
  const ErasureView view = erased_person("bob");
  EXPECT_EQ(view.erasure.annotator_count, 1);
  EXPECT_EQ(stored_text().find("Bob@Example.org"), std::string::npos);
  EXPECT_EQ(overview(context, server.owner, id_).value().removed.annotators, 1);
  EXPECT_EQ(said("Bob@Example.org", "i3", "good", ""), RowResult::Status::refused);
}

TEST_P(PersonErasureTest, a_hold_in_a_project_keeps_the_person_whose_annotator_it_covers) {
  EXPECT_EQ(said("bob@example.org", "i2", "good", ""), RowResult::Status::added);
  ASSERT_TRUE(place_hold(context, server.owner, id_, {.reason = proceedings}).ok());
  const auto view = request_person_erasure(context, server.owner, {.person = people_["bob"].id});
  EXPECT_EQ(view.value().held, 1);
  const auto refused =
      execute_person_erasure(context, server.owner, view.value().erasure.id, agreed(view.value()).id);
  EXPECT_EQ(refused.error().where, "legal_hold");
  EXPECT_EQ(account(people_["bob"].id).name, "bob");
}

TEST_P(PersonErasureTest, an_older_copy_of_the_database_does_not_bring_a_person_back) {
  const domain::UserId bob = people_["bob"].id;
  erased_person("bob");
  change(
      "update user_account set name = 'bob', email = 'bob@example.org', state = 'active', erased_at = "
      "null where user_id = " +
      std::to_string(bob.value));
  ASSERT_TRUE(settle_protection(context).ok());
  EXPECT_EQ(account(bob).name, store::erased_person(bob));
  EXPECT_EQ(account(bob).state, "closed");
  EXPECT_EQ(person_erasures(context, server.owner, {}).value().size(), 2U);
}

TEST_P(PersonErasureTest, administrators_ask_for_it_and_not_for_themselves) {
  EXPECT_EQ(request_person_erasure(context, eve_, {.person = people_["bob"].id}).error().code,
            ErrorCode::forbidden);
  EXPECT_EQ(person_erasures(context, eve_, {}).error().code, ErrorCode::forbidden);
  EXPECT_EQ(request_person_erasure(context, server.owner, {.person = server.owner.user.id}).error().where,
            "user");
  const auto made = request_person_erasure(context, server.owner, {.person = people_["bob"].id});
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(execute_person_erasure(context, server.owner, made.value().erasure.id, {999}).error().code,
            ErrorCode::not_found);
  ASSERT_TRUE(withdraw_person_erasure(context, server.owner, made.value().erasure.id).ok());
  EXPECT_EQ(account(people_["bob"].id).name, "bob");
}

TEST_P(PersonErasureTest, people_get_what_is_held_about_them) {
  EXPECT_EQ(said("eve@example.org", "i2", "good", ""), RowResult::Status::added);
  const auto about_eve = json_from<nlohmann::json>(own_report(context, eve_).value());
  EXPECT_EQ(about_eve["account"][0]["email"], "eve@example.org");
  EXPECT_EQ(about_eve["projects"][0]["role"], "expert");
  EXPECT_EQ(about_eve["annotators"][0]["annotations"][0]["label"], "good");
  const auto by_owner =
      json_from<nlohmann::json>(person_report(context, server.owner, people_["eve"].id).value());
  EXPECT_EQ(by_owner["annotators"], 1);
  EXPECT_EQ(by_owner["projects"][0]["role"], "expert");
  EXPECT_TRUE(about_eve["projects"][0].contains("project"));
  EXPECT_FALSE(by_owner["projects"][0].contains("project"));  // an administrator sees none of its items
  EXPECT_EQ(verbs(server).back(), "take_person_report");
  EXPECT_EQ(person_report(context, eve_, people_["bob"].id).error().code, ErrorCode::forbidden);
}

TEST_P(PersonErasureTest, an_annotators_report_has_the_name_for_their_own_organisation_alone) {
  const auto by_lead = annotator_report(context, lead_, id_, maria);
  ASSERT_TRUE(by_lead.ok()) << error_text(by_lead.error());
  const auto theirs = json_from<nlohmann::json>(by_lead.value());
  EXPECT_EQ(theirs["name"], maria);
  EXPECT_EQ(theirs["annotator"][0]["pseudonym"], pseudonym_of(maria));
  EXPECT_EQ(theirs["annotations"].size(), 1U);
  const auto by_owner = annotator_report(context, server.owner, id_, pseudonym_of(maria));
  ASSERT_TRUE(by_owner.ok()) << error_text(by_owner.error());
  EXPECT_TRUE(json_from<nlohmann::json>(by_owner.value())["name"].is_null());
  EXPECT_EQ(annotator_report(context, server.owner, id_, maria).error().code, ErrorCode::not_found);
  EXPECT_EQ(annotator_report(context, lead_, id_, own).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace assay::app
