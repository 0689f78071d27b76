#pragma once
// One function a route; each reads what it is sent, calls one verb, writes the answer. In files named after
// their nouns.

#include "http/route.h"

namespace assay::http {

// health.cc
Answer show_health(const Call& call);
Answer show_readiness(const Call& call);
Answer show_metrics(const Call& call);

// reference.cc
Answer show_openapi(const Call& call);
Answer show_reference(const Call& call);
Answer show_reference_script(const Call& call);
Answer show_reference_style(const Call& call);

// events_route.cc
Answer open_events(const Call& call);

// session.cc
Answer show_setup(const Call& call);
Answer set_up(const Call& call);
Answer sign_in(const Call& call);
Answer show_session(const Call& call);
Answer sign_out(const Call& call);
Answer answer_challenge(const Call& call);
Answer unlock_session(const Call& call);

// account.cc
Answer list_sessions(const Call& call);
Answer end_session(const Call& call);
Answer end_other_sessions(const Call& call);
Answer change_password(const Call& call);
Answer show_second_factor(const Call& call);
Answer begin_second_factor(const Call& call);
Answer confirm_second_factor(const Call& call);
Answer remove_second_factor(const Call& call);
Answer make_recovery_codes(const Call& call);

// users.cc
Answer list_users(const Call& call);
Answer lock_user(const Call& call);
Answer unlock_user(const Call& call);
Answer close_user(const Call& call);
Answer end_user_sessions(const Call& call);
Answer reset_second_factor(const Call& call);

// invitations.cc
Answer list_invitations(const Call& call);
Answer invite(const Call& call);
Answer revoke_invitation(const Call& call);
Answer open_invitation(const Call& call);
Answer accept_invitation(const Call& call);

// approvals.cc
Answer confirm_person(const Call& call);
Answer list_approvals(const Call& call);
Answer request_approval(const Call& call);
Answer approve(const Call& call);

// item_protection.cc
Answer list_erasures(const Call& call);
Answer request_erasure(const Call& call);
Answer withdraw_erasure(const Call& call);
Answer execute_erasure(const Call& call);
Answer list_person_erasures(const Call& call);
Answer request_person_erasure(const Call& call);
Answer withdraw_person_erasure(const Call& call);
Answer execute_person_erasure(const Call& call);
Answer take_own_report(const Call& call);
Answer take_person_report(const Call& call);
Answer take_annotator_report(const Call& call);
Answer list_holds(const Call& call);
Answer place_hold(const Call& call);
Answer lift_hold(const Call& call);
Answer show_retention(const Call& call);
Answer set_retention(const Call& call);
Answer list_broken_glass(const Call& call);
Answer break_glass(const Call& call);
Answer review_break_glass(const Call& call);
Answer take_access_report(const Call& call);
Answer take_processing_record(const Call& call);

// single_sign_on.cc
Answer show_single_sign_on(const Call& call);
Answer start_single_sign_on(const Call& call);
Answer finish_single_sign_on(const Call& call);
Answer sign_in_by_proxy(const Call& call);

// tokens.cc
Answer list_tokens(const Call& call);
Answer make_token(const Call& call);
Answer revoke_token(const Call& call);

// organisations.cc
Answer list_organisations(const Call& call);
Answer add_organisation(const Call& call);
Answer edit_organisation(const Call& call);
Answer suspend_organisation(const Call& call);
Answer activate_organisation(const Call& call);
Answer close_organisation(const Call& call);
Answer list_teams(const Call& call);
Answer add_team(const Call& call);
Answer list_team_members(const Call& call);
Answer join_team(const Call& call);
Answer leave_team(const Call& call);

// engagements.cc
Answer list_engagements(const Call& call);
Answer engage_provider(const Call& call);
Answer show_engagement(const Call& call);
Answer end_engagement(const Call& call);
Answer list_members(const Call& call);
Answer set_member(const Call& call);
Answer remove_member(const Call& call);

// batches.cc
Answer list_batches(const Call& call);
Answer make_batch(const Call& call);
Answer show_batch(const Call& call);
Answer release_batch(const Call& call);
Answer recall_batch(const Call& call);
Answer finish_batch(const Call& call);
Answer deliver_batch(const Call& call);
Answer list_batch_items(const Call& call);

// assignments.cc
Answer list_own_annotators(const Call& call);
Answer assign_items(const Call& call);
Answer revoke_assignment(const Call& call);

// own_items.cc
Answer list_own_items(const Call& call);
Answer show_own_item(const Call& call);
Answer submit_own_item(const Call& call);
Answer return_own_item(const Call& call);

// messages.cc
Answer list_messages(const Call& call);
Answer count_unread_messages(const Call& call);
Answer read_message(const Call& call);
Answer read_messages(const Call& call);

// message_preferences.cc
Answer show_message_preference(const Call& call);
Answer set_message_preference(const Call& call);

// outgoing_webhooks.cc
Answer list_outgoing_webhooks(const Call& call);
Answer add_outgoing_webhook(const Call& call);
Answer edit_outgoing_webhook(const Call& call);
Answer remove_outgoing_webhook(const Call& call);
Answer list_webhook_sendings(const Call& call);
Answer send_webhook_again(const Call& call);

// sendings.cc
Answer list_sendings(const Call& call);
Answer send_again(const Call& call);

// projects.cc
Answer list_projects(const Call& call);
Answer create_project(const Call& call);
Answer show_project(const Call& call);
Answer edit_project(const Call& call);
Answer open_project(const Call& call);
Answer close_project(const Call& call);

// project_schema.cc
Answer show_schema(const Call& call);
Answer change_schema(const Call& call);

// annotations.cc
Answer add_annotations(const Call& call);
Answer add_items(const Call& call);
Answer add_gold(const Call& call);
Answer receive_label_studio(const Call& call);

// imports.cc
Answer create_upload(const Call& call);
Answer show_upload(const Call& call);
Answer write_part(const Call& call);
Answer preview_import(const Call& call);
Answer start_import(const Call& call);
Answer list_imports(const Call& call);

// jobs.cc
Answer list_jobs(const Call& call);
Answer show_job(const Call& call);
Answer cancel_job(const Call& call);

// items.cc
Answer list_items(const Call& call);
Answer search_items(const Call& call);
Answer show_item(const Call& call);

// gold.cc
Answer replace_gold(const Call& call);
Answer retire_gold(const Call& call);

// item_image.cc
Answer show_item_image(const Call& call);
Answer show_own_item_image(const Call& call);

// overview.cc
Answer show_overview(const Call& call);

// snapshots.cc
Answer take_snapshot(const Call& call);
Answer list_snapshots(const Call& call);
Answer show_snapshot(const Call& call);
Answer show_inspection(const Call& call);
Answer download_report(const Call& call);
Answer repeat_snapshot(const Call& call);

// planning.cc
Answer make_plan(const Call& call);
Answer project_production(const Call& call);
Answer compare_snapshots(const Call& call);

// exports.cc
Answer export_project(const Call& call);
Answer show_export_request(const Call& call);
Answer start_export(const Call& call);
Answer fetch_export(const Call& call);

// audit.cc
Answer list_events(const Call& call);
Answer show_head(const Call& call);
Answer prove_inclusion(const Call& call);
Answer prove_consistency(const Call& call);
Answer check_head(const Call& call);
Answer export_audit_log(const Call& call);
Answer show_settings(const Call& call);

}  // namespace assay::http
