// Roles of a project, and which of them may do what: the table of the server (src/app/permissions.cc); a
// test compares it.

export const roles = {
  owner: { title: 'owner', many: 'owners', text: 'decides on people, data, schema' },
  expert: { title: 'expert', many: 'experts', text: 'knows the subject, keeps the gold' },
  auditor: { title: 'auditor', many: 'auditors', text: 'sees everything, changes nothing' },
  lead: { title: 'lead', many: 'leads', text: 'leads the provider’s people' },
  reviewer: { title: 'reviewer', many: 'reviewers', text: 'looks at annotations a second time' },
  annotator: { title: 'annotator', many: 'annotators', text: 'judges the items' },
} as const;

export type RoleName = keyof typeof roles;

const everybody: RoleName[] = ['owner', 'expert', 'lead', 'reviewer', 'annotator', 'auditor'];
const all_but_annotators: RoleName[] = ['owner', 'expert', 'lead', 'reviewer', 'auditor'];
const client_side: RoleName[] = ['owner', 'expert', 'auditor'];

export const who_may = {
  see_project: everybody,
  see_quality: all_but_annotators,
  see_items: all_but_annotators,
  see_gold: client_side,
  see_snapshots: client_side,
  see_jobs: client_side,
  see_people: ['owner', 'expert', 'lead', 'auditor'],
  change_people: ['owner', 'lead'],
  engage_provider: ['owner'],
  edit_project: ['owner'],
  close_project: ['owner'],
  edit_schema: ['owner'],
  import_data: ['owner'],
  add_annotations: ['owner', 'lead'],
  change_gold: ['owner', 'expert'],
  see_batches: all_but_annotators,
  change_batches: ['owner'],
  assign_items: ['lead'],
  see_own_items: ['annotator'],
  answer_own_items: ['annotator'],
  make_snapshot: client_side,
  export_data: client_side,
  cancel_job: ['owner'],
  see_protection: ['owner', 'auditor'],
  change_protection: ['owner'],
  erase: ['owner'],
  see_audit: ['owner', 'auditor'],
  request_approval: ['owner', 'expert', 'lead'],
  approve: ['owner', 'expert'],
  see_webhooks: ['owner'],
  change_webhooks: ['owner'],
} as const satisfies Record<string, readonly RoleName[]>;

export type Right = keyof typeof who_may;

const is_role = (role: string): role is RoleName => role in roles;

export const role_title = (role: string): string => (is_role(role) ? roles[role].title : role);

// 'emergency' stands in the place of a role for who broke the glass: nobody gives it.
export const your_role_text = (role: string): string =>
  role === 'emergency' ? role_words.in_emergency : role_words.yours(role_title(role));

// "owners, experts and auditors"
export function many_text(names: readonly RoleName[]): string {
  const words = names.map((name) => roles[name].many);
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}

export const role_words = {
  role: 'your role',
  not_shown: 'not shown to your role',
  yours: (role: string) => `You are ${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role} in this project.`,
  in_emergency: 'You are here in an emergency: you see the items, for four hours.',
  no_role: 'You have no role in this project.',
  closed_to: (people: string) => `This page is for ${people}`,
  ask: 'Ask an owner if you need what stands here.',
  go: 'Go to what you may see',
  no_project: {
    title: 'No such project is open to you',
    text: 'There is none at this address, or you have no role in it. An owner of the project can bring you in.',
    step: 'Go to the projects',
  },
};
