// The places of the application. The order within a project is the process.

import { app_words } from '../../words/app.ts';

const { places, groups } = app_words;

export type ProjectPlace = Exclude<
  keyof typeof places,
  | 'projects'
  | 'our_work'
  | 'organisations'
  | 'messages'
  | 'audit'
  | 'tokens'
  | 'settings'
  | 'users'
  | 'approvals'
>;

export const project_places: { title: string; places: ProjectPlace[] }[] = [
  { title: groups.set_up, places: ['schema', 'people', 'import'] },
  { title: groups.work, places: ['own_items', 'batches'] },
  { title: groups.look, places: ['overview', 'items'] },
  {
    title: groups.measure,
    places: ['agreement', 'annotators', 'gold', 'categories', 'confusion', 'slices', 'difficulty'],
  },
  { title: groups.keep, places: ['snapshots', 'compare'] },
  { title: groups.decide, places: ['planning'] },
  { title: groups.tell, places: ['webhooks'] },
  { title: groups.protect, places: ['protection'] },
];

// What is asked of a snapshot and a question keeps them while one walks between these.
export const snapshot_places: ProjectPlace[] = [
  ...(['agreement', 'annotators', 'gold', 'categories', 'confusion', 'slices', 'difficulty'] as const),
];

export const project_path = (id: string, place: ProjectPlace | string = 'overview'): string =>
  `/projects/${encodeURIComponent(id)}/${place}`;

export const server_places = [
  { path: '/messages', title: places.messages, administrator: false },
  { path: '/audit', title: places.audit, administrator: false },
  { path: '/tokens', title: places.tokens, administrator: false },
  { path: '/approvals', title: places.approvals, administrator: false },
  { path: '/users', title: places.users, administrator: true },
  { path: '/settings', title: places.settings, administrator: true },
];
