import { grouped } from './numbers.ts';

const times = (count: number) => (count === 1 ? 'once' : `${grouped(count)} times`);

const count_text = (unread: number) => (unread > 99 ? '99+' : unread.toString());

export const message_words = {
  title: 'What should you know?',
  lead: 'What you must act on or have asked for. Messages say what happened, never what is in your items.',
  // Holds what is shown beside the bell: who speaks to the page says what they see.
  bell: (unread: number) => (unread === 0 ? 'Messages' : `Messages: ${count_text(unread)} not read`),
  bell_count: count_text,
  list: 'Messages',
  which: 'Show',
  which_names: { all: 'All', unread: 'Not read' },
  preferences: 'How you are told',
  read: 'Mark as read',
  read_of: (subject: string) => `Mark as read: ${subject}`,
  read_all: 'Mark all as read',
  unread: 'not read',
  empty: {
    all: {
      title: 'Nothing yet',
      text: 'When a job of yours ends, a project closes or a token is about to end, it stands here.',
    },
    unread: { title: 'All read', text: 'There is nothing here that you have not read.' },
  },
  first: 'Back to the newest',
  older: 'Older messages',
};

export const preference_words = {
  title: 'How should you be told?',
  lead: 'In the application you are always told. Here you say what comes by e-mail as well, and when.',
  no_mail:
    'This server sends no e-mail: its administrator sets up a mail server first. What you choose here is kept.',
  kinds: 'By e-mail too',
  digest: 'E-mail comes',
  digests: { off: 'at once', hourly: 'once an hour', daily: 'once a day' },
  hour: 'At',
  hour_name: (hour: number) => `${hour.toString().padStart(2, '0')}:00`,
  quiet: 'Quiet hours',
  quiet_help: 'No e-mail leaves from then to then; what is ready waits until they end.',
  quiet_on: 'Keep quiet hours',
  from: 'From',
  to: 'To',
  zone: (name: string) => `By the clock of your organisation: ${name}.`,
  saved: 'Kept.',
};

export const webhook_words = {
  title: 'Which programs should be told?',
  lead: 'An outgoing webhook tells another program what happens in this project: ids and a link, signed, no content.',
  none_allowed:
    'This server sends no webhooks: its administrator allows hosts first, by the setting webhook-hosts.',
  hosts: (hosts: string[]) => `The server may reach ${hosts.join(', ')}.`,
  url: 'Address',
  url_example: 'https://hooks.example.org/assay',
  kinds: 'It is told when',
  add: 'Add the webhook',
  made: 'Copy its secret now: it is shown only once. The receiver checks signatures by it.',
  list: 'Outgoing webhooks',
  empty: {
    title: 'No webhook yet',
    text: 'Add the address of a program that should hear of this project.',
  },
  columns: { url: 'address', kinds: 'told of', state: 'state', created: 'made', actions: 'change' },
  states: { on: 'on', off: 'off' },
  switch_names: { on: 'Switch off', off: 'Switch on' },
  switch_of: { on: (url: string) => `Switch off ${url}`, off: (url: string) => `Switch on ${url}` },
  remove_of: (url: string) => `Remove ${url}`,
  remove_title: 'Remove the webhook?',
  remove_text: (url: string) =>
    `${url} is told nothing more, and what waits for it is given up. It cannot be taken back.`,
  history: 'What was sent',
  history_of: (url: string) => `What was sent to ${url}`,
};

export const sending_words = {
  list: 'What was sent',
  server_title: 'What leaves the server',
  server_lead:
    'E-mail and webhooks on their way. What has failed is tried again by itself for most of a day.',
  only_failed: 'Only what was given up',
  empty: 'Nothing was sent yet.',
  columns: {
    created: 'from',
    channel: 'by',
    kind: 'kind',
    state: 'state',
    attempts: 'tried',
    status: 'answer',
    duration: 'took, ms',
    next: 'next try',
    error: 'error',
    again: 'again',
  },
  channels: { mail: 'e-mail', webhook: 'webhook' },
  states: {
    queued: 'waits',
    sending: 'being sent',
    sent: 'arrived',
    failed: 'failed',
    given_up: 'given up',
  },
  attempts: times,
  again: 'Send again',
  again_of: (id: string) => `Send ${id} again`,
};
