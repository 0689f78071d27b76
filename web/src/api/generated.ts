// Made by `npm run client` from openapi.json. Not to be changed by hand.
import type { AgreementRow } from '../report/document.ts';
import type { CategoryAccuracy } from '../report/document.ts';
import type { Estimate } from '../report/document.ts';
import type { InspectionDocument } from '../report/document.ts';
import type { PlanningDocument } from '../report/gate_document.ts';
import type { ComparisonDocument } from './documents.ts';
import type { ProjectionDocument } from './documents.ts';

export interface paths {
  '/healthz': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the server lives */
    get: operations['get_healthz'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/readyz': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the server can work: its database answers, its projects are in memory */
    get: operations['get_readyz'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Counts and times for Prometheus; from this machine or with the token of the settings */
    get: operations['get_metrics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This contract, for programs */
    get: operations['get_api_v1_openapi_json'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/docs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This contract, for people */
    get: operations['get_api_v1_docs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/docs/reference.js': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The script of that page */
    get: operations['get_api_v1_docs_reference_js'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/docs/reference.css': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The style of that page */
    get: operations['get_api_v1_docs_reference_css'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Changes as they happen: events job, project, log and message, data {project, job, log_position} */
    get: operations['get_api_v1_events'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/setup': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the server waits for its first user */
    get: operations['get_api_v1_setup'];
    put?: never;
    /** Make the first user, who administers the server, and sign them in */
    post: operations['post_api_v1_setup'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is signed in, and the token that changes carry; user is null when nobody is */
    get: operations['get_api_v1_session'];
    put?: never;
    /** Sign in: sets the cookie of a session */
    post: operations['post_api_v1_session'];
    /** Sign out */
    delete: operations['delete_api_v1_session'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/second_factor': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The code that completes a sign-in: challenge is in the answer to the password, 401 with the code second_factor_needed */
    post: operations['post_api_v1_session_second_factor'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/unlock': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Open a session again that was idle for too long and answers 401 with the code session_locked */
    post: operations['post_api_v1_session_unlock'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The tokens you made */
    get: operations['get_api_v1_tokens'];
    put?: never;
    /** Make a token for scripts; it is shown this once */
    post: operations['post_api_v1_tokens'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tokens/{id}/revoke': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** End a token */
    post: operations['post_api_v1_tokens_id_revoke'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where you are signed in */
    get: operations['get_api_v1_sessions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sessions/{id}/end': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** End one of your sessions */
    post: operations['post_api_v1_sessions_id_end'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sessions/end_others': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** End all your sessions but this one */
    post: operations['post_api_v1_sessions_end_others'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Change your password; your other sessions end */
    post: operations['post_api_v1_password'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/second_factor': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether you have a second factor, and whether this server demands one */
    get: operations['get_api_v1_second_factor'];
    put?: never;
    /** Begin to enrol one: its secret, shown this once, counts when a code confirms it */
    post: operations['post_api_v1_second_factor'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/second_factor/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Confirm it by a code; ten recovery codes, shown this once */
    post: operations['post_api_v1_second_factor_confirm'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/second_factor/remove': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign in by password alone from now on */
    post: operations['post_api_v1_second_factor_remove'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/second_factor/recovery_codes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ten new recovery codes; the old ones end */
    post: operations['post_api_v1_second_factor_recovery_codes'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Everybody who can sign in, could or will */
    get: operations['get_api_v1_users'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{id}/lock': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Keep an active user out; their sessions end, their tokens are refused */
    post: operations['post_api_v1_users_id_lock'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{id}/unlock': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let a locked user in again, also one whom failed sign-ins keep out */
    post: operations['post_api_v1_users_id_unlock'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{id}/close': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** End a user for ever; what they did stays */
    post: operations['post_api_v1_users_id_close'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{id}/end_sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign a user out everywhere */
    post: operations['post_api_v1_users_id_end_sessions'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{id}/reset_second_factor': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** For who has lost the telephone and the recovery codes; their sessions end */
    post: operations['post_api_v1_users_id_reset_second_factor'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who was invited, newest first */
    get: operations['get_api_v1_invitations'];
    put?: never;
    /** Invite somebody: the token of their link is shown this once, and works once within 7 days */
    post: operations['post_api_v1_invitations'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitations/{id}/revoke': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take an invitation back */
    post: operations['post_api_v1_invitations_id_revoke'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitations/open': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What an invitation is for */
    post: operations['post_api_v1_invitations_open'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitations/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Become a user by an invitation, and sign in */
    post: operations['post_api_v1_invitations_accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/confirmations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign again for exactly one thing, named by its hash; works once within 5 minutes */
    post: operations['post_api_v1_confirmations'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/approvals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What needs a second person, newest first */
    get: operations['get_api_v1_approvals'];
    put?: never;
    /** Ask for an action that needs a second person */
    post: operations['post_api_v1_approvals'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/approvals/{id}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Agree to exactly what was asked for, with a confirmation of its hash */
    post: operations['post_api_v1_approvals_id_approve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/single_sign_on': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How else one may sign in: by an issuer of OpenID Connect, or as whom a trusted proxy says */
    get: operations['get_api_v1_single_sign_on'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/single_sign_on/start': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** For browsers: on to the issuer */
    get: operations['get_api_v1_single_sign_on_start'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/single_sign_on/callback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** For browsers: back from the issuer, with a session on to the application */
    get: operations['get_api_v1_single_sign_on_callback'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/single_sign_on/proxy': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign in as whom the trusted proxy in front of the server says: sets the cookie of a session */
    post: operations['post_api_v1_single_sign_on_proxy'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organisations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Organisations: all for who may engage one, else the own */
    get: operations['get_api_v1_organisations'];
    put?: never;
    /** Add an organisation */
    post: operations['post_api_v1_organisations'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organisations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Rename an organisation, change its calendar */
    patch: operations['patch_api_v1_organisations_id'];
    trace?: never;
  };
  '/api/v1/organisations/{id}/suspend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Lock an organisation's people out */
    post: operations['post_api_v1_organisations_id_suspend'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organisations/{id}/activate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let them in again */
    post: operations['post_api_v1_organisations_id_activate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organisations/{id}/close': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Close an organisation for good */
    post: operations['post_api_v1_organisations_id_close'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organisations/{id}/teams': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The teams of an organisation, for its leads */
    get: operations['get_api_v1_organisations_id_teams'];
    put?: never;
    /** Add a team */
    post: operations['post_api_v1_organisations_id_teams'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams/{id}/members': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is and was in a team, and when */
    get: operations['get_api_v1_teams_id_members'];
    put?: never;
    /** Somebody joins a team, from now on */
    post: operations['post_api_v1_teams_id_members'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams/{id}/members/{user}/leave': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Somebody leaves a team, from now on */
    post: operations['post_api_v1_teams_id_members_user_leave'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Your projects, newest first */
    get: operations['get_api_v1_projects'];
    put?: never;
    /** Make a project; you own it */
    post: operations['post_api_v1_projects'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A project and what is counted of it */
    get: operations['get_api_v1_projects_id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Rename or describe a project */
    patch: operations['patch_api_v1_projects_id'];
    trace?: never;
  };
  '/api/v1/projects/{id}/close': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Close a project: nothing comes in, it leaves memory */
    post: operations['post_api_v1_projects_id_close'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/open': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Open a closed project */
    post: operations['post_api_v1_projects_id_open'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/schema': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The questions, what is declared of items' attributes, and the versions */
    get: operations['get_api_v1_projects_id_schema'];
    put?: never;
    /** Change the questions and the declared attributes; categories that go are mapped to what became of them */
    post: operations['post_api_v1_projects_id_schema'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/engagements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The providers of a project; a provider's people see their own engagement */
    get: operations['get_api_v1_projects_id_engagements'];
    put?: never;
    /** Engage a provider: what names it is its own part from now on, its annotators are pseudonyms */
    post: operations['post_api_v1_projects_id_engagements'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/engagements/{engagement}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One provider's work: how it stands, and week by week */
    get: operations['get_api_v1_projects_id_engagements_engagement'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/engagements/{engagement}/end': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** End an engagement: nothing more comes in by it */
    post: operations['post_api_v1_projects_id_engagements_engagement_end'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/members': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The people of a project; a lead sees those of the own engagement */
    get: operations['get_api_v1_projects_id_members'];
    put?: never;
    /** Bring somebody in, or give them another role */
    post: operations['post_api_v1_projects_id_members'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/members/{user}/remove': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take somebody out of a project */
    post: operations['post_api_v1_projects_id_members_user_remove'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/erasures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Demands to erase items and annotators, newest first */
    get: operations['get_api_v1_projects_id_erasures'];
    put?: never;
    /** Demand that items, or who annotators are, be erased: nothing happens before a second person agrees */
    post: operations['post_api_v1_projects_id_erasures'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/erasures/{erasure}/withdraw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take a demand back */
    post: operations['post_api_v1_projects_id_erasures_erasure_withdraw'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/erasures/{erasure}/execute': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Destroy the keys of the items and annotators, for good; with an approval (action destroy_key) of exactly the erasure's request */
    post: operations['post_api_v1_projects_id_erasures_erasure_execute'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/erasures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Demands to erase people who have accounts, newest first */
    get: operations['get_api_v1_erasures'];
    put?: never;
    /** Demand that a person be erased, and every annotator that they are; nothing happens before a second person agrees (action destroy_key, with the person as its subject) */
    post: operations['post_api_v1_erasures'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/erasures/{erasure}/withdraw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take a demand about a person back */
    post: operations['post_api_v1_erasures_erasure_withdraw'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/erasures/{erasure}/execute': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Erase the person, for good; with an approval of exactly the erasure's request */
    post: operations['post_api_v1_erasures_erasure_execute'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/access_report': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is held about oneself, as JSON */
    get: operations['get_api_v1_access_report'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{id}/access_report': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is held about a person, as JSON */
    get: operations['get_api_v1_users_id_access_report'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/annotator_report': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is held about an annotator of the project, as JSON */
    get: operations['get_api_v1_projects_id_annotator_report'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/legal_holds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What must not be erased, newest first */
    get: operations['get_api_v1_projects_id_legal_holds'];
    put?: never;
    /** Forbid that an item, an annotator, or everything of the project, be erased */
    post: operations['post_api_v1_projects_id_legal_holds'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/legal_holds/{hold}/lift': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Lift a legal hold */
    post: operations['post_api_v1_projects_id_legal_holds_hold_lift'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/retention': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How long items are kept */
    get: operations['get_api_v1_projects_id_retention'];
    put?: never;
    /** Keep items so many days after they came; null: until somebody erases them */
    post: operations['post_api_v1_projects_id_retention'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/break_glass': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who looked in an emergency, newest first */
    get: operations['get_api_v1_projects_id_break_glass'];
    put?: never;
    /** Look at the items of a project about people without a part in it: for four hours, with an alarm to its owners and a review */
    post: operations['post_api_v1_projects_id_break_glass'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/break_glass/{glass}/review': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Say whether that was right; by an owner who did not do it */
    post: operations['post_api_v1_projects_id_break_glass_glass_review'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/access_report': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who looked at which items, when and what for, as CSV */
    get: operations['get_api_v1_projects_id_access_report'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/processing_record': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The record of processing (GDPR Article 30) of the project */
    get: operations['get_api_v1_projects_id_processing_record'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/members/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The people of a project as CSV; a lead gets the own ones, with their teams */
    get: operations['get_api_v1_projects_id_members_csv'];
    put?: never;
    /** People of a project from a CSV: email,name,role,provider,adjudicates,team,from,until; all or nothing */
    post: operations['post_api_v1_projects_id_members_csv'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organisations/{id}/people/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The people of an organisation and their teams as CSV, for its leads */
    get: operations['get_api_v1_organisations_id_people_csv'];
    put?: never;
    /** People of an organisation and their teams from a CSV: email,name,team,from,until; all or nothing */
    post: operations['post_api_v1_organisations_id_people_csv'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams/{id}/members/csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is and was in a team, as CSV */
    get: operations['get_api_v1_teams_id_members_csv'];
    put?: never;
    /** Memberships of a team from a CSV: email,name,from,until; all or nothing */
    post: operations['post_api_v1_teams_id_members_csv'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/engagements/{engagement}/teams/{team}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One team's work in an engagement: what its people did while they were in it */
    get: operations['get_api_v1_projects_id_engagements_engagement_teams_team'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/work_times': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Quality by weekday, shift and part of the day, in the calendar of whoever worked */
    get: operations['get_api_v1_projects_id_work_times'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/batches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Batches, newest first; a provider's people see those released to their engagement */
    get: operations['get_api_v1_projects_id_batches'];
    put?: never;
    /** Make a batch of items for an engagement: a draft that its provider does not see yet */
    post: operations['post_api_v1_projects_id_batches'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/batches/{batch}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A batch and what became of its items */
    get: operations['get_api_v1_projects_id_batches_batch'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/batches/{batch}/items': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The items of a batch with their assignments; outside of their organisation annotators are pseudonyms */
    get: operations['get_api_v1_projects_id_batches_batch_items'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/batches/{batch}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Release a draft: its time runs, its provider's leads are told */
    post: operations['post_api_v1_projects_id_batches_batch_release'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/batches/{batch}/assignments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Assign the items of a batch: evenly among annotators, or as listed */
    post: operations['post_api_v1_projects_id_batches_batch_assignments'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/batches/{batch}/finish': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Say that a batch is done: nothing of it is offered any more */
    post: operations['post_api_v1_projects_id_batches_batch_finish'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/batches/{batch}/deliver': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Deliver a batch that is done */
    post: operations['post_api_v1_projects_id_batches_batch_deliver'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/batches/{batch}/recall': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Recall a batch: what is offered is revoked, what was answered is kept */
    post: operations['post_api_v1_projects_id_batches_batch_recall'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/annotators': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The annotators of the own engagement, to whom a lead may assign items */
    get: operations['get_api_v1_projects_id_annotators'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/assignments/{assignment}/revoke': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take back an item that is not answered yet */
    post: operations['post_api_v1_projects_id_assignments_assignment_revoke'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/own_items': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The items assigned to the annotator who asks: first what is due first */
    get: operations['get_api_v1_projects_id_own_items'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/own_items/{assignment}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** An assigned item: its content, and of its labels the own ones */
    get: operations['get_api_v1_projects_id_own_items_assignment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/own_items/{assignment}/image': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The bytes of an assigned image, whole or a part */
    get: operations['get_api_v1_projects_id_own_items_assignment_image'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/own_items/{assignment}/submit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Answer an assigned item; after its lease the answer is kept as late */
    post: operations['post_api_v1_projects_id_own_items_assignment_submit'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/own_items/{assignment}/return': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give an item back without an answer */
    post: operations['post_api_v1_projects_id_own_items_assignment_return'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/annotations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Add annotations, each told whether it was new */
    post: operations['post_api_v1_projects_id_annotations'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/items': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Items that match; attribute.NAME=VALUE asks for an attribute */
    get: operations['get_api_v1_projects_id_items'];
    put?: never;
    /** Add items, or give known ones their content */
    post: operations['post_api_v1_projects_id_items'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/gold': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Add trusted labels */
    post: operations['post_api_v1_projects_id_gold'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/webhooks/label_studio': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Label Studio tells of annotations: set its webhook to this address, with a token in a header */
    post: operations['post_api_v1_projects_id_webhooks_label_studio'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/gold/{gold}/replace': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Put another trusted label in the place of one that was wrong; both are kept */
    post: operations['post_api_v1_projects_id_gold_gold_replace'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/gold/{gold}/retire': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Trust a label no longer; it is kept, and counts for nothing from now on */
    post: operations['post_api_v1_projects_id_gold_gold_retire'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/uploads': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Announce a file that comes in parts */
    post: operations['post_api_v1_projects_id_uploads'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/uploads/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Which parts have arrived */
    get: operations['get_api_v1_uploads_id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/uploads/{id}/parts/{n}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** A part of at most 8 MB; it may come again */
    put: operations['put_api_v1_uploads_id_parts_n'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/imports/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What the file would add; nothing is added */
    post: operations['post_api_v1_projects_id_imports_preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/imports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What was received, newest first */
    get: operations['get_api_v1_projects_id_imports'];
    put?: never;
    /** Import an uploaded file, by a job */
    post: operations['post_api_v1_projects_id_imports'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/jobs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Jobs of a project, newest first */
    get: operations['get_api_v1_jobs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/jobs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A job and how far it is */
    get: operations['get_api_v1_jobs_id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/jobs/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask a job to end */
    post: operations['post_api_v1_jobs_id_cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/overview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the project stands now, from its tallies */
    get: operations['get_api_v1_projects_id_overview'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/items/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Items that match like those of the list, and have these words */
    post: operations['post_api_v1_projects_id_items_search'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/items/{item}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** An item with all that was said of it */
    get: operations['get_api_v1_projects_id_items_item'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/items/{item}/image': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The bytes of an image that this server has; Range and If-None-Match are minded */
    get: operations['get_api_v1_projects_id_items_item_image'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/snapshots': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Snapshots, newest first */
    get: operations['get_api_v1_projects_id_snapshots'];
    put?: never;
    /** Inspect the project as it stands, by a job */
    post: operations['post_api_v1_projects_id_snapshots'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/snapshots/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A snapshot */
    get: operations['get_api_v1_snapshots_id'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/snapshots/{id}/inspection': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Its numbers: the document of assay inspect --json, or by=question as the report has it */
    get: operations['get_api_v1_snapshots_id_inspection'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/snapshots/{id}/report.html': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Its report as one file that opens offline */
    get: operations['get_api_v1_snapshots_id_report_html'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/snapshots/{id}/repeat': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make it again from the record: the same bits? */
    post: operations['post_api_v1_snapshots_id_repeat'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/planning/{what}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What assay plan answers: gate, pilot, rate, agreement, aql or rectify; the fields are its options, all optional */
    post: operations['post_api_v1_planning_what'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/projection': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What the judged items of the project mean for a production */
    post: operations['post_api_v1_projects_id_projection'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/comparison': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Two snapshots side by side: the same items before and after a change */
    get: operations['get_api_v1_projects_id_comparison'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the project holds, as a file */
    get: operations['get_api_v1_projects_id_export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/export_request': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What a second person agrees to before that export leaves a project about people; null of others */
    get: operations['get_api_v1_projects_id_export_request'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/exports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The same made by a job, as the project stands now, and kept for a week; not of a project about people */
    post: operations['post_api_v1_projects_id_exports'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/exports/{job}/file': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The file that a job of the kind export has made */
    get: operations['get_api_v1_projects_id_exports_job_file'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who did what, newest first */
    get: operations['get_api_v1_audit_events'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit/head': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest signed head of the log */
    get: operations['get_api_v1_audit_head'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit/proofs/inclusion': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** That an event is in the log */
    get: operations['get_api_v1_audit_proofs_inclusion'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit/proofs/consistency': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** That a head goes on from an earlier one */
    get: operations['get_api_v1_audit_proofs_consistency'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Whether a head that you kept fits the log as it stands */
    post: operations['post_api_v1_audit_check'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The whole log as a file, for assay audit verify */
    get: operations['get_api_v1_audit_export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The settings of the server and where each comes from */
    get: operations['get_api_v1_settings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What you were told, newest first */
    get: operations['get_api_v1_messages'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/messages/unread': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How many messages you have not read */
    get: operations['get_api_v1_messages_unread'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/messages/{message}/read': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Mark a message as read */
    post: operations['post_api_v1_messages_message_read'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/messages/read': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Mark all messages as read, up to the newest that was seen */
    post: operations['post_api_v1_messages_read'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/message_preferences': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How you want to be told */
    get: operations['get_api_v1_message_preferences'];
    /** Say how you want to be told; times are of your organisation's clock */
    put: operations['put_api_v1_message_preferences'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sendings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** E-mail and webhooks on their way, newest first */
    get: operations['get_api_v1_sendings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sendings/{sending}/again': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Send it again */
    post: operations['post_api_v1_sendings_sending_again'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/outgoing_webhooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Webhooks by which the project tells other programs */
    get: operations['get_api_v1_projects_id_outgoing_webhooks'];
    put?: never;
    /** Make an outgoing webhook; its secret is shown this once */
    post: operations['post_api_v1_projects_id_outgoing_webhooks'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/outgoing_webhooks/{webhook}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Choose its kinds anew, or switch it on or off */
    patch: operations['patch_api_v1_projects_id_outgoing_webhooks_webhook'];
    trace?: never;
  };
  '/api/v1/projects/{id}/outgoing_webhooks/{webhook}/remove': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Remove an outgoing webhook */
    post: operations['post_api_v1_projects_id_outgoing_webhooks_webhook_remove'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/outgoing_webhooks/{webhook}/sendings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What it was told and what it answered, newest first */
    get: operations['get_api_v1_projects_id_outgoing_webhooks_webhook_sendings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{id}/outgoing_webhooks/{webhook}/sendings/{sending}/again': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Send it again: the same bytes under the same id */
    post: operations['post_api_v1_projects_id_outgoing_webhooks_webhook_sendings_sending_again'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Error: {
      code: string;
      message: string;
      where: string;
      challenge?: string;
    };
    Done: Record<string, never>;
    Health: {
      /** @enum {string} */
      status: 'ok';
    };
    Setup: {
      needed: boolean;
    };
    NewSetup: {
      token: string;
      organisation: string;
      name: string;
      /** Format: email */
      email: string;
      /** Format: password */
      password: string;
    };
    SignIn: {
      /** Format: email */
      email: string;
      /** Format: password */
      password: string;
    };
    User: {
      id: string;
      name: string;
      /** Format: email */
      email: string;
      administrator: boolean;
      organisation: {
        id: string;
        name: string;
      };
    };
    Session: {
      user: components['schemas']['User'];
      csrf_token: string;
      /** @enum {string} */
      state: 'open' | 'locked' | 'must_enrol';
      server: {
        version: string;
        /** @enum {string} */
        database: 'sqlite' | 'postgresql';
        /** @enum {string} */
        log: 'single_party';
        idle_lock_minutes: number;
      };
    };
    Visit: {
      user: components['schemas']['User'] | null;
      csrf_token: string;
      /** @enum {string} */
      state: 'nobody' | 'open' | 'locked' | 'must_enrol';
      server?: {
        version: string;
        /** @enum {string} */
        database: 'sqlite' | 'postgresql';
        /** @enum {string} */
        log: 'single_party';
        idle_lock_minutes: number;
      };
    };
    SingleSignOn: {
      openid: {
        button: string;
      } | null;
      /** Format: email */
      proxy_email: string | null;
    };
    NewToken: {
      name: string;
      scopes: ('read' | 'write')[];
      /** Format: date-time */
      expires_at?: string | null;
    };
    Token: {
      id: string;
      name: string;
      prefix: string;
      scopes: ('read' | 'write')[];
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      expires_at: string | null;
      /** Format: date-time */
      last_used_at: string | null;
      /** Format: date-time */
      revoked_at: string | null;
    };
    TokenMade: {
      id: string;
      name: string;
      prefix: string;
      scopes: ('read' | 'write')[];
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      expires_at: string | null;
      /** Format: date-time */
      last_used_at: string | null;
      /** Format: date-time */
      revoked_at: string | null;
      token: string;
    };
    TokenPage: {
      items: components['schemas']['Token'][];
      next: string | null;
    };
    SignInCode: {
      challenge: string;
      code: string;
    };
    PersonProof: {
      /** Format: password */
      password: string;
      code?: string | null;
    };
    PasswordAlone: {
      /** Format: password */
      password: string;
    };
    CodeAlone: {
      code: string;
    };
    PasswordChange: {
      /** Format: password */
      old_password: string;
      /** Format: password */
      new_password: string;
    };
    OneSession: {
      id: string;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      last_used_at: string;
      /** Format: date-time */
      expires_at: string;
      methods: ('password' | 'totp' | 'recovery_code' | 'openid_connect' | 'proxy_header')[];
      locked: boolean;
      current: boolean;
    };
    SessionPage: {
      items: components['schemas']['OneSession'][];
      next: string | null;
    };
    SessionsEnded: {
      ended: number;
    };
    SecondFactor: {
      enrolled: boolean;
      recovery_codes_left: number;
      demanded: boolean;
    };
    NewSecondFactor: {
      secret: string;
      uri: string;
    };
    RecoveryCodes: {
      recovery_codes: string[];
    };
    UserChange: {
      reason: string;
    };
    UserRow: {
      id: string;
      name: string;
      /** Format: email */
      email: string;
      administrator: boolean;
      organisation: {
        id: string;
        name: string;
      };
      /** @enum {string} */
      state: 'invited' | 'active' | 'locked' | 'closed';
      /** Format: date-time */
      created_at: string;
      second_factor: boolean;
      /** Format: date-time */
      locked_out_until: string | null;
    };
    UserPage: {
      items: components['schemas']['UserRow'][];
      next: string | null;
    };
    NewInvitation: {
      /** Format: email */
      email: string;
      administrator?: boolean | null;
      organisation?: string | null;
    };
    Invitation: {
      id: string;
      /** Format: email */
      email: string;
      organisation: {
        id: string;
        name: string;
      };
      administrator: boolean;
      /** @enum {string} */
      state: 'open' | 'expired' | 'accepted' | 'revoked' | 'replaced';
      /** Format: date-time */
      created_at: string;
      created_by: {
        id: string;
        name: string;
      } | null;
      /** Format: date-time */
      expires_at: string;
    };
    InvitationPage: {
      items: components['schemas']['Invitation'][];
      next: string | null;
    };
    InvitationMade: {
      id: string;
      /** Format: email */
      email: string;
      organisation: {
        id: string;
        name: string;
      };
      administrator: boolean;
      /** @enum {string} */
      state: 'open' | 'expired' | 'accepted' | 'revoked' | 'replaced';
      /** Format: date-time */
      created_at: string;
      created_by: {
        id: string;
        name: string;
      } | null;
      /** Format: date-time */
      expires_at: string;
      token: string;
    };
    InvitationToken: {
      token: string;
    };
    OpenInvitation: {
      /** Format: email */
      email: string;
      organisation: string;
      /** Format: date-time */
      expires_at: string;
    };
    Acceptance: {
      token: string;
      name: string;
      /** Format: password */
      password: string;
    };
    Signing: {
      sha256: string;
      /** Format: password */
      password: string;
      code: string;
    };
    Confirmation: {
      confirmation: string;
      /** Format: date-time */
      expires_at: string;
    };
    NewApproval: {
      /** @enum {string} */
      action: 'waive_gate' | 'issue_certificate' | 'export_personal_data' | 'destroy_key';
      project?: string | null;
      subject?: string | null;
      request: {
        [key: string]: unknown;
      };
    };
    Approval: {
      id: string;
      /** @enum {string} */
      action: 'waive_gate' | 'issue_certificate' | 'export_personal_data' | 'destroy_key';
      project: string | null;
      subject: {
        id: string;
        name: string;
      } | null;
      request: {
        [key: string]: unknown;
      };
      sha256: string;
      /** @enum {string} */
      state: 'requested' | 'approved' | 'used' | 'expired';
      requested_by: {
        id: string;
        name: string;
      } | null;
      /** Format: date-time */
      requested_at: string;
      approved_by: {
        id: string;
        name: string;
      } | null;
      /** Format: date-time */
      approved_at: string | null;
      /** Format: date-time */
      used_at: string | null;
      /** Format: date-time */
      expires_at: string;
    };
    ApprovalPage: {
      items: components['schemas']['Approval'][];
      next: string | null;
    };
    ApprovalConfirmation: {
      confirmation: string;
    };
    Calendar: {
      time_zone: string;
      days: number[];
      from: string;
      until: string;
      holidays: string[];
    };
    NewCalendar: {
      time_zone?: string | null;
      days?: number[] | null;
      from?: string | null;
      until?: string | null;
      holidays?: string[] | null;
    };
    NewOrganisation: {
      name: string;
      kind?: ('client' | 'provider') | null;
      calendar?: components['schemas']['NewCalendar'] | null;
    };
    OrganisationEdit: {
      name?: string | null;
      calendar?: components['schemas']['NewCalendar'] | null;
    };
    Organisation: {
      id: string;
      name: string;
      /** @enum {string} */
      kind: 'client' | 'provider';
      /** @enum {string} */
      state: 'active' | 'suspended' | 'closed';
      calendar: components['schemas']['Calendar'];
      /** Format: date-time */
      created_at: string;
      etag: string;
    };
    OrganisationPage: {
      items: components['schemas']['Organisation'][];
      next: string | null;
    };
    NewTeam: {
      name: string;
    };
    Team: {
      id: string;
      name: string;
      member_count: number;
      /** Format: date-time */
      created_at: string;
    };
    TeamPage: {
      items: components['schemas']['Team'][];
      next: string | null;
    };
    NewTeamMember: {
      /** Format: email */
      email: string;
    };
    TeamMember: {
      user: {
        id: string;
        name: string;
      };
      /** Format: date-time */
      begins_at: string;
      /** Format: date-time */
      ends_at: string | null;
    };
    TeamMemberPage: {
      items: components['schemas']['TeamMember'][];
      next: string | null;
    };
    NewAttribute: {
      name: string;
      type?: ('text' | 'number' | 'boolean' | 'date' | 'choice') | null;
      required?: boolean | null;
      description?: string | null;
      values?: string[] | null;
    };
    Attribute: {
      name: string;
      /** @enum {string} */
      type: 'text' | 'number' | 'boolean' | 'date' | 'choice';
      required: boolean;
      description: string;
      values: string[];
    };
    AttributesFit: {
      unfit_items: number;
      attributes: {
        name: string;
        fitting: number;
        unfit: number;
        missing: number;
      }[];
    };
    Condition: {
      question: string;
      answer: string;
    };
    NewCategory: {
      name: string;
      description?: string | null;
      colour?: string | null;
      parent?: string | null;
      critical?: boolean | null;
      weight?: number | null;
    };
    NewQuestion: {
      name: string;
      kind?: ('nominal' | 'ordinal' | 'interval' | 'ratio' | 'set') | null;
      truth?: ('single' | 'plural') | null;
      condition?: components['schemas']['Condition'] | null;
      categories?: components['schemas']['NewCategory'][] | null;
    };
    Category: {
      name: string;
      description: string;
      colour: string;
      parent: string | null;
      critical: boolean;
      weight: number;
    };
    Question: {
      name: string;
      /** @enum {string} */
      kind: 'nominal' | 'ordinal' | 'interval' | 'ratio' | 'set';
      /** @enum {string} */
      truth: 'single' | 'plural';
      condition: components['schemas']['Condition'] | null;
      categories: components['schemas']['Category'][];
    };
    CategoryChange: {
      question: string;
      from: string[];
      to: string[];
      /** @enum {string} */
      kind: 'same' | 'renamed' | 'merged' | 'split';
    };
    NewProject: {
      name: string;
      description?: string | null;
      data_class?: ('public' | 'internal' | 'pii' | 'phi') | null;
      purpose?: string | null;
      questions?: components['schemas']['NewQuestion'][] | null;
      attributes?: components['schemas']['NewAttribute'][] | null;
    };
    ProjectEdit: {
      name?: string | null;
      description?: string | null;
      purpose?: string | null;
    };
    Project: {
      id: string;
      name: string;
      description: string;
      /** @enum {string} */
      kind: 'inspection' | 'programme';
      /** @enum {string} */
      state: 'open' | 'closed';
      /** @enum {string} */
      data_class: 'public' | 'internal' | 'pii' | 'phi';
      purpose: string;
      role: string;
      rights: string[];
      engagement: string | null;
      item_count: number | null;
      annotation_count: number | null;
      annotator_count: number | null;
      gold_count: number | null;
      /** Format: date-time */
      created_at: string;
      etag: string;
      log_position: number;
    };
    ProjectPage: {
      items: components['schemas']['Project'][];
      next: string | null;
    };
    SchemaChange: {
      questions: components['schemas']['NewQuestion'][];
      mapping?: components['schemas']['CategoryChange'][] | null;
      attributes?: components['schemas']['NewAttribute'][] | null;
    };
    Schema: {
      version: number;
      questions: components['schemas']['Question'][];
      attributes: components['schemas']['Attribute'][];
      fit: components['schemas']['AttributesFit'] | null;
      versions: {
        version: number;
        /** Format: date-time */
        created_at: string;
        mapping: components['schemas']['CategoryChange'][];
      }[];
    };
    NewAnnotation: {
      item: string;
      question?: string | null;
      annotator: string;
      label: string | number | string[] | null;
      /** Format: date-time */
      started_at?: string | null;
      /** Format: date-time */
      first_action_at?: string | null;
      /** Format: date-time */
      submitted_at?: string | null;
      active_ms?: number | null;
      confidence?: number | null;
      flag?: ('none' | 'unsure' | 'guideline_gap' | 'item_defect') | null;
      guideline_version?: string | null;
      batch?: string | null;
      provider?: string | null;
      origin?: ('unknown' | 'manual' | 'prediction' | 'prediction_changed') | null;
      pass?: ('initial' | 'repeat' | 'overlap' | 'gold' | 'review' | 'adjudication' | 'audit') | null;
      role?: ('annotator' | 'reviewer' | 'adjudicator' | 'expert' | 'model') | null;
      rules?: string[] | null;
    };
    NewAnnotations: {
      annotations: components['schemas']['NewAnnotation'][];
    };
    NewItem: {
      key: string;
      /** @enum {string} */
      kind: 'text' | 'record' | 'conversation' | 'comparison' | 'image';
      content: unknown;
      attributes?: {
        [key: string]: string | number | boolean | null;
      } | null;
    };
    NewItems: {
      items: components['schemas']['NewItem'][];
    };
    NewGold: {
      item: string;
      question?: string | null;
      label: string | string[];
      source?: string | null;
      expert_count?: number | null;
    };
    NewGolds: {
      gold: components['schemas']['NewGold'][];
    };
    LabelStudioEvent: unknown;
    WebhookAdded: {
      action: string;
      results: {
        /** @enum {string} */
        status: 'added' | 'known' | 'refused';
        sequence?: number;
        error?: components['schemas']['Error'];
      }[];
      gold: number;
      regions: number;
    };
    Added: {
      results: {
        /** @enum {string} */
        status: 'added' | 'known' | 'refused';
        sequence?: number;
        error?: components['schemas']['Error'];
      }[];
      log_position: number;
    };
    GoldReplacement: {
      label: string | string[];
      source?: string | null;
      expert_count?: number | null;
      reason: string;
    };
    GoldRetirement: {
      reason: string;
    };
    NewUpload: {
      name: string;
      size: number;
    };
    Upload: {
      id: string;
      part_size: number;
      parts: number[];
    };
    ImportRequest: {
      upload: string;
      /** @enum {string} */
      kind: 'items' | 'annotations' | 'gold';
      format?: string | null;
      mapping?: {
        [key: string]: string;
      } | null;
      item_kind?: ('' | 'text' | 'record' | 'conversation' | 'comparison' | 'image') | null;
      annotator_source?: {
        /** @enum {string} */
        kind: 'column' | 'file_name' | 'fixed';
        value?: string;
      } | null;
      dry_run?: boolean | null;
    };
    ImportProblem: {
      row: number | null;
      column: string | null;
      field: string | null;
      message: string;
    };
    ImportPreview: {
      format: string;
      columns: {
        name: string;
        role: string;
        examples: string[];
      }[];
      rows: {
        [key: string]: string;
      }[];
      row_count: number;
      problems: components['schemas']['ImportProblem'][];
      notes: string[];
      warnings: string[];
      new_count: number | null;
      known_count: number | null;
    };
    Import: {
      id: string;
      /** @enum {string} */
      kind: 'items' | 'annotations' | 'gold' | 'webhook' | 'api';
      file_name: string;
      file_sha256: string;
      format: string;
      /** @enum {string} */
      state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
      rows: number;
      added: number;
      known: number;
      refused: number;
      problems: components['schemas']['ImportProblem'][];
      /** Format: date-time */
      created_at: string;
      created_by: {
        id: string;
        name: string;
      } | null;
    };
    ImportPage: {
      items: components['schemas']['Import'][];
      next: string | null;
    };
    Job: {
      id: string;
      project: string;
      kind: string;
      /** @enum {string} */
      state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
      done: number;
      total: number;
      step: string;
      error: components['schemas']['Error'] | null;
      result: {
        [key: string]: unknown;
      } | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      finished_at: string | null;
    };
    JobPage: {
      items: components['schemas']['Job'][];
      next: string | null;
    };
    NewSnapshot: {
      name?: string | null;
      seed?: number | null;
      level?: number | null;
      by?: string[] | null;
    };
    Snapshot: {
      id: string;
      name: string;
      log_position: number;
      seed: number;
      level: number;
      inputs_sha256: string;
      document_sha256: string;
      method_version: string;
      /** Format: date-time */
      created_at: string;
      created_by: {
        id: string;
        name: string;
      } | null;
      job: string | null;
      /** @enum {string} */
      state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
    };
    SnapshotPage: {
      items: components['schemas']['Snapshot'][];
      next: string | null;
    };
    ItemRow: {
      id: string;
      key: string;
      /** @enum {string} */
      kind: 'unseen' | 'text' | 'record' | 'conversation' | 'comparison' | 'image';
      excerpt: string;
      attributes: {
        [key: string]: string;
      };
      answers: {
        [key: string]: {
          [key: string]: number;
        };
      };
      disagreement: number | null;
      gold: {
        [key: string]: string;
      };
    };
    ItemPage: {
      items: components['schemas']['ItemRow'][];
      next: string | null;
      searched: number;
    };
    ItemSearch: {
      question?: string | null;
      label?: string | null;
      annotator?: string | null;
      gold_label?: string | null;
      disagreement?: ('yes' | 'no') | null;
      batch?: string | null;
      since?: string | null;
      until?: string | null;
      search?: string | null;
      attributes?: {
        [key: string]: string;
      } | null;
      order?: ('key' | 'disagreement' | 'errors') | null;
      cursor?: string | null;
      limit?: number | null;
    };
    Mask: {
      left: number;
      top: number;
      width: number;
      height: number;
      /** @enum {string} */
      order: 'rows' | 'columns';
      runs: number[];
    };
    Region: {
      label: string;
      shape: string;
      points: number[][];
      /** @enum {string} */
      unit: 'pixels';
      mask: components['schemas']['Mask'] | null;
      start: number | null;
      end: number | null;
      text: string | null;
    };
    Annotation: {
      sequence: number;
      question: string;
      annotator: string;
      label: string | number | string[] | null;
      /** Format: date-time */
      submitted_at: string | null;
      active_ms: number | null;
      confidence: number | null;
      flag: string | null;
      guideline_version: string | null;
      batch: string | null;
      provider: string | null;
      origin: string;
      admission: string;
      reason: string | null;
      applies: boolean;
      in_force: boolean;
      regions: components['schemas']['Region'][];
    };
    Gold: {
      id: string;
      item: string;
      question: string;
      label: string | number | string[] | null;
      /** @enum {string} */
      state: 'candidate' | 'active' | 'suspended' | 'retired';
      in_force: boolean;
      source: string;
      expert_count: number | null;
      supersedes: string | null;
      /** Format: date-time */
      created_at: string;
    };
    Image: {
      /** @enum {string} */
      source: 'kept' | 'folder' | 'bucket' | 'elsewhere';
      name: string;
      sha256: string | null;
      bytes: number | null;
      /** @enum {string} */
      state: 'verified' | 'differs' | 'missing' | 'unchecked';
      note: string | null;
    };
    ItemDetail: {
      id: string;
      key: string;
      /** @enum {string} */
      kind: 'unseen' | 'text' | 'record' | 'conversation' | 'comparison' | 'image';
      excerpt: string;
      attributes: {
        [key: string]: string;
      };
      answers: {
        [key: string]: {
          [key: string]: number;
        };
      };
      disagreement: number | null;
      gold: {
        [key: string]: string;
      };
      content: unknown;
      image_url: string | null;
      image: components['schemas']['Image'] | null;
      annotations: components['schemas']['Annotation'][];
      gold_labels: components['schemas']['Gold'][];
    };
    Inspection: InspectionDocument;
    OverviewQuestion: {
      question: string;
      kind: string;
      annotations: number;
      items: number;
      annotators: number;
      skipped: number;
      quarantined: number;
      agreement: AgreementRow[];
      categories: {
        category: string;
        count: number;
        share: number;
      }[];
      accuracy: Estimate | null;
      by_category: CategoryAccuracy[];
      schema_versions: {
        version: number;
        annotations: number;
      }[];
      unmapped: number;
      does_not_apply: {
        answers: number;
        gold: number;
      };
      histogram: {
        lower: number;
        upper: number;
        items: number;
      }[];
    };
    Overview: {
      log_position: number;
      quarantined: number;
      removed: {
        items: number;
        annotations: number;
        gold: number;
        annotators: number;
      };
      questions: components['schemas']['OverviewQuestion'][];
    };
    AuditEvent: {
      index: number;
      /** Format: date-time */
      at: string;
      user: {
        id: string;
        name: string;
      } | null;
      verb: string;
      object_kind: string;
      object: string;
      project: string | null;
      reason: string | null;
      request_id: string;
      leaf_sha256: string;
      rows: {
        count: number;
        root: string;
      } | null;
    };
    EventPage: {
      items: components['schemas']['AuditEvent'][];
      next: string | null;
    };
    LogHead: {
      size: number;
      root: string;
      checkpoint: string;
      public_key: string;
      /** Format: date-time */
      signed_at: string;
    };
    Proof: {
      proof: string[];
    };
    KeptHead: {
      checkpoint: string;
    };
    HeadCheck: {
      consistent: boolean;
      message: string;
    };
    Settings: {
      settings: {
        name: string;
        value: string;
        source: string;
        help: string;
      }[];
    };
    NewEngagement: {
      organisation: string;
    };
    Engagement: {
      id: string;
      organisation: {
        id: string;
        name: string;
      };
      provider: string;
      /** @enum {string} */
      state:
        | 'proposed'
        | 'selected'
        | 'qualification'
        | 'calibration'
        | 'pilot'
        | 'production'
        | 'paused'
        | 'ended';
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      ended_at: string | null;
    };
    EngagementPage: {
      items: components['schemas']['Engagement'][];
      next: string | null;
    };
    WorkPart: {
      name: string;
      annotations: number;
      items: number;
      annotators: number;
      accuracy: Estimate;
      agreement: {
        question: string;
        estimate: Estimate;
      }[];
    };
    ProviderWeek: {
      begins: string;
      annotations: number;
      items: number;
      annotators: number;
      accuracy: Estimate;
      agreement: {
        question: string;
        estimate: Estimate;
      }[];
    };
    TeamPart: {
      name: string;
      annotations: number;
      items: number;
      annotators: number;
      accuracy: Estimate;
      agreement: {
        question: string;
        estimate: Estimate;
      }[];
      id: string;
      member_count: number;
    };
    ProviderView: {
      id: string;
      organisation: {
        id: string;
        name: string;
      };
      provider: string;
      /** @enum {string} */
      state:
        | 'proposed'
        | 'selected'
        | 'qualification'
        | 'calibration'
        | 'pilot'
        | 'production'
        | 'paused'
        | 'ended';
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      ended_at: string | null;
      time_zone: string;
      item_count: number;
      annotation_count: number;
      annotator_count: number;
      overview: components['schemas']['Overview'];
      weeks: components['schemas']['ProviderWeek'][];
      weekdays: components['schemas']['WorkPart'][];
      shifts: components['schemas']['WorkPart'][];
      day_parts: components['schemas']['WorkPart'][];
      without_time: number;
      teams: components['schemas']['TeamPart'][];
      no_team: components['schemas']['WorkPart'];
      no_time: components['schemas']['WorkPart'];
      unknown_annotators: number;
    };
    TeamView: {
      id: string;
      name: string;
      member_count: number;
      engagement: components['schemas']['Engagement'];
      time_zone: string;
      item_count: number;
      annotation_count: number;
      annotator_count: number;
      overview: components['schemas']['Overview'];
      weeks: components['schemas']['ProviderWeek'][];
      weekdays: components['schemas']['WorkPart'][];
      shifts: components['schemas']['WorkPart'][];
      day_parts: components['schemas']['WorkPart'][];
      without_time: number;
    };
    WorkTimes: {
      log_position: number;
      calendars: {
        provider: string | null;
        organisation: string;
        time_zone: string;
      }[];
      weekdays: components['schemas']['WorkPart'][];
      shifts: components['schemas']['WorkPart'][];
      day_parts: components['schemas']['WorkPart'][];
      without_time: number;
    };
    NewMember: {
      /** Format: email */
      email: string;
      /** @enum {string} */
      role: 'owner' | 'expert' | 'lead' | 'reviewer' | 'annotator' | 'auditor';
      engagement?: string | null;
      adjudicates?: boolean | null;
      annotator?: string | null;
    };
    Member: {
      user: {
        id: string;
        name: string;
        /** Format: email */
        email: string;
      };
      organisation: {
        id: string;
        name: string;
      };
      /** @enum {string} */
      role: 'owner' | 'expert' | 'lead' | 'reviewer' | 'annotator' | 'auditor';
      engagement: string | null;
      adjudicates: boolean;
      annotator: string | null;
      /** Format: date-time */
      created_at: string;
    };
    MemberPage: {
      items: components['schemas']['Member'][];
      next: string | null;
    };
    PeopleOutcome: {
      applied: boolean;
      rows: number;
      added: number;
      changed: number;
      unchanged: number;
      invited: string[];
      teams: string[];
      notes: string[];
      problem_count: number;
      problems: {
        row: number | null;
        column: string | null;
        message: string;
      }[];
      invitations: {
        /** Format: email */
        email: string;
        token: string;
      }[];
    };
    NewErasure: {
      items?: string[] | null;
      annotators?: string[] | null;
      basis?: ('request' | 'retention' | 'contract' | 'defect') | null;
      reference?: string | null;
    };
    NewPersonErasure: {
      person: string;
      /** @enum {string} */
      basis?: 'request' | 'retention' | 'contract' | 'defect';
      reference?: string;
    };
    Erasure: {
      id: string;
      /** @enum {string} */
      basis: 'request' | 'retention' | 'contract' | 'defect';
      reference: string;
      /** @enum {string} */
      state: 'received' | 'executing' | 'executed' | 'withdrawn';
      person: {
        id: string;
        name: string;
      } | null;
      item_count: number;
      annotator_count: number;
      held_count: number;
      request: {
        [key: string]: unknown;
      };
      requested_by: {
        id: string;
        name: string;
      } | null;
      /** Format: date-time */
      requested_at: string;
      executed_by: {
        id: string;
        name: string;
      } | null;
      /** Format: date-time */
      executed_at: string | null;
      receipt_sha256: string | null;
    };
    ErasurePage: {
      items: components['schemas']['Erasure'][];
      next: string | null;
    };
    ErasureExecution: {
      approval: string;
    };
    NewLegalHold: {
      item?: string | null;
      annotator?: string | null;
      reason: string;
    };
    LegalHold: {
      id: string;
      item: string | null;
      annotator: string | null;
      reason: string;
      placed_by: {
        id: string;
        name: string;
      } | null;
      /** Format: date-time */
      placed_at: string;
      lifted_by: {
        id: string;
        name: string;
      } | null;
      /** Format: date-time */
      lifted_at: string | null;
    };
    LegalHoldPage: {
      items: components['schemas']['LegalHold'][];
      next: string | null;
    };
    NewRetention: {
      keep_days: number | null;
    };
    Retention: {
      keep_days: number | null;
      /** Format: date-time */
      changed_at: string | null;
      /** Format: date-time */
      last_run_at: string | null;
    };
    NewExport: {
      what?: string | null;
      format?: string | null;
    };
    ExportRequest: {
      request: {
        [key: string]: unknown;
      } | null;
    };
    NewBreakGlass: {
      reason: string;
    };
    BreakGlassReview: {
      review: string;
    };
    BreakGlass: {
      id: string;
      project: string;
      user: {
        id: string;
        name: string;
      } | null;
      reason: string;
      /** Format: date-time */
      opened_at: string;
      /** Format: date-time */
      expires_at: string;
      reviewed_by: {
        id: string;
        name: string;
      } | null;
      /** Format: date-time */
      reviewed_at: string | null;
      review: string | null;
    };
    BreakGlassPage: {
      items: components['schemas']['BreakGlass'][];
      next: string | null;
    };
    PlanOptions: {
      /** @description seed of what is simulated, default 1 */
      seed?: number | null;
      error_max?: (string | number) | null;
      error_good?: (string | number) | null;
      alpha?: (string | number) | null;
      alpha_fail?: (string | number) | null;
      power?: (string | number) | null;
      method?: (string | number) | null;
      /** @description items of the lot that is judged; without: a process */
      lot?: number | null;
      /** @description a criterion for the items delivered with this label, N of them in the lot, error-max R; may be given several times */
      category?: string[] | null;
      /** @description no criterion for all items together */
      categories_only?: boolean | null;
      rho?: (string | number) | null;
      cluster?: (string | number) | null;
      /** @description items expected in a cluster, default 25 */
      cluster_size?: number | null;
      /** @description number of this attempt, default 1 */
      attempt?: number | null;
      /** @description there will be no other attempt: spend all of alpha */
      only_attempt?: boolean | null;
      title?: (string | number) | null;
      question?: (string | number) | null;
      /** @description rate: expected error rate, default 0.05 */
      rate?: number | null;
      /** @description rate, agreement: half-width of the interval, default 0.02 */
      half_width?: number | null;
      /** @description rate, agreement: level of the interval, default 0.95 */
      level?: number | null;
      /** @description agreement: expected alpha, default 0.6 */
      agreement?: number | null;
      /** @description agreement: number of categories, default 2 */
      categories?: number | null;
      /** @description agreement: default 2 */
      labels_per_item?: number | null;
      belief?: (string | number) | null;
      /** @description pilot: items of the production */
      items?: number | null;
      /** @description pilot: cost of a wrong label */
      error_cost?: number | null;
      /** @description pilot: cost of putting things right first */
      fix_cost?: number | null;
      /** @description pilot: share of errors that this removes, default 0.5 */
      fix_share?: number | null;
      /** @description pilot: cost of judging an item */
      judged_cost?: number | null;
      /** @description pilot: cost of any pilot */
      pilot_cost?: number | null;
      aql?: (string | number) | null;
      inspection?: (string | number) | null;
      /** @description aql: tightened inspection */
      tightened?: boolean | null;
      lot_limit?: (string | number) | null;
      outgoing_limit?: (string | number) | null;
      /** @description rectify: usual error rate, default 0.01 */
      process_average?: number | null;
      /** @description rectify: chance that --lot-limit passes, default 0.1 */
      consumer_risk?: number | null;
    };
    ProjectionOptions: {
      items: number;
      batch_size?: number | null;
      question?: string | null;
      cluster?: ('annotator' | 'batch') | null;
      rho?: number | null;
      limit?: number | null;
      level?: number | null;
      seed?: number | null;
    };
    Planning: PlanningDocument;
    Projection: ProjectionDocument;
    Comparison: ComparisonDocument;
    Message: {
      id: string;
      kind: string;
      subject: string;
      text: string;
      project: {
        id: string;
        name: string;
      } | null;
      link: string;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      read_at: string | null;
    };
    MessagePage: {
      items: components['schemas']['Message'][];
      next: string | null;
    };
    UnreadMessages: {
      unread: number;
    };
    SeenMessages: {
      up_to: string;
    };
    ReadMessages: {
      read: number;
    };
    NewMessagePreferences: {
      /** @enum {string} */
      digest: 'off' | 'hourly' | 'daily';
      digest_hour?: number | null;
      quiet_from?: string | null;
      quiet_to?: string | null;
      mail?: {
        [key: string]: boolean;
      } | null;
    };
    MessagePreferences: {
      /** @enum {string} */
      digest: 'off' | 'hourly' | 'daily';
      digest_hour: number;
      quiet_from: string | null;
      quiet_to: string | null;
      kinds: {
        kind: string;
        title: string;
        mail: boolean;
      }[];
      time_zone: string;
      has_mail: boolean;
    };
    Sending: {
      id: string;
      /** @enum {string} */
      channel: 'mail' | 'webhook';
      kind: string;
      /** @enum {string} */
      state: 'queued' | 'sending' | 'sent' | 'failed' | 'given_up';
      user: string | null;
      webhook: string | null;
      project: string | null;
      event: string | null;
      attempts: number;
      /** Format: date-time */
      next_at: string | null;
      status: number | null;
      duration_ms: number | null;
      error: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      sent_at: string | null;
    };
    SendingPage: {
      items: components['schemas']['Sending'][];
      next: string | null;
    };
    NewOutgoingWebhook: {
      url: string;
      kinds: string[];
    };
    OutgoingWebhookEdit: {
      kinds?: string[] | null;
      state?: ('on' | 'off') | null;
    };
    OutgoingWebhook: {
      id: string;
      url: string;
      kinds: string[];
      /** @enum {string} */
      state: 'on' | 'off';
      /** Format: date-time */
      created_at: string;
    };
    OutgoingWebhookMade: {
      id: string;
      url: string;
      kinds: string[];
      /** @enum {string} */
      state: 'on' | 'off';
      /** Format: date-time */
      created_at: string;
      secret: string;
    };
    OutgoingWebhookPage: {
      items: components['schemas']['OutgoingWebhook'][];
      next: string | null;
      kinds: {
        kind: string;
        title: string;
      }[];
      hosts: string[];
    };
    NewBatch: {
      engagement: string;
      name: string;
      items: string[];
      priority?: number;
      due?: {
        /** Format: date-time */
        at?: string | null;
        work?: {
          count: number;
          /** @enum {string} */
          unit: 'hours' | 'days';
        } | null;
      } | null;
    };
    Batch: {
      id: string;
      engagement: {
        id: string;
        provider: string;
      };
      name: string;
      /** @enum {string} */
      state: 'draft' | 'released' | 'working' | 'done' | 'delivered' | 'recalled';
      priority: number;
      due: {
        /** Format: date-time */
        at: string | null;
        work: {
          count: number;
          /** @enum {string} */
          unit: 'hours' | 'days';
        } | null;
      };
      /** Format: date-time */
      due_at: string | null;
      time_left: {
        overdue: boolean;
        work_minutes: number;
        day_minutes: number;
      } | null;
      item_count: number;
      submitted_count: number;
      assignments: {
        offered: number;
        submitted: number;
        returned: number;
        expired: number;
        revoked: number;
        late: number;
      };
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      released_at: string | null;
    };
    BatchPage: {
      items: components['schemas']['Batch'][];
      next: string | null;
    };
    NewAssignments: {
      annotators?: string[];
      per_item?: number;
      list?: {
        item: string;
        annotator: string;
      }[];
      /** Format: date-time */
      lease_until?: string | null;
    };
    Assigned: {
      assigned: number;
      known: number;
      by_annotator: {
        user: {
          id: string;
          name: string;
        };
        count: number;
      }[];
    };
    EngagedAnnotator: {
      user: {
        id: string;
        name: string;
        /** Format: email */
        email: string;
      };
      annotator: string | null;
    };
    EngagedAnnotatorPage: {
      items: components['schemas']['EngagedAnnotator'][];
      next: string | null;
    };
    Reason: {
      reason: string;
    };
    Assignment: {
      id: string;
      batch: {
        id: string;
        name: string;
      };
      item: string;
      user: {
        id: string;
        name: string;
      } | null;
      annotator: string;
      /** @enum {string} */
      state: 'offered' | 'submitted' | 'returned' | 'expired' | 'revoked';
      late: boolean;
      /** Format: date-time */
      lease_until: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      ended_at: string | null;
      /** Format: date-time */
      submitted_at: string | null;
      reason: string | null;
    };
    BatchItem: {
      id: string;
      key: string;
      assignments: components['schemas']['Assignment'][];
    };
    BatchItemPage: {
      items: components['schemas']['BatchItem'][];
      next: string | null;
    };
    OwnItemRow: {
      assignment: components['schemas']['Assignment'];
      priority: number;
      /** Format: date-time */
      due_at: string | null;
    };
    OwnItemPage: {
      items: components['schemas']['OwnItemRow'][];
      next: string | null;
    };
    OwnItem: {
      assignment: components['schemas']['Assignment'];
      key: string;
      /** @enum {string} */
      kind: 'unseen' | 'text' | 'record' | 'conversation' | 'comparison' | 'image';
      content: unknown;
      image_url: string | null;
      image: components['schemas']['Image'] | null;
      annotations: {
        question: string;
        label: string | null;
        /** @enum {string} */
        flag: 'none' | 'unsure' | 'guideline_gap' | 'item_defect';
        /** Format: date-time */
        received_at: string;
      }[];
    };
    Submission: {
      answers: {
        question?: string;
        label?: string | null;
        /** @enum {string} */
        flag?: 'none' | 'unsure' | 'guideline_gap' | 'item_defect';
      }[];
      /** Format: date-time */
      shown_at?: string | null;
      /** Format: date-time */
      first_action_at?: string | null;
      active_ms?: number | null;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  get_healthz: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "ok"
           *     }
           */
          'application/json': components['schemas']['Health'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_readyz: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "ok"
           *     }
           */
          'application/json': components['schemas']['Health'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_metrics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_openapi_json: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_docs: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_docs_reference_js: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/javascript': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_docs_reference_css: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/css': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_events: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_setup: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "needed": true
           *     }
           */
          'application/json': components['schemas']['Setup'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_setup: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "assay_...",
         *       "organisation": "Example",
         *       "name": "Ada",
         *       "email": "ada@example.org",
         *       "password": "a long enough phrase"
         *     }
         */
        'application/json': components['schemas']['NewSetup'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Session'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_session: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Visit'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_session: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "ada@example.org",
         *       "password": "a long enough phrase"
         *     }
         */
        'application/json': components['schemas']['SignIn'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Session'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  delete_api_v1_session: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /** @example {} */
          'application/json': components['schemas']['Done'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_session_second_factor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "challenge": "assay_...",
         *       "code": "123456"
         *     }
         */
        'application/json': components['schemas']['SignInCode'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Session'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_session_unlock: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "a long enough phrase",
         *       "code": "123456"
         *     }
         */
        'application/json': components['schemas']['PersonProof'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Done'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_tokens: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_tokens: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "nightly import",
         *       "scopes": [
         *         "read",
         *         "write"
         *       ],
         *       "expires_at": null
         *     }
         */
        'application/json': components['schemas']['NewToken'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenMade'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_tokens_id_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /** @example {} */
          'application/json': components['schemas']['Done'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_sessions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_sessions_id_end: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /** @example {} */
          'application/json': components['schemas']['Done'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_sessions_end_others: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "ended": 2
           *     }
           */
          'application/json': components['schemas']['SessionsEnded'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_password: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "old_password": "a long enough phrase",
         *       "new_password": "another long phrase"
         *     }
         */
        'application/json': components['schemas']['PasswordChange'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Done'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_second_factor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SecondFactor'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_second_factor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "a long enough phrase"
         *     }
         */
        'application/json': components['schemas']['PasswordAlone'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewSecondFactor'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_second_factor_confirm: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "code": "123456"
         *     }
         */
        'application/json': components['schemas']['CodeAlone'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecoveryCodes'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_second_factor_remove: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "a long enough phrase",
         *       "code": "123456"
         *     }
         */
        'application/json': components['schemas']['PersonProof'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Done'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_second_factor_recovery_codes: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "password": "a long enough phrase",
         *       "code": "123456"
         *     }
         */
        'application/json': components['schemas']['PersonProof'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecoveryCodes'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_users: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_users_id_lock: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "has left"
         *     }
         */
        'application/json': components['schemas']['UserChange'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserRow'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_users_id_unlock: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "has left"
         *     }
         */
        'application/json': components['schemas']['UserChange'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserRow'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_users_id_close: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "has left"
         *     }
         */
        'application/json': components['schemas']['UserChange'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserRow'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_users_id_end_sessions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "has left"
         *     }
         */
        'application/json': components['schemas']['UserChange'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionsEnded'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_users_id_reset_second_factor: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "has left"
         *     }
         */
        'application/json': components['schemas']['UserChange'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Done'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_invitations: {
    parameters: {
      query?: {
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InvitationPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_invitations: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "eve@example.org",
         *       "administrator": false
         *     }
         */
        'application/json': components['schemas']['NewInvitation'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InvitationMade'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_invitations_id_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /** @example {} */
          'application/json': components['schemas']['Done'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_invitations_open: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "assay_..."
         *     }
         */
        'application/json': components['schemas']['InvitationToken'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OpenInvitation'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_invitations_accept: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "assay_...",
         *       "name": "Eve",
         *       "password": "a long enough phrase"
         *     }
         */
        'application/json': components['schemas']['Acceptance'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Session'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_confirmations: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
         *       "password": "a long enough phrase",
         *       "code": "123456"
         *     }
         */
        'application/json': components['schemas']['Signing'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Confirmation'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_approvals: {
    parameters: {
      query?: {
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApprovalPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_approvals: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "action": "export_personal_data",
         *       "project": null,
         *       "subject": null,
         *       "request": {
         *         "rows": 10
         *       }
         *     }
         */
        'application/json': components['schemas']['NewApproval'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Approval'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_approvals_id_approve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "confirmation": "assay_..."
         *     }
         */
        'application/json': components['schemas']['ApprovalConfirmation'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Approval'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_single_sign_on: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "openid": {
           *         "button": "Sign in with Example"
           *       },
           *       "proxy_email": null
           *     }
           */
          'application/json': components['schemas']['SingleSignOn'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_single_sign_on_start: {
    parameters: {
      query?: {
        /** @description a path of the application to end at */
        then?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description on to another address */
      303: {
        headers: {
          Location: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_single_sign_on_callback: {
    parameters: {
      query?: {
        /** @description of the issuer */
        code?: string;
        /** @description that the browser left with */
        state?: string;
        /** @description the issuer, where it says so */
        iss?: string;
        /** @description of the issuer, in place of a code */
        error?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description on to another address */
      303: {
        headers: {
          Location: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_single_sign_on_proxy: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Session'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_organisations: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrganisationPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_organisations: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Example Labels",
         *       "kind": "provider",
         *       "calendar": {
         *         "time_zone": "Europe/Berlin"
         *       }
         *     }
         */
        'application/json': components['schemas']['NewOrganisation'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Organisation'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  patch_api_v1_organisations_id: {
    parameters: {
      query?: never;
      header?: {
        /** @description etag of what was read; changed since: conflict */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "calendar": {
         *         "holidays": [
         *           "2026-12-25"
         *         ]
         *       }
         *     }
         */
        'application/json': components['schemas']['OrganisationEdit'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Organisation'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_organisations_id_suspend: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Organisation'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_organisations_id_activate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Organisation'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_organisations_id_close: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Organisation'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_organisations_id_teams: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TeamPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_organisations_id_teams: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Night shift"
         *     }
         */
        'application/json': components['schemas']['NewTeam'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Team'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_teams_id_members: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TeamMemberPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_teams_id_members: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "maria@labels.example"
         *     }
         */
        'application/json': components['schemas']['NewTeamMember'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Done'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_teams_id_members_user_leave: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        user: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Done'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects: {
    parameters: {
      query?: {
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProjectPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Reviews",
         *       "description": "",
         *       "data_class": "internal",
         *       "questions": [
         *         {
         *           "name": "sentiment",
         *           "kind": "nominal",
         *           "categories": [
         *             {
         *               "name": "positive"
         *             },
         *             {
         *               "name": "negative"
         *             }
         *           ]
         *         }
         *       ]
         *     }
         */
        'application/json': components['schemas']['NewProject'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Project'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Project'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  patch_api_v1_projects_id: {
    parameters: {
      query?: never;
      header?: {
        /** @description etag of what was read; changed since: conflict */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Reviews, second round"
         *     }
         */
        'application/json': components['schemas']['ProjectEdit'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Project'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_close: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Project'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_open: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Project'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_schema: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Schema'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_schema: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "questions": [
         *         {
         *           "name": "sentiment",
         *           "categories": [
         *             {
         *               "name": "good"
         *             },
         *             {
         *               "name": "negative"
         *             }
         *           ]
         *         }
         *       ],
         *       "mapping": [
         *         {
         *           "question": "sentiment",
         *           "from": [
         *             "positive"
         *           ],
         *           "to": [
         *             "good"
         *           ],
         *           "kind": "renamed"
         *         }
         *       ]
         *     }
         */
        'application/json': components['schemas']['SchemaChange'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Schema'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_engagements: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EngagementPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_engagements: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "organisation": "2"
         *     }
         */
        'application/json': components['schemas']['NewEngagement'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Engagement'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_engagements_engagement: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        engagement: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProviderView'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_engagements_engagement_end: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        engagement: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Engagement'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_members: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MemberPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_members: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "maria@labels.example",
         *       "role": "annotator",
         *       "engagement": "1"
         *     }
         */
        'application/json': components['schemas']['NewMember'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Member'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_members_user_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        user: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Done'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_erasures: {
    parameters: {
      query?: {
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErasurePage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_erasures: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "items": [
         *         "key:i1"
         *       ],
         *       "basis": "request",
         *       "reference": "DSR-17"
         *     }
         */
        'application/json': components['schemas']['NewErasure'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Erasure'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_erasures_erasure_withdraw: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        erasure: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Erasure'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_erasures_erasure_execute: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        erasure: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "approval": "1"
         *     }
         */
        'application/json': components['schemas']['ErasureExecution'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Erasure'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_erasures: {
    parameters: {
      query?: {
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErasurePage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_erasures: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "person": "2",
         *       "basis": "request",
         *       "reference": "DSR-18"
         *     }
         */
        'application/json': components['schemas']['NewPersonErasure'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Erasure'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_erasures_erasure_withdraw: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        erasure: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Erasure'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_erasures_erasure_execute: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        erasure: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "approval": "1"
         *     }
         */
        'application/json': components['schemas']['ErasureExecution'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Erasure'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_access_report: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_users_id_access_report: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_annotator_report: {
    parameters: {
      query?: {
        /** @description the name that you see them under */
        annotator?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_legal_holds: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LegalHoldPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_legal_holds: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "item": "key:i1",
         *       "reason": "proceedings 4 O 17/26 are pending"
         *     }
         */
        'application/json': components['schemas']['NewLegalHold'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LegalHold'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_legal_holds_hold_lift: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        hold: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LegalHold'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_retention: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Retention'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_retention: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "keep_days": 365
         *     }
         */
        'application/json': components['schemas']['NewRetention'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Retention'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_break_glass: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BreakGlassPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_break_glass: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "the owner is ill and a patient was mixed up"
         *     }
         */
        'application/json': components['schemas']['NewBreakGlass'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BreakGlass'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_break_glass_glass_review: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        glass: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "review": "looked at two items, both named in the call"
         *     }
         */
        'application/json': components['schemas']['BreakGlassReview'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BreakGlass'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_access_report: {
    parameters: {
      query?: {
        /** @description of this one alone: its id, or key:NAME */
        item?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_processing_record: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_members_csv: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_members_csv: {
    parameters: {
      query?: {
        /** @description true: what the list would change and every problem of it; nothing is changed */
        dry_run?: boolean;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/octet-stream': unknown;
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PeopleOutcome'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_organisations_id_people_csv: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_organisations_id_people_csv: {
    parameters: {
      query?: {
        /** @description true: what the list would change and every problem of it; nothing is changed */
        dry_run?: boolean;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/octet-stream': unknown;
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PeopleOutcome'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_teams_id_members_csv: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_teams_id_members_csv: {
    parameters: {
      query?: {
        /** @description true: what the list would change and every problem of it; nothing is changed */
        dry_run?: boolean;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/octet-stream': unknown;
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PeopleOutcome'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_engagements_engagement_teams_team: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        engagement: string;
        team: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TeamView'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_work_times: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkTimes'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_batches: {
    parameters: {
      query?: {
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BatchPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_batches: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "engagement": "1",
         *       "name": "First week",
         *       "items": [
         *         "i1"
         *       ],
         *       "priority": 2,
         *       "due": {
         *         "work": {
         *           "count": 3,
         *           "unit": "days"
         *         }
         *       }
         *     }
         */
        'application/json': components['schemas']['NewBatch'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Batch'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_batches_batch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        batch: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Batch'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_batches_batch_items: {
    parameters: {
      query?: {
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        id: string;
        batch: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BatchItemPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_batches_batch_release: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        batch: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Batch'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_batches_batch_assignments: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        batch: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "list": [
         *         {
         *           "item": "i1",
         *           "annotator": "annotator@people.example"
         *         }
         *       ]
         *     }
         */
        'application/json': components['schemas']['NewAssignments'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Assigned'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_batches_batch_finish: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        batch: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Batch'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_batches_batch_deliver: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        batch: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Batch'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_batches_batch_recall: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        batch: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Batch'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_annotators: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EngagedAnnotatorPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_assignments_assignment_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        assignment: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "ill until Monday"
         *     }
         */
        'application/json': components['schemas']['Reason'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Assignment'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_own_items: {
    parameters: {
      query?: {
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description offered when not told, or ended: newest first */
        state?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnItemPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_own_items_assignment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        assignment: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnItem'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_own_items_assignment_image: {
    parameters: {
      query?: never;
      header?: {
        /** @description bytes=FIRST-LAST */
        Range?: string;
      };
      path: {
        id: string;
        assignment: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/png': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_own_items_assignment_submit: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        assignment: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "answers": [
         *         {
         *           "label": "x"
         *         }
         *       ]
         *     }
         */
        'application/json': components['schemas']['Submission'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Assignment'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_own_items_assignment_return: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        assignment: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "not in my language"
         *     }
         */
        'application/json': components['schemas']['Reason'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Assignment'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_annotations: {
    parameters: {
      query?: never;
      header?: {
        /** @description the same key and body again: the first answer, nothing is added twice */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "annotations": [
         *         {
         *           "item": "review-1",
         *           "annotator": "a1",
         *           "label": "positive"
         *         }
         *       ]
         *     }
         */
        'application/json': components['schemas']['NewAnnotations'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Added'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_items: {
    parameters: {
      query?: {
        /** @description of the following */
        question?: string;
        /** @description somebody said it */
        label?: string;
        /** @description they judged it; with label: they said it */
        annotator?: string;
        /** @description the trusted label */
        gold_label?: string;
        /** @description yes or no */
        disagreement?: string;
        /** @description an annotation of it came in this batch */
        batch?: string;
        /** @description an annotation was submitted at this time or later */
        since?: string;
        /** @description an annotation was submitted before this time */
        until?: string;
        /** @description key (as they came), disagreement or errors */
        order?: string;
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ItemPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_items: {
    parameters: {
      query?: never;
      header?: {
        /** @description the same key and body again: the first answer, nothing is added twice */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "items": [
         *         {
         *           "key": "review-1",
         *           "kind": "text",
         *           "content": "Lovely.",
         *           "attributes": {
         *             "stars": 5
         *           }
         *         }
         *       ]
         *     }
         */
        'application/json': components['schemas']['NewItems'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Added'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_gold: {
    parameters: {
      query?: never;
      header?: {
        /** @description the same key and body again: the first answer, nothing is added twice */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "gold": [
         *         {
         *           "item": "review-1",
         *           "label": "positive",
         *           "source": "two experts",
         *           "expert_count": 2
         *         }
         *       ]
         *     }
         */
        'application/json': components['schemas']['NewGolds'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Added'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_webhooks_label_studio: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "action": "ANNOTATION_CREATED",
         *       "task": {
         *         "id": 1,
         *         "data": {
         *           "text": "Lovely."
         *         }
         *       },
         *       "annotation": {
         *         "id": 5,
         *         "task": 1,
         *         "completed_by": 7,
         *         "created_at": "2026-01-02T03:04:05Z",
         *         "result": [
         *           {
         *             "from_name": "sentiment",
         *             "to_name": "text",
         *             "type": "choices",
         *             "value": {
         *               "choices": [
         *                 "positive"
         *               ]
         *             }
         *           }
         *         ]
         *       }
         *     }
         */
        'application/json': components['schemas']['LabelStudioEvent'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookAdded'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_gold_gold_replace: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        gold: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "label": "negative",
         *       "source": "three experts",
         *       "expert_count": 3,
         *       "reason": "irony"
         *     }
         */
        'application/json': components['schemas']['GoldReplacement'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Gold'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_gold_gold_retire: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        gold: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "reason": "the experts did not agree"
         *     }
         */
        'application/json': components['schemas']['GoldRetirement'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Gold'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_uploads: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "labels.csv",
         *       "size": 120
         *     }
         */
        'application/json': components['schemas']['NewUpload'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Upload'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_uploads_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Upload'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  put_api_v1_uploads_id_parts_n: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        n: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/octet-stream': unknown;
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Upload'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_imports_preview: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "upload": "1",
         *       "kind": "annotations"
         *     }
         */
        'application/json': components['schemas']['ImportRequest'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportPreview'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_imports: {
    parameters: {
      query?: {
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_imports: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "upload": "1",
         *       "kind": "annotations"
         *     }
         */
        'application/json': components['schemas']['ImportRequest'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_jobs: {
    parameters: {
      query?: {
        /** @description id of the project */
        project?: string;
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_jobs_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_jobs_id_cancel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_overview: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Overview'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_items_search: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "search": "delivery",
         *       "attributes": {
         *         "site": "south"
         *       },
         *       "limit": 50
         *     }
         */
        'application/json': components['schemas']['ItemSearch'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ItemPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_items_item: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        item: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ItemDetail'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_items_item_image: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        item: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/*': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_snapshots: {
    parameters: {
      query?: {
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SnapshotPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_snapshots: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "first look",
         *       "seed": 1
         *     }
         */
        'application/json': components['schemas']['NewSnapshot'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_snapshots_id: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Snapshot'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_snapshots_id_inspection: {
    parameters: {
      query?: {
        /** @description question: nested by question */
        by?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Inspection'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_snapshots_id_report_html: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/html': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_snapshots_id_repeat: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_planning_what: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        what: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "error_max": "0.05",
         *       "error_good": "0.01"
         *     }
         */
        'application/json': components['schemas']['PlanOptions'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Planning'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_projection: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "items": 50000,
         *       "batch_size": 500
         *     }
         */
        'application/json': components['schemas']['ProjectionOptions'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Projection'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_comparison: {
    parameters: {
      query?: {
        /** @description id of the first snapshot */
        before?: string;
        /** @description id of the second */
        after?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Comparison'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_export: {
    parameters: {
      query?: {
        /** @description annotations (default), gold, items or consensus */
        what?: string;
        /** @description csv (default) or jsonl */
        format?: string;
        /** @description of a second person, where the items are about people */
        approval?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_export_request: {
    parameters: {
      query?: {
        /** @description annotations (default), gold, items or consensus */
        what?: string;
        /** @description csv (default) or jsonl */
        format?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ExportRequest'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_exports: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "what": "items",
         *       "format": "csv"
         *     }
         */
        'application/json': components['schemas']['NewExport'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_exports_job_file: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        job: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_audit_events: {
    parameters: {
      query?: {
        /** @description id of the project; without: the server's, for its administrator */
        project?: string;
        /** @description of the events */
        verb?: string;
        /** @description id of who did it */
        user?: string;
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_audit_head: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LogHead'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_audit_proofs_inclusion: {
    parameters: {
      query?: {
        /** @description of the event */
        index?: number;
        /** @description of the head */
        size?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Proof'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_audit_proofs_consistency: {
    parameters: {
      query?: {
        /** @description size of the earlier head */
        first?: number;
        /** @description size of the later */
        second?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Proof'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_audit_check: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "checkpoint": "the note of three lines and its signatures"
         *     }
         */
        'application/json': components['schemas']['KeptHead'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HeadCheck'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_audit_export: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/jsonl': unknown;
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_settings: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Settings'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_messages: {
    parameters: {
      query?: {
        /** @description all (default) or unread */
        which?: string;
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MessagePage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_messages_unread: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UnreadMessages'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_messages_message_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        message: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Done'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_messages_read: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "up_to": "12"
         *     }
         */
        'application/json': components['schemas']['SeenMessages'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReadMessages'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_message_preferences: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MessagePreferences'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  put_api_v1_message_preferences: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "digest": "daily",
         *       "digest_hour": 8,
         *       "quiet_from": "22:00",
         *       "quiet_to": "07:00",
         *       "mail": {
         *         "job_ended": true
         *       }
         *     }
         */
        'application/json': components['schemas']['NewMessagePreferences'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MessagePreferences'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_sendings: {
    parameters: {
      query?: {
        /** @description queued, sending, sent, failed or given_up */
        state?: string;
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SendingPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_sendings_sending_again: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        sending: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sending'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_outgoing_webhooks: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OutgoingWebhookPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_outgoing_webhooks: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "url": "https://hooks.example.org/assay",
         *       "kinds": [
         *         "job_failed",
         *         "project_closed"
         *       ]
         *     }
         */
        'application/json': components['schemas']['NewOutgoingWebhook'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OutgoingWebhookMade'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  patch_api_v1_projects_id_outgoing_webhooks_webhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        webhook: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "state": "off"
         *     }
         */
        'application/json': components['schemas']['OutgoingWebhookEdit'];
      };
    };
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OutgoingWebhook'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_outgoing_webhooks_webhook_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        webhook: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Done'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  get_api_v1_projects_id_outgoing_webhooks_webhook_sendings: {
    parameters: {
      query?: {
        /** @description at most so many, 1 to 1000; 100 when not told */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        id: string;
        webhook: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SendingPage'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
  post_api_v1_projects_id_outgoing_webhooks_webhook_sendings_sending_again: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        webhook: string;
        sending: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Sending'];
        };
      };
      /** @description an error */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Error'];
        };
      };
    };
  };
}
