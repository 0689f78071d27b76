// The screens and where they are; each but the doors is a file of its own, read when it is asked for.

import { lazy, type ComponentType } from 'react';

export const SignIn = lazy(async () => ({ default: (await import('./access/SignIn.tsx')).SignIn }));
export const SetUp = lazy(async () => ({ default: (await import('./access/SetUp.tsx')).SetUp }));
export const AcceptInvitation = lazy(async () => ({
  default: (await import('./access/AcceptInvitation.tsx')).AcceptInvitation,
}));
export const Unlock = lazy(async () => ({ default: (await import('./access/Unlock.tsx')).Unlock }));
export const MustEnrol = lazy(async () => ({
  default: (await import('./access/MustEnrol.tsx')).MustEnrol,
}));

interface Place {
  path: string;
  Screen: ComponentType;
}

const at = (path: string, load: () => Promise<ComponentType>): Place => ({
  path,
  Screen: lazy(async () => ({ default: await load() })),
});

export const inside: Place[] = [
  at('/', async () => (await import('./home/Home.tsx')).Home),
  at('/projects/new', async () => (await import('./new_project/NewProject.tsx')).NewProject),
  at('/projects/:project/schema', async () => (await import('./schema/Schema.tsx')).Schema),
  at(
    '/projects/:project/schema/change',
    async () => (await import('./schema/ChangeSchema.tsx')).ChangeSchema,
  ),
  at('/projects/:project/people', async () => (await import('./people/People.tsx')).People),
  at(
    '/projects/:project/providers/:engagement',
    async () => (await import('./people/Provider.tsx')).Provider,
  ),
  at(
    '/projects/:project/providers/:engagement/teams/:team',
    async () => (await import('./people/Team.tsx')).Team,
  ),
  at('/projects/:project/batches', async () => (await import('./batches/Batches.tsx')).Batches),
  at('/projects/:project/batches/:batch', async () => (await import('./batches/OneBatch.tsx')).OneBatch),
  at('/projects/:project/own_items', async () => (await import('./own_items/OwnItems.tsx')).OwnItems),
  at(
    '/projects/:project/own_items/:assignment',
    async () => (await import('./own_items/OneOwnItem.tsx')).OneOwnItem,
  ),
  at('/projects/:project/import', async () => (await import('./imports/Imports.tsx')).Imports),
  at('/projects/:project/import/new', async () => (await import('./imports/Wizard.tsx')).Wizard),
  at('/projects/:project/overview', async () => (await import('./overview/Overview.tsx')).Overview),
  at('/projects/:project/items', async () => (await import('./items/Items.tsx')).Items),
  at('/projects/:project/items/:item', async () => (await import('./items/OneItem.tsx')).OneItem),
  at('/projects/:project/agreement', async () => (await import('./quality/screens.tsx')).Agreement),
  at('/projects/:project/annotators', async () => (await import('./quality/screens.tsx')).Annotators),
  at('/projects/:project/gold', async () => (await import('./quality/screens.tsx')).Gold),
  at('/projects/:project/categories', async () => (await import('./quality/screens.tsx')).Categories),
  at('/projects/:project/confusion', async () => (await import('./quality/screens.tsx')).Confusion),
  at('/projects/:project/slices', async () => (await import('./quality/screens.tsx')).Slices),
  at('/projects/:project/difficulty', async () => (await import('./quality/screens.tsx')).Difficulty),
  at('/projects/:project/snapshots', async () => (await import('./snapshots/Snapshots.tsx')).Snapshots),
  at(
    '/projects/:project/snapshots/:snapshot',
    async () => (await import('./snapshots/OneSnapshot.tsx')).OneSnapshot,
  ),
  at('/projects/:project/compare', async () => (await import('./compare/Compare.tsx')).Compare),
  at('/projects/:project/planning', async () => (await import('./planning/Planning.tsx')).Planning),
  at('/organisations', async () => (await import('./organisations/Organisations.tsx')).Organisations),
  at(
    '/organisations/new',
    async () => (await import('./organisations/NewOrganisation.tsx')).NewOrganisation,
  ),
  at(
    '/organisations/:organisation',
    async () => (await import('./organisations/OneOrganisation.tsx')).OneOrganisation,
  ),
  at('/projects/:project/webhooks', async () => (await import('./messages/Webhooks.tsx')).Webhooks),
  at('/projects/:project/protection', async () => (await import('./protection/Protection.tsx')).Protection),
  at('/messages', async () => (await import('./messages/Messages.tsx')).Messages),
  at('/messages/preferences', async () => (await import('./messages/Preferences.tsx')).Preferences),
  at('/audit', async () => (await import('./audit/Audit.tsx')).Audit),
  at('/tokens', async () => (await import('./tokens/Tokens.tsx')).Tokens),
  at('/account', async () => (await import('./access/Account.tsx')).Account),
  at('/approvals', async () => (await import('./access/Approvals.tsx')).Approvals),
  at('/users', async () => (await import('./settings/Users.tsx')).Users),
  at('/settings', async () => (await import('./settings/Settings.tsx')).Settings),
];
